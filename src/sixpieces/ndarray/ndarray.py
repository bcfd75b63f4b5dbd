"""An NDArray: a NumPy array that can remember where it came from.

``_value`` is the NumPy array. ``_step`` is the memory: None, or how the array was computed
(`sixpieces.tape`), or that a gradient is wanted for it.
All arithmetic is in `sixpieces.operators`.
"""

import numbers
import warnings

import numpy as np

from sixpieces import autograd
from sixpieces.as_mxnet import missing
from sixpieces.base import MXNetError, ReshapeError, as_dtype, refuse_unheld
from sixpieces.context import CPU, Context
from sixpieces.listen import listeners, tell
from sixpieces.ndarray.indexing import as_key, fits, is_everything, scatter
from sixpieces.operation import as_operand
from sixpieces.operators import arithmetic, functions, places, probabilities, reductions, shapes
from sixpieces.tape import Operation, Tracked, Variable, changes, state


def signed(operation):
    """The method of a sign: beside an array may stand a number."""
    return lambda self, other: operation(self, as_operand(other, self))


def turned(operation):
    """The method of a sign with a number on its left: ``2 - x`` asks x."""
    return lambda self, other: operation(as_operand(other, self), self)


def in_place(operation):
    """The method of a sign that changes its array, such as ``x -= 1``."""
    return lambda self, other: self._change_to(operation(self, as_operand(other, self)))


IN_PLACE = (
    "Assigning to NDArrays that are already in a computational graph will cause undefined "
    "behavior when evaluating gradients. Please call backward first to clear the graph or do this "
    "outside of a record section. Also note that you cannot use inplace operations like +=, *=, "
    "relu(x, out=x), y[idx]=x, etc inside a record section."
)


