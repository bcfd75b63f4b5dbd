"""The block: a piece of a network that knows its parameters, its parts and its name.

>>> from sixpieces import nd
>>> from sixpieces.gluon import nn
>>> class Perceptron(Block):
...     def __init__(self, **kwargs):
...         super().__init__(**kwargs)
...         with self.name_scope():
...             self.hidden = nn.Dense(3, activation="relu")
...             self.output = nn.Dense(1)
...     def forward(self, x):
...         return self.output(self.hidden(x))
>>> net = Perceptron(prefix="net_")
>>> net.initialize()
>>> net(nd.ones((5, 2))).shape
(5, 1)
>>> net.collect_params()
net_ (
  Parameter net_dense0_weight (shape=(3, 2), dtype=float32)
  Parameter net_dense0_bias (shape=(3,), dtype=float32)
  Parameter net_dense1_weight (shape=(1, 3), dtype=float32)
  Parameter net_dense1_bias (shape=(1,), dtype=float32)
)

Writing ``self.hidden = block`` is what tells a block of its part: no list has to be kept by hand.
"""

import contextlib
import re
import threading
import warnings

from sixpieces import ndarray as nd
from sixpieces.gluon.parameter.dictionary import ParameterDict, load_all, load_named
from sixpieces.gluon.parameter.parameter import (
    DEFAULT_INIT,
    DeferredInitializationError,
    Parameter,
)
from sixpieces.gluon.utils import HookHandle, brief, indent
from sixpieces.listen import listeners, tell
from sixpieces.ndarray import NDArray

__all__ = ["Block", "HybridBlock"]


class _Inside(threading.local):
    """The scope that this thread is in, and those around it."""

    scope = None
    outer = ()


_inside = _Inside()


class _NameScope:
    """Names for the parts of a block: its prefix, then the kind of part, then a number.

    ``with block.name_scope():`` makes it the current one; outside of all, numbers run on for the
    whole program.
    """

    def __init__(self, block):
        self._block = block
        self._counts = {}

    def next_name(self, kind):
        number = self._counts.get(kind, 0)
        self._counts[kind] = number + 1
        return f"{kind}{number}_"

    def __enter__(self):
        _inside.outer = (*_inside.outer, _inside.scope)
        if not self._block._empty_prefix:
            _inside.scope = self
        return self

    def __exit__(self, *exception):
        *_inside.outer, _inside.scope = _inside.outer


_outermost = _NameScope(None)


@contextlib.contextmanager
def names_anew():
    """Let the numbers of names begin at 0 in a ``with`` block, as in a program of its own.

    >>> with names_anew():
    ...     Block().prefix
    'block0_'
    """
    before, _outermost._counts = _outermost._counts, {}
    try:
        yield
    finally:
        _outermost._counts = before


def _name_and_params(prefix, params, kind):
    """Return the prefix of a new block, and the dictionary that its parameters go into."""
    scope = _inside.scope
    if prefix is None:
        prefix = (scope or _outermost).next_name(kind)
    parent = None if scope is None else scope._block
    if params is not None:  # shared with another block
        dictionary = ParameterDict(params.prefix, params)
    elif parent is not None:
        dictionary = ParameterDict(parent.params.prefix + prefix, parent.params._shared)
    else:
        dictionary = ParameterDict(prefix)
    return ("" if parent is None else parent.prefix) + prefix, dictionary


