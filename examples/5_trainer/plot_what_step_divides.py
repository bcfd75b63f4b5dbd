"""
Divide by the batch exactly once
================================

``backward`` on a vector of losses leaves the gradient of their sum, and ``step(n)`` divides it
by n.
So the sum goes with ``step(batch_size)`` and the mean with ``step(1)``; the mean with
``step(batch_size)`` divides twice, and every step is too short.

:doc:`/log_loss/mistakes` explains it.
"""

import matplotlib.pyplot as plt
import mxnet as mx
import numpy as np
from mxnet import autograd, gluon, nd

generator = np.random.default_rng(0)
features = nd.array(generator.normal(size=(64, 2)))
labels = nd.dot(features, nd.array([[2.0], [-1.0]]))
batch_size, steps = len(features), 40
ways = {
    f"vector, step({batch_size})": (lambda losses: losses, batch_size),
    "mean, step(1)": (lambda losses: losses.mean(), 1),
    f"mean, step({batch_size})": (lambda losses: losses.mean(), batch_size),
}

# %%
# The learning rate, the start and the rows are the same for all three.

losses_of = {}
for name, (reduced, divisor) in ways.items():
    net = gluon.nn.Dense(1, in_units=2, use_bias=False)
    net.initialize(mx.init.Zero())
    trainer = gluon.Trainer(net.collect_params(), "sgd", {"learning_rate": 0.1})
    losses_of[name] = []
    for _ in range(steps):
        with autograd.record():
            losses = gluon.loss.L2Loss()(net(features), labels)
            loss = reduced(losses)
        loss.backward()
        trainer.step(divisor)
        losses_of[name].append(losses.mean().asscalar())

right, also_right, twice = (np.array(values) for values in losses_of.values())
assert np.allclose(right, also_right, rtol=1e-4, atol=0)
assert right[-1] < twice[-1] < twice[0], "with so large a learning rate the loss does not fall"
results = {"right": right, "also_right": also_right, "twice": twice}

# %%
figure, axes = plt.subplots(layout="constrained")
once, once_too, divided_twice = ways
axes.plot(right, label=once)
axes.plot(range(0, steps, 3), also_right[::3], "o", label=once_too)
axes.plot(twice, "--", label=f"{divided_twice}: divided twice")
axes.set(xlabel="steps", ylabel="mean loss of a row", title="Once, not twice", ylim=(0, None))
axes.legend()
figure.set_label(
    "Mean loss over forty steps: vector with step 64 and mean with step 1 fall together to zero, "
    "while mean with step 64 has hardly moved."
)
plt.show()
