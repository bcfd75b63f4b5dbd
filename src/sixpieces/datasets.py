"""Piece one, the data: two tables inside the package, and a reader for tables of your own.

Everything here returns plain ``float32`` NumPy arrays: hand them to ``gluon.data.ArrayDataset``
as they are, or to ``nd.array``.
"""

import os
import re
from array import array
from importlib.resources import files
from typing import NamedTuple

import numpy as np

__all__ = ["LabelledRows", "TrainAndTest", "load_adult", "load_digits", "read_libsvm"]


def _shapes(named_tuple):
    parts = []
    for name, value in zip(named_tuple._fields, named_tuple, strict=True):
        is_array = isinstance(value, np.ndarray)
        parts.append(f"{name}: {value.shape if is_array else f'{len(value)} names'}")
    return f"{type(named_tuple).__name__}({', '.join(parts)})"


class TrainAndTest(NamedTuple):
    """Rows to learn from, and rows to be judged by.

    Features are ``float32`` of shape (rows, columns), labels ``float32`` of shape (rows,),
    and `feature_names` is one string a column. It can be unpacked like any tuple.
    """

    train_features: np.ndarray
    train_labels: np.ndarray
    test_features: np.ndarray
    test_labels: np.ndarray
    feature_names: tuple[str, ...]

    __repr__ = _shapes


class LabelledRows(NamedTuple):
    """Features, ``float32`` of shape (rows, columns), and their labels, of shape (rows,)."""

    features: np.ndarray
    labels: np.ndarray

    __repr__ = _shapes


def _read_shipped(name):
    path = files("sixpieces") / "data" / name
    with path.open("rb") as file, np.load(file, allow_pickle=False) as archive:
        return dict(archive)


def load_adult():
    """Return UCI's census table *Adult*: does a person earn more than 50,000 dollars a year?

    Every column is 0 or 1, as in the LIBSVM form of the same people: a number (age, years of
    education, hours a week) falls into one of five bins, gain and loss are none or some,
    everything else has one column a category. So each row holds exactly thirteen ones.

    Returns
    -------
    TrainAndTest
        32,561 rows to learn from and 16,281 to test, UCI's own split and order, with 118
        columns; labels are 1 where the income is above 50,000 dollars and 0 elsewhere.

    Notes
    -----
    Labels have shape (n,): reshape them to (n, 1) before you combine them with an output of
    shape (n, 1) by hand. UCI's column ``fnlwgt`` is left out, and a missing workclass,
    occupation or native country is replaced by the most frequent one (``Private``,
    ``Prof-specialty``, ``United-States``).

    References
    ----------
    Becker, B. and Kohavi, R. (1996). *Adult*. UCI Machine Learning Repository,
    https://doi.org/10.24432/C5XW20. CC BY 4.0; changed as said above.

    Examples
    --------
    >>> from sixpieces.datasets import load_adult
    >>> adult = load_adult()
    >>> adult.train_features.shape, adult.test_features.shape
    ((32561, 118), (16281, 118))
    >>> [adult.feature_names[column] for column in np.flatnonzero(adult.train_features[0])][:3]
    ['age 33-40', 'workclass State-gov', 'education Bachelors']
    >>> round(float(adult.train_labels.mean()), 3)
    0.241
    """
    shipped = _read_shipped("adult.npz")
    columns, names = shipped["columns"], shipped["feature_names"]
    n = columns.shape[1]
    features = np.zeros((n, len(names)), dtype=np.float32)
    for column in columns:  # one column of each field, for every person
        features[np.arange(n), column] = 1
    labels = np.unpackbits(shipped["labels"], count=n).astype(np.float32)
    return _split(features, labels, 32561, names)