class NDArray(Tracked):
    """A NumPy array that can remember where it came from.

    Programs make one with `array`, `zeros` and their like.

    Examples
    --------
    >>> from sixpieces import nd
    >>> nd.array([[1, 2], [3, 4]]) * 10
    <BLANKLINE>
    [[10. 20.]
     [30. 40.]]
    <NDArray 2x2 @cpu(0)>
    """

    __slots__ = ("__weakref__",)
    __array_priority__ = 1000.0  # so that NumPy lets us answer `numpy_array * ndarray`

    # What it is

    @property
    def shape(self):
        """Lengths of the axes, as a tuple.

        >>> from sixpieces import nd
        >>> nd.zeros((2, 3)).shape
        (2, 3)
        """
        return self._value.shape

    @property
    def size(self):
        """How many elements there are.

        >>> from sixpieces import nd
        >>> nd.zeros((2, 3)).size
        6
        """
        return self._value.size

    @property
    def ndim(self):
        """How many axes there are.

        >>> from sixpieces import nd
        >>> nd.zeros((2, 3)).ndim
        2
        """
        return self._value.ndim

    @property
    def dtype(self):
        """Type of the elements.

        >>> from sixpieces import nd
        >>> nd.zeros(2).dtype.__name__
        'float32'
        """
        return self._value.dtype.type

    @property
    def context(self):
        """Where it lives.

        >>> from sixpieces import nd
        >>> nd.zeros(2).context
        cpu(0)
        """
        return CPU

    ctx = context

    @property
    def stype(self):
        """How it is stored, which is always ``"default"``, in full.

        >>> from sixpieces import nd
        >>> nd.zeros(2).stype
        'default'
        """
        return "default"

    @property
    def T(self):  # noqa: N802
        """The axes in reverse order, so that rows become columns.

        >>> from sixpieces import nd
        >>> nd.zeros((2, 3)).T.shape
        (3, 2)
        """
        return self.transpose()

    def __len__(self):
        return len(self._value)

    def __repr__(self):
        shape = "x".join(str(length) for length in self.shape)
        return f"\n{self._value}\n<NDArray {shape} @{CPU}>"

    # Out of it

    def asnumpy(self):
        """A NumPy array of the same elements: a copy.

        >>> from sixpieces import nd
        >>> nd.array([1, 2]).asnumpy()
        array([1., 2.], dtype=float32)
        """
        if listeners:
            tell("read", self)
        return self._value.copy()

    def asscalar(self):
        """The only element, as a number.

        >>> from sixpieces import nd
        >>> print(nd.array([3]).asscalar())
        3.0
        """
        if self.size != 1:
            raise ValueError(f"The current array is not a scalar: it has shape {self.shape}.")
        if listeners:
            tell("read", self)
        return self._value.reshape(-1)[0]

    def __bool__(self):
        if self.size > 1:
            raise ValueError(
                "The truth value of an NDArray with multiple elements is ambiguous: "
                "use (x == y).sum() or x.asnumpy().all()."
            )
        return self.size == 1 and bool(self.asscalar())

    def __array__(self, dtype=None, copy=None):
        raise TypeError("NumPy cannot read an NDArray, here as in MXNet: use x.asnumpy().")

    def __iter__(self):
        return (self[place] for place in range(len(self)))

    # Parts of it

    def __getitem__(self, key):
        basic, key = as_key(key, self.shape)
        value = self._value[key]
        if not value.shape:  # MXNet's arrays have at least one axis
            if basic:  # with an ellipsis behind, NumPy gives a window, and no number of its own
                value = self._value[(*(part for part in key if part is not ...), ...)]
            value = np.asarray(value).reshape(1)
        elif basic and not value.flags.c_contiguous:
            value = value.copy()  # only what lies in one piece is a window into the array
        result = NDArray(value)
        if state.recording and self._step:
            rule = scatter(self._value.shape, key, basic)
            result._step = Operation(value.shape, (self._step,), (rule,))
        if listeners:
            tell("operation", "getitem", [self], {"key": key}, result)
        return result

    def __setitem__(self, key, value):
        source = value
        self._refuse_when_recorded()
        _, key = as_key(key, self.shape)
        step = None
        if isinstance(value, NDArray):
            step = value._step
            value = value._value
            if state.recording and step and not is_everything(key):
                raise MXNetError(IN_PLACE)
        elif not isinstance(value, (numbers.Number, np.generic, np.ndarray, list, tuple)):
            raise TypeError(f"NDArray does not support assignment with {value!r} of {type(value)}.")
        else:
            refuse_unheld(value, self._value.dtype)
        if isinstance(value, (list, tuple)):
            value = np.array(value, self._value.dtype)
        if np.size(value) == 1:  # one number fits everywhere, in however many brackets it stands
            value = np.reshape(value, ())
        if any(part is None for part in key) and not fits(value, self._value[key].shape):
            key = tuple(part for part in key if part is not None) or (...,)  # it counts for nothing
        try:
            self._value[key] = value
        except ValueError as error:
            raise ReshapeError(
                f"cannot put shape {np.shape(value)} into shape {self._value[key].shape}: {error}"
            ) from None
        changes.note(self)
        if state.recording and step:  # the whole array became a copy of another
            self._step = Operation(self.shape, (step,), (lambda dz: dz,))
        if listeners:
            tell("write", self, source if isinstance(source, NDArray) else None)

    def _refuse_when_recorded(self):
        if state.recording and self._step:
            raise MXNetError(IN_PLACE)

    def _change_to(self, other):
        """Take over the elements of what was computed from the array itself."""
        if state.recording and other._step:
            raise MXNetError(IN_PLACE)
        return self._become(other)

    def _become(self, other):
        """Take over another array's elements, and while recording its memory too."""
        self._refuse_when_recorded()
        if other.shape != self.shape:
            raise MXNetError(
                f"out: shape {self.shape}, but the result has shape {other.shape}: "
                f"in place, both must be the same."
            )
        if other.dtype != self.dtype:
            raise MXNetError(
                f"out: dtype {self._value.dtype}, but the result has dtype {other._value.dtype}."
            )
        self._value[...] = other._value
        changes.note(self)
        if state.recording:
            self._step = other._step
        if listeners:
            tell("write", self, other)
        return self

    # Each sign is an operation

    __add__ = __radd__ = signed(arithmetic.add)
    __sub__, __rsub__ = signed(arithmetic.subtract), turned(arithmetic.subtract)
    __mul__ = __rmul__ = signed(arithmetic.multiply)
    __truediv__, __rtruediv__ = signed(arithmetic.divide), turned(arithmetic.divide)
    __mod__, __rmod__ = signed(arithmetic.modulo), turned(arithmetic.modulo)
    __pow__, __rpow__ = signed(arithmetic.power), turned(arithmetic.power)
    __neg__, __abs__ = arithmetic.negative, functions.abs
    __eq__, __ne__ = signed(arithmetic.equal), signed(arithmetic.not_equal)
    __gt__, __ge__ = signed(arithmetic.greater), signed(arithmetic.greater_equal)
    __lt__, __le__ = signed(arithmetic.lesser), signed(arithmetic.lesser_equal)
    __iadd__, __isub__ = in_place(arithmetic.add), in_place(arithmetic.subtract)
    __imul__, __itruediv__ = in_place(arithmetic.multiply), in_place(arithmetic.divide)
    __imod__ = in_place(arithmetic.modulo)
    __hash__ = object.__hash__

    # Its gradient

    def attach_grad(self, grad_req="write", stype=None):
        """Ask for the gradient, and make room for it.

        An array that was computed forgets how: gradients end here.

        Parameters
        ----------
        grad_req : str
            ``"write"``: each backward overwrites; ``"add"``: it adds; ``"null"``: none.

        Raises
        ------
        MXNetError
            For an array of integers: nothing can move a little there.

        Examples
        --------
        >>> from sixpieces import nd
        >>> x = nd.ones(2)
        >>> x.attach_grad()
        >>> x.grad.asnumpy()
        array([0., 0.], dtype=float32)
        """
        if grad_req not in ("write", "add", "null"):
            raise KeyError(grad_req)
        if stype not in (None, "default"):
            raise NotImplementedError(f"attach_grad: stype={stype!r} needs MXNet: leave it out.")
        if self._value.dtype.kind != "f":
            raise MXNetError(
                f"attach_grad: an array of {self._value.dtype} has no gradient, since an integer "
                f"cannot move a little: use astype('float32') first."
            )
        self._step = Variable(self._value, np.zeros_like(self._value), grad_req)
        if listeners:
            tell("attach", self)

    @property
    def grad(self):
        """The gradient, an array of the same shape; None without ``attach_grad``.

        >>> from sixpieces import nd
        >>> nd.ones(2).grad is None
        True
        """
        if type(self._step) is not Variable:
            return None
        gradient = NDArray(self._step.buffer)
        if listeners:
            tell("grad", self, gradient)
        return gradient

    @property
    def _fresh_grad(self):
        """Whether a backward has written the gradient since this was last set to False."""
        return type(self._step) is Variable and self._step.fresh

    @_fresh_grad.setter
    def _fresh_grad(self, fresh):
        self._step.fresh = fresh

    def detach(self):
        """The same elements without the memory: a constant for the gradient.

        >>> from sixpieces import autograd, nd
        >>> x = nd.array([3.0])
        >>> x.attach_grad()
        >>> with autograd.record():
        ...     y = x * x.detach()
        >>> y.backward()
        >>> print(x.grad.asscalar())
        3.0
        """
        constant = NDArray(self._value)
        if listeners:
            tell("operation", "detach", [self], {}, constant)
        return constant

    def backward(self, out_grad=None, retain_graph=False, train_mode=True):
        """Compute the gradient of the sum of the elements, back to each ``attach_grad``.

        Parameters
        ----------
        out_grad : NDArray or None
            Of this array's shape: how much each element counts; None counts each once.
        retain_graph : bool
            Keep the record, so that ``backward`` can be called again.
        train_mode : bool

        Examples
        --------
        >>> from sixpieces import autograd, nd
        >>> x = nd.array([1.0, 2.0])
        >>> x.attach_grad()
        >>> with autograd.record():
        ...     y = x * x
        >>> y.backward()
        >>> x.grad.asnumpy()
        array([2., 4.], dtype=float32)
        """
        autograd.backward([self], None if out_grad is None else [out_grad], retain_graph)

    # Copies

    def copy(self):
        """A new array of the same elements.

        >>> from sixpieces import nd
        >>> x = nd.ones(2)
        >>> y = x.copy()
        >>> y[0] = 5
        >>> x.asnumpy()
        array([1., 1.], dtype=float32)
        """
        return shapes.identity(self)

    def copyto(self, other):
        """Copy into another array, or to a device.

        Parameters
        ----------
        other : NDArray or Context

        Returns
        -------
        NDArray
            `other`, or the new array on the device.

        Examples
        --------
        >>> from sixpieces import nd
        >>> other = nd.zeros(2)
        >>> nd.ones(2).copyto(other).asnumpy()
        array([1., 1.], dtype=float32)
        """
        if isinstance(other, Context):
            return self.copy()
        if not isinstance(other, NDArray):
            raise TypeError(f"copyto does not support type {type(other)}")
        if other is self:
            warnings.warn("You are attempting to copy an array to itself", RuntimeWarning, 2)
            return False
        return other._become(shapes.cast(self, dtype=other.dtype))

    def as_in_context(self, context):
        """The array on a device: itself, since there is only one.

        >>> import sixpieces as mx
        >>> mx.nd.ones(2).as_in_context(mx.cpu()).context
        cpu(0)
        """
        if not isinstance(context, Context):
            raise TypeError(f"as_in_context: {context!r} is no device: use mx.cpu().")
        return self

    def astype(self, dtype, copy=True):
        """The elements in another dtype.

        Parameters
        ----------
        dtype : str or type
        copy : bool
            False: return the array itself when it has this dtype already.

        Examples
        --------
        >>> from sixpieces import nd
        >>> nd.array([1.7]).astype("int32").asnumpy()
        array([1], dtype=int32)
        """
        dtype = as_dtype(dtype)
        if not copy and dtype == self._value.dtype:
            return self
        return shapes.cast(self, dtype=dtype)

    def reshape(self, *shape, **kwargs):
        """The same elements in another shape; see `sixpieces.nd.reshape`.

        >>> from sixpieces import nd
        >>> nd.zeros((2, 3)).reshape(3, -1).shape
        (3, 2)
        """
        if len(shape) == 1 and isinstance(shape[0], (list, tuple)):
            shape = shape[0]
        shape = shape or kwargs.pop("shape", ())
        assert shape, "Shape must be provided: one length or more, whose product is the size."
        unknown = kwargs.keys() - {"reverse"}
        if unknown:
            raise TypeError(f"Got unknown keywords in reshape: {', '.join(sorted(unknown))}.")
        return shapes.view(self, shape=shape, **kwargs)

    def wait_to_read(self):
        """Do nothing: here an array is computed when its operation returns."""

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        raise AttributeError(missing.sentence("NDArray", name, dir(NDArray)))

    def __reduce__(self):
        return NDArray, (self._value.copy(),)


#: Operations that are methods too, file by file: ``x.sum()`` is ``nd.sum(x)``. `rare.py` adds more.
METHODS = {
    functions: "abs clip exp expm1 log log1p relu sigmoid sign sqrt square tanh",
    reductions: "argmax argmin max mean min norm sum",
    probabilities: "log_softmax softmax",
    places: "one_hot pick take",
    shapes: (
        "broadcast_to expand_dims flatten ones_like repeat reshape_like slice slice_axis split "
        "squeeze tile transpose zeros_like"
    ),
}


def add_methods(methods):
    """Make operations methods of the class."""
    for file, names in methods.items():
        for name in names.split():
            setattr(NDArray, name, getattr(file, name))


add_methods(METHODS)
