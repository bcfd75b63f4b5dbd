"""Writing files so that a reader finds the old one or the new one, and never half of one."""

import contextlib
import os
import secrets

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
    >>> import tempfile
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
    beside = os.path.join(folder, f".{name[:100]}.{secrets.token_hex(4)}")
    try:
        with open(beside, "xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(FileNotFoundError):  # a new file has the rights of any new one
            os.chmod(beside, os.stat(path).st_mode & 0o777)
        os.replace(beside, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.remove(beside)
        raise