class Block:
    """Base of all layers and networks: write ``forward(self, x)``.

    Parameters
    ----------
    prefix : str, optional
        Beginning of the names of its parameters; made from the class and a number by default.
    params : ParameterDict, optional
        Parameters of another block, which this one shares.

    Examples
    --------
    >>> from sixpieces import nd
    >>> class Centred(Block):
    ...     def forward(self, x):
    ...         return x - x.mean()
    >>> Centred()(nd.array([1, 2, 3])).asnumpy()
    array([-1.,  0.,  1.], dtype=float32)
    """

    def __init__(self, prefix=None, params=None):
        self._empty_prefix = prefix == ""
        self._prefix, self._params = _name_and_params(prefix, params, self._alias())
        self._scope = _NameScope(self)
        self._children = {}
        self._reg_params = {}
        self._forward_hooks = {}
        self._forward_pre_hooks = {}
        if listeners:
            tell("block", self)

    def _alias(self):
        return type(self).__name__.lower()

    def __setattr__(self, name, value):
        """Note parts and parameters as they are assigned."""
        existing = getattr(self, name, None)
        if isinstance(existing, (Block, Parameter)) and not isinstance(value, type(existing)):
            raise TypeError(
                f"Changing attribute type for {name} from {type(existing)} to {type(value)} "
                "is not allowed."
            )
        if isinstance(value, Block):
            self.register_child(value, name)
        elif isinstance(value, Parameter):
            assert name not in self._reg_params, (
                f"Overriding Parameter attribute {name} is not allowed. If you want to share "
                "parameters between blocks, please set 'params' at Block construction instead."
            )
            self._reg_params[name] = value
        super().__setattr__(name, value)

    def register_child(self, block, name=None):
        """Note a part, under its attribute's name or else its number."""
        self._children[str(len(self._children)) if name is None else name] = block

    # Running it

    def __call__(self, *args):
        """Return ``self.forward(*args)``, with the hooks called before and after it."""
        for hook in self._forward_pre_hooks.values():
            hook(self, args)
        if listeners:
            tell("call", self, args)
        output = self.forward(*args)
        if listeners:
            tell("called", self, args, output)
        for hook in self._forward_hooks.values():
            hook(self, args, output)
        return output

    def forward(self, *args):
        """Compute the output; each block has its own."""
        raise NotImplementedError(f"{type(self).__name__} has no forward(self, x); write one")

    def register_forward_pre_hook(self, hook):
        """Call ``hook(block, inputs)`` before each forward pass. Returns a `HookHandle`."""
        handle = HookHandle()
        handle.attach(self._forward_pre_hooks, hook)
        return handle

    def register_forward_hook(self, hook):
        """Call ``hook(block, inputs, output)`` after each forward pass. Returns a `HookHandle`."""
        handle = HookHandle()
        handle.attach(self._forward_hooks, hook)
        return handle

    def apply(self, fn):
        """Call ``fn(block)`` for each part, the inner ones first, and for the block itself."""
        for child in self._children.values():
            child.apply(fn)
        fn(self)
        return self

    def hybridize(self, active=True, **kwargs):
        """Accepted, without effect: MXNet compiles a hybrid block here, `sixpieces` has no need."""
        for child in self._children.values():
            child.hybridize(active, **kwargs)

    # Its parameters

    @property
    def params(self):
        """Parameters of the block itself, without those of its parts."""
        return self._params

    def collect_params(self, select=None):
        """Return a `ParameterDict` of all parameters, those of the parts included.

        Parameters
        ----------
        select : str, optional
            A regular expression that the names must match from their beginning on.

        Examples
        --------
        >>> from sixpieces.gluon import nn
        >>> list(nn.Dense(1, in_units=2, prefix="layer_").collect_params(".*bias"))
        ['layer_bias']
        """
        self._warn_of_blocks_in_containers()
        matches = re.compile(select or "").match
        collected = ParameterDict(self._params.prefix)
        collected.update({name: p for name, p in self.params.items() if matches(name)})
        for child in self._children.values():
            collected.update(child.collect_params(select))
        return collected

    def _warn_of_blocks_in_containers(self):
        registered = set(self._children.values())

        def holds_a_block(value):
            if isinstance(value, dict):
                value = list(value.values())
            if isinstance(value, (list, tuple)):
                return any(holds_a_block(part) for part in value)
            return isinstance(value, Block) and value not in registered

        for name, value in vars(self).items():
            if not isinstance(value, Block) and name != "_children" and holds_a_block(value):
                warnings.warn(
                    f'"{type(self).__name__}.{name}" is an unregistered container with Blocks: '
                    "their parameters are not found. Register them with register_child() or use "
                    "nn.Sequential instead.",
                    stacklevel=4,
                )

    def initialize(self, init=DEFAULT_INIT, ctx=None, verbose=False, force_reinit=False):
        """Start all parameters; see `ParameterDict.initialize`."""
        self.collect_params().initialize(init, ctx, verbose, force_reinit)

    def cast(self, dtype):
        """Turn all parameters into another type of numbers."""
        for child in self._children.values():
            child.cast(dtype)
        for parameter in self.params.values():
            parameter.cast(dtype)

    # Files

    def save_parameters(self, filename, deduplicate=False):
        """Write the values of all parameters to a file.

        Parameters
        ----------
        filename : str
            The file, in the format of `nd.save`.
        deduplicate : bool
            Whether a parameter that two parts share is written once.

        Raises
        ------
        RuntimeError
            Where a parameter is not initialised; no file is written then.
        """
        named = self._params_by_path()
        if deduplicate:
            last_name = {parameter: name for name, parameter in named.items()}
            named = {name: parameter for parameter, name in last_name.items()}
        nd.save(filename, {name: parameter.data() for name, parameter in named.items()})

    def load_parameters(
        self,
        filename,
        ctx=None,
        allow_missing=False,
        ignore_extra=False,
        cast_dtype=False,
        dtype_source="current",
    ):
        """Read what `save_parameters` wrote. Nothing changes where anything does not fit.

        Parameters
        ----------
        filename : str
            The file.
        ctx : Context, optional
            The device.
        allow_missing, ignore_extra : bool
            Whether parameters may be missing from the file, and the file may have others.
        cast_dtype : bool
            Whether the type of the numbers may differ.
        dtype_source : {'current', 'saved'}
            Which type they have afterwards.

        Raises
        ------
        AssertionError
            Where a parameter is missing from the file, or has another shape or type there.
        ValueError
            Where the file has a parameter that the block has not.
        """
        loaded = load_named(filename)
        named = self._params_by_path()
        if not any("." in name for name in loaded):  # a single layer, or ParameterDict.save
            self.collect_params()._take(
                loaded,
                *(filename, ctx, allow_missing, ignore_extra, self.prefix),
                *(cast_dtype, dtype_source),
            )
            return
        in_file = {named[name] for name in loaded if name in named}
        for name, parameter in named.items():
            assert allow_missing or parameter in in_file, (
                f"Parameter '{name}' is missing in file '{filename}', which contains parameters: "
                f"{brief(loaded)}. Set allow_missing=True to ignore missing parameters."
            )
        for name in loaded:
            if not ignore_extra and name not in named:
                raise ValueError(
                    f"Parameter '{name}' loaded from file '{filename}' is not present in this "
                    f"block, which contains parameters: {brief(named)}. "
                    "Set ignore_extra=True to ignore."
                )
        chosen = {named[name]: data for name, data in loaded.items() if name in named}
        load_all(chosen, ctx, cast_dtype, dtype_source)

    def _params_by_path(self, path=""):
        """Return parameters by the way to them (``hidden.weight``), which no prefix changes."""
        named = {path + name: parameter for name, parameter in self._reg_params.items()}
        for name, child in self._children.items():
            named.update(child._params_by_path(f"{path}{name}."))
        return named

    # Its name

    @property
    def prefix(self):
        """Beginning of the names of its parameters."""
        return self._prefix

    @property
    def name(self):
        """The prefix without its last underscore."""
        return self._prefix.removesuffix("_")

    def name_scope(self):
        """Return a ``with`` block in which new blocks are named as parts of this one."""
        return self._scope

    def __repr__(self):
        parts = {key: value for key, value in vars(self).items() if isinstance(value, Block)}
        return describe(self, parts)


