"""Put the engine in the place of MXNet, so that a program written for MXNet runs unchanged."""

import sys

#: Modules of MXNet that have another name here, or no file of their own.
OTHER_NAMES = {
    "nd": "ndarray",
    "init": "init",
    "initializer": "init",
    "ndarray.ndarray": "ndarray",
    "ndarray.random": "random",
    "nd.random": "random",
    "gluon.data.dataloader": "gluon.data",
    "gluon.data.dataset": "gluon.data",
    "gluon.data.sampler": "gluon.data",
    "gluon.nn.activations": "gluon.nn",
    "gluon.nn.basic_layers": "gluon.nn",
}

#: What a program is told that asks which MXNet it has: the one whose names are here.
MXNET_VERSION = "1.9.1"


def install_as_mxnet():
    """From now on ``import mxnet`` gives this engine, and so does ``from mxnet.gluon import nn``.

    Call it before the first import of MXNet. It says what it does, once. From then on
    ``__version__`` is that of the MXNet whose names are here, 1.9.1: programs ask for it.

    Raises
    ------
    RuntimeError
        If MXNet itself has been imported already.

    Examples
    --------
    >>> import sixpieces
    >>> sixpieces.install_as_mxnet()  # doctest: +SKIP
    sixpieces 0.1.0 stands in for mxnet.
    >>> import mxnet as mx  # doctest: +SKIP
    """
    engine = sys.modules["sixpieces"]
    present = sys.modules.get("mxnet")
    if present is engine:
        return
    if present is not None:
        raise RuntimeError(
            "MXNet itself is imported already: call install_as_mxnet() before `import mxnet`, "
            "in a fresh process or notebook kernel."
        )
    for name in list(sys.modules):
        if name.startswith("sixpieces."):
            sys.modules["mxnet." + name.removeprefix("sixpieces.")] = sys.modules[name]
    for name, ours in OTHER_NAMES.items():
        sys.modules[f"mxnet.{name}"] = sys.modules[f"sixpieces.{ours}"]
    sys.modules["mxnet"] = engine
    print(f"sixpieces {engine.__version__} stands in for mxnet.", file=sys.stderr)
    engine.__version__ = MXNET_VERSION
