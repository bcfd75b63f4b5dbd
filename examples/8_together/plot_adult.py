"""
Train a logistic regression on the census
=========================================

All six pieces on real data: who of 32,561 people earns more than 50,000 dollars a year?
The score on 16,281 other people stands beside the majority share, the score of always saying no.
The tutorial's settings start from large weights and take small steps; better ones do the reverse.

:doc:`/start/first_model` explains it.
"""

import matplotlib.pyplot as plt
import mxnet as mx
import numpy as np
from mxnet import autograd, gluon, nd
from tqdm import tqdm

from sixpieces.datasets import load_adult

adult = load_adult()
dataset = gluon.data.ArrayDataset(adult.train_features, adult.train_labels)
test_features = nd.array(adult.test_features)
majority_share = 1 - adult.test_labels.mean()
loss_function = gluon.loss.SigmoidBinaryCrossEntropyLoss()


def train(batch_size, learning_rate, epochs, scale):
    """Train on batches that are drawn once; return the accuracy on the test rows by epoch."""
    np.random.seed(0)
    batches = list(gluon.data.DataLoader(dataset, batch_size=batch_size, shuffle=True))
    net = gluon.nn.Dense(1, in_units=118)
    net.initialize(mx.init.Zero())
    net.weight.set_data(nd.array(np.random.normal(0, scale, (1, 118))))
    trainer = gluon.Trainer(net.collect_params(), "sgd", {"learning_rate": learning_rate})
    accuracies = []
    for _ in tqdm(range(epochs), unit=" epochs"):
        for features, labels in batches:
            with autograd.record():
                losses = loss_function(net(features), labels)
            losses.backward()
            trainer.step(len(features))
        predictions = net(test_features).asnumpy().ravel() > 0
        accuracies.append((predictions == adult.test_labels).mean())
    return accuracies


# %%
# The learning curves. Of the tutorial's thirty epochs, sixteen are enough to see which way it goes.

tutorial = train(batch_size=64, learning_rate=0.01, epochs=16, scale=1.0)
better = train(batch_size=256, learning_rate=0.5, epochs=6, scale=0.01)
print(f"majority share {majority_share:.3f}")
print(f"tutorial's settings {tutorial[-1]:.3f}, better settings {better[-1]:.3f}")
assert better[-1] > 0.83 > majority_share, "these settings should be better than 0.83"
assert tutorial[-1] > majority_share, "no better than always no: take more epochs"
results = {"tutorial": np.array(tutorial), "better": np.array(better)}

# %%
figure, axes = plt.subplots(layout="constrained")
axes.plot(range(1, len(tutorial) + 1), tutorial, label="the tutorial's settings")
axes.plot(range(1, len(better) + 1), better, marker="o", label="near zero, large steps")
axes.axhline(majority_share, color="0.5", linestyle=":", label="majority share")
axes.set(xlabel="epochs", ylabel="share of right answers", title="Better than always no")
axes.legend(loc="center right")
figure.set_label(
    "Test accuracy by epoch, above the dotted majority share: with the tutorial's settings a line "
    "that climbs for sixteen epochs, with better settings a higher one from the first on."
)
plt.show()
