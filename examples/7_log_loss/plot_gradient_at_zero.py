"""
Meet the wrong gradient at logit 0
==================================

**This script needs MXNet itself**, since it shows a defect of MXNet's: at a logit of exactly 0
the gradient of its log loss is -y instead of 1/2 - y.
On the engine ``sixpieces`` each cross lies on its line.

:doc:`/log_loss/stability` explains it.
"""

import matplotlib.pyplot as plt
import mxnet as mx
import numpy as np
from mxnet import autograd, gluon, nd

logits = np.arange(-20, 21) / 10  # exactly 0 in the middle
is_zero = logits == 0
loss_function = gluon.loss.SigmoidBCELoss()

# %%
# Everywhere else the gradient is p - y. With zero weights, every first logit is 0: at the first
# step of such a training the bias moves as if half of p had been forgotten.

gradients = {}
for label in [0, 1]:
    z = nd.array(logits.reshape(-1, 1))
    z.attach_grad()
    with autograd.record():
        losses = loss_function(z, nd.ones_like(z) * label)
    losses.backward()
    gradients[label] = z.grad.asnumpy().ravel()

p = 1 / (1 + np.exp(-logits))
for label, gradient in gradients.items():
    assert np.allclose(gradient[~is_zero], (p - label)[~is_zero], atol=1e-3)
    at_zero = gradient[is_zero].item()
    is_wrong = abs(at_zero - (0.5 - label)) > 0.4
    print(f"label {label}: gradient at 0 is {at_zero:.2f}, right is {0.5 - label}")
    assert is_wrong == (mx.__name__ == "mxnet")
results = {f"label {label}": gradient[~is_zero] for label, gradient in gradients.items()}

# %%
figure, axes = plt.subplots(layout="constrained")
for label, gradient in gradients.items():
    axes.plot(logits, p - label, color=f"C{label}", label=f"p - y for label {label}")
    axes.plot(logits[~is_zero], gradient[~is_zero], ".", color=f"C{label}")
    axes.plot(0, gradient[is_zero], "X", color=f"C{label}", markersize=11)
axes.set(xlabel="logit", ylabel="gradient of the loss", title="Crosses at a logit of exactly 0")
axes.legend()
figure.set_label(
    "The gradient over the logit for both labels: dots follow the two curves of p minus y, but at "
    "a logit of exactly zero MXNet's gradient, a cross, lies one half below each curve."
)
plt.show()