def describe(block, parts):
    """Return the printed form of a block with parts.

    >>> from sixpieces.gluon import nn
    >>> net = nn.Sequential()
    >>> net.add(nn.Dense(1))
    >>> net
    Sequential(
      (0): Dense(None -> 1, linear)
    )
    """
    lines = "\n".join(f"  ({key}): {indent(repr(part), 2)}" for key, part in parts.items())
    return f"{type(block).__name__}(\n{lines}\n)"


class HybridBlock(Block):
    """A block that writes ``hybrid_forward(self, F, x, **parameters)``.

    F is `nd`, and each parameter that was assigned to an attribute comes as an NDArray, under the
    attribute's name. (In MXNet, F may also be the module of its compiled graphs.)

    Parameters
    ----------
    prefix, params
        As in `Block`.

    Examples
    --------
    >>> from sixpieces import nd
    >>> class Scale(HybridBlock):
    ...     def __init__(self, **kwargs):
    ...         super().__init__(**kwargs)
    ...         self.factor = self.params.get("factor", shape=(1,), init="ones")
    ...     def hybrid_forward(self, F, x, factor):
    ...         return F.broadcast_mul(x, factor)
    >>> layer = Scale()
    >>> layer.initialize()
    >>> layer(nd.array([1, 2])).asnumpy()
    array([1., 2.], dtype=float32)
    """

    def register_child(self, block, name=None):
        """Note a part, which must be a hybrid block too."""
        if not isinstance(block, HybridBlock):
            raise ValueError(
                f"Children of HybridBlock must also be HybridBlock, but {block} has type "
                f"{type(block)}. If you are using Sequential, please try HybridSequential instead."
            )
        super().register_child(block, name)

    def forward(self, x, *args):
        """Collect the parameters and call `hybrid_forward`.

        Raises
        ------
        ValueError
            Where no input is an NDArray, or a shape that is unknown cannot be found out.
        """
        if not isinstance(x, NDArray) and not _has_ndarray((x, *args)):
            raise ValueError(
                f"In HybridBlock, there must be one NDArray in the input, but {self.name} got "
                f"{type(x).__name__}. Wrap it: nd.array(...)."
            )
        if not self._reg_params:
            return self.hybrid_forward(nd, x, *args)
        try:
            parameters = {name: p.data() for name, p in self._reg_params.items()}
        except DeferredInitializationError:
            self.infer_shape(x, *args)
            for parameter in self._reg_params.values():
                parameter._finish_deferred_init()
            parameters = {name: p.data() for name, p in self._reg_params.items()}
        return self.hybrid_forward(nd, x, *args, **parameters)

    def infer_shape(self, *args):
        """Complete the shapes of the parameters from the first batch; layers write their own."""
        unknown = [p.name for p in self._reg_params.values() if not p._shape_is_known()]
        raise ValueError(
            f"Deferred initialization failed because shape cannot be inferred: {brief(unknown)}. "
            f"Give the whole shape, or let {type(self).__name__} write infer_shape(self, x)."
        )

    def hybrid_forward(self, F, x, *args, **kwargs):
        """Compute the output; each block has its own."""
        raise NotImplementedError(
            f"{type(self).__name__} has no hybrid_forward(self, F, x); write one"
        )


def _has_ndarray(values):
    return any(
        isinstance(value, NDArray) or (isinstance(value, (list, tuple)) and _has_ndarray(value))
        for value in values
    )
