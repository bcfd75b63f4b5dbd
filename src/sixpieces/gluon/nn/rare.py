"""Layers that a first course does without; `nn.py` has the idea."""

import numpy as np

from sixpieces import autograd
from sixpieces import ndarray as nd
from sixpieces.gluon.block import Block, HybridBlock


class Embedding(HybridBlock):
    """A table: row i is what the layer says about thing number i.

    Parameters
    ----------
    input_dim : int
        Number of things.
    output_dim : int
        Length of a row.
    dtype : dtype or str
        Type of the table.
    weight_initializer : Initializer or str, optional
        How the table starts.
    sparse_grad : bool
        Accepted, without effect on the values.
    **kwargs
        `prefix` and `params` of `Block`.

    Examples
    --------
    >>> layer = Embedding(input_dim=10, output_dim=3)
    >>> layer.initialize()
    >>> layer(nd.array([1, 7])).shape
    (2, 3)
    """

    def __init__(
        self,
        input_dim,
        output_dim,
        dtype="float32",
        weight_initializer=None,
        sparse_grad=False,
        **kwargs,
    ):
        super().__init__(**kwargs)
        self._size = f"{input_dim} -> {output_dim}, {dtype}"
        self.weight = self.params.get(
            "weight", shape=(input_dim, output_dim), init=weight_initializer, dtype=dtype
        )

    def hybrid_forward(self, F, x, weight):
        """Look the rows up."""
        return F.take(weight, x)

    def __repr__(self):
        return f"{type(self).__name__}({self._size})"


class LeakyReLU(HybridBlock):
    """relu with a small slope below 0.

    Parameters
    ----------
    alpha : float
        The slope below 0.
    **kwargs
        `prefix` and `params` of `Block`.

    Examples
    --------
    >>> LeakyReLU(0.5)(nd.array([-2, 2])).asnumpy()
    array([-1.,  2.], dtype=float32)
    """

    def __init__(self, alpha, **kwargs):
        assert alpha >= 0, f"alpha is {alpha}; give a slope that is not negative"
        super().__init__(**kwargs)
        self._alpha = alpha

    def hybrid_forward(self, F, x):
        """Apply the function."""
        return F.maximum(x, 0) + self._alpha * F.minimum(x, 0)

    def __repr__(self):
        return f"{type(self).__name__}({self._alpha})"


class _Normalised(HybridBlock):
    """Take the mean off, divide by the standard deviation, then learn a scale and a shift."""

    def _vector(self, name, size, init, learned):
        """Return a parameter with one number for each place along the axis."""
        return self.params.get(
            name,
            grad_req="write" if learned else "null",
            shape=(size,),
            init=init,
            allow_deferred_init=True,
            differentiable=learned,
        )

    def infer_shape(self, x, *args):
        """Read the length of the axis off the first batch."""
        for parameter in self._reg_params.values():
            parameter.shape = (x.shape[self._axis],)

    def along_axis(self, values, x):
        """Return one value for each place along the axis, in a shape that broadcasts with x."""
        shape = [1] * len(x.shape)
        shape[self._axis] = -1
        return values.reshape(tuple(shape))

    def scaled(self, x, mean, variance, gamma, beta):
        """Return x normalised, scaled and shifted."""
        normal = (x - mean) / nd.sqrt(variance + self._epsilon)
        return normal * self.along_axis(gamma, x) + self.along_axis(beta, x)


class LayerNorm(_Normalised):
    """Normalise each row by its own mean and standard deviation.

    Parameters
    ----------
    axis : int
        Axis to normalise along.
    epsilon : float
        Added to the variance.
    center, scale : bool
        Whether a shift (beta) and a scale (gamma) are learned.
    beta_initializer, gamma_initializer : Initializer or str
        How they start.
    in_channels : int
        Length of the axis; 0 to find out from the first batch.
    prefix, params
        As in `Block`.

    References
    ----------
    Ba, Kiros and Hinton (2016), Layer normalization.

    Examples
    --------
    >>> layer = LayerNorm()
    >>> layer.initialize()
    >>> layer(nd.array([[1, 3], [0, 10]])).asnumpy().round(3)
    array([[-1.,  1.],
           [-1.,  1.]], dtype=float32)
    """

    def __init__(
        self,
        axis=-1,
        epsilon=1e-5,
        center=True,
        scale=True,
        beta_initializer="zeros",
        gamma_initializer="ones",
        in_channels=0,
        prefix=None,
        params=None,
    ):
        super().__init__(prefix=prefix, params=params)
        self._axis = axis
        self._epsilon = epsilon
        self._center = center
        self._scale = scale
        self.gamma = self._vector("gamma", in_channels, gamma_initializer, learned=scale)
        self.beta = self._vector("beta", in_channels, beta_initializer, learned=center)

    def hybrid_forward(self, F, x, gamma, beta):
        """Normalise."""
        mean = F.mean(x, axis=self._axis, keepdims=True)
        variance = F.mean(F.square(x - mean), axis=self._axis, keepdims=True)
        return self.scaled(x, mean, variance, gamma, beta)

    def __repr__(self):
        return (
            f"{type(self).__name__}(eps={self._epsilon}, axis={self._axis}, "
            f"center={self._center}, scale={self._scale}, in_channels={self.gamma.shape[0]})"
        )


