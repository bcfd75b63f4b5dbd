"""What an editor knows of the engine: this file is a program that mypy checks, strictly.

The types stand in stubs (``*.pyi``) at the faces of the engine, so that the files behind them stay
lessons: there an operation is a function of NumPy arrays, while a program calls it with NDArrays.
"""

import os
import runpy
import subprocess
import sys
from pathlib import Path
from typing import Any, assert_type

import numpy as np
import numpy.typing as npt
import pytest

import sixpieces as mx
from sixpieces import autograd, gluon, init, metric, nd
from sixpieces.datasets import load_digits
from sixpieces.gluon import nn
from sixpieces.operators import operator
from sixpieces.practice import check

ROOT = Path(__file__).parent.parent


def mypy(module: str, *arguments: str) -> str:
    """Run mypy or a module of it; return what it found, nothing if all is well."""
    pytest.importorskip("mypy")
    run = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        cwd=ROOT,
        env={**os.environ, "MYPYPATH": "src", "PYTHONPATH": "src"},
        capture_output=True,
        text=True,
    )
    return "" if run.returncode == 0 else run.stdout + run.stderr


def test_stubs_say_what_the_modules_say() -> None:
    allowed = "tests/stubs_allowlist.txt"
    options = ["--concise", "--allowlist", allowed, "--mypy-config-file", "pyproject.toml"]
    assert mypy("mypy.stubtest", "sixpieces", *options) == ""


def test_this_file_is_well_typed(tmp_path: Path) -> None:
    options = ["--strict", "--warn-unused-ignores", "--cache-dir", str(tmp_path)]
    assert mypy("mypy", *options, "tests/test_types.py") == ""


def test_every_face_has_a_stub_and_nothing_behind_it() -> None:
    package = ROOT / "src" / "sixpieces"
    inside = [
        "__main__",
        "differences",
        "files",
        "listen",
        "registry",
        "tape",
    ]  # no program imports them
    folders = ["autograd", "init", "ndarray", "optimizer", "metric", "gluon", "xray"]
    faces = [*package.glob("*.py"), *package.glob("gluon/*.py")]
    faces += [path for each in folders for path in package.glob(f"{each}/**/__init__.py")]
    faces.remove(package / "xray" / "rules" / "__init__.py")  # no program imports them
    without = [path.stem for path in faces if not path.with_suffix(".pyi").exists()]
    assert sorted(without) == inside
    stubs = {path.with_suffix(".py") for path in package.rglob("*.pyi")}
    others = {package / f"{name}.py" for name in ("initializer", "nd", "ndarray/_operations")}
    assert stubs - set(faces) == others | set(package.glob("practice/__init__.py"))
    assert (package / "py.typed").exists()


def test_the_stub_of_the_operations_is_fresh() -> None:
    tool = runpy.run_path(str(ROOT / "tools" / "write_stubs.py"))
    written = tool["TARGET"].read_text(encoding="utf-8")
    assert written == tool["stub"](), "run tools/write_stubs.py"


# A program -------------------------------------------------------------------------------------


class Net(nn.Block):
    def __init__(self, hidden: int) -> None:
        super().__init__()
        self.hidden = nn.Dense(hidden, activation="relu")
        self.output = nn.Dense(10)

    def forward(self, x: nd.NDArray) -> nd.NDArray:
        return self.output(self.hidden(x))


class Half(nn.HybridBlock):
    def hybrid_forward(self, F: Any, x: nd.NDArray) -> Any:
        return F.relu(x) * 0.5


class Plain(mx.optimizer.Optimizer):
    def update(self, index: int, weight: nd.NDArray, grad: nd.NDArray, state: None) -> None:
        weight -= self.learning_rate * self.rescale_grad * grad


class Double(autograd.Function):
    def forward(self, x: nd.NDArray) -> nd.NDArray:
        return 2 * x

    def backward(self, dy: nd.NDArray) -> nd.NDArray:
        return 2 * dy


