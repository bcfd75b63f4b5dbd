"""
Read a network's mind
=====================

A softmax regression on images keeps one weight a pixel for each digit.
Drawn as images, the weights show where ink speaks for a digit and where it speaks against it.

:doc:`/log_loss/many_classes` explains it.
"""

import matplotlib.pyplot as plt
import mxnet as mx
import numpy as np
from mxnet import autograd, gluon, nd

from sixpieces.datasets import load_digits

digits = load_digits()
features, labels = nd.array(digits.train_features), nd.array(digits.train_labels)

# %%
# All 1,437 images are one batch: no order, no chance. A little weight decay (``wd``) keeps the
# weights of pixels that are never inked at 0.

net = gluon.nn.Dense(10, in_units=64)
net.initialize(mx.init.Zero())
trainer = gluon.Trainer(net.collect_params(), "sgd", {"learning_rate": 1.0, "wd": 0.001})
loss_function = gluon.loss.SoftmaxCrossEntropyLoss()
for _ in range(200):
    with autograd.record():
        losses = loss_function(net(features), labels)
    losses.backward()
    trainer.step(len(features))

weight = net.weight.data().asnumpy()
answers = net(nd.array(digits.test_features)).asnumpy().argmax(axis=1)
accuracy = (answers == digits.test_labels).mean()
print(f"test accuracy {accuracy:.3f}")

assert accuracy > 0.85, "too few steps, or too large ones"
assert np.allclose(weight.sum(axis=0), 0, atol=1e-3)  # what speaks for one speaks against others
assert weight[0].reshape(8, 8)[3:5, 3:5].max() < 0  # a zero has no ink in its middle
results = {"weight": weight, "accuracy": accuracy}

# %%
figure, panels = plt.subplots(4, 3, layout="constrained", figsize=(4.6, 5.4))
limit = np.abs(weight).max()
for axes in panels.flat:
    axes.set_axis_off()
for digit, axes in enumerate(panels.flat[:10]):
    image = axes.imshow(weight[digit].reshape(8, 8), vmin=-limit, vmax=limit)
    axes.set_title(f"for a {digit}")
figure.colorbar(image, ax=panels, label="weight of the pixel", shrink=0.8)
figure.set_label(
    "Ten images of eight by eight weights, one for each digit: bright pixels speak for the digit, "
    "dark ones against it, such as a dark middle surrounded by a bright ring for the zero."
)
plt.show()
