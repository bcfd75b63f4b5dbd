"""read_libsvm: what it reads, and what it answers to each malformed line."""

import bz2
import gzip
import lzma

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sixpieces.datasets import load_adult, read_libsvm


@pytest.fixture
def write(tmp_path):
    def writer(content):
        path = tmp_path / "people"
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return path

    return writer


def test_the_tutorials_lines(write):
    """Three lines as a1a has them: eleven to fourteen ones out of 123 columns."""
    path = write(
        "-1 3:1 11:1 14:1 19:1 39:1 42:1 55:1 64:1 67:1 73:1 75:1 76:1 80:1 83:1 \n"
        "-1 3:1 6:1 17:1 27:1 35:1 40:1 57:1 63:1 69:1 73:1 74:1 76:1 81:1 103:1 \n"
        "+1 5:1 6:1 18:1 22:1 36:1 40:1 60:1 61:1 67:1 73:1 74:1 76:1 79:1 83:1 \n"
    )
    features, labels = read_libsvm(path, n_features=123, binary_labels=True)
    assert features.shape == (3, 123)
    assert features.dtype == labels.dtype == np.float32
    assert labels.tolist() == [0, 0, 1]
    assert features.sum(axis=1).tolist() == [14, 14, 14]
    assert np.flatnonzero(features[1])[-1] == 102
    assert read_libsvm(path).features.shape == (3, 103)
    assert read_libsvm(path).labels.tolist() == [-1, -1, 1]


def test_the_shipped_people_survive_the_round_trip(write):
    adult = load_adult()
    lines = [
        f"{'+1' if label else '-1'} " + " ".join(f"{n + 1}:1" for n in np.flatnonzero(row))
        for row, label in zip(adult.test_features, adult.test_labels, strict=True)
    ]
    rows = read_libsvm(write("\n".join(lines)), n_features=118, binary_labels=True)
    assert np.array_equal(rows.features, adult.test_features)
    assert np.array_equal(rows.labels, adult.test_labels)


@pytest.mark.parametrize(
    ("content", "features", "labels"),
    [
        ("1 1:2\n", [[2]], [1]),
        ("1 1:2", [[2]], [1]),
        ("1\t1:2\r\n2 2:3\r\n", [[2, 0], [0, 3]], [1, 2]),
        ("\ufeff1 1:2\n", [[2]], [1]),
        ("# a comment: é\n\n1 1:2 # 2:3\n", [[2]], [1]),
        ("1\n0 2:1e-3\n", [[0, 0], [0, 1e-3]], [1, 0]),
        ("2.5 1:-.5 2:+3. 3:1E+2\n", [[-0.5, 3, 100]], [2.5]),
        ("1 1:0\n", [[0]], [1]),
        ("1\n", [[0]], [1]),
    ],
)
def test_what_is_well_formed_is_read(write, content, features, labels):
    rows = read_libsvm(write(content))
    assert np.array_equal(rows.features, np.array(features, dtype=np.float32))
    assert rows.labels.tolist() == labels


def test_zero_based_indices(write):
    path = write("1 0:5 2:7\n")
    assert read_libsvm(path, zero_based=True).features.tolist() == [[5, 0, 7]]
    assert read_libsvm(path, 3, zero_based=True).features.shape == (1, 3)
    with pytest.raises(ValueError, match=r"people, line 1, '2:7': index 2 is beyond n_features=2"):
        read_libsvm(path, n_features=2, zero_based=True)


