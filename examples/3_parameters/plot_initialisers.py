"""
Begin neither too small nor too large
=====================================

Ten layers, five ways to draw their first weights.
With weights that are too small the signal dies on its way, with weights that are too large it
explodes; Xavier's scale keeps its size.

:doc:`/pieces/parameters` explains it.
"""

import matplotlib.pyplot as plt
import mxnet as mx
import numpy as np
from mxnet import gluon, nd

np.random.seed(0)
mx.random.seed(0)
features = nd.array(np.random.normal(size=(200, 128)))
initialisers = {
    "Normal(1)": mx.init.Normal(1),
    "Normal(0.2)": mx.init.Normal(0.2),
    "Xavier(magnitude=6)": mx.init.Xavier(magnitude=6),  # for relu; 3 is the default
    "Normal(0.05)": mx.init.Normal(0.05),
    "Normal(0.01)": mx.init.Normal(0.01),
}

# %%
# The size of a layer's output is measured by its standard deviation over all rows and units.
# Each relu layer multiplies it by about the weights' spread times the square root of 128 / 2.

sizes = {}
for name, initialiser in initialisers.items():
    net = gluon.nn.Sequential()
    for _ in range(10):
        net.add(gluon.nn.Dense(128, activation="relu"))
    net.initialize(initialiser)
    hidden = features
    sizes[name] = [hidden.asnumpy().std(dtype="float64")]
    for layer in net:
        hidden = layer(hidden)
        sizes[name].append(hidden.asnumpy().std(dtype="float64"))

largest, *between, smallest = (values[-1] for values in sizes.values())
assert largest > 1000 * max(between), "the first of these initialisers should explode"
assert smallest < min(between) / 1000, "the last of these initialisers should vanish"
results = {name: np.log10(values) for name, values in sizes.items()}

# %%
figure, axes = plt.subplots(layout="constrained", figsize=(4.8, 4))
for number, (name, values) in enumerate(sizes.items()):
    axes.semilogy(values, marker="o^sDv"[number % 5], markersize=4, label=name)
axes.set(xlabel="layer", ylabel="spread of its output", title="Ten layers deep")
axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.18), ncols=2)
figure.set_label(
    "The spread of the output over ten layers on a log axis: large weights explode, small ones "
    "vanish, and with Xavier's scale the line stays level."
)
plt.show()
