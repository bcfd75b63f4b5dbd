"""Access to the data: rows, an order, batches.

Three small things, each of which only knows the one before:

1. a *dataset* answers "what is row 17?";
2. a *sampler* answers "which row comes next?";
3. a *loader* joins them: it takes row numbers from the sampler, rows from the dataset,
   and stacks the rows of a batch into arrays.

>>> from sixpieces import nd
>>> features, labels = nd.array([[1, 2], [3, 4], [5, 6]]), nd.array([0, 1, 0])
>>> loader = DataLoader(ArrayDataset(features, labels), batch_size=2)
>>> for data, label in loader:
...     print(data.shape, label.shape)
(2, 2) (2,)
(1, 2) (1,)

What a dataset can do besides (transform, filter, take, ...) stands in `dataset.py` beside it.
"""

from itertools import islice
from math import inf
from numbers import Real

import numpy as np

from sixpieces import ndarray as nd
from sixpieces.base import DTYPES
from sixpieces.gluon.data.dataset import (
    Dataset,
    Sampler,
    SequentialSampler,
)
from sixpieces.listen import listeners, tell
from sixpieces.ndarray import NDArray


class ArrayDataset(Dataset):
    """Arrays side by side: row i is ``(features[i], labels[i], ...)``.

    Parameters
    ----------
    *args : NDArray, NumPy array, list or Dataset
        One or more, of equal length. Of a single one, rows come without a tuple.

    Raises
    ------
    AssertionError
        Where there is no array, or one is longer or shorter than the first.

    Examples
    --------
    >>> dataset = ArrayDataset([[1, 2], [3, 4]], ["no", "yes"])
    >>> len(dataset), dataset[1]
    (2, ([3, 4], 'yes'))
    """

    def __init__(self, *args):
        assert len(args) > 0, "ArrayDataset() is empty; give at least 1 array"
        for i, array in enumerate(args):
            assert len(array) == len(args[0]), (
                f"All arrays must have the same length; array[0] has length {len(args[0])} "
                f"while array[{i}] has {len(array)}."
            )
        # The rows of a vector are plain numbers, so it is kept as a NumPy array.
        self._data = [
            array.asnumpy() if isinstance(array, NDArray) and len(array.shape) == 1 else array
            for array in args
        ]

    def __len__(self):
        return len(self._data[0])

    def __getitem__(self, idx):
        if len(self._data) == 1:
            return self._data[0][idx]
        return tuple(array[idx] for array in self._data)


class RandomSampler(Sampler):
    """Row numbers in an order that is shuffled anew for each epoch.

    The order comes from NumPy's global generator: ``np.random.seed`` repeats it, and gives the
    order that MXNet has after the same seed.

    Parameters
    ----------
    length : int
        How many rows there are.

    Examples
    --------
    >>> sampler = RandomSampler(5)
    >>> sorted(sampler) == list(range(5)), len(sampler)
    (True, 5)
    """

    def __init__(self, length):
        self._length = length

    def __iter__(self):
        order = np.arange(self._length)
        np.random.shuffle(order)
        return iter(order.tolist())

    def __len__(self):
        return self._length


