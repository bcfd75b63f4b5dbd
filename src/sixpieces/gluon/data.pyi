from collections.abc import Callable, Iterator, Sequence
from typing import Any, Literal, TypeAlias

import numpy.typing as npt

from sixpieces.gluon.dataset import Dataset as Dataset
from sixpieces.gluon.dataset import FilterSampler as FilterSampler
from sixpieces.gluon.dataset import Sampler as Sampler
from sixpieces.gluon.dataset import SequentialSampler as SequentialSampler
from sixpieces.gluon.dataset import SimpleDataset as SimpleDataset
from sixpieces.ndarray import NDArray

__all__ = [
    "ArrayDataset",
    "BatchSampler",
    "DataLoader",
    "Dataset",
    "FilterSampler",
    "RandomSampler",
    "Sampler",
    "SequentialSampler",
    "SimpleDataset",
]

_Rows: TypeAlias = Dataset | NDArray | npt.NDArray[Any] | Sequence[Any]
_LastBatch: TypeAlias = Literal["keep", "discard", "rollover"]

class ArrayDataset(Dataset):
    def __init__(self, *args: _Rows) -> None: ...

class RandomSampler(Sampler):
    def __init__(self, length: int) -> None: ...
    def __iter__(self) -> Iterator[int]: ...

class BatchSampler(Sampler):
    def __init__(
        self, sampler: Sampler, batch_size: int, last_batch: _LastBatch = "keep"
    ) -> None: ...
    def __iter__(self) -> Iterator[list[int]]: ...

class DataLoader:
    def __init__(
        self,
        dataset: _Rows,
        batch_size: int | None = None,
        shuffle: bool = False,
        sampler: Sampler | None = None,
        last_batch: _LastBatch | None = None,
        batch_sampler: Sampler | None = None,
        batchify_fn: Callable[[list[Any]], Any] | None = None,
        num_workers: int = 0,
        pin_memory: bool = False,
        pin_device_id: int = 0,
        prefetch: int | None = None,
        thread_pool: bool = False,
        timeout: int = 120,
        auto_reload: bool = False,
    ) -> None: ...
    def __len__(self) -> int: ...
    # An NDArray, or a list of them where a row has several parts.
    def __iter__(self) -> Iterator[Any]: ...
