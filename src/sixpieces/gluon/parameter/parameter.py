"""The parameters: the numbers that training changes.

A parameter is an NDArray with a gradient buffer, which knows three things more:
its name, how it starts, and that its shape may still be unknown.

>>> from sixpieces import autograd, nd
>>> weight = Parameter("weight", shape=(1, 2), init="ones")
>>> weight.initialize()
>>> with autograd.record():
...     output = nd.dot(nd.array([[3, 4]]), weight.data().T)
>>> output.backward()
>>> weight.grad().asnumpy()
array([[3., 4.]], dtype=float32)

**Deferred initialisation.** A layer that does not know yet how many inputs it will have writes 0
into the shape. `initialize` then only notes how to start, and the first batch that comes through
finishes the work.

>>> weight = Parameter("weight", shape=(1, 0), allow_deferred_init=True)
>>> weight.initialize()
>>> weight.shape = (1, 2)
>>> weight._finish_deferred_init()
>>> weight.data().shape
(1, 2)
"""

import warnings

import numpy as np

from sixpieces import autograd
from sixpieces import init as initializers
from sixpieces import ndarray as nd
from sixpieces.base import MXNetError
from sixpieces.context import Context, cpu, current_context
from sixpieces.listen import listeners, tell
from sixpieces.ndarray import NDArray

DEFAULT_INIT = initializers.Uniform()  # what a network starts with when nothing is said


class DeferredInitializationError(MXNetError):
    """A parameter was asked for before its shape was known.

    >>> weight = Parameter("weight", shape=(1, 0), allow_deferred_init=True)
    >>> weight.initialize()
    >>> try:
    ...     weight.data()
    ... except DeferredInitializationError as error:
    ...     print(str(error)[:45])
    Parameter 'weight' has not been initialized y
    """


