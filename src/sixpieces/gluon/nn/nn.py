"""Layers: the model, put together from blocks that others have written.

A dense layer is one line of mathematics, *output = x W^T + b*, and two parameters to learn.

>>> from sixpieces import nd
>>> layer = Dense(units=1, in_units=2, weight_initializer="ones")
>>> layer.initialize()
>>> layer(nd.array([[1, 2], [3, 4]])).asnumpy()
array([[3.],
       [7.]], dtype=float32)

Layers one after the other are a network:

>>> net = Sequential()
>>> net.add(Dense(8, activation="relu"), Dropout(0.5), Dense(1))
>>> net
Sequential(
  (0): Dense(None -> 8, Activation(relu))
  (1): Dropout(p = 0.5, axes=())
  (2): Dense(None -> 1, linear)
)
"""

import warnings

import numpy as np

from sixpieces.gluon.block import Block, HybridBlock, describe


class _Stack:
    """What both kinds of sequential blocks are: parts, one after the other."""

    def add(self, *blocks):
        """Append blocks at the end."""
        for block in blocks:
            self.register_child(block)

    def __repr__(self):
        return describe(self, self._children)

    def __getitem__(self, key):
        """Return one part, or a shorter stack of the same parts for a slice."""
        layers = list(self._children.values())[key]
        if not isinstance(layers, list):
            return layers
        stack = type(self)(prefix=self._prefix)
        stack.add(*layers)
        return stack

    def __len__(self):
        return len(self._children)


class Sequential(_Stack, Block):
    """Blocks one after the other: the output of each is the input of the next.

    Parameters
    ----------
    prefix, params
        As in `Block`.

    Examples
    --------
    >>> from sixpieces import nd
    >>> net = Sequential()
    >>> net.add(Dense(3), Dense(1))
    >>> net.initialize()
    >>> net(nd.ones((5, 2))).shape, len(net), net[1]
    ((5, 1), 2, Dense(3 -> 1, linear))
    """

    def forward(self, x):
        """Send x through all blocks."""
        for block in self._children.values():
            x = block(x)
        return x

    def hybridize(self, active=True, **kwargs):
        """Accepted, without effect; warns as MXNet does where `HybridSequential` would do."""
        if self._children and all(isinstance(c, HybridBlock) for c in self._children.values()):
            warnings.warn(
                f"All children of this Sequential layer '{self.prefix}' are HybridBlocks. "
                "Consider using HybridSequential for the best performance.",
                stacklevel=2,
            )
        super().hybridize(active, **kwargs)


class HybridSequential(_Stack, HybridBlock):
    """`Sequential` for hybrid blocks only.

    Parameters
    ----------
    prefix, params
        As in `Block`.

    Examples
    --------
    >>> from sixpieces import nd
    >>> net = HybridSequential()
    >>> net.add(Dense(3), Dense(1))
    >>> net.initialize()
    >>> net.hybridize()
    >>> net(nd.ones((5, 2))).shape
    (5, 1)
    """

    def hybrid_forward(self, F, x):
        """Send x through all blocks."""
        for block in self._children.values():
            x = block(x)
        return x