class BatchSampler(Sampler):
    """Lists of row numbers, `batch_size` at a time.

    Parameters
    ----------
    sampler : Sampler
        The order of the rows.
    batch_size : int
        Rows in a batch, 1 or more.
    last_batch : {'keep', 'discard', 'rollover'}
        What happens to the rows that are left at the end of an epoch: they make a shorter batch,
        are left out, or are the first rows of the next epoch.

    Raises
    ------
    ValueError
        Where `batch_size` is below 1 or `last_batch` unknown.

    Examples
    --------
    >>> list(BatchSampler(SequentialSampler(5), 2))
    [[0, 1], [2, 3], [4]]
    >>> rollover = BatchSampler(SequentialSampler(5), 2, "rollover")
    >>> list(rollover), list(rollover)
    ([[0, 1], [2, 3]], [[4, 0], [1, 2], [3, 4]])
    """

    def __init__(self, sampler, batch_size, last_batch="keep"):
        if not isinstance(batch_size, Real) or not 1 <= batch_size < inf or batch_size % 1:
            raise ValueError(f"batch_size is {batch_size!r}; give a whole number, 1 or more")
        if last_batch not in ("keep", "discard", "rollover"):
            raise ValueError(
                f"last_batch must be one of 'keep', 'discard', or 'rollover', but got {last_batch}"
            )
        self._sampler = sampler
        self._batch_size = int(batch_size)
        self._last_batch = last_batch
        self._rolled_over = []

    def __iter__(self):
        left, self._rolled_over = self._rolled_over, []
        order = iter(self._sampler)
        while True:
            batch = left + list(islice(order, self._batch_size - len(left)))
            left = []
            if len(batch) < self._batch_size:
                break
            yield batch
        if batch and self._last_batch == "keep":
            yield batch
        elif self._last_batch == "rollover":
            self._rolled_over = batch

    def __len__(self):
        if self._last_batch == "keep":
            return -(-len(self._sampler) // self._batch_size)  # rounded up
        return (len(self._rolled_over) + len(self._sampler)) // self._batch_size


def default_batchify_fn(data):
    """Stack the rows of a batch; of rows that are tuples, stack part by part.

    Parameters
    ----------
    data : list
        The rows: NDArrays, NumPy arrays, numbers, or tuples of these.

    Returns
    -------
    NDArray, or list of NDArray
        With one axis more, in front, whose length is the number of rows.

    Raises
    ------
    ValueError
        Where rows differ in shape.

    Examples
    --------
    >>> from sixpieces import nd
    >>> [part.shape for part in default_batchify_fn([(nd.zeros(3), 0), (nd.ones(3), 1)])]
    [(2, 3), (2,)]
    """
    if isinstance(data[0], tuple):
        return [default_batchify_fn(part) for part in zip(*data, strict=True)]
    rows = [row._value if isinstance(row, NDArray) else np.asarray(row) for row in data]
    for i, row in enumerate(rows):
        if row.shape != rows[0].shape:
            raise ValueError(
                f"row 0 of this batch has shape {rows[0].shape}, row {i} has {row.shape}; "
                "rows of one shape can be stacked: pad them, or give DataLoader a batchify_fn"
            )
    batch = np.stack(rows)
    return nd.array(batch, dtype=batch.dtype)


class DataLoader:
    """Batches of a dataset, epoch after epoch: ``for data, label in loader``.

    Parameters
    ----------
    dataset : Dataset, NDArray or NumPy array
        The rows.
    batch_size : int
        Rows in a batch.
    shuffle : bool
        Whether each epoch has an order of its own.
    sampler : Sampler, optional
        The order of the rows, where `shuffle` does not do.
    last_batch : {'keep', 'discard', 'rollover'}, optional
        See `BatchSampler`; 'keep' by default.
    batch_sampler : Sampler, optional
        Row numbers batch by batch, in the place of the four parameters before it.
    batchify_fn : callable, optional
        Makes a batch from a list of rows; `default_batchify_fn` by default.
    num_workers, pin_memory, pin_device_id, prefetch, thread_pool, timeout, auto_reload
        Accepted, without effect on the batches: rows are taken here and now, by this process.

    Raises
    ------
    ValueError
        Where no batch size is given, or parameters contradict each other.

    Examples
    --------
    >>> from sixpieces import nd
    >>> loader = DataLoader(np.arange(10.0), batch_size=4, last_batch="discard")
    >>> len(loader), [batch.shape for batch in loader]
    (2, [(4,), (4,)])
    """

    def __init__(
        self,
        dataset,
        batch_size=None,
        shuffle=False,
        sampler=None,
        last_batch=None,
        batch_sampler=None,
        batchify_fn=None,
        num_workers=0,
        pin_memory=False,
        pin_device_id=0,
        prefetch=None,
        thread_pool=False,
        timeout=120,
        auto_reload=False,
    ):
        assert timeout > 0, f"timeout is {timeout}; give a positive number of seconds"
        if batch_sampler is None:
            if batch_size is None:
                raise ValueError("batch_size must be specified unless batch_sampler is specified")
            if sampler is None:
                sampler = (RandomSampler if shuffle else SequentialSampler)(len(dataset))
            elif shuffle:
                raise ValueError("shuffle must not be specified if sampler is specified")
            batch_sampler = BatchSampler(sampler, batch_size, last_batch or "keep")
        elif batch_size is not None or shuffle or sampler is not None or last_batch is not None:
            raise ValueError(
                "batch_size, shuffle, sampler and last_batch must not be specified "
                "if batch_sampler is specified."
            )
        self._dataset = dataset
        self._batch_sampler = batch_sampler
        self._batchify_fn = batchify_fn or default_batchify_fn
        self._arrays = whole_arrays(dataset) if batchify_fn is None else None
        if listeners:
            tell("loader", self)

    def __len__(self):
        return len(self._batch_sampler)

    def __iter__(self):
        batches = self._row_by_row() if self._arrays is None else self._rows_at_once()
        return self._told(batches) if listeners else batches

    def _told(self, batches):
        tell("epoch", self)
        for batch in batches:
            tell("batch", self, batch)
            yield batch

    def _row_by_row(self):
        for indices in self._batch_sampler:
            yield self._batchify_fn([self._dataset[i] for i in indices])

    def _rows_at_once(self):
        """The same batches, taken with one index instead of one for each row."""
        for indices in self._batch_sampler:
            places = np.array(indices, np.intp)
            batch = [NDArray(array.take(places, axis=0)) for array in self._arrays]
            yield batch if len(batch) > 1 else batch[0]


def whole_arrays(dataset):
    """Return the NumPy arrays behind a dataset, or None where rows must be asked for one by one.

    >>> [array.shape for array in whole_arrays(ArrayDataset(np.zeros((4, 2)), np.zeros(4)))]
    [(4, 2), (4,)]
    >>> whole_arrays(ArrayDataset(["a", "b"])) is None
    True
    """
    if isinstance(dataset, NDArray) and dataset.ndim == 1:
        return None  # its rows are arrays of shape (1,), which a batch keeps
    parts = dataset._data if type(dataset) is ArrayDataset else [dataset]
    arrays = [part._value if isinstance(part, NDArray) else part for part in parts]
    return arrays if all(is_numbers(array) for array in arrays) else None


def is_numbers(array):
    """Return whether this is a NumPy array of a type that an NDArray can have.

    >>> is_numbers(np.zeros(3)), is_numbers(np.array(["a"])), is_numbers([0, 0])
    (True, False, False)
    """
    return type(array) is np.ndarray and array.dtype in DTYPES
