"""Where an array lives: here always in the memory of the one processor.

MXNet puts arrays on processors and graphics cards.
This engine has one place, `cpu(0)`, and refuses the others by name.
"""

import threading

from sixpieces.base import MXNetError

__all__ = ["Context", "cpu", "cpu_pinned", "current_context", "gpu", "num_gpus"]


class Context:
    """A device. As a ``with`` block it makes the device the current one.

    Parameters
    ----------
    device_type : str or Context
        ``"cpu"``.
    device_id : int
        Number of the device: MXNet takes any number for the processor.

    Raises
    ------
    MXNetError
        For a graphics card: this engine computes on the processor.

    Examples
    --------
    >>> import sixpieces as mx
    >>> with mx.Context("cpu", 0):
    ...     print(mx.nd.ones(2).context)
    cpu(0)
    """

    def __init__(self, device_type, device_id=0):
        if isinstance(device_type, Context):
            device_type, device_id = device_type.device_type, device_type.device_id
        if device_type == "gpu":
            raise MXNetError(
                f"{device_type}({device_id}): this engine computes on the processor. "
                f"Use mx.cpu(), or run the program on MXNet itself."
            )
        if device_type not in ("cpu", "cpu_pinned", "cpu_shared"):
            raise KeyError(device_type)
        self.device_type = device_type
        self.device_id = device_id

    def __eq__(self, other):
        return (
            isinstance(other, Context)
            and self.device_type == other.device_type
            and self.device_id == other.device_id
        )

    def __hash__(self):
        return hash((self.device_type, self.device_id))

    def __repr__(self):
        return f"{self.device_type}({self.device_id})"

    def __enter__(self):
        _thread.entered.append(self)
        return self

    def __exit__(self, kind, value, trace):
        _thread.entered.pop()

    def empty_cache(self):
        """Do nothing: there is no pool of memory to empty."""


def cpu(device_id=0):
    """The processor.

    Examples
    --------
    >>> import sixpieces as mx
    >>> mx.cpu()
    cpu(0)
    """
    return Context("cpu", device_id)


def cpu_pinned(device_id=0):
    """The processor's memory that a graphics card can read: here the processor's memory.

    Examples
    --------
    >>> import sixpieces as mx
    >>> mx.cpu_pinned()
    cpu_pinned(0)
    """
    return Context("cpu_pinned", device_id)


def gpu(device_id=0):
    """Refused: this engine has no graphics card.

    Raises
    ------
    MXNetError
        Always.

    Examples
    --------
    >>> import sixpieces as mx
    >>> try:
    ...     mx.gpu()
    ... except mx.base.MXNetError as error:
    ...     print(error)
    gpu(0): this engine computes on the processor. \
Use mx.cpu(), or run the program on MXNet itself.
    """
    return Context("gpu", device_id)


def num_gpus():
    """How many graphics cards there are: none.

    Examples
    --------
    >>> import sixpieces as mx
    >>> [mx.gpu(number) for number in range(mx.context.num_gpus())] or [mx.cpu()]
    [cpu(0)]
    """
    return 0


def current_context():
    """The device that new arrays are put on.

    Examples
    --------
    >>> import sixpieces as mx
    >>> mx.current_context()
    cpu(0)
    """
    return _thread.entered[-1]


class _Thread(threading.local):
    """What each thread has entered: one thread's ``with`` block is not another's."""

    def __init__(self):
        self.entered = [CPU]


CPU = cpu()
_thread = _Thread()
