"""Writing files so that a reader finds the old one or the new one, and never half of one."""

import contextlib
import os
import tempfile

__all__ = ["replacing"]


@contextlib.contextmanager
def replacing(path):
    """Write a file beside `path`, and put it in the place of `path` when it is whole.

    Whatever ends the program on the way, the old file is still there.

    Parameters
    ----------
    path : str or path

    Yields
    ------
    file
        Open for writing bytes.

    Raises
    ------
    OSError
        Where the folder is missing, or the disk is full.

    Examples
    --------
    >>> folder = tempfile.mkdtemp()
    >>> path = os.path.join(folder, "numbers")
    >>> with replacing(path) as file:
    ...     _ = file.write(b"12")
    >>> os.listdir(folder)
    ['numbers']
    """
    path = os.path.realpath(path)
    if os.path.exists(path) and not os.path.isfile(path):  # a folder, or a device such as /dev/null
        with open(path, "wb") as file:
            yield file
        return
    folder, name = os.path.split(path)
    handle, beside = tempfile.mkstemp(prefix=f".{name[:100]}.", dir=folder)
    try:
        with open(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.chmod(beside, mode_of(path))
        os.replace(beside, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.remove(beside)
        raise


def mode_of(path):
    """The permissions of the old file, or those of any new one."""
    try:
        return os.stat(path).st_mode & 0o777
    except OSError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask
