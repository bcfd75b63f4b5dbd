"""
Train a logistic regression on the census
=========================================

All six pieces on real data: who of 32,561 people earns more than 50,000 dollars a year?
The score on 16,281 other people stands beside the majority share, which is what an answer gets
that never looks at the row.

:doc:`/start/first_model` explains it.
"""

import matplotlib.pyplot as plt
import mxnet as mx
import numpy as np
from mxnet import autograd, gluon, nd

from sixpieces.datasets import load_adult

batch_size, learning_rate, epochs = 256, 0.5, 6

# %%
# The data, and access to it.

adult = load_adult()
dataset = gluon.data.ArrayDataset(adult.train_features, adult.train_labels)
loader = gluon.data.DataLoader(dataset, batch_size=batch_size, shuffle=True)
test_features = nd.array(adult.test_features)
test_labels = nd.array(adult.test_labels)

# %%
# The parameters and the model, the trainer, the loss. The first weights come from NumPy.

np.random.seed(0)
net = gluon.nn.Dense(1, in_units=118)
net.initialize(mx.init.Zero())
net.weight.set_data(nd.array(np.random.normal(0, 0.01, (1, 118))))
trainer = gluon.Trainer(net.collect_params(), "sgd", {"learning_rate": learning_rate})
loss_function = gluon.loss.SigmoidBCELoss()

# %%


def evaluate():
    logits = net(test_features)
    loss = loss_function(logits, test_labels).mean().asscalar()
    return loss, ((logits.asnumpy().ravel() > 0) == adult.test_labels).mean()


history = [evaluate()]
for _ in range(epochs):
    for features, labels in loader:
        with autograd.record():
            losses = loss_function(net(features), labels)
        losses.backward()
        trainer.step(len(features))
    history.append(evaluate())

test_losses, accuracies = np.array(history).T
majority_share = 1 - adult.test_labels.mean()
print(f"accuracy {accuracies[-1]:.3f}, majority share {majority_share:.3f}")

assert abs(test_losses[0] - np.log(2)) < 0.05  # nothing known yet
assert accuracies[-1] > 0.83 > majority_share
results = {"test_losses": test_losses, "accuracies": accuracies[1:]}

# %%
figure, axes = plt.subplots(layout="constrained")
axes.plot(range(1, epochs + 1), accuracies[1:], marker="o", label="test accuracy")
axes.axhline(majority_share, color="0.5", linestyle=":", label="majority share")
axes.set(xlabel="epochs", ylabel="share of right answers", title="Better than always no")
axes.set_ylim(0.74, 0.86)
axes.legend(loc="center right")
figure.set_label(
    "Test accuracy after each epoch, a line well above the dotted line of the majority share from "
    "the first epoch on, and almost level after it."
)
plt.show()
