"""
Push hardest where the mistake is worst
=======================================

A model that is sure and wrong should move most.
Log loss pushes the logit by p - y, almost 1 there; the squared error of the probability pushes
by (p - y) p (1 - p), which is almost nothing, and such a model stays where it is.

:doc:`/log_loss/from_coin_to_rows` explains it.
"""

import matplotlib.pyplot as plt
import numpy as np
from mxnet import autograd, nd

z = nd.array(np.linspace(-8, 8, 161) + 0.01)  # no logit is exactly 0

# %%
# The label is 1. Autograd takes both slopes from the formulas of the losses.

slopes = {}
for name in ["log loss", "squared error"]:
    z.attach_grad()
    with autograd.record():
        p = nd.sigmoid(z)
        loss = -nd.log(p) if name == "log loss" else (p - 1) ** 2 / 2
    loss.backward()
    slopes[name] = z.grad.asnumpy()

probabilities = p.asnumpy()
error = probabilities - 1
assert np.allclose(slopes["log loss"], error, atol=1e-5)
assert np.allclose(slopes["squared error"], error * probabilities * (1 - probabilities), atol=1e-5)
four_times = 4 * np.abs(slopes["squared error"])  # since p (1 - p) is at most 1/4
assert np.all(np.abs(slopes["log loss"]) > four_times - 1e-6)
results = slopes

# %%
figure, axes = plt.subplots(layout="constrained")
for style, (name, slope) in zip(["-", "--"], slopes.items(), strict=True):
    axes.plot(z.asnumpy(), slope, style, label=name)
wrong = z[0].asscalar()
axes.plot([wrong, wrong], [slopes["log loss"][0], slopes["squared error"][0]], ":", color="0.5")
axes.plot(wrong, slopes["log loss"][0], "o", color="C0")
axes.plot(wrong, slopes["squared error"][0], "o", color="C1")
axes.annotate("sure and wrong", (wrong, -0.5), (8, 0), textcoords="offset points")
axes.set(xlabel="logit (the label is yes)", ylabel="slope of the loss", title="Who still pushes?")
axes.legend(loc="lower right")
figure.set_label(
    "Slopes of two losses over the logit for the label yes: at a logit of minus eight log loss "
    "has slope minus one, squared error has slope zero."
)
plt.show()
