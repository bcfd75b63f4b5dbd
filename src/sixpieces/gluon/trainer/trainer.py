"""The trainer: one step of an optimiser for all parameters at once.

``backward`` leaves in each parameter the gradient of the *sum* of the losses. ``step(n)`` divides
it by n, the number of rows, and lets the optimiser change the parameter:

>>> from sixpieces import autograd, nd
>>> from sixpieces.gluon import Parameter
>>> weight = Parameter("weight", shape=(1,), init="zeros")
>>> weight.initialize()
>>> trainer = Trainer([weight], "sgd", {"learning_rate": 0.1})
>>> with autograd.record():
...     losses = nd.array([10, 30]) * weight.data()
>>> losses.backward()
>>> weight.grad().asnumpy()
array([40.], dtype=float32)
>>> trainer.step(2)
>>> weight.data().asnumpy()
array([-2.], dtype=float32)
"""

from numbers import Real

from sixpieces import optimizer as opt
from sixpieces.gluon.parameter import Parameter, ParameterDict
from sixpieces.gluon.trainer.states import load_states, save_states
from sixpieces.listen import listeners, tell


class Trainer:
    """Lets an optimiser change a set of parameters, step by step.

    Parameters
    ----------
    params : ParameterDict, dict or list of Parameter
        What `Block.collect_params` returns; a dictionary is taken in the order of its names.
    optimizer : str or Optimizer
        Name of an optimiser, or one that was made before.
    optimizer_params : dict, optional
        Settings of an optimiser given by name, such as ``{"learning_rate": 0.1}``.
    kvstore : str or None
        Where gradients of several devices meet. There is one device here, so 'local', 'device' and
        None do the same; several machines need MXNet.
    compression_params : None
        Accepted for MXNet's signature.
    update_on_kvstore : bool, optional
        Accepted, without effect.

    Raises
    ------
    ValueError
        Where `params` are no parameters, there is no such optimiser, or `kvstore` needs MXNet.
    RuntimeError
        Where a parameter was not initialised.
    TypeError
        Where the optimiser has no such setting.

    Examples
    --------
    >>> from sixpieces.gluon import nn
    >>> net = nn.Dense(1)
    >>> net.initialize()
    >>> trainer = Trainer(net.collect_params(), "adam")
    >>> trainer.learning_rate
    0.001
    """

    def __init__(
        self,
        params,
        optimizer,
        optimizer_params=None,
        kvstore="device",
        compression_params=None,
        update_on_kvstore=None,
    ):
        self._params = list_of_parameters(params)
        check_kvstore(kvstore, compression_params)
        for parameter in self._params:
            parameter.list_ctx()  # raises where it was not initialised
        by_number = dict(enumerate(self._params))
        if isinstance(optimizer, opt.Optimizer):
            assert not optimizer_params, (
                "optimizer_params must be None if optimizer is an instance of Optimizer instead "
                f"of str: {optimizer_params} would be ignored"
            )
            self._optimizer = optimizer
        else:
            self._optimizer = opt.create(optimizer, **optimizer_params or {})
        self._optimizer.param_dict = by_number
        self._updater = opt.get_updater(self._optimizer)
        self._scale = self._optimizer.rescale_grad
        if listeners:
            tell("trainer", self)

    def step(self, batch_size, ignore_stale_grad=False):
        """Change each parameter once, by its gradient divided by `batch_size`.

        Parameters
        ----------
        batch_size : int
            Number of rows whose losses were summed; 1 after ``losses.mean().backward()``.
        ignore_stale_grad : bool
            Whether to leave parameters alone that no new ``backward`` has reached.

        Raises
        ------
        UserWarning
            (Raised, as in MXNet.) Where the gradient of a parameter is not new. No parameter has
            changed then.
        ZeroDivisionError, ValueError, TypeError
            Where the batch size is 0, negative, or no number.
        """
        if listeners:
            tell("step", self, batch_size)
        self._optimizer.rescale_grad = self._scale / checked_batch_size(batch_size)
        arrays = [parameter.data() for parameter in self._params]
        to_update = []
        for i, data in enumerate(arrays):
            parameter = self._params[i]
            if parameter.grad_req == "null":
                continue
            if data._fresh_grad:
                to_update.append((i, data))
            elif not ignore_stale_grad:
                raise UserWarning(
                    f"Gradient of Parameter `{parameter.name}` on context {data.context} has not "
                    "been updated by backward since last `step`: the loss does not depend on it, "
                    "or backward was not called. If you train only some parameters on purpose, "
                    "call step with ignore_stale_grad=True."
                )
        for i, data in to_update:
            self._updater(i, data.grad, data)
            data._fresh_grad = False
        if listeners:
            tell("stepped", self, batch_size)

    def update(self, batch_size, ignore_stale_grad=False):
        """Do what `step` does: with one device there are no gradients to add up before."""
        self.step(batch_size, ignore_stale_grad)

    def allreduce_grads(self):
        """Do nothing: with one device there are no gradients to add up."""

    @property
    def optimizer(self):
        """The optimiser."""
        return self._optimizer

    @property
    def learning_rate(self):
        """The learning rate of the next step."""
        return self._optimizer.learning_rate

    def set_learning_rate(self, lr):
        """Set the learning rate; raises UserWarning where a scheduler rules it."""
        self._optimizer.set_learning_rate(lr)

    def save_states(self, fname):
        """Write what the optimiser remembers, and its settings, to a file."""
        save_states(fname, self._updater)

    def load_states(self, fname):
        """Read what `save_states` wrote. Nothing changes where anything does not fit."""
        load_states(fname, self._updater, self._params)


def list_of_parameters(params):
    """Return the parameters as a list, or raise ValueError where they are none.

    >>> list_of_parameters({"b": Parameter("b"), "a": Parameter("a")})[0].name
    'a'
    """
    if isinstance(params, (dict, ParameterDict)):
        params = [params[name] for name in sorted(params.keys())]
    if not isinstance(params, (list, tuple)):
        raise ValueError(
            f"First argument must be a list or dict of Parameters, got {type(params)}. "
            "Give net.collect_params()."
        )
    if not params:
        raise TypeError(
            "There are no parameters to train: give net.collect_params(); net.params of a network "
            "holds none of its layers' parameters."
        )
    for parameter in params:
        if not isinstance(parameter, Parameter):
            raise ValueError(
                "First argument must be a list or dict of Parameters, "
                f"got list of {type(parameter)}."
            )
    return list(params)


def check_kvstore(kvstore, compression_params):
    """Refuse what needs several devices or machines.

    >>> check_kvstore("device", None)
    """
    if isinstance(kvstore, str) and kvstore.startswith("dist"):
        raise ValueError(
            f"kvstore={kvstore!r} trains on several machines and needs MXNet: run this program "
            "with mxnet in the place of sixpieces, or leave kvstore out to train on this machine"
        )
    if kvstore not in (None, "local", "device"):
        raise ValueError(f"kvstore is {kvstore!r}; give 'local', 'device' or None")
    if compression_params is not None:
        raise ValueError("compression_params compress what machines send: they need MXNet")


def checked_batch_size(batch_size):
    """Return a batch size that gradients can be divided by.

    >>> checked_batch_size(64)
    64.0
    """
    if not isinstance(batch_size, Real):
        raise TypeError(f"batch_size is {batch_size!r}; give the number of rows, data.shape[0]")
    if batch_size == 0:
        raise ZeroDivisionError("batch_size is 0; give the number of rows, data.shape[0]")
    if not batch_size > 0:
        raise ValueError(f"batch_size is {batch_size}; give the number of rows, data.shape[0]")
    return float(batch_size)
