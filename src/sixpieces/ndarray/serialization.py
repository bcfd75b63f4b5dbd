"""Save arrays to a file and load them: NumPy's own format, in which nothing can be executed.

A file is a ZIP archive, as ``numpy.savez`` writes it, with one ``.npy`` member for each array.
The member's name says what `save` was given: ``name:weight`` for the entry ``weight`` of a dict,
``list:0`` for the first of a list.
Members are read with ``allow_pickle=False``.
"""

import io
import os
import zipfile
import zlib

import numpy as np

from sixpieces.base import MXNetError, as_dtype
from sixpieces.files import replacing
from sixpieces.ndarray.ndarray import NDArray


def save(fname, data):
    """Write an array, a list of arrays, or a dict of arrays by name.

    Parameters
    ----------
    fname : str or path
    data : NDArray, list of NDArray or dict of str to NDArray

    Raises
    ------
    TypeError
        If there is something else in it; no file is written then.

    Examples
    --------
    >>> import os, tempfile
    >>> from sixpieces import nd
    >>> path = os.path.join(tempfile.mkdtemp(), "arrays")
    >>> nd.save(path, {"weight": nd.ones(2)})
    >>> nd.load(path)["weight"].asnumpy()
    array([1., 1.], dtype=float32)
    """
    if isinstance(data, NDArray):
        data = [data]
    if isinstance(data, dict):
        members = {f"name:{name}": each for name, each in data.items()}
    elif isinstance(data, (list, tuple)):
        members = {f"list:{place}": each for place, each in enumerate(data)}
    else:
        raise ValueError(
            f"data needs to either be a NDArray, dict of str, NDArray pairs or a list of NDArrays, "
            f"not {type(data)}."
        )
    if isinstance(data, dict) and not all(isinstance(name, str) for name in data):
        raise TypeError(f"save only accepts names that are str: {list(data)}.")
    for name, each in members.items():
        if "\0" in name or len(name.encode("utf-8", "replace")) > 65_000 or not is_text(name):
            raise ValueError(f"save: no file can hold the name {name[:40]!r}.")
        if not isinstance(each, NDArray):
            raise TypeError(f"save only accepts NDArray values: {name} is {type(each)}.")
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        for name, each in members.items():
            member = io.BytesIO()
            np.lib.format.write_array(member, each._value, allow_pickle=False)
            file.writestr(zipfile.ZipInfo(f"{name}.npy"), member.getvalue())
    check_path(fname)
    try:
        with replacing(fname) as file:
            file.write(archive.getvalue())
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise MXNetError(f"{fname} cannot be written: {reason}.") from None


def is_text(name):
    """Whether a name can be written as UTF-8: half of a surrogate pair cannot."""
    try:
        return bool(name.encode())
    except UnicodeEncodeError:
        return False


def check_path(fname):
    """Refuse what is no path: a number would be a file that is open already."""
    if not isinstance(fname, (str, os.PathLike)):
        raise TypeError(f"fname required to be a string or a path, not {fname!r}.")


def opened(fname):
    """Open a file, or raise MXNet's error where Python would raise its own."""
    check_path(fname)
    try:
        if os.path.exists(fname) and not os.path.isfile(fname):
            raise MXNetError(f"{fname} cannot be opened: it is no file.")
        return open(fname, "rb")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise MXNetError(f"{fname} cannot be opened: {reason}.") from None


def load(fname):
    """Read what `save` wrote.

    Parameters
    ----------
    fname : str or path

    Returns
    -------
    list of NDArray or dict of str to NDArray

    Raises
    ------
    MXNetError
        If there is no such file, it is not such a file, or not a whole one.
        Nothing in it is executed.

    Examples
    --------
    >>> from sixpieces import nd
    >>> nd.load("README.md")
    Traceback (most recent call last):
    sixpieces.base.MXNetError: README.md is not a file of arrays that nd.save wrote: ...
    """
    arrays, kinds = {}, set()
    with opened(fname) as file:
        if file.read(8) == MXNET_START:
            raise MXNetError(
                f"{fname} is in MXNet's own format, which this engine does not read: load it with "
                f"MXNet, and write each array with numpy.savez under its name after 'name:', as in "
                f"numpy.savez(path, **{{'name:' + n: a.asnumpy() for n, a in mxnet.nd.load("
                f"{os.fspath(fname)!r}).items()}})."
            )
        try:
            with zipfile.ZipFile(file) as archive:
                check_size(archive.infolist(), os.fstat(file.fileno()).st_size)
                for info in archive.infolist():
                    kind, _, key = info.filename.removesuffix(".npy").partition(":")
                    kinds.add(kind)
                    if kind not in ("name", "list") or len(kinds) > 1:
                        raise ValueError(f"unknown member {info.filename!r}")
                    with archive.open(info) as member:
                        value = np.lib.format.read_array(member, allow_pickle=False)
                    arrays[key] = NDArray(value.astype(as_dtype(value.dtype), copy=False))
        except DAMAGED as error:
            raise MXNetError(
                f"{fname} is not a file of arrays that nd.save wrote: {error}. "
                f"Write it again with nd.save or net.save_parameters."
            ) from None
    return arrays if kinds == {"name"} else list(arrays.values())


def check_size(members, size):
    """Refuse members that would become far larger than the file that they stand in."""
    grown = sum(info.file_size for info in members)
    allowed = LARGEST_GROWTH * max(size, 10_000)  # nothing is large that stays below a megabyte
    if grown > max(size, min(allowed, LARGEST_COMPRESSED)):
        raise ValueError(f"it would grow from {size} to {grown} bytes")


#: How many times its size a file may grow, and up to how many bytes: nd.save does not compress.
LARGEST_GROWTH, LARGEST_COMPRESSED = 100, 2**30

#: What NumPy and zipfile raise where a file is not what it should be.
DAMAGED = (
    ValueError,
    TypeError,
    KeyError,
    EOFError,
    MemoryError,
    OSError,
    RuntimeError,
    zlib.error,
    zipfile.BadZipFile,
)

#: The first bytes of a file that MXNet's own nd.save wrote.
MXNET_START = (0x112).to_bytes(8, "little")
