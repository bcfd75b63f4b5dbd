"""How a gradient becomes a step.

The plainest optimiser is one line, *weight = weight - learning rate * gradient*:

>>> from sixpieces import nd
>>> weight, gradient = nd.array([1.0, 2.0]), nd.array([10.0, -10.0])
>>> sgd = SGD(learning_rate=0.1)
>>> sgd.update(0, weight, gradient, sgd.create_state(0, weight))
>>> weight.asnumpy()
array([0., 3.], dtype=float32)

Everything else is bookkeeping: how often each parameter was updated, whose learning rate is
multiplied by what, and the *state* that an optimiser keeps for each parameter.
The relatives that keep more state (Adam, AdaGrad, ...) stand in `rare.py` beside this file.
"""

import warnings
from numbers import Real

import numpy as np

from sixpieces import ndarray as nd
from sixpieces.registry import Registry
from sixpieces.tape import changes


class Optimizer:
    """What all optimisers share. A subclass writes ``update``, and ``create_state`` if it needs it.

    Parameters
    ----------
    rescale_grad : float
        Each gradient is multiplied by it first; the trainer writes 1 / batch_size here.
    param_idx2name : dict, optional
        Names of the parameters by number, for `set_lr_mult` and `set_wd_mult`.
    wd : float
        Weight decay: the loss gets a penalty ``wd / 2 * weight ** 2``.
    clip_gradient : float, optional
        Gradients are cut to ``[-clip_gradient, clip_gradient]``.
    learning_rate : float, optional
        Size of the steps; 0.01 where neither it nor a scheduler is given.
    lr_scheduler : LRScheduler, optional
        Changes the learning rate while training.
    sym : None
        Accepted for MXNet's signature.
    begin_num_update : int
        Number of updates made before this optimiser came.
    multi_precision : bool
        Accepted; the states of float16 parameters have float16 too.
    param_dict : dict, optional
        Parameters by number: their ``lr_mult`` and ``wd_mult`` are looked up in it.

    Raises
    ------
    TypeError
        Where the learning rate is not a number.

    Examples
    --------
    >>> @register
    ... class SignDescent(Optimizer):
    ...     def update(self, index, weight, grad, state):
    ...         weight -= self.learning_rate * nd.sign(grad)
    >>> from sixpieces import gluon
    >>> net = gluon.nn.Dense(1, in_units=1)
    >>> net.initialize()
    >>> trainer = gluon.Trainer(net.collect_params(), "signdescent", {"learning_rate": 0.5})
    >>> trainer.learning_rate
    0.5
    """

    #: The optimisers that can be asked for by name.
    opt_registry = Registry("optimizer", "Optimizer", ValueError)

    def __init__(
        self,
        rescale_grad=1.0,
        param_idx2name=None,
        wd=0.0,
        clip_gradient=None,
        learning_rate=None,
        lr_scheduler=None,
        sym=None,
        begin_num_update=0,
        multi_precision=False,
        param_dict=None,
    ):
        if learning_rate is None and lr_scheduler is None:
            learning_rate = 0.01
        if lr_scheduler is not None and learning_rate is not None:
            if getattr(lr_scheduler, "base_lr", learning_rate) != learning_rate:
                warnings.warn(
                    f"learning_rate={learning_rate} overwrites the base_lr="
                    f"{lr_scheduler.base_lr} of lr_scheduler: give only one of them.",
                    stacklevel=3,
                )
            lr_scheduler.base_lr = learning_rate
        self.lr = None if learning_rate is None else number("learning_rate", learning_rate)
        self.lr_scheduler = lr_scheduler
        self.wd = number("wd", wd)
        self.rescale_grad = number("rescale_grad", rescale_grad)
        self.clip_gradient = clip_gradient
        self.multi_precision = multi_precision
        self.begin_num_update = begin_num_update
        self.num_update = begin_num_update
        self.idx2name = dict(param_idx2name or {})
        self.param_dict = param_dict or {}
        self.lr_mult = {}
        self.set_wd_mult({})
        self._index_update_count = {}

    # What a subclass writes

    def create_state(self, index, weight):
        """Return what the optimiser remembers of parameter number `index`: here, nothing."""
        return None

    def update(self, index, weight, grad, state):
        """Make one step: change `weight`, and `state`, in place.

        Parameters
        ----------
        index : int
            Number of the parameter.
        weight, grad : NDArray
            Its values and the gradient.
        state : NDArray, tuple of NDArray or None
            What `create_state` returned.
        """
        raise NotImplementedError(f"{type(self).__name__} has no update(...); write one")

    # The learning rate

    @property
    def learning_rate(self):
        """The learning rate of the next update."""
        return self.lr if self.lr_scheduler is None else self.lr_scheduler(self.num_update)

    def set_learning_rate(self, lr):
        """Set the learning rate.

        Raises
        ------
        UserWarning
            Where a scheduler rules it.
        """
        if self.lr_scheduler is not None:
            raise UserWarning(
                "LRScheduler of the optimizer has already been defined: it rules the learning "
                "rate. Set lr_scheduler.base_lr instead, or make the optimizer without one."
            )
        self.lr = number("learning_rate", lr)

    def set_lr_mult(self, args_lr_mult):
        """Multiply the learning rates of some parameters, given by number or name."""
        self.lr_mult = dict(args_lr_mult)

    def set_wd_mult(self, args_wd_mult):
        """Multiply the weight decays of some parameters, given by number or name.

        Of the names in `param_idx2name` only those that end in ``_weight`` or ``_gamma`` decay
        where nothing else is said.
        """
        names = [n for n in self.idx2name.values() if not n.endswith(("_weight", "_gamma"))]
        self.wd_mult = dict.fromkeys(names, 0.0) | dict(args_wd_mult)

    # Bookkeeping for the subclasses

    def _update_count(self, index):
        """Count one update of a parameter; it comes before `_get_lr`, which may depend on it."""
        count = self._index_update_count.get(index, self.begin_num_update) + 1
        self._index_update_count[index] = count
        if count > self.num_update:
            self.num_update = count

    def _get_lr(self, index):
        """Return the learning rate of parameter number `index`."""
        parameter = self.param_dict.get(index)
        mult = self._multiplier(self.lr_mult, index) if parameter is None else parameter.lr_mult
        return self.learning_rate * mult

    def _get_wd(self, index):
        """Return the weight decay of parameter number `index`."""
        parameter = self.param_dict.get(index)
        mult = self._multiplier(self.wd_mult, index) if parameter is None else parameter.wd_mult
        return self.wd * mult

    def _multiplier(self, table, index):
        return table.get(index, table.get(self.idx2name.get(index), 1.0))

    def _rescaled(self, gradient, decay=None):
        """Return a new array: the gradient times `rescale_grad`, plus `decay`, cut."""
        gradient = gradient * self.rescale_grad
        if decay is not None:
            gradient += decay
        if self.clip_gradient:
            np.clip(gradient, -self.clip_gradient, self.clip_gradient, out=gradient)
        return gradient

    # Optimisers by name

    @staticmethod
    def register(klass):
        """Make an optimiser known under the name of its class, in small letters."""
        return Optimizer.opt_registry.register(klass)

    @staticmethod
    def create_optimizer(name, **kwargs):
        """Return the optimiser of that name, large or small letters, with these settings.

        Raises
        ------
        ValueError
            Where there is none.

        Examples
        --------
        >>> Optimizer.create_optimizer("SGD", learning_rate=0.5).learning_rate
        0.5
        """
        return Optimizer.opt_registry[name](**kwargs)


