"""Six Pieces: the pieces of a training loop in readable NumPy, with MXNet's own names.

Examples
--------
>>> from sixpieces import autograd, nd
>>> w = nd.array([3.0])
>>> w.attach_grad()
>>> with autograd.record():
...     loss = w * w
>>> loss.backward()
>>> w.grad
<BLANKLINE>
[6.]
<NDArray 1 @cpu(0)>
"""

import sys
import warnings

# 0 / 0 is nan and exp(1000) is inf, here as in MXNet, without a warning for each.
warnings.filterwarnings("ignore", category=RuntimeWarning, module=r"sixpieces(\.|$)")

from sixpieces import (  # noqa: E402
    autograd,
    base,
    context,
    gluon,
    init,
    lr_scheduler,
    metric,
    ndarray,
    optimizer,
    random,
    test_utils,
)
from sixpieces.as_mxnet import missing  # noqa: E402
from sixpieces.as_mxnet.stand_in import install_as_mxnet  # noqa: E402
from sixpieces.base import MXNetError  # noqa: E402
from sixpieces.context import (  # noqa: E402
    Context,
    cpu,
    cpu_pinned,
    current_context,
    gpu,
    num_gpus,
)

__version__ = "0.1.0"

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

nd = ndarray
sys.modules["sixpieces.nd"] = ndarray

initializer = init
sys.modules["sixpieces.initializer"] = init

# A name that is missing in one of these says whether MXNet has it.
missing.explain(sys.modules[__name__], "")
for _label, _module in {
    "nd": ndarray,
    "autograd": autograd,
    "random": random,
    "init": init,
    "optimizer": optimizer,
    "metric": metric,
    "lr_scheduler": lr_scheduler,
    "gluon": gluon,
    "gluon.nn": gluon.nn,
    "gluon.loss": gluon.loss,
    "gluon.data": gluon.data,
    "gluon.utils": gluon.utils,
    "test_utils": test_utils,
}.items():
    missing.explain(_module, _label)
for _label, _kind in {
    "gluon.Block": gluon.Block,
    "gluon.HybridBlock": gluon.HybridBlock,
    "gluon.Parameter": gluon.Parameter,
    "gluon.ParameterDict": gluon.ParameterDict,
    "gluon.data.DataLoader": gluon.data.DataLoader,
    "init.Initializer": init.Initializer,
    "metric.EvalMetric": metric.EvalMetric,
    "optimizer.Optimizer": optimizer.Optimizer,
    "optimizer.Updater": optimizer.Updater,
}.items():
    missing.explain_methods(_kind, _label)
sys.meta_path.append(missing.Finder())
