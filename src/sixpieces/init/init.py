"""Where the parameters start: what stands in them before the first step.

An initialiser is a function that fills an array.
Which numbers it writes depends on the *name* of the parameter:
a ``weight`` gets what the initialiser is for, a ``bias`` gets zeros, a ``gamma`` gets ones.

>>> from sixpieces import nd
>>> weight = nd.zeros((2, 2))
>>> One()(InitDesc("dense0_weight"), weight)
>>> weight.asnumpy()
array([[1., 1.],
       [1., 1.]], dtype=float32)

The weights of a network must differ from each other, or all hidden units learn the same;
and they must be of a size that neither drowns nor blows up the signal from layer to layer.
The first reason asks for random numbers, the second for `Xavier`'s width.
"""

import json

import numpy as np

from sixpieces import random
from sixpieces.registry import Registry

#: The initialisers that can be asked for by name.
registry = Registry("init", "Initializer", AssertionError)


class InitDesc(str):
    """The name of a parameter, with the initialiser that this parameter asks for.

    Parameters
    ----------
    name : str
        Name of the parameter, such as ``"dense0_weight"``.
    attrs : dict, optional
        ``{"__init__": initialiser or its name}`` overrules the rules by name.
    global_init : Initializer, optional
        The initialiser of the whole network.

    Examples
    --------
    >>> InitDesc("dense0_bias").endswith("bias")
    True
    """

    def __new__(cls, name, attrs=None, global_init=None):
        self = super().__new__(cls, name)
        self.attrs = attrs or {}
        self.global_init = global_init
        return self


class Initializer:
    """A function ``initializer(desc, array)`` that fills an array according to its name.

    A subclass writes ``_init_weight(self, name, array)`` and may write ``_init_bias`` and so on.

    Parameters
    ----------
    **kwargs
        The settings, kept for comparison and for `dumps`.

    Examples
    --------
    >>> class Ramp(Initializer):
    ...     def _init_weight(self, name, array):
    ...         array[:] = np.arange(array.size).reshape(array.shape)
    >>> from sixpieces import gluon
    >>> parameter = gluon.Parameter("weight", shape=(2, 2), init=Ramp())
    >>> parameter.initialize()
    >>> parameter.data().asnumpy()
    array([[0., 1.],
           [2., 3.]], dtype=float32)
    """

    # The ending of a parameter's name decides which method fills it.
    RULES = {
        "weight": "_init_weight",
        "bias": "_init_bias",
        "gamma": "_init_gamma",
        "beta": "_init_beta",
        "min": "_init_zero",
        "max": "_init_one",
        "moving_mean": "_init_zero",
        "moving_var": "_init_one",
    }

    def __init__(self, **kwargs):
        self._kwargs = kwargs

    def __call__(self, desc, arr):
        """Fill the NDArray `arr`, whose name is `desc`."""
        own = getattr(desc, "attrs", {}).get("__init__")
        if own:  # the parameter has an initialiser of its own, which needs no rule
            create(own)._init_weight(desc, arr)
            return
        for ending, method in self.RULES.items():
            if desc.endswith(ending):
                getattr(self, method)(desc, arr)
                return
        self._init_default(desc, arr)

    def _init_weight(self, name, arr):
        raise NotImplementedError(
            f"{type(self).__name__} does not say how to fill {name}; write _init_weight(name, arr)"
        )

    def _init_zero(self, name, arr):
        arr[:] = 0.0

    def _init_one(self, name, arr):
        arr[:] = 1.0

    def _init_bias(self, name, arr):
        arr[:] = 0.0

    def _init_gamma(self, name, arr):
        arr[:] = 1.0

    def _init_beta(self, name, arr):
        arr[:] = 0.0

    def _init_default(self, name, arr):
        raise ValueError(
            f"The name {name!r} does not say how to fill this parameter. Let it end in "
            "'weight', 'bias', 'gamma' or 'beta', or give the parameter an init of its own."
        )

    def dumps(self):
        """Return name and settings as one JSON string, which `create` reads.

        >>> Normal(0.5).dumps()
        '["normal", {"sigma": 0.5}]'
        """
        return json.dumps([type(self).__name__.lower(), self._kwargs])

    def __eq__(self, other):
        if not isinstance(other, Initializer):
            return NotImplemented
        return type(self) is type(other) and self._kwargs == other._kwargs

    __hash__ = None

    def __repr__(self):
        settings = ", ".join(f"{key}={value!r}" for key, value in self._kwargs.items())
        return f"{type(self).__name__}({settings})"


def alias(*names):
    """Return a class decorator that makes an initialiser known under `names`.

    >>> @alias("sevens")
    ... class Seven(Initializer):
    ...     def _init_weight(self, name, array):
    ...         array[:] = 7
    >>> create("sevens")
    Seven()
    """
    return registry.alias(*names)


def register(klass):
    """Make an initialiser known under the name of its class, in small letters.

    >>> @register
    ... class Eight(Initializer):
    ...     def _init_weight(self, name, array):
    ...         array[:] = 8
    >>> create("eight")
    Eight()
    """
    return registry.register(klass)


def create(initializer, *args, **kwargs):
    """Return the initialiser of that name; an initialiser itself is returned as it is.

    Parameters
    ----------
    initializer : str or Initializer
        A registered name, the string that `Initializer.dumps` returns, or an initialiser.
    *args, **kwargs
        The settings.

    Raises
    ------
    AssertionError
        Where no initialiser has that name.

    Examples
    --------
    >>> create("xavier", magnitude=2)
    Xavier(rnd_type='uniform', factor_type='avg', magnitude=2)
    """
    if isinstance(initializer, Initializer):
        return initializer
    if isinstance(initializer, str) and initializer.startswith("["):
        name, kwargs = json.loads(initializer)
        return create(name, **kwargs)
    return registry[initializer](*args, **kwargs)


