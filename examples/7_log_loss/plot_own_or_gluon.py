"""
Swap your own log loss for Gluon's
==================================

Same start, same batches, same learning rate; only the loss is exchanged.
The two learning curves lie on each other: in the same place, Gluon's loss gives the same model.

:doc:`/log_loss/own_or_gluon` explains it.
"""

import matplotlib.pyplot as plt
import mxnet as mx
import numpy as np
from mxnet import autograd, gluon, nd

from sixpieces.datasets import load_adult

adult = load_adult()
dataset = gluon.data.ArrayDataset(adult.train_features[:6400], adult.train_labels[:6400, None])

# %%
# The hand-written loss takes the logits through a sigmoid and sums the price of each row.


def own_log_loss(logits, labels):
    p = nd.sigmoid(logits)
    return -(labels * nd.log(p) + (1 - labels) * nd.log(1 - p)).sum()


def train(loss_function, epochs=3):
    np.random.seed(1)  # the start and the order of the rows
    net = gluon.nn.Dense(1, in_units=118)
    net.initialize(mx.init.Zero())
    net.weight.set_data(nd.array(np.random.normal(0, 0.1, (1, 118))))
    trainer = gluon.Trainer(net.collect_params(), "sgd", {"learning_rate": 0.1})
    curve = []
    for _ in range(epochs):
        for features, labels in gluon.data.DataLoader(dataset, batch_size=64, shuffle=True):
            with autograd.record():
                losses = loss_function(net(features), labels)
            losses.backward()
            trainer.step(len(features))
            curve.append(losses.sum().asscalar() / len(features))
    return np.array(curve), net.weight.data().asnumpy()


own, own_weight = train(own_log_loss)
gluons, gluons_weight = train(gluon.loss.SigmoidBCELoss())

assert np.allclose(own_weight, gluons_weight, atol=1e-4), "some p was exactly 0 or 1"
results = {"own": own, "gluons": gluons, "own_weight": own_weight}

# %%
figure, axes = plt.subplots(layout="constrained")
smooth = np.ones(10) / 10
axes.plot(np.convolve(own, smooth, "valid"), linewidth=7, alpha=0.4, label="own log loss")
axes.plot(np.convolve(gluons, smooth, "valid"), label="SigmoidBCELoss")
axes.set(xlabel="batches", ylabel="mean loss of a row (10 batches)", title="One on the other")
axes.legend()
figure.set_label(
    "The loss over three hundred batches with the hand-written log loss, a broad line, and with "
    "Gluon's, a narrow line that runs inside it all the way."
)
plt.show()