def load_digits():
    """Return UCI's handwritten digits: which of ten digits does an image of 8 x 8 pixels show?

    Returns
    -------
    TrainAndTest
        The first 1,437 images to learn from and the last 360 to test, in UCI's order; a row
        holds 64 pixels from 0 (paper) to 1 (ink), and a label is the digit, 0.0 to 9.0.

    Notes
    -----
    UCI counts the inked dots of each 4 x 4 block, 0 to 16; here the count is divided by 16,
    which ``float32`` holds exactly. The order is kept, so that images that stood together on a
    sheet do not fall on both sides of the split.
    ``train_features.reshape(-1, 8, 8)`` gives the images back.

    References
    ----------
    Alpaydin, E. and Kaynak, C. (1998). *Optical Recognition of Handwritten Digits*. UCI
    Machine Learning Repository, https://doi.org/10.24432/C50P49 (its test set). CC BY 4.0.

    Examples
    --------
    >>> from sixpieces.datasets import load_digits
    >>> digits = load_digits()
    >>> digits
    TrainAndTest(train_features: (1437, 64), train_labels: (1437,), \
test_features: (360, 64), test_labels: (360,), feature_names: 64 names)
    >>> image = digits.train_features[0].reshape(8, 8)
    >>> print("\\n".join("".join("-+x#"[int(3 * ink)] for ink in row) for row in image))
    ---x+---
    --xx+x--
    --x--x+-
    --x--++-
    --+--++-
    --x--x+-
    --x-+x--
    --+x+---
    """
    shipped = _read_shipped("digits.npz")
    features = np.ascontiguousarray(shipped["pixels"], dtype=np.float32) / np.float32(16)
    labels = shipped["labels"].astype(np.float32)
    names = [f"row {row} column {column}" for row in range(8) for column in range(8)]
    return _split(features, labels, 1437, names)


def _split(features, labels, n_train, names):
    train_and_test = features[:n_train], labels[:n_train], features[n_train:], labels[n_train:]
    return TrainAndTest(*train_and_test, tuple(map(str, names)))


_INDEX = re.compile(r"[0-9]+")
_NUMBER = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?")
_LARGEST = float(np.finfo(np.float32).max)
_LARGEST_TABLE = 2**30  # numbers, so 4 GiB
_COMPRESSED = {b"\x1f\x8b": "gzip", b"BZ": "bzip2", b"\xfd7": "xz", b"PK": "zip"}


def read_libsvm(path, n_features=None, *, zero_based=False, binary_labels=False):
    """Read a table in LIBSVM's text format: one row a line, ``label index:value index:value``.

    Columns that a line does not name are 0. Blank lines and what follows a ``#`` are skipped.

    Parameters
    ----------
    path : str or os.PathLike
        The file. The course's ``a1a`` and ``a1a.t`` are such files, with 123 columns.
    n_features : int, optional
        The number of columns. By default the highest index that occurs: give it where several
        files must have the same columns (``a1a`` alone never names the last ones).
    zero_based : bool
        Whether indices count from 0; the format's own count starts from 1.
    binary_labels : bool
        Whether labels must be -1 and +1 (or 0 and 1) and are returned as 0 and 1, which is
        what the log loss needs.

    Returns
    -------
    LabelledRows
        Features of shape (rows, n_features) and labels of shape (rows,), both ``float32``.

    Raises
    ------
    FileNotFoundError, IsADirectoryError
        There is no such file.
    ValueError
        A line is malformed: the message names the file, the line, the token and the remedy.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> from sixpieces.datasets import read_libsvm
    >>> folder = tempfile.TemporaryDirectory()
    >>> path = pathlib.Path(folder.name, "three_people")
    >>> _ = path.write_text("-1 1:1 4:1\\n+1 2:1 3:0.5\\n-1 4:1\\n")
    >>> read_libsvm(path, binary_labels=True)
    LabelledRows(features: (3, 4), labels: (3,))
    >>> read_libsvm(path, binary_labels=True).features[1].tolist()
    [0.0, 1.0, 0.5, 0.0]
    >>> _ = path.write_text("-1 0:1 4:1\\n")
    >>> read_libsvm(path)
    Traceback (most recent call last):
        ...
    ValueError: three_people, line 1, '0:1': indices count from 1; \
pass zero_based=True if those of this file count from 0
    >>> folder.cleanup()
    """
    path = os.fspath(path)
    name = os.path.basename(path)
    if os.path.isdir(path):
        raise IsADirectoryError(f"{path} is a folder: give the path of a file in it")
    if not os.path.exists(path):
        raise FileNotFoundError(
            f"There is no file {path} (seen from {os.getcwd()}): check the spelling, "
            "or give its full path"
        )
    if n_features is not None and n_features < 1:
        raise ValueError(f"n_features is {n_features}: a table has at least 1 column")
    first = 0 if zero_based else 1
    labels, columns, values, lengths = array("f"), array("q"), array("f"), array("q")
    highest, highest_line = -1, 0
    spellings = set()

    with open(path, "rb") as file:
        for number, raw in enumerate(file, 1):
            try:
                tokens = _text(raw, number).partition("#")[0].split()
                if not tokens:
                    continue
                label = _label(tokens[0])
                if binary_labels:
                    spellings.add(label)
                    _check_binary(tokens[0], spellings)
                    label = max(label, 0.0)
                labels.append(label)
                before = first - 1
                for token in tokens[1:]:
                    index, value = _pair(token, first, before, n_features)
                    columns.append(index - first)
                    values.append(value)
                    before = index
            except _LineError as error:
                raise ValueError(f"{name}, line {number}{error}") from None
            lengths.append(len(tokens) - 1)
            if before - first > highest:
                highest, highest_line = before - first, number

    if not labels:
        raise ValueError(f"{name} holds no row: is it the right file, and was it fully written?")
    width = n_features if n_features is not None else max(highest + 1, 1)
    if len(labels) * width > _LARGEST_TABLE:
        raise ValueError(
            f"{name}: {len(labels)} rows of {width} columns need "
            f"{len(labels) * width / 2**28:,.0f} GiB; is the index {highest + first} on line "
            f"{highest_line} right? If it is, read the file in parts, or keep it sparse"
        )
    features = np.zeros((len(labels), width), dtype=np.float32)
    rows = np.repeat(np.arange(len(labels)), np.frombuffer(lengths, np.int64).astype(np.intp))
    if columns:
        features[rows, np.frombuffer(columns, dtype=np.int64)] = np.frombuffer(values, np.float32)
    return LabelledRows(features, np.array(labels, dtype=np.float32))