@register
@alias("zeros")
class Zero(Initializer):
    """Fill the weights with zeros: fine for one layer, useless for two.

    >>> from sixpieces import nd
    >>> weight = nd.ones((1, 2))
    >>> Zero()("weight", weight)
    >>> weight.asnumpy()
    array([[0., 0.]], dtype=float32)
    """

    def __init__(self):
        super().__init__()

    def _init_weight(self, name, arr):
        arr[:] = 0


@register
@alias("ones")
class One(Initializer):
    """Fill the weights with ones.

    >>> from sixpieces import nd
    >>> weight = nd.zeros((1, 2))
    >>> One()("weight", weight)
    >>> weight.asnumpy()
    array([[1., 1.]], dtype=float32)
    """

    def __init__(self):
        super().__init__()

    def _init_weight(self, name, arr):
        arr[:] = 1


@register
class Constant(Initializer):
    """Fill the weights with one number, or with an array of their shape.

    Parameters
    ----------
    value : float or NDArray
        What to write.

    Examples
    --------
    >>> from sixpieces import nd
    >>> weight = nd.zeros((1, 2))
    >>> Constant(0.5)("weight", weight)
    >>> weight.asnumpy()
    array([[0.5, 0.5]], dtype=float32)
    """

    def __init__(self, value):
        super().__init__(value=value)
        self.value = value

    def _init_weight(self, name, arr):
        arr[:] = self.value

    def dumps(self):
        """Return name and value as one JSON string, which `create` reads."""
        value = self.value.asnumpy() if hasattr(self.value, "asnumpy") else np.asarray(self.value)
        return json.dumps(["constant", {"value": value.tolist()}])


@register
class Uniform(Initializer):
    """Draw each weight evenly from ``[-scale, scale)``: what Gluon does when nothing is said.

    Parameters
    ----------
    scale : float
        Half the width of the interval.

    Examples
    --------
    >>> from sixpieces import nd
    >>> weight = nd.zeros((100, 100))
    >>> Uniform(0.1)("weight", weight)
    >>> bool(abs(weight).max().asscalar() <= 0.1)
    True
    """

    def __init__(self, scale=0.07):
        super().__init__(scale=scale)
        self.scale = scale

    def _init_weight(self, name, arr):
        arr[:] = random.uniform(-self.scale, self.scale, arr.shape)


@register
class Normal(Initializer):
    """Draw each weight from a normal distribution around 0.

    Parameters
    ----------
    sigma : float
        The standard deviation.

    Examples
    --------
    >>> from sixpieces import nd
    >>> weight = nd.zeros((100, 100))
    >>> Normal(sigma=2)("weight", weight)
    >>> bool(1.9 < weight.asnumpy().std() < 2.1)
    True
    """

    def __init__(self, sigma=0.01):
        super().__init__(sigma=sigma)
        self.sigma = sigma

    def _init_weight(self, name, arr):
        arr[:] = random.normal(0, self.sigma, arr.shape)


@register
class Xavier(Initializer):
    r"""Draw weights of a size that keeps the signal's size from layer to layer.

    With *fan in* inputs and *fan out* outputs of the layer, the width is

    .. math:: c = \sqrt{\operatorname{magnitude} / \operatorname{factor}}

    where the factor is fan in, fan out or the average of both.

    Parameters
    ----------
    rnd_type : {'uniform', 'gaussian'}
        Draw evenly from ``[-c, c)``, or normally with standard deviation c.
    factor_type : {'avg', 'in', 'out'}
        Which fan to divide by.
    magnitude : float
        3 makes the variance of the uniform form 1 / factor.

    Raises
    ------
    ValueError
        Where the array has fewer than two axes, so that no fans can be counted,
        or an option is unknown.

    References
    ----------
    Glorot and Bengio (2010), Understanding the difficulty of training deep feedforward
    neural networks.

    Examples
    --------
    >>> from sixpieces import nd
    >>> weight = nd.zeros((10, 30))
    >>> Xavier(magnitude=3)("weight", weight)
    >>> bool(abs(weight).max().asscalar() <= np.sqrt(3 / 20))
    True
    """

    def __init__(self, rnd_type="uniform", factor_type="avg", magnitude=3):
        super().__init__(rnd_type=rnd_type, factor_type=factor_type, magnitude=magnitude)
        self.rnd_type = rnd_type
        self.factor_type = factor_type
        self.magnitude = float(magnitude)

    def _init_weight(self, name, arr):
        if len(arr.shape) < 2:
            raise ValueError(
                f"Xavier initializer cannot be applied to vector {name}. It requires at least 2D: "
                "the two fans are two axes. Give this parameter an init of its own."
            )
        area = np.prod(arr.shape[2:])  # more axes than two: those of an image
        fan_in, fan_out = arr.shape[1] * area, arr.shape[0] * area
        factors = {"avg": (fan_in + fan_out) / 2, "in": fan_in, "out": fan_out}
        if self.factor_type not in factors:
            raise ValueError(f"factor_type is {self.factor_type!r}; give 'avg', 'in' or 'out'")
        width = float(np.sqrt(self.magnitude / factors[self.factor_type]))
        if self.rnd_type == "uniform":
            arr[:] = random.uniform(-width, width, arr.shape)
        elif self.rnd_type == "gaussian":
            arr[:] = random.normal(0, width, arr.shape)
        else:
            raise ValueError(f"rnd_type is {self.rnd_type!r}; give 'uniform' or 'gaussian'")
