"""What can be wrong with the parameters: how they start, and whether they are trained."""

from sixpieces.xray.rules.rule import rule


@rule("equal-units")
def equal_units(facts):
    """Hidden units that start equal and stay so; silent for the last layer, which may."""
    matrices = [p for p in facts["parameters"] if len(p["shape"]) == 2 and p["moved"] > 2]
    for place, each in enumerate(matrices[:-1]):
        following = matrices[place + 1]["shape"]
        rows = each["shape"][0] if each["shape"][0] in following else None
        columns = each["shape"][1] if each["shape"][1] in following else None

        sides = [
            side
            for side, length in (("equal_rows", rows), ("equal_columns", columns))
            if length and length > 1
        ]
        if any(each["first"][side] and each["last"][side] for side in sides):
            yield (
                "mistake",
                each["line"],
                f"All hidden units of {each['name']} start equal, get equal gradients, and are "
                "still equal at the end: together they are one unit.",
                "Start them at random: initialize(init.Xavier()), or nd.random.normal.",
            )


@rule("parameter-not-trained")
def parameter_not_trained(facts):
    """In no trainer, or without a gradient, while others train; silent for grad_req 'null'."""
    moving = [p for p in facts["parameters"] if p["moved"] > 2]
    if not moving:
        return
    gluon = [p for p in moving if p["in_trainer"] is not None]
    for each in facts["parameters"]:
        if each["in_trainer"] is False and not gluon:
            continue  # the network stands still, and something else is moved
        if each["grad_req"] == "null" or (each["moved"] > 0 and each["reached"] > 0):
            continue
        if each["in_trainer"] is False and each["reached"] > 2:
            yield (
                "mistake",
                facts["trainer"]["line"] if facts["trainer"] else each["line"],
                f"{each['name']} gets gradients, but no trainer has it: it stays as it began.",
                "Give the trainer all of them: net.collect_params(); or freeze it on purpose with "
                "grad_req = 'null'.",
            )
        elif each["in_trainer"] and not each["reached"]:
            yield out_of_the_loss(each)
        elif each["in_trainer"] is None and each["reached"] > 2 and not each["moved"]:
            yield (
                "mistake",
                each["line"],
                f"{said(each['name'])} gets gradients, but no step ever changes it.",
                "Change it in the step, as the others.",
            )
        elif each["in_trainer"] is None and each["moved"] > 2 and not each["reached"]:
            if any(p["reached"] for p in moving):
                yield (
                    "mistake",
                    each["line"],
                    f"{said(each['name'])} is changed by each step, but no gradient ever reaches "
                    "it: the loss does not depend on it.",
                    "Use it in the model, or leave it out.",
                )


def said(name):
    """Return a name as a sentence begins with it.

    >>> said("w"), said("array of line 3")
    ('w', 'The array of line 3')
    """
    return f"The {name}" if name.startswith("array") else name


@rule("parameter-not-trained")
def step_refused(facts):
    """The same where the first step is refused for it; silent where no parameter was reached."""
    first = [p for p in facts["parameters"] if p["reached"]]
    if not first or not facts["backwards"]:
        return
    if "has not been updated by backward" in facts.error:
        lost = [p for p in facts["parameters"] if p["in_trainer"] and not p["reached"]]
        for each in lost:
            if each["grad_req"] != "null":
                yield out_of_the_loss(each)
    elif "initialization was deferred" in facts.error:
        for each in facts["waiting"]:
            if each["in_trainer"] and f"'{each['name']}'" in facts.error:
                yield out_of_the_loss({**each, "called": None, "line": facts.error_line})


def out_of_the_loss(parameter):
    """Return what is to be said of a parameter that no gradient reaches."""
    name = parameter["name"]
    if parameter["called"] and not parameter["recorded"]:
        return (
            "mistake",
            parameter["called"],
            f"The layer of {name} is called outside of autograd.record(), so no gradient ever "
            "reaches it.",
            "Call it inside the record, or leave it out of the trainer.",
        )
    called = parameter["called"] is not None
    return (
        "mistake",
        parameter["line"] if called else parameter["made"] or parameter["line"],
        f"No gradient ever reaches {name}: "
        + ("the loss does not depend on it." if called else "its layer is never called."),
        "Call its layer in forward, or leave it out of the trainer.",
    )


@rule("buffer-lost")
def buffer_lost(facts):
    """``w = w - ...`` makes a new array without attach_grad; silent where it is attached again."""
    for each in facts.all("replaced"):
        yield (
            "mistake",
            each["line"],
            "This makes a new array instead of changing the old one: it has no attach_grad, so "
            "the next backward does not reach it.",
            "Write w[:] = w - learning_rate * w.grad, or w -= ...",
        )


@rule("buffer-lost")
def step_forgotten(facts):
    """The same in a function, where the new array is dropped; silent where it is used."""
    if facts["steps"] or facts["error"] or facts.all("replaced") or facts.all("gradient read"):
        return
    used = [each["line"] for each in facts.all("stepped and used")]
    for each in facts.all("stepped"):
        if each["count"] >= 10 and facts["backwards"] >= 10 and each["line"] not in used:
            yield (
                "mistake",
                each["line"],
                "This makes a new array instead of changing the old one, and nobody keeps it: the "
                "parameters stay as they began.",
                "Write w[:] = w - learning_rate * w.grad, or w -= ...",
            )


@rule("initialised-again")
def initialised_again(facts):
    """Started again after steps, in the middle of a training that goes on."""
    for each in facts.all("initialised again") + facts.all("rewritten"):
        name = each["last"]["name"]
        if each.get("goes_on"):
            yield (
                "mistake",
                each["line"],
                f"{name} starts again after it was trained: what was learned is lost.",
                "Initialise once, before the loop.",
            )
            return


@rule("initialised-again")
def attached_again(facts):
    """Weights by hand that are made anew after a few steps; a note, as it may be a comparison."""
    for each in facts.all("attached again"):
        if each["count"] >= 2:
            yield (
                "note",
                each["line"],
                f"Weights are made here {each['count'] + 1} times, and each time after steps that "
                "saw the data once at most: what was learned is lost.",
                "Make them once, before the loop.",
            )
            return


@rule("dead-units")
def dead_units(facts):
    """Half of the hidden units give 0 for every row; a note where the loss falls all the same.

    Silent where the loss is no number: then no unit is awake, and that is not why.
    """
    if facts.broken:
        return
    for each in facts["relus"]:
        dead = each["units"] - each["alive"]
        if each["units"] > 1 and dead >= 0.5 * each["units"] and facts["steps"]:
            yield (
                "note" if facts.fall > (0.8 if each["alive"] else 0.9) else "mistake",
                each["line"],
                f"{dead} of {each['units']} hidden units give 0 for every row: no gradient comes "
                "through them, so they stay so.",
                "Use a smaller learning rate and init.Xavier(), or scale the features.",
            )
