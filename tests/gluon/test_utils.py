"""Splitting batches, clipping gradients, printing lists."""

import pytest

import sixpieces as mx
from sixpieces import nd
from sixpieces.gluon import utils


def test_split_data():
    data = nd.array([[0, 1], [2, 3], [4, 5], [6, 7]])
    assert [p.asnumpy().tolist() for p in utils.split_data(data, 2)] == [
        [[0, 1], [2, 3]],
        [[4, 5], [6, 7]],
    ]
    assert [p.shape for p in utils.split_data(data, 2, batch_axis=1)] == [(4, 1), (4, 1)]
    with pytest.raises(ValueError, match="cannot be evenly split into 3"):
        utils.split_data(data, 3)
    with pytest.raises(ValueError, match="num_slice is 0"):
        utils.split_data(data, 0)


def test_split_and_load():
    import numpy as np

    (part,) = utils.split_and_load(np.ones((4, 2)), [mx.cpu()])
    assert part.shape == (4, 2)
    parts = utils.split_and_load(nd.ones((4, 2)), [mx.cpu(0), mx.cpu(1)])
    assert [p.shape for p in parts] == [(2, 2), (2, 2)]


def test_clip_global_norm():
    gradients = [nd.array([3.0]), nd.array([4.0])]
    assert utils.clip_global_norm(gradients, 10) == 5
    assert [g.asscalar() for g in gradients] == [3, 4]
    assert utils.clip_global_norm(gradients, 1, check_isfinite=False).asscalar() == 5
    assert gradients[0].asscalar() == pytest.approx(0.6)
    with pytest.warns(UserWarning, match="nan or inf"):
        utils.clip_global_norm([nd.array([float("nan")])], 1)
    with pytest.raises(AssertionError, match="no array"):
        utils.clip_global_norm([], 1)


def test_brief_lists():
    assert utils.brief(["a", "b"]) == "'a', 'b'"
