"""Parameters by name: what a block collects, saves and loads."""

from collections import OrderedDict
from numbers import Integral

import numpy as np

from sixpieces import init as initializers
from sixpieces import ndarray as nd
from sixpieces.gluon.parameter.parameter import DEFAULT_INIT, Constant, Parameter
from sixpieces.gluon.utils import brief, indent
from sixpieces.ndarray import NDArray


class ParameterDict:
    """Parameters by name, in the order in which they were made.

    Parameters
    ----------
    prefix : str
        Put in front of each name that `get` is asked for.
    shared : ParameterDict, optional
        Where `get` looks before it makes a new parameter.

    Examples
    --------
    >>> parameters = ParameterDict("net_")
    >>> weight = parameters.get("weight", shape=(1, 2), dtype="float32")
    >>> parameters
    net_ (
      Parameter net_weight (shape=(1, 2), dtype=float32)
    )
    >>> parameters["net_weight"] is weight
    True
    """

    def __init__(self, prefix="", shared=None):
        self._prefix = prefix
        self._shared = shared
        self._params = OrderedDict()  # keys() prints as MXNet's

    def __repr__(self):
        lines = "\n".join(indent(f"  {parameter}", 2) for parameter in self.values())
        return f"{self.prefix + ' ' if self.prefix else ''}(\n{lines}\n)"

    def __getitem__(self, name):
        return self._params[name]

    def __iter__(self):
        return iter(self._params)

    def __len__(self):
        return len(self._params)

    def __contains__(self, name):
        return name in self._params

    def keys(self):
        """Return the names."""
        return self._params.keys()

    def values(self):
        """Return the parameters."""
        return self._params.values()

    def items(self):
        """Return pairs of name and parameter."""
        return self._params.items()

    @property
    def prefix(self):
        """What is put in front of each name."""
        return self._prefix

    def get(self, name, **kwargs):
        """Return the parameter of that name (without the prefix), made where there is none.

        Parameters
        ----------
        name : str
            Its name without the prefix.
        **kwargs
            Settings of `Parameter`.

        Raises
        ------
        AssertionError
            Where there is one, with other settings.
        """
        name = self.prefix + name
        if isinstance(kwargs.get("shape"), Integral):
            kwargs["shape"] = (kwargs["shape"],)
        parameter = self._find(name)
        if parameter is None:
            parameter = self._params[name] = Parameter(name, **kwargs)
            return parameter
        for key, wanted in kwargs.items():
            if wanted is not None and key != "allow_deferred_init":
                parameter._agree(key, wanted)
        return parameter

    def get_constant(self, name, value=None):
        """Return the `Constant` of that name, made from `value` where there is none.

        Raises
        ------
        KeyError
            Where there is none and no value is given.
        AssertionError
            Where there is one with another value, or an ordinary parameter of that name.
        """
        name = self.prefix + name
        parameter = self._find(name)
        if parameter is None:
            if value is None:
                raise KeyError(f"No constant named '{name}'. Give a value to create it.")
            parameter = self._params[name] = Constant(name, value)
        elif value is not None:
            assert isinstance(parameter, Constant), (
                f"Parameter '{name}' already exists but it is not a constant."
            )
            value = value.asnumpy() if isinstance(value, NDArray) else np.asarray(value)
            assert np.array_equal(parameter.value.asnumpy(), value), (
                f"Constant '{name}' already exists but its value doesn't match new value"
            )
        return parameter

    def _find(self, name):
        if name not in self._params and self._shared is not None and name in self._shared:
            self._params[name] = self._shared[name]
        return self._params.get(name)

    def update(self, other):
        """Take in the parameters of another dictionary.

        Raises
        ------
        AssertionError
            Where both have different parameters of one name.
        """
        for name, parameter in other.items():
            assert self._params.get(name, parameter) is parameter, (
                "Cannot update self with other because they have different Parameters with the "
                f"same name '{name}'"
            )
        self._params.update(other.items())

    def initialize(self, init=DEFAULT_INIT, ctx=None, verbose=False, force_reinit=False):
        """Start each parameter: by its own initialiser, or by `init` where it has none.

        Parameters
        ----------
        init : Initializer or str
            The network's initialiser.
        ctx : Context, optional
            The device.
        verbose : bool
            Accepted, without effect.
        force_reinit : bool
            Whether to start again where there are values already.
        """
        init = initializers.create(init)  # refused, if so, before any parameter has changed
        for parameter in self.values():
            parameter.initialize(None, ctx, init, force_reinit=force_reinit)

    def zero_grad(self):
        """Write zeros into all gradients."""
        for parameter in self.values():
            parameter.zero_grad()

    def reset_ctx(self, ctx):
        """Move all parameters to another device."""
        for parameter in self.values():
            parameter.reset_ctx(ctx)

    def list_ctx(self):
        """Return a list of the devices of all parameters."""
        return list({str(p.list_ctx()[0]): p.list_ctx()[0] for p in self.values()}.values())

    def setattr(self, name, value):
        """Set an attribute of each parameter, such as ``grad_req`` or ``lr_mult``."""
        for parameter in self.values():
            setattr(parameter, name, value)

    def save(self, filename, strip_prefix=""):
        """Write all values to a file, under their names without `strip_prefix`.

        Raises
        ------
        ValueError
            Where a name does not begin with it.
        """
        for name in self.keys():
            if not name.startswith(strip_prefix):
                raise ValueError(
                    f"Prefix '{strip_prefix}' is to be stripped before saving, but Parameter's "
                    f"name '{name}' does not start with it; use save_parameters of the block"
                )
        nd.save(filename, {p.name[len(strip_prefix) :]: p.data() for p in self.values()})

    def load(
        self,
        filename,
        ctx=None,
        allow_missing=False,
        ignore_extra=False,
        restore_prefix="",
        cast_dtype=False,
        dtype_source="current",
    ):
        """Read all values from a file. Nothing changes where anything does not fit.

        Parameters
        ----------
        filename : str
            The file.
        ctx : Context, optional
            The device.
        allow_missing, ignore_extra : bool
            Whether parameters may be missing from the file, and the file may have others.
        restore_prefix : str
            Put in front of the names in the file.
        cast_dtype : bool
            Whether the type of the numbers may differ.
        dtype_source : {'current', 'saved'}
            Which type they have afterwards.

        Raises
        ------
        AssertionError
            Where names, shapes or types do not fit.
        """
        self._take(
            load_named(filename),
            *(filename, ctx, allow_missing, ignore_extra, restore_prefix, cast_dtype, dtype_source),
        )

    def _take(
        self,
        loaded,
        filename,
        ctx,
        allow_missing,
        ignore_extra,
        restore_prefix,
        cast_dtype,
        dtype_source,
    ):
        """Take the arrays that a file was found to hold."""
        loaded = {restore_prefix + name: array for name, array in loaded.items()}
        for name in self.keys():
            assert allow_missing or name in loaded, (
                f"Parameter '{name[len(restore_prefix) :]}' is missing in file '{filename}', "
                f"which contains parameters: {brief(loaded)}. Set allow_missing=True to ignore "
                "missing parameters, or make sure that both networks have the same prefix."
            )
        for name in loaded:
            assert ignore_extra or name in self._params, (
                f"Parameter '{name[len(restore_prefix) :]}' loaded from file '{filename}' is not "
                f"present in ParameterDict, choices are: {brief(self._params)}. Set "
                "ignore_extra=True to ignore, or make sure that both networks have the same prefix."
            )
        chosen = {self._params[name]: array for name, array in loaded.items() if name in self}
        load_all(chosen, ctx, cast_dtype, dtype_source)


def load_named(filename):
    """Return the arrays of a file by name, or raise ValueError where they have none."""
    loaded = nd.load(filename)
    if not isinstance(loaded, dict):
        raise ValueError(f"file '{filename}' holds a list of arrays; parameters need names")
    return loaded


def load_all(values, ctx, cast_dtype, dtype_source):
    """Check all new values against their parameters, then write all of them."""
    for parameter, data in values.items():
        parameter._check_load(data, cast_dtype, dtype_source)
    for parameter, data in values.items():
        parameter._load_init(data, ctx, cast_dtype, dtype_source)
