"""
Draw each loss with its gradient
================================

A loss says how wrong an answer is; its gradient says how hard to push.
Six losses of Gluon, each over the model's output z for one label, with the push below it.

:doc:`/pieces/loss` explains it.
"""

import matplotlib.pyplot as plt
import numpy as np
from mxnet import autograd, gluon, nd

outputs = np.linspace(-4, 4, 160).reshape(-1, 1)
losses = {
    "L2Loss": (gluon.loss.L2Loss(), 1),
    "L1Loss": (gluon.loss.L1Loss(), 1),
    "HuberLoss": (gluon.loss.HuberLoss(), 1),
    "HingeLoss": (gluon.loss.HingeLoss(), 1),
    "SigmoidBCELoss": (gluon.loss.SigmoidBCELoss(), 1),
    "LogisticLoss": (gluon.loss.LogisticLoss(), -1),  # its labels are -1 and +1
}

# %%
# Each output is a row of its own, so one ``backward`` gives all slopes at once.

values, slopes = {}, {}
for name, (loss_function, label) in losses.items():
    z = nd.array(outputs)
    z.attach_grad()
    with autograd.record():
        loss = loss_function(z, nd.ones_like(z) * label)
    loss.backward()
    values[name], slopes[name] = loss.asnumpy(), z.grad.asnumpy().ravel()

z, away = outputs.ravel(), outputs.ravel() != 0  # at exactly 0 MXNet's log losses are wrong
p = 1 / (1 + np.exp(-z))
assert np.allclose(slopes["L2Loss"], z - losses["L2Loss"][1], atol=1e-5)  # it carries a factor 1/2
for name in ["SigmoidBCELoss", "LogisticLoss"]:
    y = max(losses[name][1], 0)
    assert np.allclose(slopes[name][away], (p - y)[away], atol=1e-5)
assert np.abs(slopes["HuberLoss"]).max() <= 1 + 1e-6
results = {name: np.stack([values[name], slopes[name]]) for name in losses}

# %%
figure, panels = plt.subplots(
    3, 2, layout="constrained", sharex=True, sharey=True, figsize=(4.7, 6)
)
for axes, (name, (_, label)) in zip(panels.flat, losses.items(), strict=True):
    axes.plot(z, values[name], label="loss")
    axes.plot(z, slopes[name], "--", color="C1", label="gradient")
    axes.set(title=f"{name}, label {label}", ylim=(-2.2, 5))
for axes in panels[-1]:
    axes.set_xlabel("output z")
for axes in panels[:, 0]:
    axes.set_ylabel("loss, gradient")
panels[-1, 0].legend(loc="upper right")
figure.set_label(
    "Six small plots, each a loss over the output with its gradient dashed: squared loss pushes "
    "in proportion, absolute and Huber loss with a bound, log loss up to one on the wrong side."
)
plt.show()
