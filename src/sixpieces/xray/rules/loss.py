"""What can be wrong with the loss: its shapes, its sign, its logarithms."""

from sixpieces.xray.rules.rule import number, rule


@rule("shapes-broadcast")
def shapes_broadcast(facts):
    """(n,) against (n, 1) makes (n, n); silent where both come from the same values."""
    for each in facts.all("broadcast"):
        first = each["first"]
        if first["one_learned"] and not first["parameter"]:
            left, right = (tuple(shape) for shape in first["shapes"])
            yield (
                "mistake",
                each["line"],
                f"{first['operation']} of shapes {left} and {right} gives "
                f"{tuple(first['result'])}: every prediction meets every label.",
                "Bring both to one shape: predictions.reshape(-1).",
            )
    for each, read in facts.met_outside():
        names = set(each["with"]) & set(read["rows"])
        if each["how"] != "argmax" and each["whole"] and names:
            rows = read["shape"][0]
            yield (
                "mistake",
                each["line"],
                f"Predictions of shape {tuple(read['shape'])} meet {min(names)} of shape ({rows},) "
                f"in NumPy: every prediction meets every label, in a table of {rows} times {rows}.",
                "Bring both to one shape: predictions.reshape(-1).",
            )


@rule("arguments-exchanged")
def arguments_exchanged(facts):
    """loss(labels, outputs): the network's output stands in the place of the labels."""
    for loss in facts.all("loss"):
        first = loss["first"]
        if first.get("label_learned") and not first.get("pred_learned"):
            yield (
                "mistake",
                loss["line"],
                "The labels stand in the place of the predictions, and the output in theirs.",
                "Write loss_function(output, label).",
            )


@rule("arguments-exchanged")
def arguments_exchanged_by_hand(facts):
    """In a loss written by hand: the logarithm is taken of the labels."""
    for each in facts.all("exchanged"):
        frames = each["line"]
        here = [frame for frame in frames if frame[2] == facts["backward_frame"]]
        yield (
            "mistake",
            (here or frames)[0][:2],
            "The logarithm is taken of the labels, and the probabilities stand in their place.",
            "Exchange the two: the logarithm belongs to the predictions.",
        )
        return


@rule("no-minus")
def no_minus(facts):
    """Log-probabilities without the minus: the loss begins below 0 and falls; silent in ascent."""
    ascent = any(
        each["last"]["sign"] in ("add", "broadcast_add") for each in facts.all("step by hand")
    )
    for each in facts.all("backward"):
        first = each["first"]
        high = each.get("high")
        if first["logs"] and high is not None and high < 1e-6 and not first["loss"] and not ascent:
            if facts.all("step") or facts.all("step by hand") or facts["steps"]:
                yield (
                    "mistake",
                    each["first"]["mean_line"] or each["line"],
                    f"The loss is negative ({number(first['value'])} at first): a logarithm of "
                    "probabilities without its minus. The steps make the predictions worse.",
                    "Write a minus: loss = -(...).",
                )


@rule("no-minus")
def climbs(facts):
    """A step goes up the errors in place of down; silent unless labels are met and errors grow.

    Who climbs what is large when all is right (a likelihood, minus an error) means to. So do
    programs that change their rows, and two players who pull at one loss.
    """
    met = [each for each in facts.all("loss") if each["label_low"] != each["label_high"]]
    begin, end = facts.curve["begin"], facts.curve["end"]
    if not met or begin is None or facts["backwards"] < 3:
        return
    for each in facts.all("step by hand"):
        first = each["first"]
        goal = first["goal"] * (1 if first["sign"] == "add" else -1)
        if goal > 0 and first["predicts"] and not first["asked"] and facts.grown(first["goal"]):
            yield (
                "mistake",
                each["line"] if first["sign"] == "add" else head_line(facts, each["line"]),
                "Each step goes up the loss: the errors grow, "
                f"from {number(abs(begin))} to {number(abs(end))}.",
                "Turn one sign round: w -= rate * w.grad goes down.",
            )
    for each in facts.all("backward") if facts.all("step") else ():
        first = each["first"]
        if first["goal"] < 0 and not first["joined"] and not first["logs"]:
            if facts.grown(-1) and (each.get("high") or 0) <= 1e-6:
                yield (
                    "mistake",
                    first["mean_line"] or each["line"],
                    "The loss has a minus before it, so each step makes the errors larger: "
                    f"from {number(abs(begin))} to {number(abs(end))}.",
                    "Leave the minus out.",
                )


def head_line(facts, otherwise):
    """Return the line that computed what the walk back began from."""
    lines = (each["first"]["mean_line"] for each in facts.all("backward"))
    return next(lines, None) or otherwise


@rule("log-of-zero")
def log_of_zero(facts):
    """The logarithm of a probability that has become 0."""
    nan = facts["nan"]
    zeros = [e for e in facts.all("log of zero") if e["last"]["low"] == 0]
    if nan and nan["operation"] == "exp" and facts.broken and zeros:
        yield (
            "mistake",
            zeros[0]["line"],
            "The logarithm of 0 is taken: a probability has become 0 in float32.",
            "Compute the loss from the logits: SigmoidBCELoss or SoftmaxCELoss; or add 1e-12.",
        )
    low = nan["inputs"][0]["low"] if nan else None
    if nan and nan["operation"] == "log" and nan["recorded"] and not nan["in_data"] and low == 0:
        yield (
            "mistake",
            nan["line"],
            f"The logarithm of {number(nan['inputs'][0]['low'])} is the first number that is "
            f"{nan['gives']}: a probability has become 0 in float32.",
            "Compute the loss from the logits: SigmoidBCELoss or SoftmaxCELoss; or add 1e-12.",
        )


@rule("loss-outside-record")
def loss_outside_record(facts):
    """Computed outside of autograd.record(), so that backward finds no way."""
    if "computational graph" in facts.error and not facts.all("cut"):
        backward = [each for each in facts.all("backward") if not each["last"]["recorded"]]
        if backward and backward[-1]["count"] == 1 and facts["backwards"] <= 1:
            outside = facts.all("loss outside")
            line = outside[0]["line"] if outside else backward[-1]["last"]["mean_line"]
            at = facts.error_line
            if line is None or (at is not None and abs(line[1] - at[1]) > 3):
                line = at  # it stands in a function; what calls it is to be recorded
            yield (
                "mistake",
                line,
                "The loss was computed outside `with autograd.record():`, so nothing was "
                "remembered of it.",
                "Compute network and loss inside `with autograd.record():`.",
            )
