from collections.abc import Callable
from typing import Any, Self, overload

from sixpieces.base import _Dtype
from sixpieces.gluon.block import Block as Block
from sixpieces.gluon.block import HybridBlock as HybridBlock
from sixpieces.gluon.parameter import Parameter, ParameterDict
from sixpieces.init import Initializer
from sixpieces.ndarray import NDArray
from sixpieces.ndarray._operations import _Activation

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

class Embedding(HybridBlock):
    weight: Parameter
    def __init__(
        self,
        input_dim: int,
        output_dim: int,
        dtype: _Dtype = "float32",
        weight_initializer: Initializer | str | None = None,
        sparse_grad: bool = False,
        **kwargs: Any,
    ) -> None: ...
    def __call__(self, *args: Any) -> NDArray: ...
    def hybrid_forward(self, F: Any, x: NDArray, weight: NDArray) -> NDArray: ...

class LeakyReLU(HybridBlock):
    def __init__(self, alpha: float, **kwargs: Any) -> None: ...
    def __call__(self, *args: Any) -> NDArray: ...
    def hybrid_forward(self, F: Any, x: NDArray) -> NDArray: ...

class _Normalised(HybridBlock):
    gamma: Parameter
    beta: Parameter
    def __init__(
        self,
        axis: int,
        epsilon: float,
        center: bool,
        scale: bool,
        beta_initializer: Initializer | str,
        gamma_initializer: Initializer | str,
        size: int,
    ) -> None: ...
    def __call__(self, *args: Any) -> NDArray: ...
    def infer_shape(self, x: NDArray, *args: Any) -> None: ...
    def along_axis(self, values: NDArray, x: NDArray) -> NDArray: ...
    def scaled(
        self, x: NDArray, mean: NDArray, variance: NDArray, gamma: NDArray, beta: NDArray
    ) -> NDArray: ...

class LayerNorm(_Normalised):
    def __init__(
        self,
        axis: int = -1,
        epsilon: float = 1e-5,
        center: bool = True,
        scale: bool = True,
        beta_initializer: Initializer | str = "zeros",
        gamma_initializer: Initializer | str = "ones",
        in_channels: int = 0,
        prefix: str | None = None,
        params: ParameterDict | None = None,
    ) -> None: ...
    def hybrid_forward(self, F: Any, x: NDArray, gamma: NDArray, beta: NDArray) -> NDArray: ...

class BatchNorm(_Normalised):
    running_mean: Parameter
    running_var: Parameter
    def __init__(
        self,
        axis: int = 1,
        momentum: float = 0.9,
        epsilon: float = 1e-5,
        center: bool = True,
        scale: bool = True,
        use_global_stats: bool = False,
        beta_initializer: Initializer | str = "zeros",
        gamma_initializer: Initializer | str = "ones",
        running_mean_initializer: Initializer | str = "zeros",
        running_variance_initializer: Initializer | str = "ones",
        in_channels: int = 0,
        **kwargs: Any,
    ) -> None: ...
    def hybrid_forward(
        self,
        F: Any,
        x: NDArray,
        gamma: NDArray,
        beta: NDArray,
        running_mean: NDArray,
        running_var: NDArray,
    ) -> NDArray: ...

class Lambda(Block):
    def __init__(self, function: Callable[..., Any] | str, prefix: str | None = None) -> None: ...
    def forward(self, *args: Any) -> Any: ...

class HybridLambda(HybridBlock):
    def __init__(self, function: Callable[..., Any] | str, prefix: str | None = None) -> None: ...
    def hybrid_forward(self, F: Any, x: NDArray, *args: Any) -> Any: ...
