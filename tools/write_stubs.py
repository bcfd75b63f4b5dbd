"""Write src/sixpieces/ndarray/_operations.pyi: the types of the operations, for editors.

An operation is written as a function of NumPy arrays and called with NDArrays, so no type can
stand beside it. What a program may pass follows from the signature: the names of the parameters
mean the same everywhere.

    PYTHONPATH=src python tools/write_stubs.py
"""

import inspect
from pathlib import Path

from sixpieces import nd

TARGET = Path(nd.__file__).with_name("_operations.pyi")
HEAD = """# Written by tools/write_stubs.py from the signatures of the operations.
from collections.abc import Sequence
from typing import Literal, TypeAlias, overload

from sixpieces.base import _Axis, _Dtype, _Number, _Shape
from sixpieces.ndarray import NDArray

_Ends: TypeAlias = int | Sequence[int | None] | None
_Activation: TypeAlias = Literal["relu", "sigmoid", "softrelu", "softsign", "tanh"]

"""
# What a parameter takes, by its name. `None` is added where it is the default.
TYPES = {
    "NDArray": "a ary args bias condition data index indices label length lhs out rhs shape_like "
    "tensor weight x y",
    "Sequence[NDArray]": "arrays",
    "bool": "always_copy cudnn_off exclude flatten infer_range is_ascend keepdims no_bias reverse "
    "sparse_grad squeeze_axis transpose_a transpose_b use_length",
    "int": "axis_of_places dim dim1 dim2 depth input_dim k num_hidden num_outputs output_dim "
    "repeats",
    "float": "a_max a_min alpha beta off_value on_value p scalar slope temperature",
    "Sequence[int]": "axes",
    "int | Sequence[int]": "indices_or_sections",
    "_Dtype": "dtype",
    "_Shape": "destination reps shape size source",
    "_Ends": "step",
}
TYPE_OF = {name: type_ for type_, names in TYPES.items() for name in names.split()}
# Where one name means something else, or only some words are taken.
OWN = {
    "Activation.act_type": "_Activation",
    "Dropout.mode": 'Literal["training", "always"]',
    "LeakyReLU.act_type": 'Literal["leaky", "elu"]',
    "norm.ord": "Literal[1, 2]",
    "pick.mode": 'Literal["clip", "wrap"]',
    "take.mode": 'Literal["clip", "wrap", "raise"]',
    "slice.begin": "_Ends",
    "slice.end": "_Ends",
    "slice_axis.begin": "int | None",
    "slice_axis.end": "int | None",
    "slice_axis.axis": "int",
    "diag.k": "int",
}
# Over one axis or several; all other operations work along one.
SEVERAL_AXES = {
    *("sum", "mean", "max", "min", "norm", "nansum", "prod", "nanprod"),
    *("squeeze", "flip", "broadcast_axis"),
}
# One array or a list of them, which the arguments decide.
OVERLOADS = {
    "split": """@overload
def split(  # type: ignore[overload-overlap]
    data: NDArray, num_outputs: Literal[1], axis: int = 1, squeeze_axis: bool = False
) -> NDArray: ...
@overload
def split(
    data: NDArray, num_outputs: int, axis: int = 1, squeeze_axis: bool = False
) -> list[NDArray]: ...
""",
    "topk": """@overload
def topk(
    data: NDArray,
    axis: int = -1,
    k: int = 1,
    ret_typ: Literal["indices", "value"] = "indices",
    is_ascend: bool = False,
    dtype: _Dtype = "float32",
) -> NDArray: ...
@overload
def topk(
    data: NDArray,
    axis: int,
    k: int,
    ret_typ: Literal["both"],
    is_ascend: bool = False,
    dtype: _Dtype = "float32",
) -> list[NDArray]: ...
@overload
def topk(
    data: NDArray,
    axis: int = -1,
    k: int = 1,
    *,
    ret_typ: Literal["both"],
    is_ascend: bool = False,
    dtype: _Dtype = "float32",
) -> list[NDArray]: ...
""",
}
RESULTS = {"split_v2": "NDArray | list[NDArray]"}


def operations():
    """Return pairs of a name of nd and its operation: file by file, other names last."""
    found = inspect.getmembers(nd, inspect.isfunction)
    found = [(name, each) for name, each in found if "operators" in each.__module__]
    return sorted(found, key=lambda pair: (is_alias(*pair), pair[1].__module__))


def is_alias(name, operation):
    """Return whether this is another name of an operation."""
    return operation.__name__ != name


def type_of(operation, parameter, takes_numbers):
    """Return what a parameter of an operation takes, as it is written in a stub."""
    name = parameter.name
    if takes_numbers and parameter.default is parameter.empty:
        return "NDArray | _Number"
    if f"{operation}.{name}" in OWN:
        type_ = OWN[f"{operation}.{name}"]
    elif name == "axis":
        type_ = "_Axis" if operation in SEVERAL_AXES else "int"
    else:
        type_ = TYPE_OF[name]
    return f"{type_} | None" if parameter.default is None else type_


def line(name, operation):
    """Return the stub of one operation."""
    if is_alias(name, operation):
        return f"{name} = {operation.__name__}\n"
    if name in OVERLOADS:
        return OVERLOADS[name]
    signature = inspect.signature(operation)
    takes_numbers = "out" not in signature.parameters and len(signature.parameters) == 2
    takes_numbers = takes_numbers and signature.parameters.keys() <= {"lhs", "rhs", "base", "exp"}
    written = []
    for parameter in signature.parameters.values():
        kind = parameter.kind
        if kind is parameter.KEYWORD_ONLY and "*" not in "".join(written):
            written.append("*")
        star = "*" if kind is parameter.VAR_POSITIONAL else ""
        default = "" if parameter.default is parameter.empty else f" = {shown(parameter.default)}"
        written.append(
            f"{star}{parameter.name}: {type_of(name, parameter, takes_numbers)}{default}"
        )
    arguments = ", ".join(written)
    result = RESULTS.get(name, "NDArray")
    whole = f"def {name}({arguments}) -> {result}: ...\n"
    if len(whole) <= 101:
        return whole
    if len(arguments) <= 96:
        return f"def {name}(\n    {arguments}\n) -> {result}: ...\n"
    return f"def {name}(\n    " + ",\n    ".join(written) + f",\n) -> {result}: ...\n"


def shown(default):
    """Return a default as the formatter writes it."""
    return f'"{default}"' if isinstance(default, str) else repr(default)


def stub():
    """Return the whole file."""
    found = operations()
    own = "".join(line(*pair) for pair in found if not is_alias(*pair))
    others = "".join(line(*pair) for pair in found if is_alias(*pair))
    return f"{HEAD}{own}\n{others}"


if __name__ == "__main__":
    TARGET.write_text(stub(), encoding="utf-8")
