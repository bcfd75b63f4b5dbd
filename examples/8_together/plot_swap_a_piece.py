"""
Swap any one piece
==================

The pieces fit together by their names, so each can be exchanged alone.
Here the model, the trainer, the loss, the batches and the first weights change, one at a time;
everything else stays, and so, nearly, does the score.

:doc:`/pieces/together` explains it.
"""

import matplotlib.pyplot as plt
import mxnet as mx
import numpy as np
from mxnet import autograd, gluon, nd
from tqdm import tqdm

from sixpieces.datasets import load_adult

adult = load_adult()
dataset = gluon.data.ArrayDataset(adult.train_features[:8000], adult.train_labels[:8000])
test_features, test_labels = nd.array(adult.test_features), adult.test_labels

# %%


def hidden_layer():
    net = gluon.nn.Sequential()
    net.add(gluon.nn.Dense(16, activation="relu"), gluon.nn.Dense(1))
    return net


def train(
    model=lambda: gluon.nn.Dense(1),
    optimizer=("sgd", {"learning_rate": 0.3}),
    loss_function=gluon.loss.SigmoidBCELoss(),
    batch_size=64,
    initialiser=mx.init.Normal(0.01),
):
    np.random.seed(0)
    mx.random.seed(0)
    net = model()
    net.initialize(initialiser)
    trainer = gluon.Trainer(net.collect_params(), *optimizer)
    for _ in range(3):
        for features, labels in gluon.data.DataLoader(dataset, batch_size, shuffle=True):
            with autograd.record():
                losses = loss_function(net(features), labels)
            losses.backward()
            trainer.step(len(features))
    return ((net(test_features).asnumpy().ravel() > 0) == test_labels).mean()


# %%
# ``LogisticLoss`` is the same loss under another name, but it must be told that labels are 0/1.

changes = {
    "as it is": {},
    "model: one hidden layer": {"model": hidden_layer},
    "trainer: Adam": {"optimizer": ("adam", {"learning_rate": 0.01})},
    "loss: LogisticLoss": {"loss_function": gluon.loss.LogisticLoss(label_format="binary")},
    "batches: 200 rows": {"batch_size": 200},
    "first weights: Xavier": {"initialiser": mx.init.Xavier()},
}
results = {name: train(**change) for name, change in tqdm(changes.items(), unit=" programs")}
majority_share = 1 - test_labels.mean()

values = np.array(list(results.values()))
assert values.min() >= majority_share, "one of these has learned nothing: take more epochs"

# %%
figure, axes = plt.subplots(layout="constrained")
axes.plot(values, list(results), "o", markersize=9)
axes.axvline(majority_share, color="0.5", linestyle=":", label="majority share")
axes.set(xlabel="test accuracy", ylabel="the piece that changed", title="One piece at a time")
axes.invert_yaxis()
axes.legend(loc="center")
figure.set_label(
    "Test accuracy of six programs that differ in one piece: all dots lie close together, far to "
    "the right of the dotted line of the majority share."
)
plt.show()
