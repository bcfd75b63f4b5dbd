"""The same elements in another place: new shapes, parts, and several arrays in one.

Their gradient rules only carry each number back to where it came from.
"""

from itertools import accumulate, pairwise

import numpy as np

from sixpieces.base import MXNetError, ReshapeError, as_dtype
from sixpieces.operation import operator
from sixpieces.operators.arithmetic import no_slope


@operator
def identity(data):
    """The same elements in a new array.

    >>> from sixpieces import nd
    >>> nd.identity(nd.array([1, 2])).asnumpy()
    array([1., 2.], dtype=float32)
    """
    return data.copy(), (lambda dz: dz,)


@operator(own_dtype=True)
def cast(data, *, dtype):
    """The elements in another dtype; the gradient comes back in the old one.

    >>> from sixpieces import nd
    >>> nd.cast(nd.array([1.7]), "int32").asnumpy()
    array([1], dtype=int32)
    """
    return data.astype(as_dtype(dtype)), (lambda dz: dz.astype(data.dtype),)


@operator
def BlockGrad(data):  # noqa: N802
    """The same elements as a constant: no gradient goes back.

    >>> from sixpieces import nd
    >>> nd.BlockGrad(nd.array([1, 2])).asnumpy()
    array([1., 2.], dtype=float32)
    """
    return data.copy(), (no_slope,)


@operator
def zeros_like(data):
    """Zeros in the shape and dtype of another array.

    >>> from sixpieces import nd
    >>> nd.zeros_like(nd.array([1, 2])).asnumpy()
    array([0., 0.], dtype=float32)
    """
    return np.zeros_like(data), (no_slope,)


@operator
def ones_like(data):
    """Ones in the shape and dtype of another array.

    >>> from sixpieces import nd
    >>> nd.ones_like(nd.array([1, 2])).asnumpy()
    array([1., 1.], dtype=float32)
    """
    return np.ones_like(data), (no_slope,)


# Shapes ----------------------------------------------------------------------------------------


@operator
def view(data, *, shape, reverse=False):
    """The same memory in another shape, which the method ``x.reshape`` gives; see `reshape`."""
    shape = (int(shape),) if np.ndim(shape) == 0 else tuple(shape)
    if any(length < -4 for length in shape):
        raise MXNetError(f"reshape: shape {shape}: no length is below -4.")
    if any(length in SPECIAL for length in shape) or reverse:
        shape = spelled_out(data.shape, shape, reverse)
    if shape.count(-1) > 1:
        raise MXNetError(f"reshape: shape {shape}: only one length can be left over to -1.")
    try:
        z = data.reshape(shape)
    except ValueError:
        raise ReshapeError(
            f"Cannot reshape array of size {data.size} into shape {shape}."
        ) from None
    return z, (lambda dz: dz.reshape(data.shape),)


SPECIAL = (0, -2, -3, -4)


def spelled_out(old, new, reverse):
    """A shape with MXNet's special lengths replaced by numbers; -1 may stay."""
    if reverse:
        return spelled_out(old[::-1], new[::-1], False)[::-1]
    found, place, codes = [], 0, iter(new)
    try:
        for code in codes:
            if code == 0:
                found.append(old[place])
                place += 1
            elif code == -2:
                found.extend(old[place:])
                place = len(old)
            elif code == -3:
                found.append(old[place] * old[place + 1])
                place += 2
            elif code == -4:
                first, second = next(codes), next(codes)
                first = old[place] // second if first == -1 else first
                second = old[place] // first if second == -1 else second
                if first * second != old[place]:
                    raise MXNetError(f"reshape: {old[place]} is not {first} times {second}.")
                found.extend((first, second))
                place += 1
            else:
                found.append(code)
                place += 1
    except (IndexError, StopIteration):
        raise MXNetError(f"reshape: shape {new} asks for more axes than {old} has.") from None
    return tuple(found)


@operator
def reshape(data, *, shape, reverse=False):
    """The same elements in the same order, in another shape.

    Parameters
    ----------
    data : NDArray
    shape : int or tuple of int
        Lengths. Special ones: 0 keeps the length of this place; -1 is what is left over; -2 keeps
        all remaining axes; -3 joins the next two; -4 splits the next one into the two lengths that
        follow it, one of which may be -1.
    reverse : bool
        Read the special lengths from the right.

    Raises
    ------
    MXNetError
        If the numbers of elements differ.

    Examples
    --------
    >>> from sixpieces import nd
    >>> nd.reshape(nd.zeros((2, 3, 4)), (0, -1)).shape
    (2, 12)
    """
    z, rules = view.__wrapped__(data, shape=shape, reverse=reverse)
    return z.copy(), rules


