from sixpieces.gluon import block, data, loss, nn, parameter, trainer, utils
from sixpieces.gluon.block import Block, HybridBlock
from sixpieces.gluon.parameter import (
    Constant,
    DeferredInitializationError,
    Parameter,
    ParameterDict,
)
from sixpieces.gluon.trainer import Trainer

__all__ = [
    "Block",
    "Constant",
    "DeferredInitializationError",
    "HybridBlock",
    "Parameter",
    "ParameterDict",
    "Trainer",
    "block",
    "data",
    "loss",
    "nn",
    "parameter",
    "trainer",
    "utils",
]
