"""Save arrays to a file and load them: NumPy's own format, in which nothing can be executed.

A file is a ZIP archive, as ``numpy.savez`` writes it, with one ``.npy`` member for each array.
The member's name says what `save` was given: ``name:weight`` for the entry ``weight`` of a dict,
``list:0`` for the first of a list.
Members are read with ``allow_pickle=False``.
"""

import io
import os
import zipfile

import numpy as np

from sixpieces.base import MXNetError
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
        if not isinstance(each, NDArray):
            raise TypeError(f"save only accepts NDArray values: {name} is {type(each)}.")
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        for name, each in members.items():
            member = io.BytesIO()
            np.lib.format.write_array(member, each._value, allow_pickle=False)
            file.writestr(zipfile.ZipInfo(f"{name}.npy"), member.getvalue())
    with opened(fname, "wb") as file:
        file.write(archive.getvalue())


def opened(fname, mode):
    """Open a file, or raise MXNet's error where Python would raise its own."""
    if not isinstance(fname, (str, os.PathLike)):  # a number would be a file that is open already
        raise TypeError(f"fname required to be a string or a path, not {fname!r}.")
    try:
        return open(fname, mode)
    except OSError as error:
        raise MXNetError(f"{fname} cannot be opened: {error.strerror}.") from None


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
    arrays, kind = {}, "list"
    with opened(fname, "rb") as file:
        start = file.read(8)
        if start[:8] == MXNET_START:
            raise MXNetError(
                f"{fname} is in MXNet's own format, which this engine does not read: load it with "
                f"MXNet and save the arrays with numpy.savez."
            )
        try:
            with zipfile.ZipFile(file) as archive:
                for name in archive.namelist():
                    kind, _, key = name.removesuffix(".npy").partition(":")
                    if kind not in ("name", "list"):
                        raise ValueError(f"unknown member {name!r}")
                    with archive.open(name) as member:
                        value = np.lib.format.read_array(member, allow_pickle=False)
                    arrays[key] = NDArray(value)
        except (ValueError, zipfile.BadZipFile, EOFError, OSError, RuntimeError) as error:
            raise MXNetError(
                f"{fname} is not a file of arrays that nd.save wrote: {error}. "
                f"Write it again with nd.save or net.save_parameters."
            ) from None
    return list(arrays.values()) if kind == "list" else arrays


#: The first bytes of a file that MXNet's own nd.save wrote.
MXNET_START = (0x112).to_bytes(8, "little")
