"""What can be wrong with the steps: that they are made, how long they are, and by whom."""

import math

from sixpieces.xray.rules.rule import number, percent, rule


@rule("backward-missing")
def backward_missing(facts):
    """Steps without a backward before them."""
    for each in facts.all("step by hand"):
        if not facts["backwards"]:
            yield (
                "mistake",
                each["line"],
                "The step uses a gradient, but backward never was called: it is 0.",
                "Call loss.backward() before the step.",
            )
            break
    for each in facts.all("step"):
        if not facts["backwards"] and each["count"] >= 1:
            yield (
                "mistake",
                each["line"],
                "trainer.step is called, but backward never was: there is no gradient.",
                "Call loss.backward() before trainer.step(...).",
            )


@rule("step-missing")
def step_missing(facts):
    """Backward again and again, but nothing ever changes; silent where gradients are read."""
    if facts["steps"] or facts["error"] or facts.all("replaced"):
        return
    often = [each for each in facts.all("backward") if each["count"] >= 3]
    if often and not facts.all("gradient read") and not facts.all("stepped and used"):
        if facts["trainer"] or often[0]["count"] >= 10:
            yield (
                "mistake",
                often[0]["line"],
                f"backward is called {often[0]['count']} times, but no step follows: the "
                "parameters stay as they began.",
                "Call trainer.step(batch_size) after backward.",
            )


@rule("step-missing")
def steps_too_rare(facts):
    """Several walks back before each step, each writing over the gradient of the one before."""
    for each in facts.all("step"):
        lost = min(each["first"]["lost"], each["last"]["lost"])
        if lost >= 3 and each["count"] >= 2:
            yield (
                "mistake",
                each["line"],
                f"backward is called {lost} times before each step, and each time it writes over "
                "the gradient of the time before: only the last batch counts.",
                "Call trainer.step(batch_size) after each backward, inside the inner loop.",
            )


def division(facts):
    """How each line of steps divides, beside what it should."""
    for each in facts.all("step"):
        last = each["first"]
        rows, size = last["rows"], last["batch_size"]
        if last["reduction"] == "mean" and size == last["backwards"]:
            continue  # the mean of means that were added up
        if rows > 1 and size and last["backwards"]:
            yield each, rows, size, last["reduction"]


@rule("divided-twice")
def divided_twice(facts):
    """The mean of the rows, and step(rows) as well."""
    for each, rows, size, reduction in division(facts):
        if reduction == "mean" and size == rows:
            mean = each["first"]["head_line"]
            yield (
                "mistake",
                each["line"],
                f"The loss is a mean over {rows} rows"
                + (f" (line {mean[1]})" if mean else "")
                + f", and trainer.step({size:g}) divides by {size:g} again: each step is {size:g} "
                "times shorter than meant.",
                "Write trainer.step(1), or leave the mean out.",
            )
    for each in facts.all("step by hand"):
        last = each["first"]
        if last["reduction"] == "mean" and last["rows"] > 1:
            if any(abs(f - last["rows"]) < 1e-6 * last["rows"] for f in last["factors"]):
                yield (
                    "mistake",
                    each["line"],
                    f"The loss is a mean over {last['rows']} rows, and the step divides by "
                    f"{last['rows']} again.",
                    "Divide once.",
                )


@rule("not-divided")
def not_divided(facts):
    """The sum over the rows, and step(1); a note where training goes well all the same."""
    for each, rows, size, reduction in division(facts):
        if reduction in ("sum", "rows") and size == 1:
            bad = facts.broken or facts.fall < 0.2 or rows * each["first"]["learning_rate"] >= 0.5
            yield (
                "mistake" if bad else "note",
                each["line"],
                f"backward starts from {rows} rows, and trainer.step(1) does not divide by them: "
                f"each step is {rows} times longer than the learning rate says.",
                f"Write trainer.step({rows}).",
            )
    for each in facts.all("step by hand"):
        last = each["first"]
        divides = any(abs(f - last["rows"]) < 1e-6 * last["rows"] for f in last["factors"])
        if last["reduction"] in ("sum", "rows") and last["rows"] > 1 and not divides:
            if facts.grown(last["goal"] or 1):
                yield (
                    "mistake",
                    each["line"],
                    f"The gradient is a sum over {last['rows']} rows and is not divided by them; "
                    "the loss rises.",
                    "Divide the gradient by the number of rows, or take the mean of the loss.",
                )


@rule("divided-by-another-number")
def divided_by_another_number(facts):
    """A batch size that is not the number of rows; silent for the last, smaller batch."""
    for each, rows, size, reduction in division(facts):
        last = each["last"]
        if size in (rows, 1) or last["rows"] == last["batch_size"]:
            continue
        at_this_line = [e for e in facts.all("step") if e["line"] == each["line"]]
        if any(e["first"]["rows"] == size for e in at_this_line):
            continue  # the last batch of an epoch is smaller
        if each["count"] == 1:
            continue
        yield (
            "mistake",
            each["line"],
            f"trainer.step({size:g}) divides by {size:g}, but backward starts from "
            + (f"a mean over {rows} rows." if reduction == "mean" else f"{rows} rows."),
            f"Write trainer.step({1 if reduction == 'mean' else rows}).",
        )


@rule("divided-by-another-number")
def divided_by_all_rows(facts):
    """A step by hand that divides by the number of all rows, with the gradient of a batch."""
    whole = facts["features"]["rows"] if facts["features"] else 0
    for each in facts.all("step by hand"):
        first = each["first"]
        if whole > first["rows"] > 1 and first["reduction"] in ("rows", "sum", "mean"):
            if whole in first["factors"] and each["count"] > 1:
                mean = first["reduction"] == "mean"
                yield (
                    "mistake",
                    each["line"],
                    f"The step divides by all {whole} rows, but the gradient is "
                    + (f"a mean over {first['rows']} rows." if mean else f"of {first['rows']}."),
                    "Leave the division out." if mean else f"Divide by {first['rows']}.",
                )


