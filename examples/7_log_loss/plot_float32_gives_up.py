"""
Find where float32 gives up
===========================

A logit of 17 is no rarity in training, but in ``float32`` its probability is exactly 1.
From there on the hand-written log loss of label 0 is infinite; a formula that never leaves the
logit stays right for every logit.

:doc:`/log_loss/stability` explains it.
"""

import matplotlib.pyplot as plt
import numpy as np
from mxnet import nd

logits = np.linspace(-30, 30, 241)
z = nd.array(logits)

# %%
# The label is 0, so the loss is -ln(1 - p), which is the same as ln(1 + exp(z)).
# Written as max(z, 0) + log1p(exp(-abs(z))) nothing overflows and nothing is rounded away.

by_hand = -nd.log(1 - 1 / (1 + nd.exp(-z)))
stable = nd.maximum(z, 0) + nd.log1p(nd.exp(-nd.abs(z)))
truth = np.logaddexp(0, logits)  # in float64

errors = {
    "by hand": np.abs(by_hand.asnumpy() - truth) / truth,
    "stable": np.abs(stable.asnumpy() - truth) / truth,
}

beyond = logits >= 17
assert np.all(np.isinf(by_hand.asnumpy()[beyond]))
assert np.all(by_hand.asnumpy()[logits <= -20] == 0)  # a loss of 0 for an answer that has one
assert errors["stable"][truth > 1e-37].max() < 1e-6  # smaller numbers float32 holds in part
results = {"stable": stable.asnumpy(), "truth": truth}

# %%
figure, axes = plt.subplots(layout="constrained")
for name, error in errors.items():
    shown = np.minimum(np.maximum(error, 1e-9), 1e3)
    axes.semilogy(logits, shown, label=name)
axes.axvspan(17, max(17, logits[-1]), color="C0", alpha=0.12)
axes.annotate("infinite", ((17 + logits[-1]) / 2, 30), ha="center")
axes.axhline(1, color="0.5", linestyle=":")
axes.annotate("nothing is right above this line", (logits[0] + 1, 1.6))
axes.set(xlabel="logit (the label is no)", ylabel="relative error", ylim=(1e-9, 1e3))
axes.set(title="Same loss, two formulas", xlim=(logits[0], logits[-1]))
axes.legend(loc="center")
figure.set_label(
    "Relative error of two formulas of the same loss over the logit: the stable one stays below "
    "a millionth; the hand-written one loses all digits below minus 17 and is infinite above 17."
)
plt.show()
