from collections.abc import Mapping
from typing import Any, ClassVar, TypeVar

from sixpieces.gluon.parameter import Parameter
from sixpieces.lr_scheduler import LRScheduler
from sixpieces.ndarray import NDArray

_Class = TypeVar("_Class", bound=type[Optimizer])

class Optimizer:
    opt_registry: ClassVar[dict[str, type[Optimizer]]]
    lr: float | None
    lr_scheduler: LRScheduler | None
    wd: float
    rescale_grad: float
    clip_gradient: float | None
    multi_precision: bool
    begin_num_update: int
    num_update: int
    idx2name: dict[int, str]
    param_dict: dict[int, Parameter]
    lr_mult: dict[int | str, float]
    wd_mult: dict[int | str, float]
    def __init__(
        self,
        rescale_grad: float = 1.0,
        param_idx2name: Mapping[int, str] | None = None,
        wd: float = 0.0,
        clip_gradient: float | None = None,
        learning_rate: float | None = None,
        lr_scheduler: LRScheduler | None = None,
        sym: None = None,
        begin_num_update: int = 0,
        multi_precision: bool = False,
        param_dict: dict[int, Parameter] | None = None,
    ) -> None: ...

    # What an optimiser remembers of a parameter, each one decides for itself.
    def create_state(self, index: int, weight: NDArray) -> Any: ...
    def update(self, index: int, weight: NDArray, grad: NDArray, state: Any) -> None: ...
    @property
    def learning_rate(self) -> float: ...
    def set_learning_rate(self, lr: float) -> None: ...
    def set_lr_mult(self, args_lr_mult: Mapping[int | str, float]) -> None: ...
    def set_wd_mult(self, args_wd_mult: Mapping[int | str, float]) -> None: ...
    def _update_count(self, index: int) -> None: ...
    def _get_lr(self, index: int) -> float: ...
    def _get_wd(self, index: int) -> float: ...
    @staticmethod
    def register(klass: _Class) -> _Class: ...
    @staticmethod
    def create_optimizer(name: str, **kwargs: Any) -> Optimizer: ...

def register(klass: _Class) -> _Class: ...
def create(name: str, **kwargs: Any) -> Optimizer: ...

class SGD(Optimizer):
    momentum: float
    lazy_update: bool
    def __init__(self, momentum: float = 0.0, lazy_update: bool = True, **kwargs: Any) -> None: ...

class Updater:
    optimizer: Optimizer
    states: dict[int, Any]
    def __init__(self, optimizer: Optimizer) -> None: ...
    def __call__(self, index: int, grad: NDArray, weight: NDArray) -> None: ...

def get_updater(optimizer: Optimizer) -> Updater: ...

class NAG(SGD):
    def __init__(self, momentum: float = 0.0, **kwargs: Any) -> None: ...

class Adam(Optimizer):
    beta1: float
    beta2: float
    epsilon: float
    lazy_update: bool
    def __init__(
        self,
        learning_rate: float = 0.001,
        beta1: float = 0.9,
        beta2: float = 0.999,
        epsilon: float = 1e-8,
        lazy_update: bool = True,
        **kwargs: Any,
    ) -> None: ...

class AdaGrad(Optimizer):
    float_stable_eps: float
    def __init__(self, eps: float = 1e-7, **kwargs: Any) -> None: ...

class RMSProp(Optimizer):
    gamma1: float
    gamma2: float
    epsilon: float
    centered: bool
    clip_weights: float | None
    def __init__(
        self,
        learning_rate: float = 0.001,
        gamma1: float = 0.9,
        gamma2: float = 0.9,
        epsilon: float = 1e-8,
        centered: bool = False,
        clip_weights: float | None = None,
        **kwargs: Any,
    ) -> None: ...

class AdaDelta(Optimizer):
    rho: float
    epsilon: float
    def __init__(self, rho: float = 0.90, epsilon: float = 1e-5, **kwargs: Any) -> None: ...
