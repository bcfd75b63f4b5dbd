"""
Pay for a surprise
==================

Log loss asks one question a row: which probability did the model give to what then happened?
Given 1, it costs nothing; each halving adds the same price, ln 2; and given almost nothing, it
costs without bound.

:doc:`/log_loss/derivation` explains it.
"""

import matplotlib.pyplot as plt
import numpy as np
from mxnet import gluon, nd

# %%
# Three rows that all turned out to be yes: one great answer, one worrisome, one bad.

logits = nd.array([[3.0], [-1.0], [-4.0]])
labels = nd.ones((3, 1))
given = nd.sigmoid(logits).asnumpy().ravel()
prices = -np.log(given)
by_gluon = gluon.loss.SigmoidBCELoss()(logits, labels).asnumpy()

assert np.allclose(prices, by_gluon, rtol=1e-3, atol=0)
halvings = -np.log(0.5 ** np.arange(6))
assert np.allclose(np.diff(halvings), np.log(2))
results = {"given": given, "prices": prices}

# %%
figure, axes = plt.subplots(layout="constrained")
p = np.geomspace(min(0.005, given.min()), 1, 200)
axes.plot(p, -np.log(p), label="-ln p")
names = ["great", "worrisome", "bad"]
for ink, name, x, y in zip(["C2", "C4", "C1"], names, given, prices, strict=True):
    axes.plot(x, y, "o", color=ink, markersize=9)
    axes.annotate(f"{name}: {y:.2f}", (x, y), (10, 6), textcoords="offset points")
axes.set(xlabel="probability given to what happened", ylabel="price: -ln p")
axes.set(title="Three answers and their price", xlim=(-0.02, 1.2))
axes.set_xticks(np.linspace(0, 1, 6))
axes.margins(y=0.1)
axes.legend(loc="upper right")
figure.set_label(
    "The curve of minus the natural log of p, from high on the left to zero at p equal to one, "
    "with three dots: great near zero, worrisome above one, bad above four."
)
plt.show()
