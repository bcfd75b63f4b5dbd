"""
Choose the size of the step
===========================

Five learning rates on the same problem, from far too small to too large.
Up to a point a larger rate learns faster; past it every step overshoots by more than it gained,
and the loss runs away.

:doc:`/mathematics/gradients` explains it.
"""

import matplotlib.pyplot as plt
import mxnet as mx
import numpy as np
from mxnet import autograd, gluon, nd

generator = np.random.default_rng(0)
features = nd.array(generator.normal(size=(256, 3)))
labels = nd.dot(features, nd.array([[2.0], [-3.0], [1.0]])) + 4

# %%
# The mean loss is a bowl. Along its steepest direction, a step multiplies the distance to the
# lowest point by 1 - rate * curvature: above a rate of 2 / curvature the distance grows.

table = np.hstack([features.asnumpy(), np.ones((256, 1))])
largest_rate = 2 / np.linalg.eigvalsh(table.T @ table / 256).max()
print(f"steps overshoot for good above a learning rate of {largest_rate:.2f}")

losses_of = {}
for learning_rate in [0.003, 0.03, 0.3, 1.5, 1.9]:
    net = gluon.nn.Dense(1, in_units=3)
    net.initialize(mx.init.Zero())
    trainer = gluon.Trainer(net.collect_params(), "sgd", {"learning_rate": learning_rate})
    loss_function = gluon.loss.L2Loss()
    losses_of[learning_rate] = []
    for _ in range(60):
        with autograd.record():
            losses = loss_function(net(features), labels)
        losses.backward()
        trainer.step(len(features))
        losses_of[learning_rate].append(losses.mean().asscalar())

for learning_rate, values in losses_of.items():
    half_way = max(values[len(values) // 2], 1e-6)  # below that, all is rounding
    overshoots = not values[-1] < half_way  # also where the loss has become nan
    assert overshoots == (learning_rate > largest_rate), "take more steps to see which way it goes"
results = {f"rate {r}": np.log10(np.array(v) + 1e-9) for r, v in losses_of.items()}

# %%
figure, axes = plt.subplots(layout="constrained")
for number, (learning_rate, values) in enumerate(losses_of.items()):
    style = {"marker": "o^sDv"[number % 5], "markersize": 4, "markevery": 6}
    axes.semilogy(values, **style, label=f"learning rate {learning_rate}")
axes.set(xlabel="steps", ylabel="mean loss", title="Too small, right, too large", ylim=(1e-7, 1e5))
axes.legend()
figure.set_label(
    "The mean loss over sixty steps on a log axis: the smallest learning rate hardly moves, the "
    "middle ones fall steeply, and the largest rises without end."
)
plt.show()
