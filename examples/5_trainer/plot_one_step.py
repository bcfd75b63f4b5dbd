"""
Take one SGD step by hand
=========================

A step goes from where the weight is, against the slope of the loss, by the learning rate times
the slope.
Here it is drawn, taken by hand, and taken again by Gluon's Trainer: the same place.

:doc:`/pieces/trainer` explains it.
"""

import matplotlib.pyplot as plt
import mxnet as mx
import numpy as np
from mxnet import autograd, gluon, nd

features = nd.array([[1.0], [2.0], [3.0], [4.0]])
labels = nd.array([[2.0], [3.0], [7.0], [8.0]])
learning_rate, start = 0.04, 0.5


def loss_of(weight):
    return ((features * weight - labels) ** 2 / 2).mean()


# %%
# Autograd finds the slope at the start; the step is one subtraction.

weight = nd.array([start])
weight.attach_grad()
with autograd.record():
    loss = loss_of(weight)
loss.backward()
slope = weight.grad.asscalar()
by_hand = start - learning_rate * slope

# %%
# The Trainer does the same. It gets the gradient of the sum over four rows, so ``step(4)``
# divides it by four.

net = gluon.nn.Dense(1, in_units=1, use_bias=False)
net.initialize(mx.init.Constant(start))
trainer = gluon.Trainer(net.collect_params(), "sgd", {"learning_rate": learning_rate})
with autograd.record():
    losses = gluon.loss.L2Loss()(net(features), labels)
losses.backward()
trainer.step(4)
by_trainer = net.weight.data()[0, 0].asscalar()

assert np.isclose(by_hand, by_trainer)
assert slope * (by_hand - start) < 0  # against the slope
results = {"slope": slope, "by_hand": by_hand, "by_trainer": by_trainer}

# %%
figure, axes = plt.subplots(layout="constrained")
weights = np.linspace(-0.2, 4.2, 50)
curve = [loss_of(nd.array([w])).asscalar() for w in weights]
ends = [loss.asscalar(), loss_of(nd.array([by_hand])).asscalar()]
print(f"mean loss at the start {ends[0]:.2f}, after one step {ends[1]:.2f}")
tangent = start + np.array([-0.5, 0.5])
axes.plot(weights, curve, label="mean loss")
axes.plot(tangent, ends[0] + slope * (tangent - start), "--", color="C1", label="slope")
axes.plot([start, by_hand], ends, "o", color="C2", markersize=9)
axes.annotate("start", (start, ends[0]), (12, 4), textcoords="offset points")
axes.annotate("after one step", (by_hand, ends[1]), (12, 4), textcoords="offset points")
axes.set(xlabel="weight", ylabel="mean loss", title="Against the slope")
axes.legend(loc="upper center")
figure.set_label(
    "The mean loss over one weight is a parabola: a dashed tangent touches it at the start, and "
    "one step to the right, against the slope, ends at a lower point."
)
plt.show()
