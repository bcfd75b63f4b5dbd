"""An NDArray: a NumPy array that can remember where it came from.

``_value`` is the NumPy array. ``_step`` is the memory: None, or how the array was computed
(`sixpieces.autograd`), or that a gradient is wanted for it.
All arithmetic is in `sixpieces.operators`.
"""

import numbers
import warnings
from builtins import min as smallest
from builtins import slice as slice_of_python

import numpy as np

from sixpieces import autograd
from sixpieces.autograd import Operation, Variable, state
from sixpieces.base import MXNetError, as_dtype
from sixpieces.context import CPU, Context


class NDArray:
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

    __slots__ = ("__weakref__", "_step", "_value")
    __array_priority__ = 1000.0  # so that NumPy lets us answer `numpy_array * ndarray`

    def __init__(self, value):
        self._value = value
        self._step = None

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
        return self._value.copy()

    def asscalar(self):
        """The only element, as a number.

        >>> from sixpieces import nd
        >>> print(nd.array([3]).asscalar())
        3.0
        """
        if self.size != 1:
            raise ValueError(f"The current array is not a scalar: it has shape {self.shape}.")
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
            window = (*(part for part in key if part is not ...), ...)
            value = (self._value[window] if basic else np.asarray(value)).reshape(1)
        elif basic and not value.flags.c_contiguous:
            value = value.copy()  # only what lies in one piece is a window into the array
        result = NDArray(value)
        if state.recording and self._step is not None:
            result._step = Operation(
                value.shape, (self._step,), (scatter(self._value, key, basic),)
            )
        return result

    def __setitem__(self, key, value):
        self._refuse_when_recorded()
        _, key = as_key(key, self.shape)
        step = None
        if isinstance(value, NDArray):
            step = value._step
            value = value._value
            if state.recording and step is not None and not is_everything(key):
                raise MXNetError(IN_PLACE)
        elif not isinstance(value, (numbers.Number, np.generic, np.ndarray, list, tuple)):
            raise TypeError(f"NDArray does not support assignment with {value!r} of {type(value)}.")
        try:
            self._value[key] = value
        except ValueError as error:
            raise ValueError(
                f"cannot put shape {np.shape(value)} into shape {self._value[key].shape}: {error}"
            ) from None
        if state.recording and step is not None:  # the whole array became a copy of another
            self._step = Operation(self.shape, (step,), (lambda dz: dz,))

    def _refuse_when_recorded(self):
        if state.recording and self._step is not None:
            raise MXNetError(IN_PLACE)

    def _change_to(self, other):
        """Take over the elements of what was computed from the array itself."""
        if state.recording and other._step is not None:
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
        if state.recording:
            self._step = other._step
        return self

    # Arithmetic: each sign is an operation

    def __add__(self, other):
        return operators.add(self, as_operand(other, self))

    __radd__ = __add__

    def __sub__(self, other):
        return operators.subtract(self, as_operand(other, self))

    def __rsub__(self, other):
        return operators.subtract(as_operand(other, self), self)

    def __mul__(self, other):
        return operators.multiply(self, as_operand(other, self))

    __rmul__ = __mul__

    def __truediv__(self, other):
        return operators.divide(self, as_operand(other, self))

    def __rtruediv__(self, other):
        return operators.divide(as_operand(other, self), self)

    def __mod__(self, other):
        return operators.modulo(self, as_operand(other, self))

    def __rmod__(self, other):
        return operators.modulo(as_operand(other, self), self)

    def __pow__(self, other):
        return operators.power(self, as_operand(other, self))

    def __rpow__(self, other):
        return operators.power(as_operand(other, self), self)

    def __neg__(self):
        return operators.negative(self)

    def __abs__(self):
        return operators.abs(self)

    def __eq__(self, other):
        return operators.equal(self, as_operand(other, self))

    def __ne__(self, other):
        return operators.not_equal(self, as_operand(other, self))

    def __gt__(self, other):
        return operators.greater(self, as_operand(other, self))

    def __ge__(self, other):
        return operators.greater_equal(self, as_operand(other, self))

    def __lt__(self, other):
        return operators.lesser(self, as_operand(other, self))

    def __le__(self, other):
        return operators.lesser_equal(self, as_operand(other, self))

    __hash__ = object.__hash__

    def __iadd__(self, other):
        return self._change_to(self + other)

    def __isub__(self, other):
        return self._change_to(self - other)

    def __imul__(self, other):
        return self._change_to(self * other)

    def __itruediv__(self, other):
        return self._change_to(self / other)

    def __imod__(self, other):
        return self._change_to(self % other)

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
        self._step = Variable(NDArray(np.zeros_like(self._value)), grad_req)

    @property
    def grad(self):
        """The gradient, an array of the same shape; None without ``attach_grad``.

        >>> from sixpieces import nd
        >>> nd.ones(2).grad is None
        True
        """
        return self._step.gradient if type(self._step) is Variable else None

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
        return NDArray(self._value)

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
        return shape_operators.identity(self)

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
        return other._become(shape_operators.cast(self, dtype=other.dtype))

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
        return shape_operators.cast(self, dtype=dtype)

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
        return shape_operators.view(self, shape=shape, **kwargs)

    def wait_to_read(self):
        """Do nothing: here an array is computed when its operation returns."""

    def __getattr__(self, name):
        from sixpieces import missing  # only where something is missing

        if name.startswith("__"):
            raise AttributeError(name)
        raise AttributeError(missing.sentence("NDArray", name, dir(NDArray)))

    def __reduce__(self):
        return NDArray, (self._value.copy(),)


