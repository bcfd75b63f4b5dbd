"""
See why batches need a sum
==========================

Gradient descent on a part of the rows works because the slope of a sum is the sum of slopes.
The slope of a product is not: for four rows in two batches, adding up the slopes of the two
products even points the wrong way.

:doc:`/log_loss/from_coin_to_rows` explains it.
"""

import matplotlib.pyplot as plt
import numpy as np
from mxnet import autograd, nd

logits = nd.array([2.0, -1.0, 0.5, -3.0])
labels = nd.array([1.0, 0.0, 0.0, 1.0])


# %%
# How the likelihood of some rows, and its logarithm, change when the bias grows a little.


def slope(rows, score):
    bias = nd.array([0.0])
    bias.attach_grad()
    with autograd.record():
        p = nd.sigmoid(logits[rows] + bias)
        given = p * labels[rows] + (1 - p) * (1 - labels[rows])
        value = score(given)
    value.backward()
    return bias.grad.asscalar()


def log_likelihood(given):
    return nd.log(given).sum()


def likelihood(given):
    return nd.prod(given)


parts = {"first two": slice(0, 2), "last two": slice(2, 4), "all four": slice(0, 4)}
slopes = {
    title: np.array([slope(rows, score) for rows in parts.values()])
    for title, score in [("sum of logs", log_likelihood), ("product", likelihood)]
}
first, last, whole = slopes["sum of logs"]
assert np.isclose(first + last, whole)
first, last, whole = slopes["product"]
print(f"product: slopes added up {first + last:.3f}, slope of the whole {whole:.3f}")
assert not np.isclose(first + last, whole)
results = slopes

# %%
figure, panels = plt.subplots(2, 1, layout="constrained", figsize=(4.6, 5.4))
for axes, (title, values) in zip(panels, slopes.items(), strict=True):
    bars = [*values[:2], values[:2].sum(), values[2]]
    names = ["first\ntwo", "last\ntwo", "added\nup", "all\nfour"]
    axes.bar(names, bars, color=["0.6", "0.6", "C1", "C0"])
    axes.axhline(0, color="0.5", linewidth=0.8)
    axes.set(ylabel="slope over the bias", title=title)
panels[1].set_xlabel("rows")
figure.set_label(
    "Two bar charts of slopes for the first two rows, the last two, both added up, and all four: "
    "for the sum of logs the last two bars agree, for the product they have opposite signs."
)
plt.show()
