"""What makes a function of NumPy arrays an operation on arrays that can remember.

The result is of the class of the first array, so nothing here needs to know that class.
"""

import inspect
from functools import partial, wraps

import numpy as np

from sixpieces.base import MXNetError, refuse_unheld
from sixpieces.listen import listeners, tell
from sixpieces.tape import Operation, Tracked, state

__all__ = ["operator"]

BOOL = np.dtype("bool")


def operator(function=None, *, elementwise=False, numbers=True, own_dtype=False, name=None):
    """Turn a function of NumPy arrays, with its gradient rules, into an operation on NDArrays.

    Parameters
    ----------
    function : callable
        Takes arrays, and after a ``*`` options. Returns ``(result, rules)``, with one rule for
        each array: from the gradient of the result to the gradient of that array.
    elementwise : bool
        Two arrays of one dtype that broadcast together.
    numbers : bool
        Whether one of these two may be a number.
    own_dtype : bool
        The function decides about the dtype of the result; otherwise it is the first array's.
    name : str, optional
        Another name than the function's.

    Returns
    -------
    callable
        Takes NDArrays, options by name or after them, and ``out``: an NDArray to write into.

    Examples
    --------
    >>> from sixpieces import autograd, nd
    >>> from sixpieces.operators import operator
    >>> @operator
    ... def cube(data):
    ...     return data**3, (lambda dz: dz * 3 * data**2,)
    >>> x = nd.array([2.0])
    >>> x.attach_grad()
    >>> with autograd.record():
    ...     y = cube(x)
    >>> y.backward()
    >>> print(y.asscalar(), x.grad.asscalar())
    8.0 12.0
    """
    if function is None:
        return partial(
            operator, elementwise=elementwise, numbers=numbers, own_dtype=own_dtype, name=name
        )
    call = Call(function, name or function.__name__, elementwise, elementwise and numbers)
    expected, option_names = call.expected, frozenset(call.option_names)

    @wraps(function)
    def operation(*inputs, **options):
        out = None
        if len(inputs) != expected or (options and not options.keys() <= option_names):
            inputs, options, out = call.arrange(inputs, options)
        try:
            values = [each._value for each in inputs]
        except AttributeError:  # there is something else among them
            inputs = call.arrays(inputs)
            values = [each._value for each in inputs]
        dtype = values[0].dtype
        # Most dtypes are one and the same object, which is the quicker comparison.
        if elementwise and (values[1].dtype is not dtype or dtype is BOOL):
            values = call.of_one_dtype(values)
            dtype = values[0].dtype
        try:
            value, rules = function(*values, **options)
        except (ValueError, IndexError) as error:
            raise call.explained(values, error) from None
        except TypeError as error:
            raise call.explained(values, error) from error
        if value.dtype is not dtype and value.dtype != dtype and not own_dtype:
            value = value.astype(dtype)
        result = type(inputs[0])(value)
        if state.recording:
            parents = [each._step for each in inputs]
            if any(parents):
                if not all(parents):  # what was freed counts as a constant
                    parents = [step or None for step in parents]
                result._step = Operation(value.shape, parents, rules)
        if listeners:
            tell("operation", call.name, inputs, options, result)
        return result if out is None else out._become(result)

    operation.__name__ = call.name
    operation.__signature__ = call.signature
    return operation