class BatchNorm(_Normalised):
    """Normalise each feature: by the batch while training, by running averages when predicting.

    Parameters
    ----------
    axis : int
        Axis of the features.
    momentum : float
        Memory of the running averages.
    epsilon : float
        Added to the variance.
    center, scale : bool
        Whether a shift (beta) and a scale (gamma) are learned.
    use_global_stats : bool
        Whether to use the running averages while training too.
    beta_initializer, gamma_initializer : Initializer or str
        How scale and shift start.
    running_mean_initializer, running_variance_initializer : Initializer or str
        How the running averages start.
    in_channels : int
        Number of features; 0 to find out from the first batch.
    **kwargs
        `prefix` and `params` of `Block`.

    References
    ----------
    Ioffe and Szegedy (2015), Batch normalization.

    Examples
    --------
    >>> layer = BatchNorm()
    >>> layer.initialize()
    >>> with autograd.train_mode():
    ...     layer(nd.array([[1, 0], [3, 10]])).asnumpy().round(3)
    array([[-1., -1.],
           [ 1.,  1.]], dtype=float32)
    """

    def __init__(
        self,
        axis=1,
        momentum=0.9,
        epsilon=1e-5,
        center=True,
        scale=True,
        use_global_stats=False,
        beta_initializer="zeros",
        gamma_initializer="ones",
        running_mean_initializer="zeros",
        running_variance_initializer="ones",
        in_channels=0,
        **kwargs,
    ):
        super().__init__(**kwargs)
        self._axis = axis
        self._epsilon = epsilon
        self._momentum = momentum
        self._fix_gamma = not scale
        self._use_global_stats = use_global_stats
        mean, variance = running_mean_initializer, running_variance_initializer
        self.gamma = self._vector("gamma", in_channels, gamma_initializer, learned=scale)
        self.beta = self._vector("beta", in_channels, beta_initializer, learned=center)
        self.running_mean = self._vector("running_mean", in_channels, mean, learned=False)
        self.running_var = self._vector("running_var", in_channels, variance, learned=False)

    def hybrid_forward(self, F, x, gamma, beta, running_mean, running_var):
        """Normalise, and while training, update the running averages."""
        if self._fix_gamma:
            gamma = F.ones_like(gamma)
        if not autograd.is_training() or self._use_global_stats:
            mean, variance = self.along_axis(running_mean, x), self.along_axis(running_var, x)
            return self.scaled(x, mean, variance, gamma, beta)
        others = tuple(np.delete(np.arange(len(x.shape)), self._axis).tolist())
        mean = F.mean(x, axis=others, keepdims=True)
        variance = F.mean(F.square(x - mean), axis=others, keepdims=True)
        with autograd.pause():
            for average, batch in ((running_mean, mean), (running_var, variance)):
                new = self._momentum * average + (1 - self._momentum) * batch.reshape((-1,))
                average[:] = new
        return self.scaled(x, mean, variance, gamma, beta)

    def __repr__(self):
        return (
            f"{type(self).__name__}(axis={self._axis}, eps={self._epsilon}, "
            f"momentum={self._momentum}, fix_gamma={self._fix_gamma}, "
            f"use_global_stats={self._use_global_stats}, in_channels={self.gamma.shape[0] or None})"
        )


class Lambda(Block):
    """A function as a block.

    Parameters
    ----------
    function : callable or str
        A function of NDArrays, or the name of one in `nd`.
    prefix : str, optional
        As in `Block`.

    Raises
    ------
    ValueError
        Where it is neither.

    Examples
    --------
    >>> Lambda("tanh")(nd.array([0])).asnumpy()
    array([0.], dtype=float32)
    """

    def __init__(self, function, prefix=None):
        super().__init__(prefix=prefix)
        self._function = function_of(function)

    def forward(self, *args):
        """Call the function."""
        return self._function(*args)

    def __repr__(self):
        return f"{type(self).__name__}({self._function.__name__})"


class HybridLambda(HybridBlock):
    """A function of F and NDArrays as a hybrid block.

    Parameters
    ----------
    function : callable or str
        ``function(F, x, ...)``, or the name of a function in `nd`.
    prefix : str, optional
        As in `Block`.

    Raises
    ------
    ValueError
        Where it is neither.

    Examples
    --------
    >>> HybridLambda(lambda F, x: F.square(x))(nd.array([3])).asnumpy()
    array([9.], dtype=float32)
    """

    def __init__(self, function, prefix=None):
        super().__init__(prefix=prefix)
        found = function_of(function)
        self._name = found.__name__
        self._function = function if found is function else lambda _, *args: found(*args)

    def hybrid_forward(self, F, x, *args):
        """Call the function."""
        return self._function(F, x, *args)

    def __repr__(self):
        return f"{type(self).__name__}({self._name})"


def function_of(function):
    """Return a function, given itself or by its name in `nd`.

    >>> function_of("relu") is nd.relu
    True
    """
    found = getattr(nd, function, None) if isinstance(function, str) else function
    if not callable(found):
        raise ValueError(f"function is {function!r}; give a function, or the name of one in nd")
    return found
