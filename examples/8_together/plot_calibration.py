"""
Ask whether 70 % means 70 %
===========================

A logistic regression answers with probabilities.
Put the test rows into groups by the answer and count how often it was yes: a calibrated model's
points lie on the diagonal, which says more than one accuracy.

:doc:`/mathematics/probability` explains it.
"""

import matplotlib.pyplot as plt
import mxnet as mx
import numpy as np
from mxnet import autograd, gluon, nd

from sixpieces.datasets import load_adult

adult = load_adult()
features, labels = nd.array(adult.train_features), nd.array(adult.train_labels)

# %%
# The whole table is one batch here, for 150 steps with momentum.

net = gluon.nn.Dense(1, in_units=118)
net.initialize(mx.init.Zero())
generator = np.random.default_rng(0)
net.weight.set_data(nd.array(generator.normal(0, 0.01, (1, 118))))
trainer = gluon.Trainer(net.collect_params(), "sgd", {"learning_rate": 1.0, "momentum": 0.9})
loss_function = gluon.loss.SigmoidBCELoss()
for _ in range(150):
    with autograd.record():
        losses = loss_function(net(features), labels)
    losses.backward()
    trainer.step(len(features))

probabilities = nd.sigmoid(net(nd.array(adult.test_features))).asnumpy().ravel()

# %%
# Ten groups of equal width, from "0 to 10 %" to "90 to 100 %".

group = np.minimum((probabilities * 10).astype(int), 9)
sizes = np.bincount(group, minlength=10)
said = np.bincount(group, probabilities, 10) / sizes
happened = np.bincount(group, adult.test_labels, 10) / sizes
print(f"largest gap between said and happened: {np.abs(said - happened).max():.2f}")

assert sizes.min() > 0, "a group is empty: too few steps, or too large ones"
assert np.corrcoef(said, happened)[0, 1] > 0.95, "too few steps, or too large ones"
results = {"said": said, "happened": happened}

# %%
figure, axes = plt.subplots(layout="constrained")
axes.plot([0, 1], [0, 1], color="0.5", linestyle=":", label="calibrated")
axes.plot(said, happened, marker="o", label="logistic regression")
axes.set(xlabel="probability of yes that the model said", ylabel="share of yes that happened")
axes.set(title="Promised and kept", aspect="equal")
axes.legend(loc="lower right")
figure.set_label(
    "The share of yes over the probability that the model said, in ten groups: the points follow "
    "the diagonal from nearly zero to nearly one."
)
plt.show()
