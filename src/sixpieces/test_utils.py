"""What programs ask of MXNet's tools for tests before they choose a device."""

__all__ = ["list_gpus"]


def list_gpus():
    """The numbers of the graphics cards: none, since this engine computes on the processor.

    Examples
    --------
    >>> import sixpieces as mx
    >>> mx.gpu() if mx.test_utils.list_gpus() else mx.cpu()
    cpu(0)
    """
    return []
