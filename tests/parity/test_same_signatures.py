"""Names, parameters, their order and their defaults: those of MXNet, by inspection."""

import inspect

import pytest

import sixpieces
from sixpieces import autograd, base, context, nd

MODULES = {
    "nd": nd,
    "autograd": autograd,
    "random": sixpieces.random,
    "context": context,
    "base": base,
}
OPERATIONS = {
    name for name, _ in inspect.getmembers(nd, inspect.isfunction) if not name.startswith("_")
}
# What MXNet's functions take besides, which means nothing here.
IGNORED = {"name", "kwargs", "forward_stype", "target_shape", "keep_highest", "out", "cudnn_off"}
# Parameters of MXNet that this engine leaves out, or has besides, each with the reason.
DIFFERENT = {
    "nd.LeakyReLU": "no gamma, and no bounds of a random slope",
    "nd.norm": "no out_dtype",
    "nd.diag": "two axes only",
    "nd.broadcast_like": "whole shapes only",
    "nd.from_numpy": "no array_cls",
    "nd.add_n": "arrays only",
    "nd.cumsum": "no difference, but a first array called a",
    "nd.uniform": "the function of nd.random, with its parameters",
    "nd.normal": "the function of nd.random, with its parameters",
    "nd.random_uniform": "the function of nd.random, with its parameters",
    "nd.random_normal": "the function of nd.random, with its parameters",
    "nd.sample_multinomial": "the function of nd.random, with its parameters",
    "nd.concat": "dim is named, not hidden in kwargs",
    "nd.Concat": "dim is named, not hidden in kwargs",
    "nd.stack": "axis is named, not hidden in kwargs",
    "random.randn": "its options are named, not hidden in kwargs",
    "nd.shuffle": "one array",
    "nd.reshape_like": "whole shapes only",
}


def functions(module):
    for name in dir(module):
        value = getattr(module, name)
        if not name.startswith("_") and inspect.isfunction(value):
            yield name, value


def parameters(function):
    """The parameters that matter, as (name, default or None)."""
    found = []
    for each in inspect.signature(function).parameters.values():
        if each.name in IGNORED or each.kind is each.VAR_KEYWORD:
            continue
        default = each.default
        if default is each.empty or str(default) in ("<no value>", "_Null") or default == ():
            default = None
        found.append((each.name, getattr(default, "__name__", default)))
    return found


@pytest.mark.parametrize("label", ["nd", "autograd", "random"])
def test_signatures(mxnet, label):
    theirs = {"nd": mxnet.nd, "autograd": mxnet.autograd, "random": mxnet.random}[label]
    wrong = []
    for name, function in functions(MODULES[label]):
        other = getattr(theirs, name, None)
        if other is None or f"{label}.{name}" in DIFFERENT:
            continue
        ours, expected = parameters(function), parameters(other)
        if [n for n, _ in ours] != [n for n, _ in expected]:
            wrong.append(f"{label}.{name}: {ours}, not {expected}")
        for (parameter, default), (_, theirs_default) in zip(ours, expected, strict=False):
            # A default of None in MXNet's generated functions stands for one set elsewhere.
            if theirs_default is not None and default != theirs_default:
                wrong.append(f"{label}.{name}({parameter}={default}), not {theirs_default}")
    assert wrong == []


def test_methods(mxnet):
    ours, theirs = nd.NDArray, mxnet.nd.NDArray
    public = [name for name in dir(ours) if not name.startswith("_")]
    assert [name for name in public if not hasattr(theirs, name)] == []
    for name in ("attach_grad", "backward", "astype", "copyto", "as_in_context"):
        assert parameters(getattr(ours, name)) == parameters(getattr(theirs, name)), name


def test_every_public_name_is_one_of_mxnet(mxnet):
    assert [name for name in OPERATIONS if not hasattr(mxnet.nd, name)] == []


@pytest.mark.parametrize("label", ["nd", "autograd", "random", "context"])
def test_every_public_function_has_a_docstring_with_an_example(label):
    missing = [
        name
        for name, function in functions(MODULES[label])
        if function.__module__.startswith("sixpieces")
        and name in getattr(MODULES[label], "__all__", OPERATIONS)
        and ">>>" not in (function.__doc__ or "")
        and not name.startswith(("broadcast_", "elemwise_"))
    ]
    assert missing in ([], ["get_symbol"])