@rule("learning-rate-too-large")
def learning_rate_too_large(facts):
    """The loss rises or breaks; silent where the same loop also trains well at another rate.

    Silent also where two losses take turns in one training and stay finite: in a game one loses.
    Where a logarithm met a 0 without the loss having risen, that is the cause, not the rate.
    """
    steps = facts.steps()
    nan = facts["nan"]
    if any(each["last"].get("sign") == "add" for each in steps):
        return  # it climbs, as it means to
    if not steps or facts["backwards"] < 3 or (nan and nan["in_data"]):
        return
    guess = facts.guessing
    lines = {
        tuple(each["line"] or ())
        for each in facts["curves"]
        if falls(each) and not leaps(each, guess)
    }
    at_once = bool(nan) and not nan["backwards"]  # before any step
    log = bool(nan) and (nan["operation"] == "log" or bool(facts.all("log of zero")))
    for each in facts["curves"]:
        finite = each["last_finite"] or 0
        at_rest = finite < 3 or finite <= 1.5 * abs(each["first"] or 0)
        if (at_once or (log and at_rest)) and not math.isfinite(each["last"]):
            continue
        if tuple(each["line"] or ()) in lines or each["seen"] < 3:
            continue
        if not rises(each) and not leaps(each, guess):
            continue
        if math.isfinite(each["last"]) and plays(each, facts["curves"]):
            continue
        line = facts["trainer"]["line"] if facts["trainer"] else steps[0]["line"]
        rate = f" ({number(facts['trainer']['learning_rate'])})" if facts["trainer"] else ""
        begin, peak, end = lowest(each), each["peak"], each["end"]
        how = (
            f"becomes {each['last']}"
            if not math.isfinite(each["last"])
            else f"leaps from {number(begin)} to {number(peak)}, and ends at {number(end)}"
            if peak > 50 * abs(begin)
            else f"rises from {number(begin)} to {number(end)}"
        )
        yield (
            "mistake",
            line,
            f"The loss {how}: the steps are too long. The learning rate{rate} is too large for "
            "these data.",
            "Divide the learning rate by 10.",
        )
        return


def lowest(curve):
    """Return what the loss of a training began with: by itself, or as a mean of some points."""
    return min(curve["begin"], curve["first"], key=abs)


def falls(curve):
    """Return whether the loss of a training has gone down."""
    begin = min(curve["begin"], curve["first"])
    return math.isfinite(curve["last"]) and curve["end"] < 0.95 * begin


def leaps(curve, guess):
    """Return whether a log loss flew up in between, and has come back to no more than a guess."""
    if guess is None or not math.isfinite(curve["last"]):
        return False
    return curve["peak"] > 50 * abs(lowest(curve)) and curve["end"] > 0.9 * guess


def plays(curve, curves):
    """Return whether another loss takes turns with this one, as in a game of two networks."""
    same = [each for each in curves if each["training"] == curve["training"]]
    return any(
        each["line"] != curve["line"] and each["seen"] >= 0.5 * curve["seen"] for each in same
    )


def rises(curve):
    """Return whether the loss of a training has gone up far, or is no number any more."""
    if not math.isfinite(curve["last"]):
        return True
    begin = abs(lowest(curve))
    if curve["peak"] > 50 * begin and curve["end"] > begin:
        return True
    factor = 8 if curve["seen"] < 6 else 3 if curve["seen"] < 40 else 1.5
    return curve["end"] > factor * begin + 1e-9


@rule("learning-rate-too-small")
def learning_rate_too_small(facts):
    """Many steps, hardly any change, and the loss still goes down steadily."""
    steps = sum(each["count"] for each in facts.steps())
    if steps < 20 or facts.broken or facts["error"]:
        return
    pulls = facts["pulls"]
    if not pulls["seen"]:
        return
    moving = sum(1 for each in facts["parameters"] if each["moved"])
    promised = pulls["gain"] / pulls["seen"] * moving * steps  # what the slopes let one expect
    tiny = (pulls["change"] or 1) < 3e-4 or pulls["largest"] < 1e-3
    begin = abs(facts.curve["begin"] or 0)
    tiny = promised < 0.001 * begin or (not pulls["eases"] and (tiny or promised < 0.01 * begin))
    if abs(facts.fall) < 0.05 and tiny and pulls["moved"] and pulls["slope"] > 1e-6:
        line = facts["trainer"]["line"] if facts["trainer"] else facts.steps()[0]["line"]
        yield (
            "mistake",
            line,
            f"{steps} steps took {percent(max(facts.fall, 0))} off the loss; a step changes the "
            f"weights by {100 * (pulls['change'] or 0):.2g} %.",
            "Multiply the learning rate by 10, then by 10 again.",
        )


@rule("gradients-pile-up")
def gradients_pile_up(facts):
    """grad_req='add' without zero_grad between steps."""
    for each in facts.all("gradients pile up")[:1]:
        yield (
            "mistake",
            each["line"],
            f"The gradient of {each['first']['name']} is added to that of earlier steps, which "
            "nobody cleared.",
            "Call net.collect_params().zero_grad() after each step, or leave grad_req as 'write'.",
        )


@rule("trainer-made-again")
def trainer_made_again(facts):
    """A new trainer in the loop, for parameters that are trained already."""
    for each in facts.all("trainer made again"):
        if each["count"] >= 2:
            yield (
                "mistake",
                each["line"],
                f"{each['count'] + 1} trainers were made at this line for the same parameters: "
                "each forgets what the one before remembered (momentum, running means, schedules).",
                "Make the trainer once, before the loop.",
            )
