"""
Draw the line, or bend it
=========================

Two rings of points cannot be parted by a straight line.
A linear model does little better than guessing; with one hidden layer the boundary bends round
the inner ring.

:doc:`/pieces/model` explains it.
"""

import matplotlib.pyplot as plt
import mxnet as mx
import numpy as np
from mxnet import autograd, gluon, nd

generator = np.random.default_rng(0)
angles = generator.uniform(0, 2 * np.pi, 300)
labels = np.arange(300) % 2
radii = 1 + 1.5 * labels + generator.normal(0, 0.25, 300)
points = np.stack([radii * np.cos(angles), radii * np.sin(angles)], axis=1)
features = nd.array(points)

# %%
# Both models learn the same way. Their first weights come from NumPy, so that they are the
# same on every machine.


def train(net):
    net.initialize(mx.init.Zero())
    net(features)  # the first pass tells the layers their input sizes
    for parameter in net.collect_params().values():
        if parameter.name.endswith("weight"):
            parameter.set_data(nd.array(generator.normal(0, 0.7, parameter.shape)))
    trainer = gluon.Trainer(net.collect_params(), "adam", {"learning_rate": 0.05})
    loss_function = gluon.loss.SigmoidBCELoss()
    for _ in range(150):
        with autograd.record():
            losses = loss_function(net(features), nd.array(labels))
        losses.backward()
        trainer.step(len(features))
    return net, ((net(features).asnumpy().ravel() > 0) == labels).mean()


multilayer_net = gluon.nn.Sequential()
multilayer_net.add(gluon.nn.Dense(16, activation="tanh"), gluon.nn.Dense(1))
models = {"linear": train(gluon.nn.Dense(1)), "one hidden layer": train(multilayer_net)}

assert models["linear"][1] < 0.7
assert models["one hidden layer"][1] > models["linear"][1]
results = {name: accuracy for name, (net, accuracy) in models.items()}

# %%
figure, panels = plt.subplots(2, 1, layout="constrained", sharex=True, figsize=(4, 6.6))
ticks = np.linspace(-3.6, 3.6, 80)
grid = np.stack(np.meshgrid(ticks, ticks), axis=-1)
for axes, (name, (net, accuracy)) in zip(panels, models.items(), strict=True):
    logits = net(nd.array(grid.reshape(-1, 2))).asnumpy().reshape(80, 80)
    for label, marker in [(0, "o"), (1, "^")]:
        axes.plot(*points[labels == label].T, marker, color=f"C{label}", markersize=3)
    axes.contour(ticks, ticks, logits, levels=[0], colors="0.5", linewidths=2)
    axes.set(ylabel="second feature", title=f"{name}: {accuracy:.2f} right", aspect="equal")
panels[-1].set_xlabel("first feature")
figure.set_label(
    "Two rings of points, twice: above, the straight boundary of the linear model cuts "
    "through both rings; below, the boundary of the multilayer model circles the inner one."
)
plt.show()