@operator
def reshape_like(lhs, rhs):
    """The elements of `lhs` in the shape of `rhs`.

    >>> from sixpieces import nd
    >>> nd.reshape_like(nd.zeros((2, 3)), nd.zeros(6)).shape
    (6,)
    """
    return lhs.reshape(rhs.shape).copy(), (lambda dz: dz.reshape(lhs.shape), no_slope)


@operator
def Flatten(data):  # noqa: N802
    """All axes but the first joined into one.

    >>> from sixpieces import nd
    >>> nd.flatten(nd.zeros((2, 3, 4))).shape
    (2, 12)
    """
    return data.reshape(len(data), -1).copy(), (lambda dz: dz.reshape(data.shape),)


@operator
def transpose(data, *, axes=None):
    """The axes in another order: reversed, or as `axes` lists them.

    >>> from sixpieces import nd
    >>> nd.transpose(nd.zeros((2, 3, 4)), (1, 0, 2)).shape
    (3, 2, 4)
    """
    axes = tuple(axes) if axes else tuple(range(data.ndim))[::-1]
    return data.transpose(axes).copy(), (lambda dz: dz.transpose(np.argsort(axes)),)


@operator
def expand_dims(data, *, axis):
    """A new axis of length 1 at a place.

    >>> from sixpieces import nd
    >>> nd.expand_dims(nd.zeros(3), 0).shape
    (1, 3)
    """
    return np.expand_dims(data, axis).copy(), (lambda dz: dz.reshape(data.shape),)


@operator
def squeeze(data, *, axis=None):
    """Without the axes of length 1, or without those named.

    >>> from sixpieces import nd
    >>> nd.squeeze(nd.zeros((1, 3, 1))).shape
    (3,)
    """
    axis = tuple(axis) if isinstance(axis, list) else axis
    z = np.squeeze(data, axis).copy()
    return z if z.shape else z.reshape(1), (lambda dz: dz.reshape(data.shape),)


@operator
def broadcast_to(data, *, shape):
    """Axes of length 1 repeated up to a shape; 0 keeps a length.

    >>> from sixpieces import nd
    >>> nd.broadcast_to(nd.array([[1], [2]]), (2, 3)).asnumpy()
    array([[1., 1., 1.],
           [2., 2., 2.]], dtype=float32)
    """
    if len(shape) == data.ndim:
        shape = [new or old for new, old in zip(shape, data.shape, strict=True)]
    return np.broadcast_to(data, shape).copy(), (lambda dz: dz,)


# Several arrays --------------------------------------------------------------------------------


@operator
def concat(*data, dim=1):
    """Arrays one after the other along an axis.

    >>> from sixpieces import nd
    >>> nd.concat(nd.array([[1], [2]]), nd.array([[3], [4]]), dim=1).asnumpy()
    array([[1., 3.],
           [2., 4.]], dtype=float32)
    """
    check_one_dtype("concat", data)
    z = np.concatenate(data, dim)
    before = (np.s_[:],) * (dim % z.ndim)
    ends = [0, *accumulate(each.shape[dim] for each in data)]
    parts = [(*before, np.s_[start:end]) for start, end in pairwise(ends)]
    return z, [lambda dz, part=part: dz[part] for part in parts]


def check_one_dtype(name, arrays):
    """Refuse arrays of several dtypes: one of them would lose digits."""
    if any(each.dtype != arrays[0].dtype for each in arrays):
        names = ", ".join(each.dtype.name for each in arrays)
        raise MXNetError(f"{name}: dtypes {names}: bring all to one dtype first, with astype.")


@operator
def stack(*data, axis=0):
    """Arrays of one shape side by side along a new axis.

    >>> from sixpieces import nd
    >>> nd.stack(nd.array([1, 2]), nd.array([3, 4])).asnumpy()
    array([[1., 2.],
           [3., 4.]], dtype=float32)
    """
    check_one_dtype("stack", data)
    return np.stack(data, axis), [lambda dz, i=i: np.take(dz, i, axis) for i in range(len(data))]