class Parameter:
    """A named array that training changes, and its gradient.

    Parameters
    ----------
    name : str
        Its name in the network; the ending says what it is (``weight``, ``bias``, ...).
    grad_req : {'write', 'add', 'null'}
        Whether `backward` overwrites the gradient, adds to it, or there is none.
    shape : int or tuple of int, optional
        0 stands for a length that is not known yet.
    dtype : dtype or str
        Type of the numbers.
    lr_mult, wd_mult : float
        This parameter's learning rate and weight decay are the trainer's times these.
    init : Initializer or str, optional
        How it starts; the network's initialiser by default.
    allow_deferred_init : bool
        Whether the shape may be unknown when `initialize` is called.
    differentiable : bool
        False keeps `grad_req` at 'null'.
    stype, grad_stype : {'default'}
        Storage; sparse forms need MXNet.

    Raises
    ------
    AssertionError
        Where `grad_req` is none of the three.
    ValueError
        Where sparse storage is asked for.

    Examples
    --------
    >>> Parameter("dense0_weight", shape=(1, 2), dtype="float32")
    Parameter dense0_weight (shape=(1, 2), dtype=float32)
    """

    def __init__(
        self,
        name,
        grad_req="write",
        shape=None,
        dtype=np.float32,
        lr_mult=1.0,
        wd_mult=1.0,
        init=None,
        allow_deferred_init=False,
        differentiable=True,
        stype="default",
        grad_stype="default",
    ):
        for storage in (stype, grad_stype):
            if storage != "default":
                raise ValueError(f"Parameter '{name}' asks for {storage!r} storage: needs MXNet")
        self.name = name
        self.lr_mult = lr_mult
        self.wd_mult = wd_mult
        self.init = init
        self._shape = (shape,) if isinstance(shape, int) else shape
        self._dtype = dtype
        self._differentiable = differentiable
        self._allow_deferred_init = allow_deferred_init
        self._data = None  # the NDArray, once there is one
        self._deferred_init = None  # (init, default_init), while the shape is unknown
        self._ctx = None
        self._grad_req = None
        self.grad_req = grad_req
        if listeners:
            tell("parameter", self)

    def __repr__(self):
        return f"Parameter {self.name} (shape={self.shape}, dtype={self.dtype})"

    # Values and gradients

    def data(self, ctx=None):
        """Return the NDArray itself (no copy).

        Raises
        ------
        RuntimeError
            Where `initialize` was not called.
        DeferredInitializationError
            Where it was, but the shape is still unknown.
        """
        if self._data is None:
            raise self._not_initialized()
        return self._data

    def grad(self, ctx=None):
        """Return the gradient buffer, which `backward` fills.

        Raises
        ------
        RuntimeError
            Where there is none, because of `grad_req`, or the parameter is not initialised.
        """
        if self.data(ctx).grad is None:
            raise RuntimeError(
                f"Cannot get gradient array for Parameter '{self.name}' because grad_req='null'. "
                "Set grad_req to 'write' or 'add' first."
            )
        return self._data.grad

    def list_data(self):
        """Return a list of the one NDArray: one for each device in MXNet."""
        return [self.data()]

    def list_grad(self):
        """Return a list of the one gradient."""
        return [self.grad()]

    def list_ctx(self):
        """Return a list of the one device."""
        if self._ctx is None:
            raise RuntimeError(f"Parameter '{self.name}' has not been initialized")
        return [self._ctx]

    def zero_grad(self):
        """Write zeros into the gradient, where there is one: needed with ``grad_req='add'``."""
        if self._data is not None and self._data.grad is not None:
            self._data.grad[:] = 0

    def set_data(self, data):
        """Write new values into the array.

        Raises
        ------
        AssertionError
            Where the shape is another one, or the parameter is not initialised.
        """
        assert self._data is not None or self._deferred_init, (
            f"Parameter '{self.name}' has not been initialized; call initialize() first"
        )
        self.shape = data.shape
        if self._data is None:
            self._allocate(data)
        else:
            self._data[:] = data

    def _not_initialized(self):
        if self._deferred_init:
            return DeferredInitializationError(
                f"Parameter '{self.name}' has not been initialized yet because initialization was "
                f"deferred: its shape is still {self.shape}. Pass one batch of data through the "
                "network first, or give the layer its input size (in_units)."
            )
        return RuntimeError(
            f"Parameter '{self.name}' has not been initialized. Call initialize() on the network "
            "or on this parameter first, and give collect_params(), not params, to the Trainer: "
            "the latter leaves out the parameters of child blocks."
        )

    # How it starts

    def initialize(self, init=None, ctx=None, default_init=DEFAULT_INIT, force_reinit=False):
        """Make the array and fill it, or note how to, where the shape is not known.

        Parameters
        ----------
        init : Initializer or str, optional
            How to fill it; `Parameter.init` where this is None, and `default_init` where both are.
        ctx : Context, optional
            The device.
        default_init : Initializer
            The network's initialiser.
        force_reinit : bool
            Whether to start again where there are values already; otherwise it warns and returns.

        Raises
        ------
        ValueError
            Where the shape is unknown and may not be.
        AssertionError
            Where a length is negative, or no initialiser has that name.
        """
        if listeners:
            tell("initialize", self)
        if self._data is not None and not force_reinit:
            warnings.warn(
                f"Parameter '{self.name}' is already initialized, ignoring. "
                "Set force_reinit=True to re-initialize.",
                stacklevel=2,
            )
            return
        self._ctx = one_context(ctx)
        if not self._shape_is_known() and not self._allow_deferred_init:
            raise ValueError(
                f"Cannot initialize Parameter '{self.name}' because it has invalid shape: "
                f"{self.shape}. Give it a shape without zeros."
            )
        self._data = None
        self._deferred_init = (init or self.init or default_init, default_init)
        self._finish_deferred_init()

    def _finish_deferred_init(self):
        """Make and fill the array, if it is noted how and the shape is known by now."""
        if not self._deferred_init or not self._shape_is_known():
            return
        chosen, default_init = self._deferred_init
        with autograd.pause():  # this may happen in the middle of a recorded forward pass
            data = nd.zeros(self.shape, dtype=self.dtype)
            fill = initializers.create(default_init)
            fill(initializers.InitDesc(self.name, {"__init__": chosen}), data)
            self._allocate(data)

    def _allocate(self, data):
        """Let the parameter have these values, and a gradient of zeros."""
        with autograd.pause():
            data = data.astype(self.dtype)
            if self.grad_req != "null":
                data.attach_grad(self.grad_req)  # raises for whole numbers, which have none
        self._data = data
        self._deferred_init = None
        if listeners:
            tell("allocate", self)

    def _shape_is_known(self):
        if self._shape is None:
            return False
        for length in self._shape:
            assert length >= 0, (
                f"shape dimension size cannot be less than 0, while Parameter '{self.name}' "
                f"received {length}"
            )
        return bool(self._shape) and all(self._shape)

    def reset_ctx(self, ctx):
        """Move the parameter to another device."""
        if self._ctx is None:
            raise ValueError(
                f"Cannot reset context for Parameter '{self.name}' because it has not been "
                "initialized."
            )
        self._ctx = one_context(ctx)

    # What can be asked and changed

    @property
    def grad_req(self):
        """What `backward` does with the gradient: 'write', 'add', or 'null' for nothing."""
        return self._grad_req

    @grad_req.setter
    def grad_req(self, req):
        assert req in ("write", "add", "null"), (
            f"grad_req must be one of 'write', 'add', or 'null', but got '{req}'"
        )
        if not self._differentiable:
            req = "null"
        if req == self._grad_req:
            return
        self._grad_req = req
        if self._data is not None:
            self._allocate(self._data.detach())

    @property
    def shape(self):
        """Lengths of the axes; 0 where unknown."""
        return self._shape

    @shape.setter
    def shape(self, new_shape):
        if self._shape is not None:
            fits = len(self._shape) == len(new_shape) and all(
                known in (0, new) for known, new in zip(self._shape, new_shape, strict=True)
            )
            assert fits, (
                f"Expected shape {self._shape} of Parameter '{self.name}' is incompatible with "
                f"given shape {tuple(new_shape)}."
            )
        self._shape = tuple(new_shape)

    @property
    def dtype(self):
        """Type of the numbers; writing it casts them."""
        return self._dtype

    @dtype.setter
    def dtype(self, dtype):
        self.cast(dtype)

    def cast(self, dtype):
        """Turn values and gradient into another type of numbers."""
        np.dtype(dtype)  # an unknown type is refused before anything has changed
        before, self._dtype = self._dtype, dtype
        if self._data is None:
            return
        gradient = self._data.grad
        try:
            self._allocate(self._data.detach())
        except MXNetError:
            self._dtype = before
            raise
        if gradient is not None:
            self._data.grad[:] = gradient.astype(dtype)

    # What is asked of it once more

    def _agree(self, key, wanted):
        """Take a setting that is open so far, or refuse one that is another than before."""
        stored = getattr(self, key, None)
        if stored is None:
            setattr(self, key, wanted)
            return
        if key == "dtype":
            wanted, stored = np.dtype(wanted), np.dtype(stored)
        if key == "shape" and len(wanted) == len(stored):  # a size of 0 is open
            wanted = tuple(new or old for new, old in zip(wanted, stored, strict=True))
            stored = tuple(old or new for new, old in zip(wanted, stored, strict=True))
        assert wanted == stored, (
            f"Cannot retrieve Parameter '{self.name}' because desired attribute does not match "
            f"with stored for attribute '{key}': desired '{wanted}' vs stored '{stored}'."
        )
        if key == "shape":
            self._shape = wanted

    # Loading

    def _check_load(self, data, cast_dtype=False, dtype_source="current"):
        """Refuse values of another shape or type, before any parameter has changed."""
        shape = self.shape or data.shape
        fits = len(shape) == len(data.shape) and all(
            known in (0, saved) for known, saved in zip(shape, data.shape, strict=True)
        )
        assert fits, (
            f"Failed loading Parameter '{self.name}' from saved params: "
            f"shape incompatible expected {self.shape} vs saved {data.shape}"
        )
        assert dtype_source in ("current", "saved"), (
            f"dtype_source is {dtype_source!r}; give 'current' or 'saved'"
        )
        assert cast_dtype or np.dtype(self.dtype) == np.dtype(data.dtype), (
            f"Failed loading Parameter '{self.name}' from saved params: dtype incompatible "
            f"expected {np.dtype(self.dtype)} vs saved {np.dtype(data.dtype)}. "
            "Set cast_dtype=True to cast the dtype of saved params."
        )
        if dtype_source == "saved" and self.grad_req != "null":
            assert np.dtype(data.dtype).kind == "f", (
                f"Failed loading Parameter '{self.name}' from saved params: {np.dtype(data.dtype)} "
                "has no gradient. Leave dtype_source out to keep the parameter's own type."
            )

    def _load_init(self, data, ctx=None, cast_dtype=False, dtype_source="current"):
        """Take over saved values, whether the parameter was initialised or not."""
        self._check_load(data, cast_dtype, dtype_source)
        if cast_dtype and dtype_source == "saved":
            self.cast(np.dtype(data.dtype).type)
        self.shape = data.shape
        if self._data is None:
            self._ctx = self._ctx or (cpu() if ctx is None else one_context(ctx))
            self._allocate(data)
        else:
            self.set_data(data.astype(self.dtype))


