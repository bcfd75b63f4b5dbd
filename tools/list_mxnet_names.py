"""Write src/sixpieces/as_mxnet/mxnet_names.txt: the names that MXNet has, module by module.

`sixpieces` reads the list to say, where a name is missing, whether MXNet has it.

    python tools/list_mxnet_names.py
"""

import inspect
import pathlib
import sys

import mxnet
from mxnet import autograd, gluon

MODULES = {
    "": mxnet,
    "nd": mxnet.nd,
    "NDArray": mxnet.nd.NDArray,
    "autograd": autograd,
    "random": mxnet.random,
    "init": mxnet.init,
    "optimizer": mxnet.optimizer,
    "metric": mxnet.metric,
    "lr_scheduler": mxnet.lr_scheduler,
    "gluon": gluon,
    "gluon.nn": gluon.nn,
    "gluon.loss": gluon.loss,
    "gluon.data": gluon.data,
    "gluon.utils": gluon.utils,
    "gluon.Block": gluon.Block,
    "gluon.HybridBlock": gluon.HybridBlock,
    "gluon.Parameter": gluon.Parameter,
    "gluon.ParameterDict": gluon.ParameterDict,
    "gluon.data.DataLoader": gluon.data.DataLoader,
    "init.Initializer": mxnet.init.Initializer,
    "metric.EvalMetric": mxnet.metric.EvalMetric,
    "optimizer.Optimizer": mxnet.optimizer.Optimizer,
    "optimizer.Updater": mxnet.optimizer.Updater,
    "test_utils": mxnet.test_utils,
}
PYTHON = sys.stdlib_module_names - {"random", "operator"} | {"numpy", "_ctypes"}


def main():
    """Write the list."""
    lines = ["# The public names of MXNet 1.9.1, one module or class a line.\n"]
    for module, holder in MODULES.items():
        names = []
        for name in dir(holder):
            value = getattr(holder, name, None)
            home = value.__name__ if inspect.ismodule(value) else getattr(value, "__module__", "")
            ours = (home or "").split(".")[0] not in PYTHON
            if ours and not name.startswith("_"):
                names.append(name)
        lines.append(f"{module}: {' '.join(sorted(names))}\n")
    target = pathlib.Path(__file__).parents[1] / "src/sixpieces/as_mxnet/mxnet_names.txt"
    target.write_text("".join(lines))


if __name__ == "__main__":
    main()
