"""A save that is killed leaves the old file or the new one; a load that fails changes nothing."""

import io
import json
import os
import subprocess
import sys
import threading
import time
import zipfile

import numpy as np
import pytest

import sixpieces
from sixpieces import gluon, nd
from sixpieces.base import MXNetError
from sixpieces.datasets import read_libsvm
from sixpieces.ndarray import serialization

#: Other processes find the engine, wherever they run.
ENGINE = {**os.environ, "PYTHONPATH": os.path.dirname(os.path.dirname(sixpieces.__file__))}

KILLED = """
import os, random, signal, sys, time
from sixpieces import autograd, gluon, nd

kind, tries = sys.argv[1], int(sys.argv[2])
net = gluon.nn.Dense(200, in_units=1000)
net.initialize("ones")
trainer = gluon.Trainer(net.collect_params(), "adam")
with autograd.record():
    loss = net(nd.ones((1, 1000))).sum()
loss.backward()
trainer.step(1)
saves = {
    "nd.save": lambda: nd.save("file", {"weight": net.weight.data()}),
    "save_parameters": lambda: net.save_parameters("file"),
    "save_states": lambda: trainer.save_states("file"),
}
loads = {
    "nd.save": lambda: nd.load("file"),
    "save_parameters": lambda: net.load_parameters("file"),
    "save_states": lambda: trainer.load_states("file"),
}
saves[kind]()
draw = random.Random(0)
for attempt in range(tries):
    child = os.fork()
    if not child:
        while True:
            saves[kind]()
    time.sleep(draw.uniform(0.001, 0.02))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    loads[kind]()
print("whole", tries)
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.parametrize("kind", ["nd.save", "save_parameters", "save_states"])
def test_a_save_that_is_killed_leaves_a_whole_file(kind, tmp_path):
    command = [sys.executable, "-c", KILLED, kind, "70"]
    ended = subprocess.run(
        command, cwd=tmp_path, env=ENGINE, capture_output=True, text=True, timeout=120
    )
    assert ended.stdout == "whole 70\n", ended.stderr[-500:]


FULL = """
import resource, signal
from sixpieces import nd
nd.save("file", nd.ones(2))
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000))
try:
    nd.save("file", nd.ones((100, 100)))
except Exception as error:
    print(type(error).__name__, nd.load("file")[0].shape)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs limits of POSIX")
def test_a_full_disk_leaves_the_old_file(tmp_path):
    command = [sys.executable, "-c", FULL]
    ended = subprocess.run(command, cwd=tmp_path, env=ENGINE, capture_output=True, text=True)
    assert ended.stdout == "MXNetError (2,)\n", ended.stderr
    assert os.listdir(tmp_path) == ["file"]


def archive(path, members):
    """A ZIP archive of arrays, with members that nd.save would not write."""
    with zipfile.ZipFile(path, "w") as file:
        for name, value in members.items():
            member = io.BytesIO()
            np.lib.format.write_array(member, value)
            file.writestr(f"{name}.npy", member.getvalue())
    return path


@pytest.mark.parametrize("dtype", ["U4", "S4", "complex128", "int16", "uint32", "f4,i4"])
def test_only_element_types_are_loaded(dtype, tmp_path):
    path = archive(tmp_path / "file", {"name:w": np.zeros(3, dtype)})
    with pytest.raises(MXNetError, match="is not a file of arrays"):
        nd.load(path)


def test_bytes_in_the_other_order_are_turned(tmp_path):
    path = archive(tmp_path / "file", {"name:w": np.ones(2, ">f4")})
    assert (nd.load(path)["w"] + nd.ones(2)).asnumpy().tolist() == [2, 2]


