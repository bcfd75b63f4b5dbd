"""
Fit a line by hand and with Gluon
=================================

The same regression twice, with all six pieces by hand and all six from Gluon.
``L2Loss`` carries a factor 1/2: with the learning rate of the hand-written square it would stop
half-way, and with twice the rate it takes the very same steps.

:doc:`/pieces/together` explains it.
"""

import matplotlib.pyplot as plt
import mxnet as mx
import numpy as np
from mxnet import autograd, gluon, nd

generator = np.random.default_rng(0)
features = generator.normal(size=(600, 2)).astype("float32")
labels = (features @ [2, -3.4] + 4.2 + generator.normal(0, 0.1, 600)).astype("float32")
truth = np.array([2, -3.4, 4.2])
batch_size, epochs, learning_rate = 20, 4, 0.02

# %%
# By hand: rows in order, an inner product, a square, and a step divided by the batch size.

weight, bias = nd.zeros((2,)), nd.zeros((1,))
weight.attach_grad()
bias.attach_grad()
path_by_hand = []
for _ in range(epochs):
    for start in range(0, len(features), batch_size):
        x = nd.array(features[start : start + batch_size])
        y = nd.array(labels[start : start + batch_size])
        with autograd.record():
            loss = ((nd.dot(x, weight) + bias - y) ** 2).sum()
        loss.backward()
        for parameter in (weight, bias):
            parameter[:] = parameter - learning_rate * parameter.grad / batch_size
        path_by_hand.append([*weight.asnumpy(), *bias.asnumpy()])

# %%
# With Gluon: loader, layer, loss and trainer.


def train(learning_rate):
    loader = gluon.data.DataLoader(gluon.data.ArrayDataset(features, labels), batch_size)
    net = gluon.nn.Dense(1, in_units=2)
    net.initialize(mx.init.Zero())
    trainer = gluon.Trainer(net.collect_params(), "sgd", {"learning_rate": learning_rate})
    path = []
    for _ in range(epochs):
        for x, y in loader:
            with autograd.record():
                losses = gluon.loss.L2Loss()(net(x), y)
            losses.backward()
            trainer.step(batch_size)
            path.append([*net.weight.data().asnumpy()[0], *net.bias.data().asnumpy()])
    return np.array(path)


path_by_hand = np.array(path_by_hand)
same_rate, twice_the_rate = train(learning_rate), train(2 * learning_rate)
assert np.allclose(path_by_hand, twice_the_rate, atol=1e-4)
assert np.allclose(path_by_hand[0], 2 * same_rate[0], atol=1e-5)  # its first step is half as long
results = {"by_hand": path_by_hand, "same_rate": same_rate, "twice_the_rate": twice_the_rate}

# %%
figure, axes = plt.subplots(layout="constrained")
names = ["by hand", "L2Loss, the same rate", "L2Loss, twice the rate"]
for name, style, path in zip(names, ["-", "--", "o"], results.values(), strict=True):
    every = 6 if style == "o" else 1
    axes.semilogy(np.abs(path - truth).max(axis=1), style, markevery=every, label=name)
axes.set(xlabel="batches", ylabel="largest error of a parameter", title="The half in L2Loss")
axes.legend()
figure.set_label(
    "The largest error of the three parameters over the batches, on a log axis: the dots of "
    "L2Loss with twice the rate lie on the line by hand, L2Loss with the same rate falls half as "
    "steeply."
)
plt.show()
