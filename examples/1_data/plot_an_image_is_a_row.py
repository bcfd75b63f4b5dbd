"""
See an image as a row of numbers
================================

To a model, a handwritten digit is a row of 64 numbers like any other row of a table.
Cut the image into its eight lines, lay them end to end, and nothing is lost.

:doc:`/pieces/data` explains it.
"""

import matplotlib.pyplot as plt
import numpy as np
from mxnet import nd

from sixpieces.datasets import load_digits

digits = load_digits()
number = 3
row = nd.array(digits.train_features[number])
image = row.reshape((8, 8))

# %%
# Reshaping counts along the lines: pixel (2, 5) is number 2 * 8 + 5 of the row.

assert image[2, 5].asscalar() == row[2 * 8 + 5].asscalar()
assert np.array_equal(image.reshape((64,)).asnumpy(), row.asnumpy())
results = {"image": image.asnumpy()}

# %%
figure, (above, below) = plt.subplots(
    2, 1, layout="constrained", figsize=(4.6, 5), height_ratios=[3, 2]
)
above.imshow(image.asnumpy())
above.grid(False)
above.set(xlabel="column", ylabel="line", title=f"a {digits.train_labels[number]:.0f} as an image")
below.step(range(64), row.asnumpy(), where="mid")
below.grid(visible=False, axis="x")
below.set_xticks(range(0, 64, 8))
for start in range(0, 64, 8):
    below.axvline(start - 0.5, color="0.5", linewidth=0.8, alpha=0.6)
below.set(xlabel="number in the row", ylabel="ink (0 to 1)", title="... and as a row")
figure.set_label(
    "Above, an image of a handwritten three, eight by eight pixels; below, the same "
    "64 values in one row, with a line at each place where a line of the image begins."
)
plt.show()
