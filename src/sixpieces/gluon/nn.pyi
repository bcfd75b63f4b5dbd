from typing import Any, Self, overload

from sixpieces.base import _Dtype
from sixpieces.gluon.block import Block as Block
from sixpieces.gluon.block import HybridBlock as HybridBlock
from sixpieces.gluon.more_layers import BatchNorm as BatchNorm
from sixpieces.gluon.more_layers import Embedding as Embedding
from sixpieces.gluon.more_layers import HybridLambda as HybridLambda
from sixpieces.gluon.more_layers import Lambda as Lambda
from sixpieces.gluon.more_layers import LayerNorm as LayerNorm
from sixpieces.gluon.more_layers import LeakyReLU as LeakyReLU
from sixpieces.gluon.parameter import Parameter
from sixpieces.init import Initializer
from sixpieces.more_functions import _Activation
from sixpieces.ndarray import NDArray

__all__ = [
    "Activation",
    "BatchNorm",
    "Block",
    "Dense",
    "Dropout",
    "Embedding",
    "Flatten",
    "HybridBlock",
    "HybridLambda",
    "HybridSequential",
    "Lambda",
    "LayerNorm",
    "LeakyReLU",
    "Sequential",
]

class _Stack:
    def add(self, *blocks: Block) -> None: ...
    # The parts are blocks of any class: Any lets a program ask for `net[0].weight`.
    @overload
    def __getitem__(self, key: int) -> Any: ...
    @overload
    def __getitem__(self, key: slice) -> Self: ...
    def __len__(self) -> int: ...

class Sequential(_Stack, Block):
    def __call__(self, *args: Any) -> NDArray: ...
    def forward(self, x: NDArray) -> NDArray: ...

class HybridSequential(_Stack, HybridBlock):
    def __call__(self, *args: Any) -> NDArray: ...
    def hybrid_forward(self, F: Any, x: NDArray) -> NDArray: ...

class Dense(HybridBlock):
    weight: Parameter
    # None with use_bias=False: Any spares the usual program an `is not None`.
    bias: Parameter | Any
    act: Activation | None
    def __init__(
        self,
        units: int,
        activation: _Activation | None = None,
        use_bias: bool = True,
        flatten: bool = True,
        dtype: _Dtype = "float32",
        weight_initializer: Initializer | str | None = None,
        bias_initializer: Initializer | str | None = "zeros",
        in_units: int = 0,
        **kwargs: Any,
    ) -> None: ...
    def __call__(self, *args: Any) -> NDArray: ...
    def infer_shape(self, x: NDArray, *args: Any) -> None: ...
    def hybrid_forward(
        self, F: Any, x: NDArray, weight: NDArray, bias: NDArray | None = None
    ) -> NDArray: ...

class Activation(HybridBlock):
    def __init__(self, activation: _Activation, **kwargs: Any) -> None: ...
    def __call__(self, *args: Any) -> NDArray: ...
    def hybrid_forward(self, F: Any, x: NDArray) -> NDArray: ...

class Dropout(HybridBlock):
    def __init__(self, rate: float, axes: tuple[int, ...] = (), **kwargs: Any) -> None: ...
    def __call__(self, *args: Any) -> NDArray: ...
    def hybrid_forward(self, F: Any, x: NDArray) -> NDArray: ...

class Flatten(HybridBlock):
    def __init__(self, **kwargs: Any) -> None: ...
    def __call__(self, *args: Any) -> NDArray: ...
    def hybrid_forward(self, F: Any, x: NDArray) -> NDArray: ...