class Dense(HybridBlock):
    r"""A fully connected layer: each output is a weighted sum of all inputs, plus a bias.

    .. math:: y = a(x W^T + b)

    Parameters
    ----------
    units : int
        Number of outputs.
    activation : str, optional
        Name of a function applied to each output, see `Activation`; none by default.
    use_bias : bool
        Whether there is a b.
    flatten : bool
        Whether all axes of x but the first are taken together; otherwise the last axis is the one
        of the inputs, and all others stay.
    dtype : dtype or str
        Type of the parameters.
    weight_initializer, bias_initializer : Initializer or str
        How they start; the network's initialiser where None.
    in_units : int
        Number of inputs; 0 to find out from the first batch.
    **kwargs
        `prefix` and `params` of `Block`.

    Raises
    ------
    MXNetError
        Where a batch has another number of inputs than the layer.

    Examples
    --------
    >>> from sixpieces import nd
    >>> layer = Dense(4, flatten=False)
    >>> layer.initialize()
    >>> layer(nd.ones((5, 3, 2))).shape, layer.weight.shape
    ((5, 3, 4), (4, 2))
    """

    def __init__(
        self,
        units,
        activation=None,
        use_bias=True,
        flatten=True,
        dtype="float32",
        weight_initializer=None,
        bias_initializer="zeros",
        in_units=0,
        **kwargs,
    ):
        super().__init__(**kwargs)
        self._units = units
        self._flatten = flatten
        with self.name_scope():
            self.weight = self.params.get(
                "weight",
                shape=(units, in_units),
                init=weight_initializer,
                dtype=dtype,
                allow_deferred_init=True,
            )
            self.bias = None
            if use_bias:
                self.bias = self.params.get(
                    "bias",
                    shape=(units,),
                    init=bias_initializer,
                    dtype=dtype,
                    allow_deferred_init=True,
                )
            self.act = Activation(activation, prefix=f"{activation}_") if activation else None

    def infer_shape(self, x, *args):
        """Read the number of inputs off the first batch."""
        in_units = int(np.prod(x.shape[1:])) if self._flatten else x.shape[-1]
        self.weight.shape = (self._units, in_units)

    def hybrid_forward(self, F, x, weight, bias=None):
        """Compute x W^T + b and the activation."""
        arrays = (x, weight) if bias is None else (x, weight, bias)
        output = F.FullyConnected(
            *arrays, num_hidden=self._units, no_bias=bias is None, flatten=self._flatten
        )
        return output if self.act is None else self.act(output)

    def __repr__(self):
        units, in_units = self.weight.shape
        return f"{type(self).__name__}({in_units or None} -> {units}, {self.act or 'linear'})"


class Activation(HybridBlock):
    """A function applied to each number.

    Parameters
    ----------
    activation : {'relu', 'sigmoid', 'softrelu', 'softsign', 'tanh'}
        Which one.
    **kwargs
        `prefix` and `params` of `Block`.

    Raises
    ------
    MXNetError
        Where the forward pass finds that there is no such function.

    Examples
    --------
    >>> from sixpieces import nd
    >>> Activation("relu")(nd.array([-1, 2])).asnumpy()
    array([0., 2.], dtype=float32)
    """

    def __init__(self, activation, **kwargs):
        self._act_type = activation
        super().__init__(**kwargs)

    def _alias(self):
        return self._act_type

    def hybrid_forward(self, F, x):
        """Apply the function."""
        return F.Activation(x, act_type=self._act_type)

    def __repr__(self):
        return f"{type(self).__name__}({self._act_type})"


class Dropout(HybridBlock):
    """While training, replace a random share of the numbers by 0, and enlarge the others.

    Those that stay are divided by ``1 - rate``, so that the expected value stays the same.
    Training is what `autograd.record` switches on; a prediction drops nothing.

    Parameters
    ----------
    rate : float
        Share to drop, from 0 to 1.
    axes : tuple of int
        Axes along which all numbers share one fate.
    **kwargs
        `prefix` and `params` of `Block`.

    References
    ----------
    Srivastava, Hinton, Krizhevsky, Sutskever and Salakhutdinov (2014), Dropout: a simple way to
    prevent neural networks from overfitting.

    Examples
    --------
    >>> from sixpieces import autograd, nd
    >>> drop = Dropout(0.5)
    >>> drop(nd.ones(3)).asnumpy()
    array([1., 1., 1.], dtype=float32)
    >>> with autograd.train_mode():
    ...     set(drop(nd.ones(100)).asnumpy().tolist()) == {0.0, 2.0}
    True
    """

    def __init__(self, rate, axes=(), **kwargs):
        super().__init__(**kwargs)
        self._rate = rate
        self._axes = axes

    def hybrid_forward(self, F, x):
        """Drop, if training."""
        return F.Dropout(x, p=self._rate, axes=self._axes) if self._rate > 0 else F.identity(x)

    def __repr__(self):
        return f"{type(self).__name__}(p = {self._rate}, axes={self._axes})"


class Flatten(HybridBlock):
    """Take all axes but the first together: a batch of images becomes a batch of rows.

    Parameters
    ----------
    **kwargs
        `prefix` and `params` of `Block`.

    Examples
    --------
    >>> from sixpieces import nd
    >>> Flatten()(nd.ones((2, 3, 4))).shape
    (2, 12)
    """

    def __init__(self, **kwargs):
        super().__init__(**kwargs)

    def hybrid_forward(self, F, x):
        """Reshape."""
        return F.flatten(x)

    def __repr__(self):
        return type(self).__name__
