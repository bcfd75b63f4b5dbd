"""The loader: rows, an order, batches. `data.py` is the lesson."""

from sixpieces.gluon.data.data import ArrayDataset, BatchSampler, DataLoader, RandomSampler
from sixpieces.gluon.data.dataset import (
    Dataset,
    FilterSampler,
    Sampler,
    SequentialSampler,
    SimpleDataset,
)
