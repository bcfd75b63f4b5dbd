"""The rarer operations, which no lesson needs. Each stands beside its gradient rule all the same."""

from sixpieces import autograd, random
from sixpieces.base import MXNetError
from sixpieces.operation import operator

__all__ = [
    "Dropout",
]


def Dropout(data, p=0.5, mode="training", axes=(), cudnn_off=False, out=None):  # noqa: N802
    """While training, a share `p` of the elements set to 0 and the others divided by 1 - p.

    Parameters
    ----------
    data : NDArray
    p : float
        Share of elements to drop, from 0 up to, not including, 1.
    mode : str
        ``"training"``: only while training; ``"always"``.
    axes : tuple of int
        Axes along which whole slices are dropped.

    Returns
    -------
    NDArray of the same shape

    Raises
    ------
    MXNetError
        If `p` is not a share.

    Examples
    --------
    >>> from sixpieces import nd
    >>> nd.Dropout(nd.ones(3), p=0.5).asnumpy()
    array([1., 1., 1.], dtype=float32)
    """
    if not 0 <= p < 1:
        raise MXNetError(f"Dropout: p={p} is not a share from 0 up to, not including, 1.")
    if mode not in ("training", "always"):
        raise MXNetError(f"Dropout: mode {mode!r} is neither 'training' nor 'always'.")
    shape = [1 if axis in axes else length for axis, length in enumerate(data.shape)]
    return dropped(
        data, p=p, shape=shape, active=mode == "always" or autograd.is_training(), out=out
    )


@operator
def dropped(data, *, p, shape, active):
    if not active or p == 0:
        return data.copy(), (lambda dz: dz,)
    mask = (random.generator.random(shape) >= p).astype(data.dtype) / (1 - p)
    mask = mask.astype(data.dtype)
    return data * mask, (lambda dz: dz * mask,)
