"""
Write the gradient, or add to it
================================

``backward`` leaves the gradient in the parameter's buffer.
With ``grad_req='write'``, the default, it replaces what is there; with ``'add'`` it adds, and
someone must empty the buffer.

:doc:`/pieces/backward` explains it.
"""

import matplotlib.pyplot as plt
import numpy as np
from mxnet import autograd, nd

# %%
# The loss is the square of w, so the gradient at w = 3 is 6, whenever it is asked for.

start, calls = 3.0, 5
gradients = {}
for grad_req in ["write", "add"]:
    w = nd.array([start])
    w.attach_grad(grad_req=grad_req)
    gradients[grad_req] = []
    for _ in range(calls):
        with autograd.record():
            loss = w * w
        loss.backward()
        gradients[grad_req].append(w.grad.asscalar())

assert np.allclose(gradients["write"], 2 * start)
assert np.allclose(gradients["add"], 2 * start * np.arange(1, calls + 1))

# %%
# Adding is of use where a batch does not fit into memory: two halves, one step.

rows = nd.array(np.arange(8.0))
w = nd.array([start])
w.attach_grad(grad_req="add")
for half in (rows[:4], rows[4:]):
    with autograd.record():
        losses = (w * half - 1) ** 2
    losses.backward()
in_two_halves = w.grad.asscalar()

w.attach_grad()
with autograd.record():
    losses = (w * rows - 1) ** 2
losses.backward()
assert np.isclose(in_two_halves, w.grad.asscalar())
results = gradients | {"in_two_halves": in_two_halves}

# %%
figure, axes = plt.subplots(layout="constrained")
for grad_req, values in gradients.items():
    axes.plot(range(1, calls + 1), values, marker="o", label=f"grad_req='{grad_req}'")
axes.set(xlabel="calls of backward", ylabel="w.grad", title="The same slope again and again")
axes.set_xticks(range(1, calls + 1))
axes.legend()
figure.set_label(
    "The gradient buffer after one to five calls of backward: written it stays at six, added it "
    "grows by six each time."
)
plt.show()
