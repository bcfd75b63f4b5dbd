"""
See what a layer does to space
==============================

A layer takes every point somewhere else.
Its weight turns and stretches the plane, its bias shifts it, and tanh squeezes it into a square:
after that, a straight line can part what no line could part before.

:doc:`/mathematics/vectors_and_matrices` explains it.
"""

import matplotlib.pyplot as plt
import mxnet as mx
import numpy as np
from mxnet import gluon, nd

ticks = np.linspace(-1.5, 1.5, 13)
fine = np.linspace(-1.5, 1.5, 50)
lines = [np.stack([np.full(50, t), fine], axis=1) for t in ticks]
lines += [np.stack([fine, np.full(50, t)], axis=1) for t in ticks]
corners = np.array([[-1.0, -1], [1, 1], [-1, 1], [1, -1]])  # the last two are "yes"

# %%
# The four corners are the exclusive or: yes where exactly one of both numbers is positive.

layer = gluon.nn.Dense(2, in_units=2, activation="tanh")
layer.initialize(mx.init.Zero())
layer.weight.set_data(nd.array([[0.9, -0.6], [-0.6, 0.9]]))
layer.bias.set_data(nd.array([-0.9, -0.9]))


def moved(points):
    return layer(nd.array(points)).asnumpy()


sums = moved(corners).sum(axis=1)
assert min(sums[2:]) > max(sums[:2]) + 0.5  # one straight line now parts them
results = {"corners": moved(corners), "lines": moved(np.concatenate(lines))}

# %%
figure, panels = plt.subplots(1, 2, layout="constrained", figsize=(7.4, 3.8))
for axes, move, title in zip(panels, [np.array, moved], ["before", "after the layer"], strict=True):
    for line in lines:
        axes.plot(*move(line).T, color="0.65", linewidth=0.7)
    axes.plot(*move(corners[:2]).T, "o", color="C0", markersize=9, label="no")
    axes.plot(*move(corners[2:]).T, "^", color="C1", markersize=9, label="yes")
    axes.grid(False)
    axes.set(xlabel="first number", ylabel="second number", title=title, aspect="equal")
panels[1].axline((-0.75, 0), slope=-1, color="C2")
panels[0].legend(loc="upper center", ncols=2)
figure.set_label(
    "A square grid before and after a layer: before, the two yes corners lie across from each "
    "other; after, the grid is folded, and a straight line parts both no corners from the yes."
)
plt.show()
