from sixpieces import (
    autograd,
    base,
    context,
    gluon,
    init,
    initializer,
    lr_scheduler,
    metric,
    nd,
    ndarray,
    optimizer,
    random,
    test_utils,
)
from sixpieces.as_mxnet.stand_in import install_as_mxnet
from sixpieces.base import MXNetError
from sixpieces.context import Context, cpu, cpu_pinned, current_context, gpu, num_gpus

__version__: str

__all__ = [
    "Context",
    "MXNetError",
    "autograd",
    "base",
    "context",
    "cpu",
    "cpu_pinned",
    "current_context",
    "gluon",
    "gpu",
    "init",
    "initializer",
    "install_as_mxnet",
    "lr_scheduler",
    "metric",
    "nd",
    "ndarray",
    "num_gpus",
    "optimizer",
    "random",
    "test_utils",
]
