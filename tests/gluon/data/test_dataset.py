"""Datasets and their views: which rows they have, and what they refuse."""

import numpy as np
import pytest

from sixpieces import nd
from sixpieces.gluon.data import (
    ArrayDataset,
    Dataset,
    FilterSampler,
    Sampler,
    SequentialSampler,
    SimpleDataset,
)

TEN = SimpleDataset(list(range(10)))


@pytest.mark.parametrize(
    ("view", "rows"),
    [
        (lambda: TEN.transform(lambda x: x * 2), range(0, 20, 2)),
        (lambda: TEN.transform(lambda x: x * 2, lazy=False), range(0, 20, 2)),
        (lambda: TEN.transform_first(lambda x: -x), range(0, -10, -1)),
        (lambda: TEN.filter(lambda x: x % 2), range(1, 10, 2)),
        (lambda: TEN.take(3), range(3)),
        (lambda: TEN.take(None), range(10)),
        (lambda: TEN.take(99), range(10)),
        (lambda: TEN.shard(3, 0), range(4)),
        (lambda: TEN.shard(3, 1), range(4, 7)),
        (lambda: TEN.shard(3, 2), range(7, 10)),
        (lambda: TEN.sample(SequentialSampler(2, 7)), range(7, 9)),
        (lambda: TEN.take(8).filter(lambda x: x > 5).transform(lambda x: x + 1), range(7, 9)),
    ],
)
def test_rows(view, rows):
    dataset = view()
    assert list(dataset) == list(rows)
    assert len(dataset) == len(rows)


def test_lazy_is_later_and_each_time():
    calls = []
    lazy = TEN.transform(calls.append)
    assert calls == []
    _ = lazy[3], lazy[3]
    assert calls == [3, 3]


def test_transform_first_of_pairs():
    pairs = ArrayDataset([1, 2], ["a", "b"])
    assert list(pairs.transform_first(lambda x: x + 1)) == [(2, "a"), (3, "b")]
    assert list(pairs.transform(lambda x, y: y)) == ["a", "b"]


def test_array_dataset_keeps_matrices_and_unpacks_vectors():
    dataset = ArrayDataset(nd.ones((2, 3)), nd.array([5, 6]))
    features, label = dataset[1]
    assert features.shape == (3,)
    assert isinstance(label, np.float32)
    assert label == 6
    assert ArrayDataset(nd.ones((2, 3)))[0].shape == (3,)


@pytest.mark.parametrize(
    ("make", "error", "says"),
    [
        (lambda: ArrayDataset(), AssertionError, "at least 1"),
        (lambda: ArrayDataset([1, 2], [1, 2], [1]), AssertionError, r"array\[2\] has 1"),
        (lambda: TEN.shard(0, 0), AssertionError, "num_shards is 0"),
        (lambda: TEN.shard(2, 2), AssertionError, "shard 2 of 2"),
        (lambda: TEN.shard(2, -1), AssertionError, "shard -1 of 2"),
        (lambda: TEN.take(-1), ValueError, "count is -1"),
        (lambda: TEN.sample([1]), TypeError, "type list"),
        (lambda: len(Dataset()), NotImplementedError, "__len__"),
        (lambda: Dataset()[0], NotImplementedError, "__getitem__"),
        (lambda: len(Sampler()), NotImplementedError, "__len__"),
        (lambda: iter(Sampler()), NotImplementedError, "__iter__"),
    ],
)
def test_refuses(make, error, says):
    with pytest.raises(error, match=says):
        make()


def test_filter_sampler_has_a_length():
    assert len(FilterSampler(lambda x: x > 7, TEN)) == 2
