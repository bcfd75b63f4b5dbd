"""
Meet the wrong gradient at logit 0
==================================

**This script needs MXNet itself**, since it shows a defect of MXNet's: at a logit of exactly 0
the gradient of its log loss is -y instead of 1/2 - y.
On the engine ``sixpieces`` the dot lies on the line.

:doc:`/log_loss/stability` explains it.
"""

import matplotlib.pyplot as plt
import mxnet as mx
import numpy as np
from mxnet import autograd, gluon, nd

logits = np.linspace(-2, 2, 41)  # the 21st is exactly 0
logits[20] = 0
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
elsewhere = logits != 0
for label, gradient in gradients.items():
    assert np.allclose(gradient[elsewhere], (p - label)[elsewhere], atol=1e-3)
    is_wrong = abs(gradient[20] - (0.5 - label)) > 0.4
    print(f"label {label}: gradient at 0 is {gradient[20]:.2f}, right is {0.5 - label}")
    assert is_wrong == (mx.__name__ == "mxnet")
results = {f"label {label}": gradient[elsewhere] for label, gradient in gradients.items()}

# %%
figure, axes = plt.subplots(layout="constrained")
for label, gradient in gradients.items():
    axes.plot(logits, p - label, color=f"C{label}", label=f"p - y for label {label}")
    axes.plot(logits[elsewhere], gradient[elsewhere], ".", color=f"C{label}")
    axes.plot(0, gradient[20], "X", color=f"C{label}", markersize=11)
axes.set(xlabel="logit", ylabel="gradient of the loss", title="Crosses at a logit of exactly 0")
axes.legend()
figure.set_label(
    "The gradient over the logit for both labels: dots follow the two curves of p minus y, but at "
    "a logit of exactly zero MXNet's gradient, a cross, lies one half below each curve."
)
plt.show()
