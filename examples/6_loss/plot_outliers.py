"""
Let a bad label pull, or not
============================

Three of thirty labels are far off.
The squared loss pushes in proportion to the error, so these three bend the line; the absolute
loss pushes each row equally hard, and keeps to the crowd.

:doc:`/pieces/loss` explains it.
"""

import matplotlib.pyplot as plt
import mxnet as mx
import numpy as np
from mxnet import autograd, gluon, nd

generator = np.random.default_rng(1)
features = np.linspace(0, 1, 30).reshape(-1, 1)
labels = 1 + 2 * features + generator.normal(0, 0.08, (30, 1))
bad = [25, 27, 29]
labels[bad] -= 3

# %%
# The same line, the same trainer; only the loss differs.

slopes, fitted = {}, {}
for loss_function in [gluon.loss.L2Loss(), gluon.loss.HuberLoss(rho=0.1), gluon.loss.L1Loss()]:
    name = type(loss_function).__name__
    net = gluon.nn.Dense(1, in_units=1)
    net.initialize(mx.init.Zero())
    trainer = gluon.Trainer(net.collect_params(), "adam", {"learning_rate": 0.02})
    for _ in range(600):
        with autograd.record():
            losses = loss_function(net(nd.array(features)), nd.array(labels))
        losses.backward()
        trainer.step(len(features))
    slopes[name] = net.weight.data()[0, 0].asscalar()
    fitted[name] = net(nd.array(features)).asnumpy()

print({name: round(float(slope), 2) for name, slope in slopes.items()})
off = {name: np.abs(np.delete(line - labels, bad, 0)).mean() for name, line in fitted.items()}
assert off["L1Loss"] < off["L2Loss"], "too many bad labels: now they are the crowd"
results = slopes

# %%
figure, axes = plt.subplots(layout="constrained")
axes.plot(features, labels, "o", color="0.5", markersize=4)
for style, (name, line) in zip(["-", "--", ":"], fitted.items(), strict=True):
    axes.plot(features, line, style, label=f"{name}, slope {slopes[name]:.2f}")
axes.set(xlabel="feature", ylabel="label", title=f"{len(bad)} bad labels in {len(labels)}")
axes.legend()
figure.set_label(
    "Thirty points along a rising line with three far below: the line of the squared loss is "
    "pulled down by them, the lines of absolute and Huber loss follow the other points."
)
plt.show()
