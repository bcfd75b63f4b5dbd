"""Files of arrays: nothing but whole files of arrays is read, and nothing is executed."""

import io
import pickle
import zipfile

import numpy as np
import pytest

from sixpieces import nd
from sixpieces.base import MXNetError


def test_every_dtype_and_shape_comes_back(tmp_path):
    arrays = {
        name: nd.array(np.arange(6).reshape(2, 3), dtype=name)
        for name in ("float16", "float32", "float64", "int8", "uint8", "int32", "int64", "bool")
    }
    nd.save(str(tmp_path / "x"), arrays)
    for name, array in nd.load(str(tmp_path / "x")).items():
        assert array.dtype is arrays[name].dtype
        assert array.asnumpy().tolist() == arrays[name].asnumpy().tolist()
    nd.save(str(tmp_path / "x"), [])
    assert nd.load(str(tmp_path / "x")) == []


def test_the_same_arrays_make_the_same_bytes(tmp_path):
    for name in ("a", "b"):
        nd.save(tmp_path / name, {"w": nd.ones(2)})
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


class Trap:
    def __reduce__(self):
        return (pytest.fail, ("a file was executed",))


def archive(**members):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as target:
        for name, content in members.items():
            target.writestr(name, content)
    return file.getvalue()


def pickled_array():
    file = io.BytesIO()
    np.lib.format.write_array(file, np.array([Trap()], object), allow_pickle=True)
    return file.getvalue()


def whole_file(tmp_path):
    nd.save(tmp_path / "whole", nd.ones((100, 100)))
    return (tmp_path / "whole").read_bytes()


@pytest.mark.parametrize(
    "content",
    [
        lambda folder: b"",
        lambda folder: b"some text",
        lambda folder: pickle.dumps(Trap()),
        lambda folder: archive(**{"name:x.npy": pickled_array()}),
        lambda folder: archive(**{"name:x.npy": b"not an array"}),
        lambda folder: archive(**{"x.npy": b""}),
        lambda folder: whole_file(folder)[:5000],
        lambda folder: whole_file(folder)[:200] + b"?" + whole_file(folder)[201:],
        lambda folder: (0x112).to_bytes(8, "little") + bytes(100),
    ],
)
def test_other_files_are_refused(content, tmp_path):
    path = tmp_path / "file"
    path.write_bytes(content(tmp_path))
    with pytest.raises(MXNetError, match="file"):
        nd.load(path)


def test_a_refused_save_leaves_the_old_file(tmp_path):
    nd.save(tmp_path / "x", nd.ones(1))
    before = (tmp_path / "x").read_bytes()
    for wrong in (3, [1], {1: nd.ones(1)}, {"w": 1}):
        with pytest.raises((TypeError, ValueError)):
            nd.save(tmp_path / "x", wrong)
    assert (tmp_path / "x").read_bytes() == before


def test_a_number_is_no_file():
    with pytest.raises(TypeError, match="string or a path"):
        nd.load(0)
    with pytest.raises(TypeError, match="string or a path"):
        nd.save(1, nd.ones(2))


def test_an_archive_of_a_kind_that_python_does_not_read(tmp_path):
    content = bytearray(whole_file(tmp_path))
    directory = content.rindex(b"PK\x01\x02")
    content[directory + 10] = 99  # the method of compression
    (tmp_path / "strange").write_bytes(content)
    with pytest.raises(MXNetError, match="not a file of arrays"):
        nd.load(tmp_path / "strange")
