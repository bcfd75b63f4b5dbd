"""
Read handwritten digits
=======================

Ten classes, and two models: a softmax regression, and a multilayer perceptron with dropout.
The hidden layer is worth a few per cent on digits that neither has seen.

:doc:`/log_loss/many_classes` explains it.
"""

import matplotlib.pyplot as plt
import mxnet as mx
import numpy as np
from mxnet import autograd, gluon, nd
from tqdm import tqdm

from sixpieces.datasets import load_digits

digits = load_digits()
dataset = gluon.data.ArrayDataset(digits.train_features, digits.train_labels)
test_features, test_labels = nd.array(digits.test_features), digits.test_labels

# %%
# Dropout is on inside ``autograd.record()`` and off outside: it needs no switch.


def train(net, epochs=20):
    np.random.seed(0)
    mx.random.seed(0)
    net.initialize(mx.init.Xavier())
    trainer = gluon.Trainer(net.collect_params(), "adam", {"learning_rate": 0.003})
    loss_function = gluon.loss.SoftmaxCrossEntropyLoss()
    accuracies = []
    for _ in tqdm(range(epochs), unit=" epochs"):
        for features, labels in gluon.data.DataLoader(dataset, 64, shuffle=True):
            with autograd.record():
                losses = loss_function(net(features), labels)
            losses.backward()
            trainer.step(len(features))
        answers = net(test_features).asnumpy().argmax(axis=1)
        accuracies.append((answers == test_labels).mean())
    return accuracies


softmax_regression = gluon.nn.Dense(10)
perceptron = gluon.nn.Sequential()
perceptron.add(gluon.nn.Dense(128, activation="relu"), gluon.nn.Dropout(0.3), gluon.nn.Dense(10))
curves = {
    "softmax regression": train(softmax_regression),
    "multilayer perceptron": train(perceptron),
}

# %%
# Dropout and the first weights are drawn by the engine: another engine, or another seed, ends
# within about two per cent of this.

final = {name: np.mean(curve[-5:]) for name, curve in curves.items()}
print({name: round(float(accuracy), 3) for name, accuracy in final.items()})
assert min(final.values()) > 0.1  # the share of right answers of a blind guess
results = final

# %%
figure, axes = plt.subplots(layout="constrained")
for style, (name, curve) in zip(["--", "-"], curves.items(), strict=True):
    axes.plot(range(1, len(curve) + 1), curve, style, label=name)
axes.set(xlabel="epochs", ylabel="test accuracy", title="Ten classes", ylim=(None, 1))
axes.locator_params(axis="x", integer=True)
axes.legend()
figure.set_label(
    "Test accuracy on the digits over twenty epochs: the multilayer perceptron stays above the "
    "softmax regression by some per cent."
)
plt.show()
