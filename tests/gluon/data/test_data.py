"""Samplers and loaders: orders, last batches, the fast way and the slow way, and refusals."""

import numpy as np
import pytest

from sixpieces import nd
from sixpieces.gluon.data import (
    ArrayDataset,
    BatchSampler,
    DataLoader,
    RandomSampler,
    SequentialSampler,
    SimpleDataset,
)
from sixpieces.gluon.data.data import default_batchify_fn

FEATURES = np.arange(20, dtype=np.float32).reshape(10, 2)
LABELS = np.arange(10)


def test_random_order_is_numpys():
    np.random.seed(3)
    order = np.arange(10)
    np.random.shuffle(order)
    np.random.seed(3)
    assert list(RandomSampler(10)) == order.tolist()
    assert len(RandomSampler(10)) == 10


@pytest.mark.parametrize(
    ("last_batch", "sizes"),
    [
        ("keep", [[4, 4, 2], [4, 4, 2]]),
        ("discard", [[4, 4], [4, 4]]),
        ("rollover", [[4, 4], [4, 4, 4], [4, 4], [4, 4, 4]]),
    ],
)
def test_last_batch(last_batch, sizes):
    loader = DataLoader(FEATURES, batch_size=4, last_batch=last_batch)
    for expected in sizes:
        assert len(loader) == len(expected)
        assert [len(batch) for batch in loader] == expected


def test_rollover_loses_no_row():
    sampler = BatchSampler(SequentialSampler(5), 3, "rollover")
    assert [list(sampler) for _ in range(3)] == [
        [[0, 1, 2]],
        [[3, 4, 0], [1, 2, 3]],
        [[4, 0, 1], [2, 3, 4]],
    ]


def test_exact_batches():
    assert list(BatchSampler(SequentialSampler(4), 2)) == [[0, 1], [2, 3]]
    assert list(BatchSampler(SequentialSampler(4), 2.0, "rollover")) == [[0, 1], [2, 3]]


@pytest.mark.parametrize(
    "dataset",
    [
        ArrayDataset(nd.array(FEATURES), nd.array(LABELS)),
        ArrayDataset(FEATURES, LABELS),
        ArrayDataset(FEATURES.astype("float64"), LABELS.astype("int8")),
        ArrayDataset(nd.array(FEATURES)),
        nd.array(FEATURES),
        FEATURES,
    ],
)
def test_whole_batches_equal_stacked_rows(dataset):
    fast = list(DataLoader(dataset, batch_size=4))
    slow = list(DataLoader(dataset, batch_size=4, batchify_fn=default_batchify_fn))
    assert len(fast) == len(slow) == 3
    for one, other in zip(fast, slow, strict=True):
        assert isinstance(one, list) == isinstance(other, list)
        for a, b in zip(
            *([x] if not isinstance(x, list) else x for x in (one, other)), strict=True
        ):
            assert a.dtype == b.dtype
            assert (a.asnumpy() == b.asnumpy()).all()


def test_rows_of_lists_and_tuples():
    batch = next(iter(DataLoader(ArrayDataset([[1, 2], [3, 4]], [0.5, 1.5]), batch_size=2)))
    assert [part.asnumpy().tolist() for part in batch] == [[[1, 2], [3, 4]], [0.5, 1.5]]
    assert [part.asnumpy().dtype for part in batch] == ["int64", "float64"]
    batch = next(iter(DataLoader([(1, 2), (3, 4)], batch_size=2)))
    assert [part.asnumpy().tolist() for part in batch] == [[1, 3], [2, 4]]


def test_batches_are_copies():
    array = FEATURES.copy()
    batch = next(iter(DataLoader(array, batch_size=10)))
    batch[:] = 0
    assert array.sum() == FEATURES.sum()


def test_own_samplers_and_batchify():
    loader = DataLoader(LABELS, batch_size=2, sampler=SequentialSampler(4, 3))
    assert [batch.asnumpy().tolist() for batch in loader] == [[3, 4], [5, 6]]
    loader = DataLoader(LABELS, batch_sampler=[[7, 1], [2]])
    assert [batch.asnumpy().tolist() for batch in loader] == [[7, 1], [2]]
    loader = DataLoader(SimpleDataset([1, 2, 3]), batch_size=2, batchify_fn=sum)
    assert list(loader) == [3, 3]


def test_a_subclass_is_asked_for_its_rows():
    class Doubled(ArrayDataset):
        def __getitem__(self, idx):
            return 2 * super().__getitem__(idx)

    batch = next(iter(DataLoader(Doubled(LABELS), batch_size=10)))
    assert batch.asnumpy().tolist() == (2 * LABELS).tolist()


def test_worker_settings_change_nothing():
    plain = [b.asnumpy().tolist() for b in DataLoader(LABELS, batch_size=3)]
    loader = DataLoader(
        LABELS, 3, num_workers=4, pin_memory=True, prefetch=2, thread_pool=True, auto_reload=True
    )
    assert [b.asnumpy().tolist() for b in loader] == plain


@pytest.mark.parametrize(
    ("make", "error", "says"),
    [
        (lambda: DataLoader(LABELS), ValueError, "batch_size must be specified"),
        (lambda: DataLoader(LABELS, batch_size=-2), ValueError, "batch_size is -2"),
        (lambda: DataLoader(LABELS, batch_size=0), ValueError, "batch_size is 0"),
        (lambda: DataLoader(LABELS, batch_size=2.5), ValueError, "batch_size is 2.5"),
        (lambda: DataLoader(LABELS, 2, last_batch="drop"), ValueError, "but got drop"),
        (
            lambda: DataLoader(LABELS, 2, shuffle=True, sampler=RandomSampler(10)),
            ValueError,
            "shuffle must not",
        ),
        (
            lambda: DataLoader(LABELS, 2, batch_sampler=BatchSampler(RandomSampler(10), 2)),
            ValueError,
            "must not be specified",
        ),
        (lambda: DataLoader(LABELS, 2, timeout=0), AssertionError, "timeout is 0"),
        (lambda: list(DataLoader([[1], [2, 3]], 2)), ValueError, r"row 1 has \(2,\)"),
        (lambda: list(DataLoader(["a", "b"], 2)), KeyError, "dtype"),
        (lambda: list(DataLoader(np.array(["a", "b"]), 2)), KeyError, "dtype"),
        (lambda: list(DataLoader(LABELS, batch_sampler=[[99]])), IndexError, "99"),
    ],
)
def test_refuses(make, error, says):
    with pytest.raises(error, match=says):
        make()


@pytest.mark.parametrize("size", ["a", 2.5, float("nan"), float("inf"), [2]])
def test_what_is_no_batch_size(size):
    with pytest.raises(ValueError, match="give a whole number, 1 or more"):
        BatchSampler(SequentialSampler(3), size)


def test_data_in_the_other_order_of_bytes():
    (batch,) = DataLoader(np.ones((2, 2), ">f4"), 2)
    assert batch.dtype is np.float32
