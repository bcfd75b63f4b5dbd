"""What is said about a name that is not here: whether MXNet has it, and what to do."""

import functools
import importlib.abc
import opcode
import pathlib
import sys

IMPORT_FROM = opcode.opmap["IMPORT_FROM"]
NEWER_ARRAYS = ("np", "npx", "numpy", "numpy_extension")


@functools.cache
def mxnet_names():
    """For each module of MXNet (``"nd"``, ``"gluon.nn"``, ``""`` for itself) its public names.

    Examples
    --------
    >>> "hypot" in mxnet_names()["nd"], "broadcast_hypot" in mxnet_names()["nd"]
    (False, True)
    """
    text = pathlib.Path(__file__).with_name("mxnet_names.txt").read_text()
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return {module: set(names.split()) for module, _, names in (x.partition(":") for x in lines)}


def sentence(module, name, near=()):
    """What to tell about a missing name.

    Parameters
    ----------
    module : str
        Where it was looked for, as in `mxnet_names`.
    name : str
    near : list of str
        The names that are there.

    Examples
    --------
    >>> print(sentence("nd", "Convolution"))
    nd.Convolution is a name of MXNet that this engine does not have: run the program on MXNet \
itself, or write the function with the operations that are here.
    >>> print(sentence("nd", "cocnat", ["concat", "exp"]))
    nd.cocnat is neither a name of this engine nor of MXNet 1.9.1. Did you mean concat?
    >>> print(sentence("", "np"))
    np is a name of MXNet that this engine does not have: it has the older form of arrays, mx.nd. \
Write the program with `from mxnet import nd`, or run it on MXNet itself.
    """
    full = f"{module}.{name}" if module else name
    if name in mxnet_names().get(module, ()):
        remedy = (
            "it has the older form of arrays, mx.nd. Write the program with `from mxnet import "
            "nd`, or run it on MXNet itself."
            if name in NEWER_ARRAYS
            else "run the program on MXNet itself, or write the function with the operations that "
            "are here."
        )
        return f"{full} is a name of MXNet that this engine does not have: {remedy}"
    import difflib

    close = difflib.get_close_matches(name, near, 1)
    hint = f" Did you mean {close[0]}?" if close else ""
    return f"{full} is neither a name of this engine nor of MXNet 1.9.1.{hint}"


def explain(module, label):
    """Let a module answer for its missing names: AttributeError, or ImportError on import."""

    def answer(name):
        if name.startswith("__"):
            raise AttributeError(name)
        message = sentence(label, name, vars(module))
        caller = sys._getframe(1)
        # `from module import name` would replace an AttributeError's sentence by its own.
        if caller.f_code.co_code[caller.f_lasti] == IMPORT_FROM:
            raise ImportError(message, name=name)
        raise AttributeError(message)

    module.__getattr__ = answer


def explain_methods(kind, label):
    """Let the objects of a class answer for the methods that they have in MXNet only."""

    def answer(self, name):
        if name in mxnet_names()[label]:
            raise AttributeError(sentence(label, name), name=name, obj=self)
        words = f"{type(self).__name__!r} object has no attribute {name!r}"
        raise AttributeError(words, name=name, obj=self)

    kind.__getattr__ = answer


class Finder(importlib.abc.MetaPathFinder):
    """The last finder asked: explains a missing submodule, such as ``import mxnet.rnn``."""

    def find_spec(self, fullname, path=None, target=None):
        """Find nothing, and say so."""
        package, _, rest = fullname.partition(".")
        stands_in = package == "sixpieces" or (
            package == "mxnet" and sys.modules.get("mxnet") is sys.modules["sixpieces"]
        )
        if rest and stands_in:
            module, _, name = rest.rpartition(".")
            label = {"ndarray": "nd", "initializer": "init"}.get(module, module)
            raise ModuleNotFoundError(sentence(label, name), name=fullname)
