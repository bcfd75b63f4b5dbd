from os import PathLike
from typing import NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

__all__ = ["LabelledRows", "TrainAndTest", "load_adult", "load_digits", "read_libsvm"]

_Floats: TypeAlias = npt.NDArray[np.float32]

class TrainAndTest(NamedTuple):
    train_features: _Floats
    train_labels: _Floats
    test_features: _Floats
    test_labels: _Floats
    feature_names: tuple[str, ...]

class LabelledRows(NamedTuple):
    features: _Floats
    labels: _Floats

def load_adult() -> TrainAndTest: ...
def load_digits() -> TrainAndTest: ...
def read_libsvm(
    path: str | PathLike[str],
    n_features: int | None = None,
    *,
    zero_based: bool = False,
    binary_labels: bool = False,
) -> LabelledRows: ...
