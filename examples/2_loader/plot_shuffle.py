"""
Shuffle, or learn the last thing seen
=====================================

The same rows, the same model, one epoch each: once with all the "no" rows first and then all
the "yes" rows, once shuffled.
Sorted, the model first learns to say no, and then unlearns it.

:doc:`/pieces/loader` explains it.
"""

import matplotlib.pyplot as plt
import mxnet as mx
import numpy as np
from mxnet import autograd, gluon, nd

from sixpieces.datasets import load_adult

adult = load_adult()
order = np.argsort(adult.train_labels[:6400], kind="stable")
dataset = gluon.data.ArrayDataset(adult.train_features[order], adult.train_labels[order])
test_features = nd.array(adult.test_features[:4000])
test_labels = adult.test_labels[:4000]

# %%


def train(shuffle):
    np.random.seed(0)  # the loader shuffles with NumPy's generator
    net = gluon.nn.Dense(1, in_units=118)
    net.initialize(mx.init.Zero())
    net.weight.set_data(nd.array(np.random.normal(0, 0.01, (1, 118))))
    trainer = gluon.Trainer(net.collect_params(), "sgd", {"learning_rate": 0.2})
    loss_function = gluon.loss.SigmoidBCELoss()
    shares = []
    for features, labels in gluon.data.DataLoader(dataset, batch_size=64, shuffle=shuffle):
        with autograd.record():
            losses = loss_function(net(features), labels)
        losses.backward()
        trainer.step(len(features))
        answers = net(test_features).asnumpy().ravel() > 0
        shares.append((answers == test_labels).mean())
    return np.array(shares)


accuracy_sorted, accuracy_shuffled = train(shuffle=False), train(shuffle=True)
majority_share = 1 - test_labels.mean()

assert accuracy_sorted[-1] < majority_share
assert accuracy_shuffled[-1] > majority_share, "not learned yet: take larger steps, or more rows"
results = {"accuracy_sorted": accuracy_sorted, "accuracy_shuffled": accuracy_shuffled}

# %%
figure, axes = plt.subplots(layout="constrained")
axes.plot(accuracy_shuffled, label="shuffled")
axes.plot(accuracy_sorted, label="sorted by label")
axes.axhline(majority_share, color="0.5", linestyle=":", label="majority share")
axes.set(xlabel="batches seen", ylabel="test accuracy", title="Sorted data unlearns")
axes.legend()
figure.set_label(
    "Test accuracy over one epoch: with shuffled rows it rises above the majority share and "
    "stays; with sorted rows it stays at the share and falls far below once the yes rows begin."
)
plt.show()
