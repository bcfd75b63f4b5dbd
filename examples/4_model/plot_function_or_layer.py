"""
Write the model as a function, or as a layer
============================================

A model is a function of features and parameters.
Written out it is one line; as a Gluon layer it is one name.
With the same numbers inside, both give the same logits and the same probabilities.

:doc:`/pieces/model` explains it.
"""

import matplotlib.pyplot as plt
import mxnet as mx
import numpy as np
from mxnet import gluon, nd

features = nd.array(np.linspace(-4, 4, 33).reshape(-1, 1))
weight, bias = nd.array([[1.5]]), nd.array([-1.0])

# %%
# ``Dense`` keeps its weight as (outputs, inputs), one row an output: hence the transpose.


def model(features):
    return nd.dot(features, weight.T) + bias


layer = gluon.nn.Dense(1, in_units=1)
layer.initialize(mx.init.Zero())
layer.weight.set_data(weight)
layer.bias.set_data(bias)

by_function = nd.sigmoid(model(features)).asnumpy()
by_layer = nd.sigmoid(layer(features)).asnumpy()

assert np.allclose(by_function, by_layer, atol=1e-6)
results = {"by_function": by_function, "by_layer": by_layer}

# %%
# Where the logit is 0 the probability is one half: at the feature -bias / weight, here 1 / 1.5.

half = (-bias / weight[0]).asscalar()

figure, axes = plt.subplots(layout="constrained")
axes.plot(features.asnumpy(), by_function, label="function")
axes.plot(features.asnumpy(), by_layer, "o", color="C1", markersize=4, label="layer")
axes.axvline(half, color="0.5", linestyle=":", label="logit 0")
axes.set(xlabel="feature", ylabel="probability of yes", title="One model, written twice")
axes.legend()
figure.set_label(
    "The probability over one feature, an S-shaped curve from zero to one: the line of the "
    "function runs through the dots of the layer and passes one half where the logit is zero."
)
plt.show()