def test_a_file_is_of_one_kind(tmp_path):
    path = archive(tmp_path / "file", {"name:w": np.ones(2), "list:0": np.ones(2)})
    with pytest.raises(MXNetError, match="unknown member 'list:0"):
        nd.load(path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_no_file(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(MXNetError, match="it is no file"):
        nd.load(tmp_path / "pipe")


def test_a_file_that_would_grow_without_measure_is_refused(tmp_path):
    np.savez_compressed(tmp_path / "file.npz", **{"name:w": np.zeros(10**7, "float32")})
    with pytest.raises(MXNetError, match=r"would grow from \d+ to 40000\d+ bytes"):
        nd.load(tmp_path / "file.npz")


def test_what_is_compressed_may_grow_up_to_a_stated_size(tmp_path, monkeypatch):
    path = tmp_path / "file.npz"
    np.savez_compressed(path, **{"name:w": np.tile(np.arange(250, dtype="float32"), 100)})
    assert nd.load(path)["w"].shape == (25_000,)
    monkeypatch.setattr(serialization, "LARGEST_COMPRESSED", 99_000)
    with pytest.raises(MXNetError, match=r"would grow from \d+ to 100\d+ bytes"):
        nd.load(path)
    nd.save(path, nd.ones(25_000))  # not compressed: as large as it likes
    assert len(nd.load(path)) == 1


@pytest.mark.parametrize("name", ["a\0b", "\ud800", "a" * 70_000])
def test_names_that_no_file_can_hold(name, tmp_path):
    with pytest.raises(ValueError, match="no file can hold the name"):
        nd.save(tmp_path / "file", {name: nd.ones(1)})
    assert os.listdir(tmp_path) == []


def test_the_remedy_for_mxnets_own_files_leads_to_a_file_that_loads(tmp_path):
    path = tmp_path / "file"
    path.write_bytes((0x112).to_bytes(8, "little") + bytes(100))
    with pytest.raises(MXNetError, match=r"numpy.savez under its name after 'name:'"):
        nd.load(path)
    arrays = {"weight": nd.ones((2, 3)), "bias": nd.zeros(2)}
    np.savez(tmp_path / "new.npz", **{"name:" + n: a.asnumpy() for n, a in arrays.items()})
    layer = gluon.nn.Dense(2, in_units=3)
    layer.load_parameters(tmp_path / "new.npz")
    assert layer.weight.data().sum().asscalar() == 6


def test_weights_that_cannot_be_trained_change_nothing(tmp_path):
    weight, bias = np.full((2, 3), 7, "int32"), np.full(2, 7, "float32")
    path = archive(tmp_path / "file", {"name:bias": bias, "name:weight": weight})
    layer = gluon.nn.Dense(2, in_units=3)
    layer.initialize()
    with pytest.raises(AssertionError, match="int32 has no gradient"):
        layer.load_parameters(path, cast_dtype=True, dtype_source="saved")
    assert layer.bias.data().asnumpy().tolist() == [0, 0]
    layer.load_parameters(path, cast_dtype=True)  # as it advises
    assert layer.weight.data().asnumpy().tolist() == [[7, 7, 7], [7, 7, 7]]


@pytest.mark.parametrize(
    ("name", "value"),
    [("update", "x"), ("lr", float("nan")), ("lr", "abc"), ("param_dict", [1]), ("none", 1)],
)
def test_states_set_only_what_the_optimiser_has(name, value, tmp_path):
    layer = gluon.nn.Dense(1, in_units=1)
    layer.initialize()
    trainer = gluon.Trainer(layer.collect_params(), "sgd", {"learning_rate": 0.5})
    path = tmp_path / "states"
    trainer.save_states(path)
    with np.load(path) as file:
        settings = json.loads(str(file["settings"]))
    settings["settings"][name] = value
    np.savez(tmp_path / "other.npz", settings=np.array(json.dumps(settings)))
    with pytest.raises(ValueError, match=f"sets '{name}' to"):
        trainer.load_states(tmp_path / "other.npz")
    assert trainer.learning_rate == 0.5
    trainer.load_states(path)


def test_a_long_token_is_read_in_linear_time(tmp_path):
    path = tmp_path / "table"
    path.write_text("1 1:" + "1" * 100_000 + "x\n")
    start = time.process_time()
    with pytest.raises(ValueError, match="table, line 1"):
        read_libsvm(path)
    assert time.process_time() - start < 1


def test_names_belong_to_the_thread_that_is_in_a_scope():
    net = gluon.nn.Sequential(prefix="net_")
    inside, done, names = threading.Event(), threading.Event(), []

    def stay():
        with net.name_scope():
            inside.set()
            done.wait(10)
            names.append(gluon.nn.Dense(1).name)

    thread = threading.Thread(target=stay)
    thread.start()
    inside.wait(10)
    names.append(gluon.nn.Dense(1).name)
    done.set()
    thread.join()
    assert not names[0].startswith("net_")
    assert names[1].startswith("net_")