register = Optimizer.register
create = Optimizer.create_optimizer


def number(name, value):
    """Return `value` as a Python number, or raise TypeError that says which setting is none.

    >>> number("wd", 1)
    1
    """
    if not isinstance(value, Real):
        raise TypeError(f"{name} is {value!r}; give a number")
    return value if isinstance(value, (int, float)) else float(value)


@register
class SGD(Optimizer):
    r"""Stochastic gradient descent, with momentum where asked for.

    .. math::

        \begin{aligned}
        v &= \mu v - \eta (g + \lambda w) \\
        w &= w + v
        \end{aligned}

    Here g is the rescaled and clipped gradient, :math:`\eta` the learning rate, :math:`\mu` the
    momentum and :math:`\lambda` the weight decay.

    Parameters
    ----------
    momentum : float
        Share of the last step that is made once more.
    lazy_update : bool
        Accepted; it concerns sparse arrays.
    **kwargs
        Settings of `Optimizer`: ``learning_rate``, ``wd``, ...

    References
    ----------
    Polyak (1964), Some methods of speeding up the convergence of iteration methods (momentum).

    Examples
    --------
    >>> sgd = SGD(learning_rate=0.1, momentum=0.5)
    >>> weight = nd.array([1.0])
    >>> velocity = sgd.create_state(0, weight)
    >>> for step in range(2):
    ...     sgd.update(0, weight, nd.array([1.0]), velocity)
    >>> round(float(weight.asscalar()), 6)  # 1 - 0.1 - (0.1 + 0.05)
    0.75
    """

    def __init__(self, momentum=0.0, lazy_update=True, **kwargs):
        super().__init__(**kwargs)
        self.momentum = number("momentum", momentum)
        self.lazy_update = lazy_update

    def create_state(self, index, weight):
        """Return the velocity: nothing without momentum, else zeros."""
        return nd.zeros(weight.shape, dtype=weight.dtype) if self.momentum else None

    def update(self, index, weight, grad, state):
        """Make one step."""
        self._update_count(index)
        lr, wd = self._get_lr(index), self._get_wd(index)
        w, g = weight._value, grad._value
        if wd or self.clip_gradient:
            step = lr * (self._rescaled(g) + wd * w)
        else:
            step = (lr * self.rescale_grad) * g
        if state is None:
            w -= step
        else:
            velocity = state._value
            velocity *= self.momentum
            velocity -= step
            w += velocity


class Updater:
    """A function ``updater(index, grad, weight)`` that keeps the states of all parameters.

    Parameters
    ----------
    optimizer : Optimizer

    Examples
    --------
    >>> updater = Updater(SGD(learning_rate=1.0))
    >>> weight = nd.array([3.0])
    >>> updater(0, nd.array([1.0]), weight)
    >>> weight.asnumpy()
    array([2.], dtype=float32)
    """

    def __init__(self, optimizer):
        self.optimizer = optimizer
        self.states = {}

    def __call__(self, index, grad, weight):
        """Make one step of parameter number `index`."""
        if index not in self.states:
            self.states[index] = self.optimizer.create_state(index, weight)
        self.optimizer.update(index, weight, grad, self.states[index])
        changes.note(weight)  # a record that used the old values is out of date


def get_updater(optimizer):
    """Return an `Updater` of this optimiser.

    >>> get_updater(SGD()).states
    {}
    """
    return Updater(optimizer)
