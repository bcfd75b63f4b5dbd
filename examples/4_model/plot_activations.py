"""
Bend a straight line
====================

Layers without an activation between them are one straight line.
Three bends are common: the sigmoid, tanh and relu; each is drawn with its slope, which autograd
gives without being told a formula.

:doc:`/mathematics/derivatives` explains it.
"""

import matplotlib.pyplot as plt
import numpy as np
from mxnet import autograd, nd

z = nd.array(np.linspace(-5, 5, 200))
activations = {"sigmoid": nd.sigmoid, "tanh": nd.tanh, "relu": nd.relu}

# %%
# ``backward`` on all 200 values is ``backward`` of their sum; as each value depends on its own z
# only, the gradient holds 200 slopes.

values, slopes = {}, {}
for name, activation in activations.items():
    z.attach_grad()
    with autograd.record():
        value = activation(z)
    value.backward()
    values[name], slopes[name] = value.asnumpy(), z.grad.asnumpy()

p = values["sigmoid"]
assert np.allclose(slopes["sigmoid"], p * (1 - p), atol=1e-6)
assert np.allclose(slopes["tanh"], 1 - values["tanh"] ** 2, atol=1e-6)
assert np.allclose(slopes["relu"], z.asnumpy() > 0)
results = values | {f"slope of {name}": slope for name, slope in slopes.items()}

# %%
figure, panels = plt.subplots(3, 1, layout="constrained", sharex=True, figsize=(4.2, 6.4))
for axes, name in zip(panels, activations, strict=True):
    axes.plot(z.asnumpy(), values[name], label="value")
    axes.plot(z.asnumpy(), slopes[name], "--", color="C1", label="slope")
    axes.set(ylabel="value and slope", title=name)
panels[-1].set_xlabel("z")
panels[0].legend()
figure.set_label(
    "Sigmoid, tanh and relu over z, each with its slope: the slopes of the first two are a bump "
    "around zero, the slope of relu is a step from zero to one."
)
plt.show()
