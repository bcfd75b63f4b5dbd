"""
Multiply until nothing is left
==============================

The likelihood of many independent events is a product of probabilities.
In ``float32`` the product of one half with itself is exactly 0 from the 150th factor on, and
every model then looks equally bad; the sum of logarithms goes on as a straight line.

:doc:`/log_loss/derivation` explains it.
"""

import matplotlib.pyplot as plt
import numpy as np
from mxnet import nd

p, n = 0.5, np.arange(1, 301)
probabilities = nd.ones(len(n)) * p

# %%
# A running product, one factor at a time, and the running sum of the logs beside it. Half of the
# smallest number above 0 is rounded to 0; more than half of it is rounded back to it.

product, products = nd.ones(1), []
for probability in probabilities:
    product = product * probability
    products.append(product.asscalar())
products = np.array(products)
log_sums = np.cumsum(nd.log(probabilities).asnumpy(), dtype="float64")

zeros = n[products == 0]
if len(zeros):
    print(f"the product is 0 from {zeros[0]} factors on, the sum is {log_sums[zeros[0] - 1]:.1f}")
    assert p != 0.5 or zeros[0] == 150

assert np.allclose(log_sums, n * np.log(p), rtol=1e-6, atol=0)

# %%
# One batch can be enough: 64 rows, each given a probability of 0.2.

assert 0.2**64 < 2e-45  # the smallest number above 0 that float32 holds is 1.4e-45
results = {"log_products": np.log(np.maximum(products[:120], 1e-44)), "log_sums": log_sums}

# %%
figure, (above, below) = plt.subplots(2, 1, layout="constrained", figsize=(4.6, 5))
above.semilogy(n[products > 0], products[products > 0])
above.set(xlabel="factors", ylabel="product", title="The product dies", xlim=(0, len(n)))
if len(zeros):
    above.axvline(zeros[0], color="C1", linestyle=":")
    above.annotate("0 from here on", (zeros[0], 1e-6), (6, 0), textcoords="offset points")
below.plot(n, log_sums, color="C2")
below.set(xlabel="terms", ylabel="sum of natural logs", title="The sum goes on")
figure.set_label(
    "Above, the product of one half with itself on a log axis falls and ends at 150 factors; "
    "below, the sum of the logs goes on falling as a straight line to 300 terms."
)
plt.show()
