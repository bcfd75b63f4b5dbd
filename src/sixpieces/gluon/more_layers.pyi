from collections.abc import Callable
from typing import Any

from sixpieces.base import _Dtype
from sixpieces.gluon.block import Block, HybridBlock
from sixpieces.gluon.parameter import Parameter, ParameterDict
from sixpieces.init import Initializer
from sixpieces.ndarray import NDArray

__all__ = ["BatchNorm", "Embedding", "HybridLambda", "Lambda", "LayerNorm", "LeakyReLU"]

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
