"""
Take a batch with one index
===========================

A loader that asks for one sample after the other calls its dataset once a row.
A loader that indexes the arrays with all row numbers at once asks once a batch: the same
batches, for a small part of the calls.

:doc:`/pieces/loader` explains it.
"""

import matplotlib.pyplot as plt
import numpy as np
from mxnet import gluon

features = np.random.default_rng(0).normal(size=(1024, 8)).astype("float32")


class CountingDataset(gluon.data.Dataset):
    """Rows of an array that count how often they are asked for."""

    def __init__(self, array):
        self.array = array
        self.calls = 0

    def __len__(self):
        return len(self.array)

    def __getitem__(self, index):
        self.calls += 1
        return self.array[index]


# %%
# First Gluon's loader over such a dataset, then six words of NumPy: ``dataset[order[start:stop]]``.

batch_sizes = [1, 4, 16, 64, 256]
calls = {"sample by sample": [], "one index": []}
for batch_size in batch_sizes:
    dataset = CountingDataset(features)
    by_loader = [batch.asnumpy() for batch in gluon.data.DataLoader(dataset, batch_size)]
    calls["sample by sample"].append(dataset.calls)

    dataset = CountingDataset(features)
    order = np.arange(len(features))
    starts = range(0, len(features), batch_size)
    by_index = [dataset[order[start : start + batch_size]] for start in starts]
    calls["one index"].append(dataset.calls)

    assert all(np.array_equal(a, b) for a, b in zip(by_loader, by_index, strict=True))

assert calls["sample by sample"] == [len(features)] * len(batch_sizes)
assert calls["one index"] == [-(-len(features) // size) for size in batch_sizes]  # rounded up
results = {way.replace(" ", "_"): np.array(numbers) for way, numbers in calls.items()}

# %%
figure, axes = plt.subplots(layout="constrained")
for way, numbers in calls.items():
    axes.loglog(batch_sizes, numbers, marker="o", label=way)
axes.set_xticks(batch_sizes, batch_sizes)
axes.minorticks_off()
axes.set(xlabel="rows in a batch", ylabel="calls in an epoch", title="Asking once a batch")
axes.legend()
figure.set_label(
    "Calls to the dataset in an epoch over the batch size: sample by sample the number stays at "
    "one for each row; with one index it falls in proportion to the batch size."
)
plt.show()