class Call:
    """How an operation may be called: the rarer cases, kept away from the usual one."""

    def __init__(self, function, name, elementwise, takes_numbers):
        self.name = name
        self.elementwise = elementwise
        self.takes_numbers = takes_numbers
        parameters = inspect.signature(function).parameters.values()
        self.any_number = any(each.kind is each.VAR_POSITIONAL for each in parameters)
        arrays = [each for each in parameters if each.kind is each.POSITIONAL_OR_KEYWORD]
        options = [each for each in parameters if each.kind is each.KEYWORD_ONLY]
        self.array_names = [each.name for each in arrays]
        self.option_names = [each.name for each in options]
        self.needed = sum(each.default is each.empty for each in arrays)
        self.expected = None if self.any_number else len(arrays)
        out = inspect.Parameter("out", inspect.Parameter.KEYWORD_ONLY, default=None)
        if not self.any_number:
            options = [each.replace(kind=each.POSITIONAL_OR_KEYWORD) for each in options]
        if self.any_number:
            arrays = list(parameters)[:1]
        self.signature = inspect.Signature(
            [*arrays, *options, *([] if self.takes_numbers else [out])]
        )

    def arrange(self, inputs, options):
        """Sort arrays from options, however they were passed."""
        out = options.pop("out", None)
        if out is not None and not isinstance(out, Tracked):
            raise TypeError(f"{self.name}: out must be an NDArray to write into, not {out!r}.")
        options.pop("name", None)
        if self.any_number:
            if not inputs:
                raise MXNetError(f"{self.name}() needs at least one array.")
        else:
            names = self.array_names
            extra = inputs[len(names) :]
            if len(extra) > len(self.option_names):
                raise TypeError(
                    f"{self.name}() takes at most {len(names) + len(self.option_names)} "
                    f"arguments, but {len(inputs)} were given."
                )
            inputs = list(inputs[: len(names)])
            for name in names[len(inputs) :]:
                inputs.append(options.pop(name, None))
            for name, value in zip(self.option_names, extra, strict=False):
                if name in options:
                    raise TypeError(f"{self.name}() got two values for {name!r}.")
                options[name] = value
        if not self.option_names:
            options = {}  # as in MXNet, an operation without options does not look at them
        unknown = [name for name in options if name not in self.option_names]
        if unknown:
            raise MXNetError(
                f"{self.name}() got an unexpected keyword argument {unknown[0]!r}: it takes "
                f"{', '.join([*self.array_names, *self.option_names, 'out'])}."
            )
        return inputs, options, out

    def arrays(self, inputs):
        """The inputs as NDArrays: a number beside an array becomes one of its dtype."""
        inputs = list(inputs)
        while not self.any_number and len(inputs) > self.needed and inputs[-1] is None:
            inputs.pop()
        first = next((each for each in inputs if isinstance(each, Tracked)), None)
        found = []
        for place, each in enumerate(inputs):
            if isinstance(each, Tracked):
                found.append(each)
            elif self.takes_numbers and first is not None and is_number(each):
                found.append(as_operand(each, first))
            else:
                raise self.no_array(place, each)
        return found

    def no_array(self, place, given):
        """The error that MXNet raises for what stands in the place of an array."""
        if self.takes_numbers and not is_number(given):
            return TypeError(f"{self.name}: type {type(given)} not supported")
        if given is None and not self.any_number:
            return MXNetError(
                f"{self.name}: the array {self.array_names[place]} is missing: "
                f"give {', '.join(self.array_names[: self.needed])}."
            )
        name = f"number {place}" if self.any_number else self.array_names[place]
        return AssertionError(
            f"{self.name}: argument {name} must have NDArray type, but got {given!r}."
        )

    def of_one_dtype(self, values):
        """Refuse arrays of two dtypes: MXNet does not guess which one is meant.

        What is True or False counts as 1 and 0 beside a number, and is refused beside another
        array: there, ``+`` could mean "or".
        """
        first, second = (each.dtype for each in values)
        if first == second != BOOL:
            return values
        if BOOL in (first, second) and not (values[0].ndim and values[1].ndim):
            return [each.astype("int64") for each in values]
        if first == second:
            raise MXNetError(
                f"{self.name}: two arrays of bool: use astype('int32') or astype('float32') first."
            )
        raise MXNetError(
            f"{self.name}: Incompatible attr: expected {first}, got {second}: "
            f"bring both to one dtype first, with astype({first.name!r})."
        )

    def explained(self, values, error):
        """NumPy's complaint about shapes, as the error MXNet raises, naming the shapes."""
        if isinstance(error, MXNetError):
            return error
        shapes = " and ".join(str(each.shape) for each in values)
        if isinstance(error, TypeError):
            dtypes = " and ".join(each.dtype.name for each in values)
            return MXNetError(f"{self.name}: not for {dtypes} ({error}): use astype first.")
        if self.elementwise:
            return MXNetError(
                f"{self.name}: shapes {shapes} do not broadcast together: counted from the right, "
                f"two lengths must be equal, or one of them 1."
            )
        reason = str(error)
        if isinstance(error, IndexError) and not isinstance(error, ValueError):
            reason = f"there is no such axis or place ({error})"
        return MXNetError(f"{self.name}: shapes {shapes}: {reason}")


def is_number(value):
    """Whether it is one number of Python or NumPy."""
    return isinstance(value, (float, int, np.number, np.bool_))


def as_operand(other, array):
    """What stands beside an array in arithmetic: an NDArray, or a number in the array's dtype."""
    if isinstance(other, Tracked):
        return other
    if not is_number(other):
        raise TypeError(f"type {type(other)} not supported")
    dtype = array._value.dtype
    if dtype.kind != "f":
        if dtype == BOOL:  # beside a number, True and False are 1 and 0
            dtype = np.dtype("int64")
        refuse_unheld(other, dtype)
    return type(array)(dtype.type(other))