def split(data, num_outputs, axis=1, squeeze_axis=False):
    """Equal parts along an axis.

    Parameters
    ----------
    data : NDArray
    num_outputs : int
    axis : int
    squeeze_axis : bool
        Drop the axis, where each part has length 1 there.

    Returns
    -------
    list of NDArray, or the one NDArray when there is one part

    Raises
    ------
    MXNetError
        If the axis does not divide into so many equal parts.

    Examples
    --------
    >>> from sixpieces import nd
    >>> [part.shape for part in nd.split(nd.zeros((2, 4)), 2)]
    [(2, 2), (2, 2)]
    """
    length = length_along("split", data, axis)
    if num_outputs < 1 or length % num_outputs:
        raise MXNetError(
            f"split: {length} elements along axis {axis} do not divide into {num_outputs} "
            f"equal parts."
        )
    size = length // num_outputs
    parts = [
        slice_axis(data, axis=axis, begin=i * size, end=(i + 1) * size) for i in range(num_outputs)
    ]
    if squeeze_axis:
        parts = [squeeze(part, axis=axis) for part in parts]
    return parts if num_outputs > 1 else parts[0]


def length_along(name, data, axis):
    """How long an axis is, or a sentence that says which axes there are."""
    if not -data.ndim <= axis < data.ndim:
        raise MXNetError(
            f"{name}: there is no axis {axis} in shape {data.shape}: "
            f"use {-data.ndim} to {data.ndim - 1}."
        )
    return data.shape[axis]


@operator
def slice_axis(data, *, axis, begin, end):
    """The places from `begin` to `end` of one axis; None means to its end.

    >>> from sixpieces import nd
    >>> nd.slice_axis(nd.array([[1, 2, 3]]), axis=1, begin=1, end=None).asnumpy()
    array([[2., 3.]], dtype=float32)
    """
    length = length_along("slice_axis", data, axis)
    if not (-length <= begin <= length and (end is None or -length <= end <= length)):
        raise MXNetError(
            f"slice_axis: from {begin} to {end} is beyond axis {axis}, of length {length}."
        )
    key = [np.s_[:]] * data.ndim
    key[axis] = np.s_[begin:end]
    return part(data, tuple(key))


@operator
def slice(data, *, begin, end, step=()):
    """A part along several axes, as ``data[begin:end:step]`` takes it.

    >>> from sixpieces import nd
    >>> nd.slice(nd.array([1, 2, 3]), begin=(1,), end=(None,)).asnumpy()
    array([2., 3.], dtype=float32)
    """
    begin, end, step = (x if isinstance(x, (tuple, list)) else (x,) for x in (begin, end, step))
    step = step or (None,) * len(begin)
    return part(data, tuple(np.s_[b:e:s] for b, e, s in zip(begin, end, step, strict=True)))


def part(data, key):
    def rule(dz):
        dx = np.zeros_like(data)
        dx[key] = dz
        return dx

    return data[key].copy(), (rule,)


@operator
def tile(data, *, reps):
    """The whole array repeated along each axis.

    >>> from sixpieces import nd
    >>> nd.tile(nd.array([1, 2]), 2).asnumpy()
    array([1., 2., 1., 2.], dtype=float32)
    """
    reps = (reps,) if np.ndim(reps) == 0 else tuple(reps)
    ndim = np.maximum(len(reps), data.ndim)
    reps = (1,) * (ndim - len(reps)) + reps
    shape = (1,) * (ndim - data.ndim) + data.shape
    pairs = [length for pair in zip(reps, shape, strict=True) for length in pair]
    return np.tile(data, reps), (
        lambda dz: dz.reshape(pairs).sum(axis=tuple(range(0, 2 * ndim, 2))).reshape(data.shape),
    )


@operator
def repeat(data, *, repeats, axis=None):
    """Each element repeated, along an axis or in one row.

    >>> from sixpieces import nd
    >>> nd.repeat(nd.array([1, 2]), 2).asnumpy()
    array([1., 1., 2., 2.], dtype=float32)
    """
    z = np.repeat(data, repeats, axis)
    along = axis % data.ndim if axis is not None else 0
    shape = data.shape if axis is not None else (data.size,)
    split_shape = (*shape[: along + 1], repeats, *shape[along + 1 :])
    return z, (lambda dz: dz.reshape(split_shape).sum(axis=along + 1).reshape(data.shape),)


def concatenate(arrays, axis=0, always_copy=True):
    """A list of arrays one after the other along an axis.

    >>> from sixpieces import nd
    >>> nd.concatenate([nd.array([1, 2]), nd.array([3])]).asnumpy()
    array([1., 2., 3.], dtype=float32)
    """
    return concat(*arrays, dim=axis)


stop_gradient = BlockGrad
flatten = Flatten
Cast = cast
Concat = concat
SliceChannel = split
Reshape = reshape
