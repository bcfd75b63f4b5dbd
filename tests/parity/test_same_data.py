"""Datasets, samplers and loaders: the same rows in the same order."""

import numpy as np
from harness import error_of, parity

FEATURES = np.random.RandomState(0).normal(size=(10, 3)).astype("float32")
LABELS = np.arange(10, dtype="float32")


def batches(loader, epochs=1):
    """All batches of some epochs, as lists of arrays."""
    found = []
    for _ in range(epochs):
        for batch in loader:
            found.append(list(batch) if isinstance(batch, (list, tuple)) else [batch])
    return found


@parity("gluon.data.DataLoader", "gluon.data.ArrayDataset", "gluon.data.DataLoader.__iter__")
def test_batches_in_order(mx):
    data = mx.gluon.data
    features, labels = mx.nd.array(FEATURES), mx.nd.array(LABELS)
    pairs = data.ArrayDataset(features, labels)
    return {
        **{
            last: batches(data.DataLoader(pairs, 4, last_batch=last), epochs=3)
            for last in ("keep", "discard", "rollover")
        },
        "lengths": [
            len(data.DataLoader(pairs, 4, last_batch=last))
            for last in ("keep", "discard", "rollover")
        ],
        "NumPy": batches(data.DataLoader(data.ArrayDataset(FEATURES, LABELS), 3)),
        "doubles": batches(data.DataLoader(data.ArrayDataset(FEATURES.astype("float64")), 3)),
        "integers": batches(data.DataLoader(LABELS.astype("int32"), 3)),
        "lists": batches(data.DataLoader(data.ArrayDataset([[1, 2], [3, 4]], [0.5, 1]), 2)),
        "array": batches(data.DataLoader(features, 3)),
        "list of pairs": batches(data.DataLoader([(1, 2.5), (3, 4.5)], 2)),
        "workers": batches(data.DataLoader(pairs, 4, num_workers=1, thread_pool=True)),
        "sum": batches(data.DataLoader(labels, 4, batchify_fn=lambda rows: sum(rows))),
        "batch_sampler": batches(data.DataLoader(pairs, batch_sampler=[[3, 1], [9]])),
        "sampler": batches(
            data.DataLoader(pairs, 2, sampler=data.SequentialSampler(3, 5), last_batch="discard")
        ),
    }


@parity("gluon.data.RandomSampler", "gluon.data.RandomSampler.__iter__")
def test_shuffled_orders(mx):
    data = mx.gluon.data
    np.random.seed(5)
    once = list(data.RandomSampler(10))
    np.random.seed(7)
    loader = data.DataLoader(data.ArrayDataset(FEATURES, LABELS), 4, shuffle=True)
    return {"sampler": np.array(once), "loader": batches(loader, epochs=2)}


@parity(
    "gluon.data.BatchSampler",
    "gluon.data.SequentialSampler",
    "gluon.data.FilterSampler",
    "gluon.data.BatchSampler.__len__",
    "gluon.data.RandomSampler.__len__",
)
def test_samplers(mx):
    data = mx.gluon.data
    rollover = data.BatchSampler(data.SequentialSampler(7), 3, "rollover")
    return {
        "epochs": [str(list(rollover)) for _ in range(4)],
        "keep": str(list(data.BatchSampler(data.SequentialSampler(5, 2), 2))),
        "filter": str(list(data.FilterSampler(lambda x: x > 2, [1, 3, 2, 4]))),
        "lengths": [len(data.RandomSampler(4)), len(data.SequentialSampler(3, 9)), len(rollover)],
    }


@parity(
    "gluon.data.SimpleDataset",
    "gluon.data.Dataset.transform",
    "gluon.data.Dataset.transform_first",
    "gluon.data.Dataset.filter",
    "gluon.data.Dataset.shard",
    "gluon.data.Dataset.take",
    "gluon.data.Dataset.sample",
)
def test_views(mx):
    data = mx.gluon.data
    ten = data.SimpleDataset(list(range(10)))
    pairs = data.ArrayDataset(list(range(4)), list("abcd"))

    def rows(dataset):
        return str([dataset[i] for i in range(len(dataset))])

    return {
        "transform": rows(ten.transform(lambda x: x * x)),
        "eager": rows(ten.transform(lambda x: x * x, lazy=False)),
        "pairs": rows(pairs.transform(lambda x, y: y * x)),
        "first": rows(pairs.transform_first(lambda x: -x)),
        "filter": rows(ten.filter(lambda x: x % 3 == 0)),
        "shards": [rows(ten.shard(3, i)) for i in range(3)],
        "take": [rows(ten.take(count)) for count in (3, 99, None)],
        "sample": rows(ten.sample(data.SequentialSampler(3, 4))),
        "chain": rows(ten.take(8).filter(lambda x: x > 3).transform(lambda x: x + 1)),
    }


@parity("gluon.data.DataLoader", "gluon.data.ArrayDataset")
def test_errors_of_data(mx):
    data = mx.gluon.data
    ten = data.SimpleDataset(list(range(10)))
    return {
        "lengths": error_of(lambda: data.ArrayDataset([1, 2], [1])),
        "nothing": error_of(lambda: data.ArrayDataset()),
        "no size": error_of(lambda: data.DataLoader(FEATURES)),
        "two orders": error_of(
            lambda: data.DataLoader(FEATURES, 2, shuffle=True, sampler=data.RandomSampler(10))
        ),
        "two sizes": error_of(lambda: data.DataLoader(FEATURES, 2, batch_sampler=[[1]])),
        "last": error_of(lambda: list(data.DataLoader(FEATURES, 4, last_batch="drop"))),
        "timeout": error_of(lambda: data.DataLoader(FEATURES, 2, timeout=0)),
        "texts": error_of(lambda: list(data.DataLoader(["a", "b"], 2))),
        "no shard": error_of(lambda: ten.shard(2, 2)),
        "no sampler": error_of(lambda: ten.sample([1])),
        "abstract": error_of(lambda: data.Dataset()[0]),
    }


@parity("gluon.data.DataLoader")
def test_batches_of_a_vector(mx):
    loader = mx.gluon.data.DataLoader
    sources = [mx.nd.arange(5), np.arange(5.0), mx.gluon.data.ArrayDataset(mx.nd.arange(5))]
    return [list(loader(source, 2)) for source in sources]
