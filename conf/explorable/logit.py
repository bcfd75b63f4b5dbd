"""The logit: probability, loss and gradient of one row move together."""

import sixpieces as mx

from .kit import (
    END,
    MINUS,
    START,
    Figure,
    Scale,
    choice,
    clip,
    curve,
    dot,
    drawing,
    fixed,
    frame,
    line,
    slider,
    text,
    through,
    ticks,
)


def row(logit, label):
    """Return probability, loss and gradient of one row."""
    z, y = mx.nd.array([logit]), mx.nd.array([label])
    z.attach_grad()
    with mx.autograd.record():
        loss = mx.gluon.loss.SigmoidBCELoss()(z, y)
    loss.backward()
    return tuple(float(part.asscalar()) for part in (mx.nd.sigmoid(z), loss, z.grad))


def figure(id):
    start, label, reach = -3, 1, 8  # a confident mistake
    x = Scale(-reach, reach, START, END)
    loss_y, probability_y = Scale(0, 8, 196, 16), Scale(0, 1, 356, 236)
    grid = [step / 4 for step in range(-4 * reach, 4 * reach + 1)]
    by_label = {y: [row(z, y) for z in grid] for y in (0, 1)}
    probability, loss, gradient = row(start, label)
    at, up, across = x(start), loss_y(loss), 1.5
    middle = (probability_y(label) + probability_y(probability)) / 2
    slope = (x(start - across), loss_y(loss - across * gradient))
    slope += (x(start + across), loss_y(loss + across * gradient))
    curves = "".join(
        curve([(x(z), loss_y(part[1])) for z, part in zip(grid, rows, strict=True)], f"loss-{y}")
        for y, rows in by_label.items()
    )
    sigmoid = [(x(z), probability_y(part[0])) for z, part in zip(grid, by_label[1], strict=True)]
    goal = probability_y(label)
    drawn = (
        clip(f"{id}-clip", x, loss_y)
        + frame(x, loss_y, ticks([-8, -4, 0, 4, 8]), ticks([0, 2, 4, 6, 8]), names_x=False)
        + frame(x, probability_y, ticks([-8, -4, 0, 4, 8]), {0: "0", 0.5: "0.5", 1: "1"})
        + text(START, 10, "loss", "start")
        + text(START, 230, "probability p", "start")
        + text(238, 394, "logit z")
        + line(at, 16, at, 356, "guide")
        + through(f"{id}-clip", curves + line(*slope, "tangent"))
        + dot(at, up, "on-loss")
        + line(START, goal, END, goal, "goal")
        + curve(sigmoid, "sigmoid")
        + line(at, goal, at, probability_y(probability), "error")
        + dot(at, probability_y(probability), "on-probability")
        + text(at - 9, middle + 4, f"p {MINUS} y", "end", "error-name")
    )
    label_of_drawing = (
        "Two panels over the logit. Above, the loss of a row with label 1 falls and that of "
        "label 0 rises; a dot marks the chosen logit and a short line its slope. Below, the "
        "sigmoid gives the probability, and a vertical line from the label to it is the gradient."
    )
    controls = slider(
        id, "logit", "logit z", -reach, reach, 0.25, start, fixed(start, 2), axis=True
    )
    controls += choice(id, "label", "label y", (0, 1), label)
    numbers = {
        "probability": ("probability p", fixed(probability, 4)),
        "loss": ("loss", fixed(loss, 4)),
        "gradient": (f"gradient p {MINUS} y", fixed(gradient, 4)),
    }
    wrong, (_, far_loss, far_gradient) = fixed(-reach, 0), row(-reach, 1)
    facts = (
        "Move the dot along the curve with the slider, or drag it. "
        f"At logit {fixed(start, 0)} a row with label 1 has probability {fixed(probability, 4)}, "
        f"loss {fixed(loss, 4)} and gradient {fixed(gradient, 4)}; at every logit "
        "the slope of the loss curve is the probability minus the label. "
        "On the wrong side the loss grows without "
        f"end, while the gradient stays within 1: at logit {wrong} they are {fixed(far_loss, 4)} "
        f"and {fixed(far_gradient, 4)}. The curve for label 0 is its mirror image."
    )
    head = ["logit z", "probability p", "loss, y = 1", "gradient, y = 1"]
    table = [[*head, "loss, y = 0", "gradient, y = 0"]]
    for z in (-8, -3, 0, 2, 8):
        (p, loss_1, gradient_1), (_, loss_0, gradient_0) = row(z, 1), row(z, 0)
        cells = [p, loss_1, gradient_1, loss_0, gradient_0]
        table.append([fixed(z, 0), *(fixed(value, 4) for value in cells)])
    data = {"x": x.pairs, "loss": loss_y.pairs, "probability": probability_y.pairs}
    return Figure(
        title="One logit: probability, loss and gradient move together",
        data=data,
        drawing=drawing(400, label_of_drawing, drawn),
        controls=controls,
        numbers=numbers,
        facts=facts,
        table=table,
    )
