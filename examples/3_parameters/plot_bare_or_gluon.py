"""
Keep the parameters yourself, or let Gluon
==========================================

The same line through the same points, learned twice: with two bare NDArrays and an update
written out, and with a Gluon layer and a Trainer.
Both take the same path to the last digits.

:doc:`/pieces/parameters` explains it.
"""

import matplotlib.pyplot as plt
import mxnet as mx
import numpy as np
from mxnet import autograd, gluon, nd

generator = np.random.default_rng(0)
features = nd.array(generator.normal(size=(64, 1)))
labels = 3 * features - 1 + nd.array(generator.normal(0, 0.3, (64, 1)))
learning_rate, steps = 0.1, 40

# %%
# By hand, three things are yours: a place for the gradient, the step itself, and writing it into
# the array in place (``weight[:] =``), since a new array would have no place for a gradient.

weight, bias = nd.array([[-2.0]]), nd.array([0.0])
weight.attach_grad()
bias.attach_grad()
path_by_hand = []
for _ in range(steps):
    with autograd.record():
        losses = (nd.dot(features, weight.T) + bias - labels) ** 2 / 2
    losses.backward()
    for parameter in (weight, bias):
        parameter[:] = parameter - learning_rate * parameter.grad / len(features)
    path_by_hand.append([weight[0, 0].asscalar(), bias.asscalar()])

# %%
# With Gluon the layer declares both parameters and the Trainer keeps and moves them.

net = gluon.nn.Dense(1, in_units=1)
net.initialize(mx.init.Zero())
net.weight.set_data(nd.array([[-2.0]]))
trainer = gluon.Trainer(net.collect_params(), "sgd", {"learning_rate": learning_rate})
loss_function = gluon.loss.L2Loss()
path_by_gluon = []
for _ in range(steps):
    with autograd.record():
        losses = loss_function(net(features), labels)
    losses.backward()
    trainer.step(len(features))
    weight, bias = net.weight.data(), net.bias.data()
    path_by_gluon.append([weight[0, 0].asscalar(), bias.asscalar()])

path_by_hand, path_by_gluon = np.array(path_by_hand), np.array(path_by_gluon)
assert np.allclose(path_by_hand, path_by_gluon, atol=1e-5)
results = {"path_by_hand": path_by_hand, "path_by_gluon": path_by_gluon}

# %%
figure, axes = plt.subplots(layout="constrained")
for number, name in enumerate(["weight", "bias"]):
    axes.plot(path_by_hand[:, number], color=f"C{number}", label=f"{name}, by hand")
    every_third = path_by_gluon[::3, number]
    axes.plot(range(0, steps, 3), every_third, "o", color=f"C{number}", label=f"{name}, Gluon")
axes.set(xlabel="steps", ylabel="value", title="One path, kept twice")
axes.legend()
figure.set_label(
    "Weight and bias over forty steps: lines for the update by hand run through the dots of the "
    "Gluon trainer, the weight rising towards three and the bias falling towards minus one."
)
plt.show()
