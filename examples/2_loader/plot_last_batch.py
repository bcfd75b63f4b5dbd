"""
Watch the last batch
====================

Ten rows do not divide into batches of four.
``DataLoader`` keeps the short rest, drops it, or saves it for the next epoch.

:doc:`/pieces/loader` explains it.
"""

import matplotlib.pyplot as plt
import numpy as np
from mxnet import gluon

rows = np.arange(10, dtype="float32")
batch_size = 4

# %%
# Two epochs with each way. Rolled over, the rows that are left begin the second epoch.

batches = {}
for last_batch in ["keep", "discard", "rollover"]:
    loader = gluon.data.DataLoader(
        gluon.data.ArrayDataset(rows), batch_size=batch_size, last_batch=last_batch
    )
    batches[last_batch] = [[batch.asnumpy().tolist() for batch in loader] for epoch in range(2)]

sizes = {
    way: [[len(batch) for batch in epoch] for epoch in epochs] for way, epochs in batches.items()
}
print(sizes)

results = {f"{way}_{n}": np.concatenate(batches[way][n]) for way in batches for n in range(2)}
full = len(rows) // batch_size * batch_size  # so many rows fill whole batches
assert np.array_equal(results["keep_1"], rows)
assert np.array_equal(results["discard_1"], rows[:full])
assert np.array_equal(results["rollover_0"], rows[:full])
assert np.array_equal(results["rollover_1"][: len(rows) - full], rows[full:])

# %%
figure, axes = plt.subplots(layout="constrained")
lines = [(way, epoch) for way in batches for epoch in range(2)]
for height, (way, epoch) in enumerate(lines):
    start = 0
    for number, batch in enumerate(batches[way][epoch]):
        axes.barh(height, len(batch) - 0.1, left=start, color=f"C{number}", alpha=0.4)
        for place, row in enumerate(batch):
            axes.text(start + place + 0.45, height, f"{row:.0f}", ha="center", va="center")
        start += len(batch)
axes.set_yticks(range(len(lines)), [f"{way}, epoch {epoch + 1}" for way, epoch in lines])
axes.invert_yaxis()
axes.grid(visible=False)
axes.set(xlabel="rows handed out so far", ylabel="last_batch")
axes.set_title(f"{len(rows)} rows, {batch_size} at a time")
figure.set_label(
    "Batches of two epochs as coloured bars with their row numbers: keep ends each epoch with a "
    "short batch, discard drops rows eight and nine, rollover begins its second epoch with them."
)
plt.show()
