"""What a dataset is: something with a length, from which one row after the other can be taken.

Every view below holds another dataset and hands its rows on: fewer of them, others, or changed
ones. No row is copied or changed before somebody asks for it.

>>> squares = SimpleDataset([1, 2, 3, 4]).transform(lambda x: x * x)
>>> even = squares.filter(lambda x: x % 2 == 0)
>>> len(squares), list(even)
(4, [4, 16])
"""


class Dataset:
    """Base of all datasets: ``len(dataset)`` rows, ``dataset[i]`` is row i.

    >>> class Countdown(Dataset):
    ...     def __len__(self):
    ...         return 3
    ...     def __getitem__(self, idx):
    ...         return 3 - idx
    >>> [Countdown()[i] for i in range(3)]
    [3, 2, 1]
    """

    def __len__(self):
        raise NotImplementedError(f"{type(self).__name__} has no __len__")

    def __getitem__(self, idx):
        raise NotImplementedError(f"{type(self).__name__} has no __getitem__(idx)")

    def __iter__(self):
        return (self[i] for i in range(len(self)))

    def transform(self, fn, lazy=True):
        """Return a dataset whose row is ``fn(*row)``.

        Parameters
        ----------
        fn : callable
            Takes the parts of a row, returns the new row.
        lazy : bool
            Call `fn` whenever a row is asked for (so that it may be random), or now, once.

        Examples
        --------
        >>> list(SimpleDataset([(1, 2), (3, 4)]).transform(lambda x, y: x + y))
        [3, 7]
        """
        changed = _Transformed(self, fn)
        return changed if lazy else SimpleDataset(list(changed))

    def transform_first(self, fn, lazy=True):
        """Return a dataset whose rows have ``fn(features)`` in the place of their first part.

        >>> list(SimpleDataset([(1, "a"), (2, "b")]).transform_first(lambda x: x * 10))
        [(10, 'a'), (20, 'b')]
        """
        return self.transform(lambda first, *rest: (fn(first), *rest) if rest else fn(first), lazy)

    def filter(self, fn):
        """Return the dataset of the rows for which ``fn(row)`` is true.

        >>> list(SimpleDataset(range(5)).filter(lambda x: x > 2))
        [3, 4]
        """
        return _Sampled(self, FilterSampler(fn, self))

    def shard(self, num_shards, index):
        """Return part `index` of `num_shards` nearly equal parts: the work of one of many workers.

        Raises
        ------
        AssertionError
            Where there is no such part.

        Examples
        --------
        >>> [list(SimpleDataset(range(5)).shard(2, i)) for i in range(2)]
        [[0, 1, 2], [3, 4]]
        """
        assert num_shards > 0, f"num_shards is {num_shards}; give 1 or more"
        assert 0 <= index < num_shards, f"shard {index} of {num_shards}; give 0 to {num_shards - 1}"
        length, longer = divmod(len(self), num_shards)  # the first shards take one row of the rest
        start = length * index + min(index, longer)
        return _Sampled(self, SequentialSampler(length + (index < longer), start))

    def take(self, count):
        """Return the dataset of the first `count` rows, or of all where there are fewer.

        >>> list(SimpleDataset(range(5)).take(2))
        [0, 1]
        """
        if count is None or count > len(self):
            count = len(self)
        if count < 0:
            raise ValueError(f"count is {count}; give 0 or more rows, or None for all")
        return _Sampled(self, SequentialSampler(count))

    def sample(self, sampler):
        """Return the dataset of the rows that `sampler` names, in its order.

        >>> list(SimpleDataset(range(5)).sample(SequentialSampler(2, start=3)))
        [3, 4]
        """
        if not isinstance(sampler, Sampler):
            raise TypeError(
                f"sampler is of type {type(sampler).__name__}; give a gluon.data.Sampler, "
                "such as RandomSampler(len(dataset))"
            )
        return _Sampled(self, sampler)


class SimpleDataset(Dataset):
    """A list or an array as a dataset.

    Parameters
    ----------
    data : list, NDArray or anything with a length and an index

    Examples
    --------
    >>> SimpleDataset(["a", "b"])[1]
    'b'
    """

    def __init__(self, data):
        self._data = data

    def __len__(self):
        return len(self._data)

    def __getitem__(self, idx):
        return self._data[idx]


class _Transformed(Dataset):
    """The rows of a dataset after a function."""

    def __init__(self, dataset, fn):
        self._dataset = dataset
        self._fn = fn

    def __len__(self):
        return len(self._dataset)

    def __getitem__(self, idx):
        row = self._dataset[idx]
        return self._fn(*row) if isinstance(row, tuple) else self._fn(row)


class _Sampled(Dataset):
    """The rows of a dataset that a sampler named, once, at the start."""

    def __init__(self, dataset, sampler):
        self._dataset = dataset
        self._indices = list(sampler)

    def __len__(self):
        return len(self._indices)

    def __getitem__(self, idx):
        return self._dataset[self._indices[idx]]


class Sampler:
    """Base of all samplers: an order in which to take rows.

    >>> class Backwards(Sampler):
    ...     def __iter__(self):
    ...         return iter([2, 1, 0])
    ...     def __len__(self):
    ...         return 3
    >>> list(SimpleDataset("abc").sample(Backwards()))
    ['c', 'b', 'a']
    """

    def __iter__(self):
        raise NotImplementedError(f"{type(self).__name__} has no __iter__")

    def __len__(self):
        raise NotImplementedError(f"{type(self).__name__} has no __len__")


class SequentialSampler(Sampler):
    """Row numbers in their order.

    Parameters
    ----------
    length : int
        How many.
    start : int
        The first one.

    Examples
    --------
    >>> list(SequentialSampler(3))
    [0, 1, 2]
    """

    def __init__(self, length, start=0):
        self._range = range(start, start + length)

    def __iter__(self):
        return iter(self._range)

    def __len__(self):
        return len(self._range)


class FilterSampler(Sampler):
    """Numbers of the rows for which a function is true.

    Parameters
    ----------
    fn : callable
        Takes a row, says whether to keep it.
    dataset : Dataset
        The rows.

    Examples
    --------
    >>> list(FilterSampler(str.isupper, "aBcD"))
    [1, 3]
    """

    def __init__(self, fn, dataset):
        self._indices = [i for i, row in enumerate(dataset) if fn(row)]

    def __iter__(self):
        return iter(self._indices)

    def __len__(self):
        return len(self._indices)