IN_PLACE = (
    "Assigning to NDArrays that are already in a computational graph will cause undefined "
    "behavior when evaluating gradients. Please call backward first to clear the graph or do this "
    "outside of a record section. Also note that you cannot use inplace operations like +=, *=, "
    "relu(x, out=x), y[idx]=x, etc inside a record section."
)


def is_number(value):
    """Whether it is one number of Python or NumPy."""
    return isinstance(value, (float, int, np.number, np.bool_))


def as_operand(other, array):
    """What stands beside an array in arithmetic: an NDArray, or a number in the array's dtype."""
    if isinstance(other, NDArray):
        return other
    if not is_number(other):
        raise TypeError(f"type {type(other)} not supported")
    return NDArray(array._value.dtype.type(other))


def as_key(key, shape):
    """An index as NumPy takes it, as a tuple, and whether it has only whole numbers and slices."""
    parts = key if type(key) is tuple else (key,)
    basic = True
    found = []
    for part in parts:
        if isinstance(part, NDArray):
            part = part._value
        if isinstance(part, (list, tuple, np.ndarray, bool, np.bool_)):
            basic = False
            part = np.asarray(part)
            if part.dtype.kind == "b":
                raise IndexError(
                    "what is True or False is not an index here: use nd.where, or "
                    "np.flatnonzero(mask) for the places."
                )
            part = part.astype(np.intp)
        elif not (
            part is None or part is ... or isinstance(part, (int, slice_of_python, np.integer))
        ):
            raise ValueError(
                f"NDArray does not support slicing with key {part} of type {type(part)}."
            )
        found.append(part)
    return basic, tuple(found)


def is_everything(key):
    """Whether it is the index of ``x[:]``, as `as_key` returns it."""
    return len(key) == 1 and key[0] == slice_of_python(None)


def scatter(value, key, basic):
    """The rule of an index: the gradient goes to the places that were read."""

    def rule(dz):
        dx = np.zeros(value.shape, dz.dtype)
        if basic:
            dx[key] = dz.reshape(dx[key].shape)
        else:
            np.add.at(dx, key, dz.reshape(dx[key].shape))
        return dx

    return rule


# Making arrays ---------------------------------------------------------------------------------


def array(source_array, ctx=None, dtype=None):
    """An NDArray of numbers that Python or NumPy holds.

    Parameters
    ----------
    source_array : list, number, numpy.ndarray or NDArray
    ctx : Context or None
    dtype : str, type or None
        None means float32, or the dtype of an NDArray.

    Raises
    ------
    TypeError
        If there is no array of numbers in it.

    Examples
    --------
    >>> from sixpieces import nd
    >>> nd.array([[1, 2], [3, 4]])
    <BLANKLINE>
    [[1. 2.]
     [3. 4.]]
    <NDArray 2x2 @cpu(0)>
    """
    if isinstance(source_array, NDArray):
        return NDArray(np.array(source_array._value, as_dtype(dtype or source_array.dtype)))
    dtype = as_dtype(dtype)
    if source_array is None or holds_ndarray(source_array):
        raise TypeError(
            "source_array must be array like object: numbers, or lists of them. "
            "For a list of NDArrays use nd.stack or nd.concat."
        )
    try:
        value = np.array(source_array, dtype)
    except (TypeError, ValueError) as error:
        raise TypeError(
            f"source_array must be array like: {error} Give numbers, in lists of equal length."
        ) from None
    return NDArray(value if value.shape else value.reshape(1))


def holds_ndarray(source):
    """Whether there is an NDArray in a list, or in the first of lists of lists."""
    while isinstance(source, (list, tuple)) and source:
        source = source[0]
    return isinstance(source, NDArray)


def as_shape(shape):
    """A shape as a tuple of whole numbers, or a sentence that says what is wrong with it."""
    lengths = (shape,) if isinstance(shape, (int, np.integer)) else shape
    try:
        found = tuple(int(length) for length in lengths)
        wrong = found != tuple(lengths) or smallest(found, default=0) < 1
    except (TypeError, ValueError):
        wrong = True
    if wrong:
        raise MXNetError(f"shape {shape!r}: give one whole number above 0 for each axis.")
    return found


def zeros(shape, ctx=None, dtype=None, stype=None, *, out=None, **kwargs):
    """Zeros.

    Parameters
    ----------
    shape : int or tuple of int
    ctx : Context or None
    dtype : str or type or None
        None means float32.
    stype : str or None
        Only ``"default"``: sparse arrays need MXNet.

    Raises
    ------
    MXNetError
        If a length is not a whole number above 0.

    Examples
    --------
    >>> from sixpieces import nd
    >>> nd.zeros((2, 3)).asnumpy()
    array([[0., 0., 0.],
           [0., 0., 0.]], dtype=float32)
    """
    if stype not in (None, "default"):
        raise NotImplementedError(f"zeros: stype={stype!r} needs MXNet: leave it out.")
    refuse_others("zeros", kwargs)
    return into(out, np.zeros(as_shape(shape), as_dtype(dtype)))