GOOD = "+1 1:1\n"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("+1 0:1\n", "line 2, '0:1': indices count from 1; pass zero_based=True"),
        ("+1 5:1\n", "line 2, '5:1': index 5 is beyond n_features=4; pass n_features=5 or more"),
        ("+1 2:1 2:1\n", "line 2, '2:1': index 2 is repeated; keep one of the two"),
        ("+1 3:1 2:1\n", "line 2, '2:1': index 2 comes after 3; sort the line by index"),
        ("+1 3\n", "line 2, '3': no colon; write index:value"),
        ("+1 3 :1\n", "line 2, '3': no colon; write index:value without a space"),
        ("+1 :1\n", "line 2, ':1': no index before the colon"),
        ("+1 -3:1\n", "line 2, '-3:1': the index '-3' is not a whole number"),
        ("+1 qid:1\n", "line 2, 'qid:1': the index 'qid' is not a whole number from 1 on"),
        ("+1 1.5:1\n", "the index '1.5' is not a whole number"),
        ("+1 \u0661:1\n", "is not a whole number"),
        ("+1 1:nan\n", "line 2, '1:nan': the value 'nan' is not a finite number"),
        ("+1 1:inf\n", "line 2, '1:inf': the value 'inf' is not a finite number"),
        ("+1 1:-Infinity\n", "is not a finite number"),
        ("+1 1:\n", "line 2, '1:': the value '' is not a finite number"),
        ("+1 1:1_0\n", "the value '1_0' is not a finite number"),
        ("+1 1:1,5\n", "the value '1,5' is not a finite number"),
        ("+1 1:1:1\n", "the value '1:1' is not a finite number"),
        ("+1 1:1e39\n", "the value '1e39' is beyond float32"),
        ("2 1:1\n", "line 2, '2': with binary_labels=True all labels are -1 or +1"),
        ("0 1:1\n-1 1:1\n", "line 3, '-1': with binary_labels=True all labels"),
        ("yes 1:1\n", "line 2, 'yes': the label 'yes' is not a finite number"),
        ("nan 1:1\n", "line 2, 'nan': the label 'nan' is not a finite number"),
        ("1:1 2:1\n", "line 2, '1:1': the line begins without a label"),
        (b"+1 1:1 \xe9\n", "line 2: byte 0xE9 is not UTF-8 text; save the file as UTF-8"),
        (b"+1 1:1\0\n", "line 2: a zero byte, so this is not a text file"),
    ],
)
def test_a_malformed_line_is_answered_with_its_place_and_a_remedy(write, content, message):
    content = content if isinstance(content, bytes) else content.encode("utf-8")
    path = write(GOOD.encode() + content)
    with pytest.raises(ValueError) as caught:  # noqa: PT011
        read_libsvm(path, n_features=4, binary_labels=True)
    assert str(caught.value).startswith("people, line ")
    assert message in str(caught.value)


@pytest.mark.parametrize("content", ["", "\n\n", "# nothing\n"])
def test_a_file_without_rows(write, content):
    with pytest.raises(ValueError, match="people holds no row: is it the right file"):
        read_libsvm(write(content))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (gzip.compress(b"+1 1:1\n", mtime=0), "this is a gzip file; unpack it first"),
        (bz2.compress(b"+1 1:1\n"), "this is a bzip2 file; unpack it first"),
        (lzma.compress(b"+1 1:1\n"), "this is a xz file; unpack it first"),
        ("+1 1:1\n".encode("utf-16"), "this is UTF-16 text; save it as UTF-8"),
    ],
    ids=["gzip", "bzip2", "xz", "utf-16"],
)
def test_a_file_of_another_kind(write, content, message):
    with pytest.raises(ValueError, match=f"people, line 1: {message}"):
        read_libsvm(write(content))


def test_an_index_that_no_memory_would_hold(write):
    with pytest.raises(ValueError, match=r"2 rows of 4000000000 .*index 4000000000 on line 2"):
        read_libsvm(write(GOOD + "+1 4000000000:1\n"))
    with pytest.raises(ValueError, match=r"line 1, '9{30}:1': no table has a column"):
        read_libsvm(write(f"+1 {'9' * 30}:1\n"))


@pytest.mark.parametrize("n_features", [0, -1])
def test_a_table_without_columns(write, n_features):
    with pytest.raises(ValueError, match=f"n_features is {n_features}: a table has at least 1"):
        read_libsvm(write(GOOD), n_features=n_features)


def test_a_missing_file(tmp_path):
    with pytest.raises(FileNotFoundError, match=r"There is no file .*a1a .*: check the spelling"):
        read_libsvm(tmp_path / "a1a")
    with pytest.raises(IsADirectoryError, match="is a folder: give the path of a file in it"):
        read_libsvm(str(tmp_path))


numbers = st.floats(-1e6, 1e6, width=32)


@settings(max_examples=40, deadline=None)
@given(table=st.lists(st.tuples(numbers, *[numbers] * 5), min_size=1, max_size=8))
def test_any_table_is_read_back(tmp_path_factory, table):
    table = np.array(table, dtype=np.float32)
    path = tmp_path_factory.mktemp("libsvm") / "table"
    path.write_text(
        "\n".join(
            f"{row[0]!r} "
            + " ".join(f"{n}:{value!r}" for n, value in enumerate(row) if n and value)
            for row in table.tolist()
        )
    )
    features, labels = read_libsvm(path, n_features=5)
    assert np.array_equal(labels, table[:, 0])
    assert np.array_equal(features, table[:, 1:])
