"""What can be wrong with the score, when all else is right."""

from sixpieces.xray.rules.rule import DISTANCES, MARGINS, number, rule

SQUASHING = ("sigmoid", "softmax", "tanh", "relu", "greater", "greater_equal", "lesser")
SQUASHING = (*SQUASHING, "lesser_equal", "argmax", "sign", "log_softmax", "equal")


@rule("metric-on-scores")
def metric_on_scores(facts):
    """A metric for classes or probabilities that is given raw scores."""
    for each in facts.all("argmax of one"):
        yield (
            "mistake",
            each["line"],
            f"argmax along an axis of length 1 (shape {tuple(each['first']['shape'])}) is 0 for "
            "every row.",
            "Compare a single score with 0 (a logit) or 0.5 (a probability).",
        )
    for each, read in facts.met_outside():
        if each["how"] == "argmax" and each["whole"] and read["shape"][1:] == [1]:
            yield (
                "mistake",
                each["line"],
                f"argmax in rows of length 1 (shape {tuple(read['shape'])}) is 0 for every row.",
                "Compare a single score with 0 (a logit) or 0.5 (a probability).",
            )
    for each in facts.all("metric"):
        first = each["first"]
        if first["metric"] in ("CrossEntropy", "NegativeLogLikelihood"):
            low, high = each["low"], each["high"]
            if low is not None and (low < 0 or high > 1 + 1e-3):
                yield (
                    "mistake",
                    each["line"],
                    f"{first['metric']} expects probabilities, and is given scores from "
                    f"{number(low)} to {number(high)}.",
                    "Give it probabilities: metric.update(labels, output.softmax()).",
                )
            continue
        if first["metric"] not in ("Accuracy", "F1"):
            continue
        label, pred = first["shapes"]
        if pred == label and not first["whole"]:
            what = "raw scores or probabilities, cut to whole numbers"
        elif len(pred) == 2 and pred[1] == 1 and not first["whole"]:
            what = "one column, whose largest place is always 0"
        else:
            continue
        yield (
            "mistake",
            each["line"],
            f"{first['metric']} expects class numbers or one score a class, and is given {what}.",
            "Give it classes: metric.update(labels, output > 0).",
        )


@rule("threshold-for-another-scale")
def threshold_for_another_scale(facts):
    """A probability compared with 0, a logit with 0.5, or a score learned from 0 and 1 with 0."""
    middles = {}
    for loss in facts.all("loss"):
        middle = middle_of(loss)
        if middle is not None:
            middles.setdefault(loss["first"]["weight"], set()).add(middle)
    outside = [
        {"line": each["line"], "first": {**read, "limit": each["limit"]}}
        for each, read in facts.met_outside("comparisons")
    ]
    for each in [*facts.all("threshold"), *outside]:
        first = each["first"]
        if first["of"] in ("sigmoid", "softmax"):
            if first["limit"] in (0, 1):
                yield (
                    "mistake",
                    each["line"],
                    f"A probability is compared with {first['limit']:g}: all rows get the same "
                    "answer.",
                    "Compare probabilities with 0.5, logits with 0.",
                )
            continue
        known = middles.get(first["weight"], set())
        if first["of"] in SQUASHING or len(known) != 1:
            continue
        (middle,) = known
        if middle == 0 and first["limit"] == 0.5:
            yield (
                "mistake",
                each["line"],
                "A logit is compared with 0.5, which is the middle of probabilities.",
                "Compare logits with 0, or take the sigmoid first.",
            )
        elif middle == 0.5 and first["limit"] in (0, 1):
            yield (
                "mistake",
                each["line"],
                f"The model learned to give 0 and 1, and is compared with {first['limit']:g}, "
                "which is one of the two and not the middle.",
                "Compare with 0.5.",
            )


def middle_of(loss):
    """Return the middle between two classes for raw outputs that are trained with a loss."""
    first = loss["first"]
    kind = first["loss"]
    if kind == "by hand" and first["log"] and first["inner"] == "sigmoid":
        return 0  # what goes into the sigmoid is raw
    if first["of"] in SQUASHING:
        return None
    if kind == "by hand" and first["softplus"] and not first["gap"]:
        return 0
    if kind in ("SigmoidBinaryCrossEntropyLoss", "LogisticLoss", *MARGINS):
        return None if first["settings"].get("from_sigmoid") else 0
    distance = kind in DISTANCES or (kind == "by hand" and first["gap"])
    if distance and first["whole"] and (loss["label_low"], loss["label_high"]) == (0, 1):
        return 0.5
    return None


@rule("training-mode-in-score")
def training_mode_in_score(facts):
    """Scored with Dropout or BatchNorm at work; silent for the outputs that are trained on."""
    inside = facts.all("score") + facts.all("threshold") + facts.all("metric")
    found = [e["line"] for e in inside if e["first"].get("noisy") and not e["trained_on"]]
    for each, read in facts.met_outside():
        if read["noisy"] and not read["trained_on"] and each["how"] == "==":
            found.append(each["line"])
    for line in found[:1]:
        yield (
            "mistake",
            line,
            "The score is taken while Dropout or BatchNorm work as in training.",
            "Predict outside of autograd.record() and autograd.train_mode().",
        )


@rule("metric-not-reset")
def metric_not_reset(facts):
    """Asked after each epoch without reset in between: it is the mean of all epochs."""
    for each in facts["metrics"]:
        if each["gets"] >= 2 and each["resets"] == 0 and each["epochs"] >= 2:
            yield (
                "mistake",
                each["line"],
                f"{each['name']} was asked {each['gets']} times and never reset: it is the mean "
                "over all epochs so far.",
                "Call metric.reset() at the start of each epoch.",
            )
