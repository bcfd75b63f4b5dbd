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


# %%
# Before, both pairs have the same middle, so no line parts them. After, a falling line does where
# the two numbers of each "yes" corner add up to more than those of a "no" corner.

assert np.array_equal(corners[:2].mean(axis=0), corners[2:].mean(axis=0))
sums = moved(corners).sum(axis=1)
gap = min(sums[2:]) - max(sums[:2])
print(f"gap between yes and no after the layer: {gap:.2f}")
results = {"corners": moved(corners), "lines": moved(np.concatenate(lines)), "gap": gap}

# %%
figure, panels = plt.subplots(2, 1, layout="constrained", figsize=(4.4, 7))
for axes, move, title in zip(panels, [np.array, moved], ["before", "after the layer"], strict=True):
    for line in lines:
        axes.plot(*move(line).T, color="0.5", linewidth=0.7, alpha=0.8)
    axes.plot(*move(corners[:2]).T, "o", color="C0", markersize=9, label="no")
    axes.plot(*move(corners[2:]).T, "^", color="C1", markersize=9, label="yes")
    axes.grid(False)
    axes.set(xlabel="first number", ylabel="second number", title=title, aspect="equal")
panels[1].axline((max(sums[:2]) + gap / 2, 0), slope=-1, color="C2")
panels[0].legend(loc="center left", bbox_to_anchor=(1, 0.5))
figure.set_label(
    "A square grid before and after a layer: before, the two yes corners lie across from each "
    "other; after, the grid is bent, and a straight line parts both no corners from the yes."
)
plt.show()
