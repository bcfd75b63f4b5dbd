"""
Race down a valley
==================

In a long narrow valley the slope points at the wall, not along the floor.
Plain SGD zigzags; momentum remembers where it was going; Adam and its friends scale each
direction by what they have seen of it.

:doc:`/pieces/trainer` explains it.
"""

import matplotlib.pyplot as plt
import mxnet as mx
import numpy as np
from mxnet import autograd, gluon, nd

curvature, start, steps = nd.array([0.05, 2.0]), nd.array([-9.0, 1.8]), 25
racers = {
    "SGD": ("sgd", {"learning_rate": 0.9}),
    "SGD with momentum": ("sgd", {"learning_rate": 0.3, "momentum": 0.8}),
    "AdaGrad": ("adagrad", {"learning_rate": 1.0}),
    "RMSProp": ("rmsprop", {"learning_rate": 0.1}),
    "Adam": ("adam", {"learning_rate": 0.5}),
}

# %%
# The position is one Parameter of two numbers, and the loss half its curvature times its square:
# as many steps for everyone, from the same start.


def height(position):
    return (curvature * position**2).sum() / 2


paths = {}
for name, (optimizer, options) in racers.items():
    position = gluon.Parameter("position", shape=(2,))
    position.initialize(mx.init.Zero())
    position.set_data(start)
    trainer = gluon.Trainer([position], optimizer, options)
    paths[name] = [position.data().asnumpy()]
    for _ in range(steps):
        with autograd.record():
            loss = height(position.data())
        loss.backward()
        trainer.step(1)
        paths[name].append(position.data().asnumpy())
    paths[name] = np.array(paths[name])

final = {name: height(nd.array(path[-1])).asscalar() for name, path in paths.items()}
print({name: round(float(value), 3) for name, value in final.items()})

along, across = np.abs((curvature * start).asnumpy())  # the slope at the start
assert across > along, "from here the slope points along the floor"
results = paths

# %%
figure, axes = plt.subplots(layout="constrained", figsize=(4.8, 4))
x, y = np.meshgrid(np.linspace(-10, 3, 80), np.linspace(-2.4, 2.4, 80))
floor, wall = curvature.asnumpy()
levels = [0.03, 0.15, 0.5, 1, 2, 3.5, 5]
axes.contour(
    x, y, (floor * x**2 + wall * y**2) / 2, levels=levels, colors="0.5", linewidths=0.6, alpha=0.7
)
for number, (name, path) in enumerate(paths.items()):
    axes.plot(*path.T, marker="o^sDv"[number % 5], markersize=4, linewidth=1.2, label=name)
axes.set(xlabel="along the valley", ylabel="across it", xlim=(-10, 3), ylim=(-2.4, 2.4))
axes.set_title(f"{steps} steps each")
axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.25), ncols=2)
figure.set_label(
    "Paths of five optimisers over the contour lines of a narrow valley: SGD zigzags between its "
    "walls, momentum swings in wide curves, the others turn early and follow the floor."
)
plt.show()