def one_context(ctx):
    """Return the one device that is meant; None means the current one.

    >>> one_context(None)
    cpu(0)
    """
    contexts = ctx if isinstance(ctx, list) else [ctx]
    if contexts == [None]:
        contexts = [current_context()]
    if len(contexts) != 1 or not isinstance(contexts[0], Context):
        raise ValueError(
            f"ctx is {ctx!r}; give one Context, such as mx.cpu(): training on several devices "
            "at once needs MXNet"
        )
    return contexts[0]


class Constant(Parameter):
    """An array that belongs to a block and is saved with it, but never trained.

    Parameters
    ----------
    name : str
        Its name in the network.
    value : array-like
        Its values.

    Examples
    --------
    >>> mean = Constant("mean", [1.0, 2.0])
    >>> mean.initialize()
    >>> mean.data().asnumpy(), mean.grad_req
    (array([1., 2.], dtype=float32), 'null')
    """

    def __init__(self, name, value):
        self.value = value if isinstance(value, NDArray) else nd.array(value)
        super().__init__(
            name,
            grad_req="null",
            shape=self.value.shape,
            dtype=self.value.dtype,
            init=initializers.Constant(self.value),
            differentiable=False,
        )

    def __repr__(self):
        return f"Constant {self.name} (shape={self.shape}, dtype={self.dtype})"
