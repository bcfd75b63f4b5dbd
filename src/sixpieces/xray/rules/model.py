"""What can be wrong with the model: what its last layer gives, and what stands between."""

import math

from sixpieces.xray.rules.rule import DISTANCES, LOG_LOSSES, number, rule


@rule("sigmoid-twice")
def sigmoid_twice(facts):
    """A sigmoid before a loss that has one, or a sigmoid of a sigmoid."""
    for loss in facts.all("loss"):
        first = loss["first"]
        inside = first["loss"] in ("SigmoidBinaryCrossEntropyLoss", "LogisticLoss")
        if inside and not first["settings"].get("from_sigmoid") and first["of"] == "sigmoid":
            yield (
                "mistake",
                first["of_line"],
                f"{first['loss']} takes the sigmoid itself, and is given one already: all "
                "probabilities lie between 0.5 and 0.73.",
                "Leave the sigmoid out of the network, or write from_sigmoid=True.",
            )
    for each in facts.all("twice"):
        if each["first"]["outer"] == "sigmoid":
            yield (
                "mistake",
                each["line"],
                "This is the sigmoid of a sigmoid.",
                "Leave one of the two out.",
            )


@rule("softmax-twice")
def softmax_twice(facts):
    """A softmax before a loss that has one, or a softmax of a softmax."""
    for loss in facts.all("loss"):
        first = loss["first"]
        if first["loss"] == "SoftmaxCrossEntropyLoss" and not first["settings"]["from_logits"]:
            if first["of"] == "softmax":
                yield (
                    "mistake",
                    first["of_line"],
                    "SoftmaxCrossEntropyLoss takes the softmax itself, and is given one already.",
                    "Leave the softmax out of the network.",
                )
    for each in facts.all("twice"):
        if (
            each["first"]["outer"] in ("softmax", "log_softmax")
            and each["first"]["inner"] == "softmax"
        ):
            yield (
                "mistake",
                each["line"],
                f"This is the {each['first']['outer']} of a softmax.",
                "Leave one of the two out.",
            )


@rule("sigmoid-missing")
def sigmoid_missing(facts):
    """Raw outputs where probabilities are promised."""
    nan = facts["nan"]
    if nan and nan["operation"] == "log" and nan["recorded"] and not nan["in_data"]:
        low = nan["inputs"][0]["low"]
        if low is not None and low < 0:
            yield (
                "mistake",
                nan["line"],
                f"This is the logarithm of {number(low)}: no probability. Raw outputs of the model "
                "are taken for probabilities.",
                "Take the sigmoid (or softmax) first, or a loss that takes raw outputs.",
            )
    for loss in facts.all("loss"):
        first = loss["first"]
        low, high = loss.get("low"), loss.get("high")
        outside = low is not None and (low < 0 or high > 1)
        if first.get("straight") and (first["label_low"], first["label_high"]) == (0, 1):
            yield (
                "mistake",
                loss["line"],
                "This loss takes the logarithm of raw outputs of the model: they are no "
                "probabilities.",
                "Take the sigmoid (or softmax) first, or a loss that takes raw outputs.",
            )
        promised = (first.get("settings") or {}).get("from_sigmoid")
        if promised and first["of"] not in ("sigmoid", "softmax") and (outside or facts.broken):
            yield (
                "mistake",
                first["made"] or loss["line"],
                "from_sigmoid=True promises probabilities, but these are raw outputs, from "
                f"{number(low)} to {number(high)}."
                if outside
                else "from_sigmoid=True promises probabilities, but these are raw outputs.",
                "Leave from_sigmoid out, or take the sigmoid.",
            )
        classes = first["loss"] == "SoftmaxCrossEntropyLoss"
        logs = classes and first["settings"]["from_logits"]
        if logs and first["of"] != "log_softmax":
            if high is not None and high > 1e-3:
                yield (
                    "mistake",
                    first["made"] or loss["line"],
                    "from_logits=True promises logarithms of probabilities, but these are raw "
                    f"outputs, up to {number(high)}.",
                    "Leave from_logits out, or take log_softmax.",
                )


@rule("softmax-over-one")
def softmax_over_one(facts):
    """A softmax along an axis of length 1: every probability is 1."""
    for loss in facts.all("loss"):
        first = loss["first"]
        if first["loss"] == "SoftmaxCrossEntropyLoss":
            axis = first["settings"].get("axis", -1)
            if first["shapes"][0][axis] == 1 and loss["label_high"] != loss["label_low"]:
                yield (
                    "mistake",
                    first["layer"] or loss["line"],
                    "The softmax over one output is always 1, so the loss is 0 from the start.",
                    "Give the last layer one output a class, or use SigmoidBCELoss.",
                )
    for each in facts.all("softmax over one"):
        if not any(loss["line"] == each["line"] for loss in facts.all("loss")):
            yield (
                "mistake",
                each["line"],
                f"A softmax along an axis of length 1 (shape {tuple(each['first']['shape'])}) "
                "gives 1 for every row.",
                "Take it along the classes, or use a sigmoid.",
            )


@rule("linear-stack")
def linear_stack(facts):
    """Two linear layers with nothing between are one linear layer."""
    for each in facts.all("linear after linear")[:1]:
        yield (
            "note",
            each["line"],
            "A linear layer follows a linear layer with nothing between: together they can do no "
            "more than one.",
            "Put an activation between: Dense(..., activation='relu').",
        )


@rule("output-squeezed")
def output_squeezed(facts):
    """An output that a relu, sigmoid or tanh keeps from the targets."""
    limits = {"sigmoid": (0, 1), "tanh": (-1, 1), "relu": (0, math.inf), "softmax": (0, 1)}
    for loss in facts.all("loss"):
        first = loss["first"]
        low, high = loss.get("label_low"), loss.get("label_high")
        if first["of"] not in limits or low is None:
            continue
        bottom, top = limits[first["of"]]
        line = first.get("of_line") or loss["line"]
        distance = first["loss"] in DISTANCES or (first["loss"] == "by hand" and not first["log"])
        if distance and (low < bottom - 1e-6 or high > top + 1e-6):
            yield (
                "mistake",
                line,
                f"A {first['of']} gives numbers from {bottom:g} to {top:g}, but the labels go from "
                f"{number(low)} to {number(high)}.",
                f"Leave the {first['of']} off the last layer.",
            )
        elif first["of"] == "relu" and first["loss"] in LOG_LOSSES[:2]:
            yield (
                "mistake",
                line,
                "A relu gives no negative logit, so no probability below 0.5.",
                "Leave the relu off the last layer.",
            )


@rule("cut-graph")
def cut_graph(facts):
    """asnumpy, detach or a new array in the middle of the record, and gradients are missing."""
    lost = [
        p
        for p in facts["parameters"]
        if p["grad_req"] != "null" and not p["reached"] and p["in_trainer"] is not False
    ]
    failed = "computational graph" in facts.error or "has not been updated" in facts.error
    for each in facts.all("cut")[:1]:
        still = facts["steps"] > 2 and facts["pulls"]["seen"] and not facts["pulls"]["moved"]
        if (lost and facts["backwards"]) or failed or still:
            yield (
                "mistake",
                each["line"],
                f"{each['first']['how']} cuts the way back here: no gradient passes, and "
                f"{lost[0]['name'] if lost else 'the parameters before it'} gets none.",
                "Compute on with NDArrays: nd functions instead of NumPy's.",
            )