class _LineError(ValueError):
    """What is wrong in a line and what to do; it follows the place, so it begins with a mark."""


def _text(raw, number):
    if number == 1:
        raw = raw.removeprefix(b"\xef\xbb\xbf")  # the mark that some editors put before UTF-8
        for magic, packer in _COMPRESSED.items():
            if raw.startswith(magic):
                raise _LineError(f": this is a {packer} file; unpack it first")
        if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
            raise _LineError(": this is UTF-16 text; save it as UTF-8")
    if b"\0" in raw:
        raise _LineError(": a zero byte, so this is not a text file; give the text form")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        byte = raw[error.start]
        raise _LineError(f": byte 0x{byte:02X} is not UTF-8 text; save the file as UTF-8") from None


def _label(token):
    if ":" in token:
        raise _LineError(f", {token!r}: the line begins without a label; put a number before it")
    return _number(token, token, "label")


def _check_binary(token, spellings):
    if not (spellings <= {-1, 1} or spellings <= {0, 1}):
        raise _LineError(
            f", {token!r}: with binary_labels=True all labels are -1 or +1, or all are 0 or 1; "
            "correct this one, or leave binary_labels out"
        )


def _pair(token, first, before, n_features):
    index, colon, value = token.partition(":")
    if not colon:
        raise _LineError(f", {token!r}: no colon; write index:value without a space, such as 7:1")
    if index == "":
        raise _LineError(f", {token!r}: no index before the colon; write index:value, such as 7:1")
    if not _INDEX.fullmatch(index):
        raise _LineError(f", {token!r}: the index {index!r} is not a whole number from {first} on")
    index = int(index)
    if index < first:
        raise _LineError(
            f", {token!r}: indices count from 1; "
            "pass zero_based=True if those of this file count from 0"
        )
    if n_features is not None and index - first >= n_features:
        raise _LineError(
            f", {token!r}: index {index} is beyond n_features={n_features}; "
            f"pass n_features={index - first + 1} or more"
        )
    if index == before:
        raise _LineError(f", {token!r}: index {index} is repeated; keep one of the two")
    if index < before:
        raise _LineError(f", {token!r}: index {index} comes after {before}; sort the line by index")
    if index - first >= 2**62:
        raise _LineError(f", {token!r}: no table has a column {index}; correct the index")
    return index, _number(token, value, "value")


def _number(token, text, what):
    if not _NUMBER.fullmatch(text):
        raise _LineError(
            f", {token!r}: the {what} {text!r} is not a finite number; correct it or drop the line"
        )
    number = float(text)
    if abs(number) > _LARGEST:
        raise _LineError(
            f", {token!r}: the {what} {text!r} is beyond float32 (about 3.4e38); rescale the column"
        )
    return number