def ones(shape, ctx=None, dtype=None, *, out=None, **kwargs):
    """Ones; arguments as for `zeros`.

    >>> from sixpieces import nd
    >>> nd.ones(3).asnumpy()
    array([1., 1., 1.], dtype=float32)
    """
    refuse_others("ones", kwargs)
    return into(out, np.ones(as_shape(shape), as_dtype(dtype)))


def full(shape, val, ctx=None, dtype=np.float32, out=None):
    """One number everywhere; arguments as for `zeros`.

    >>> from sixpieces import nd
    >>> nd.full(3, 0.5).asnumpy()
    array([0.5, 0.5, 0.5], dtype=float32)
    """
    return into(out, np.full(as_shape(shape), val, as_dtype(dtype)))


def empty(shape, ctx=None, dtype=None, stype=None):
    """An array to be filled later; here it holds zeros until then.

    >>> from sixpieces import nd
    >>> nd.empty((2, 3)).shape
    (2, 3)
    """
    return zeros(shape, ctx, dtype, stype)


def arange(start, stop=None, step=1.0, repeat=1, infer_range=None, ctx=None, dtype=np.float32):
    """Numbers from `start` up to, not including, `stop`; with one argument from 0.

    Parameters
    ----------
    start, stop, step : float
    repeat : int
        How often each number stands.
    dtype : str or type

    Examples
    --------
    >>> from sixpieces import nd
    >>> nd.arange(1, 3, 0.5).asnumpy()
    array([1. , 1.5, 2. , 2.5], dtype=float32)
    """
    if stop is None:
        start, stop = 0, start
    if step == 0:
        raise MXNetError(f"arange({start}, {stop}, {step}): a step of 0 leads nowhere.")
    value = np.arange(start, stop, step).astype(as_dtype(dtype)).repeat(repeat)
    if not value.size:
        raise MXNetError(f"arange({start}, {stop}, {step}): there is no number in this range.")
    return NDArray(value)


def linspace(start, stop, num, endpoint=True, ctx=None, dtype=np.float32):
    """`num` numbers at equal distances from `start` to `stop`.

    >>> from sixpieces import nd
    >>> nd.linspace(0, 1, 5).asnumpy()
    array([0.  , 0.25, 0.5 , 0.75, 1.  ], dtype=float32)
    """
    return NDArray(np.linspace(start, stop, num, endpoint).astype(as_dtype(dtype)))


def eye(N, M=0, k=0, ctx=None, dtype=None, *, out=None):  # noqa: N803
    """A matrix with ones on a diagonal.

    Parameters
    ----------
    N, M : int
        Rows and columns; 0 columns mean as many as rows.
    k : int
        How far the diagonal lies to the right.

    Examples
    --------
    >>> from sixpieces import nd
    >>> nd.eye(2).asnumpy()
    array([[1., 0.],
           [0., 1.]], dtype=float32)
    """
    return into(out, np.eye(N, M or N, k, as_dtype(dtype)))


def refuse_others(name, options):
    """Options that a function does not have."""
    if options:
        raise MXNetError(f"{name}: there is no option {', '.join(options)}.")


def into(out, value):
    """A new array, or `out` with the elements written into it."""
    return NDArray(value) if out is None else out._become(NDArray(value.astype(out.dtype)))


def waitall():
    """Do nothing: here an array is computed when its operation returns.

    >>> from sixpieces import nd
    >>> nd.waitall()
    """


# The operations, which need the class above.
from sixpieces import operators, random, shape_operators  # noqa: E402
from sixpieces.more_functions import *  # noqa: E402, F403
from sixpieces.more_operators import *  # noqa: E402, F403
from sixpieces.operators import *  # noqa: E402, F403
from sixpieces.serialization import load, save  # noqa: E402, F401
from sixpieces.shape_operators import *  # noqa: E402, F403

normal = random_normal = random.normal
uniform = random_uniform = random.uniform
sample_multinomial = random.multinomial

#: Operations that are methods too: ``x.sum()`` is ``nd.sum(x)``.
METHODS = (
    "abs arccos arccosh arcsin arcsinh arctan arctanh argmax argmax_channel argmin argsort "
    "broadcast_axes broadcast_like broadcast_to cbrt ceil clip cos cosh degrees diag exp "
    "expand_dims expm1 fix flatten flip floor log log10 log1p log2 log_softmax max mean min "
    "nanprod nansum norm one_hot ones_like pick prod radians rcbrt reciprocal relu repeat "
    "reshape_like rint round rsqrt shape_array sigmoid sign sin sinh size_array slice "
    "slice_axis slice_like softmax softmin sort split split_v2 sqrt square squeeze sum "
    "swapaxes take tan tanh tile topk transpose trunc zeros_like "
)
for _name in METHODS.split():
    setattr(NDArray, _name, globals()[_name])
