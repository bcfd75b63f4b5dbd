from typing import Any

from sixpieces.optimizer import SGD, Optimizer

__all__ = ["NAG", "AdaDelta", "AdaGrad", "Adam", "RMSProp"]

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