@operator
def cube(data: npt.NDArray[Any]) -> Any:
    return data**3, (lambda dz: dz * 3 * data**2,)


def test_arrays() -> None:
    x = nd.array([[1, 2], [3, 4]])
    x.attach_grad()
    with autograd.record():
        y = (1 - x) * 2 / x**2 + nd.exp(-x).sum(axis=1, keepdims=True)
        z = (Double()(x) + cube(y)).mean()
    z.backward()
    x -= 0.1 * x.grad
    x[:] = x.T.reshape(-1, 2)
    x[0, 1:] = np.zeros(1)
    left, right = nd.split(x, 2)
    values, places = nd.topk(x, k=1, ret_typ="both")
    assert_type(values, nd.NDArray)
    assert_type(places, nd.NDArray)
    assert_type(x.shape, tuple[int, ...])
    assert_type(x > 0, nd.NDArray)
    assert_type(x.argmax(axis=1), nd.NDArray)
    assert_type(x.asnumpy(), npt.NDArray[Any])
    assert_type(nd.concat(left, right, dim=0), nd.NDArray)
    assert_type(nd.topk(x), nd.NDArray)
    assert_type(nd.maximum(x, 0), nd.NDArray)
    assert_type(mx.random.normal(0, 1, shape=(2, 3)), nd.NDArray)
    assert isinstance(Half()(x), nd.NDArray)


def test_six_pieces(tmp_path: Path) -> None:
    digits = load_digits()
    dataset = gluon.data.ArrayDataset(digits.train_features[:64], digits.train_labels[:64])
    loader = gluon.data.DataLoader(dataset, batch_size=32, shuffle=True)
    net = Net(8)
    net.initialize(init.Xavier(), ctx=mx.cpu())
    loss_function = gluon.loss.SoftmaxCrossEntropyLoss()
    trainer = gluon.Trainer(net.collect_params(), "adam", {"learning_rate": 0.01})
    accuracy = metric.Accuracy()
    for features, labels in loader:
        with autograd.record():
            losses = loss_function(net(features), labels)
        losses.backward()
        trainer.step(features.shape[0])
        accuracy.update(labels, net(features))
    assert_type(losses, nd.NDArray)
    assert_type(net.hidden.weight.data(), nd.NDArray)
    assert_type(net.output.weight.grad(), nd.NDArray)
    assert_type(trainer.learning_rate, float)
    gluon.Trainer(net.collect_params(), Plain(learning_rate=0.1)).step(1, ignore_stale_grad=True)

    net.save_parameters(tmp_path / "net")
    assert nd.load(tmp_path / "net")["hidden.weight"].shape == (8, 64)
    stack = nn.Sequential()
    stack.add(nn.Dense(2, in_units=3), nn.Dropout(0.5))
    stack.initialize()
    assert_type(stack[:1](nd.ones((1, 3))), nd.NDArray)
    assert stack[0].weight.shape == (2, 3)
    assert mx.lr_scheduler.PolyScheduler(10, base_lr=1.0, pwr=1)(5) == 0.5
    assert not check("derivation-3")


def mistakes_that_an_editor_underlines(x: nd.NDArray) -> None:
    """Each is one for mypy too, which otherwise complains of its unused ``type: ignore``."""
    x.sum(axes=1)  # type: ignore[call-arg]
    x.attach_grad("writes")  # type: ignore[arg-type]
    x.shap  # type: ignore[attr-defined]  # noqa: B018
    x + "1"  # type: ignore[operator]
    np.exp(x)  # type: ignore[call-overload]
    nd.cocnat(x, x)  # type: ignore[attr-defined]
    gluon.nn.Dense("10")  # type: ignore[arg-type]
    gluon.nn.Dense(10, activation="rellu")  # type: ignore[arg-type]
    gluon.data.DataLoader(x, 2, last_batch="drop")  # type: ignore[arg-type]
