"""``python -m sixpieces script.py``, ``install_as_mxnet()``, and what is said of missing names."""

import io
import multiprocessing
import os
import pathlib
import subprocess
import sys

import pytest

import sixpieces
from sixpieces import __main__ as command
from sixpieces import gluon, nd
from sixpieces.as_mxnet import missing, stand_in

SOURCE = pathlib.Path(sixpieces.__file__).parents[1]


@pytest.fixture
def modules(monkeypatch):
    """Let a test stand in for mxnet, and take it back afterwards."""
    before = dict(sys.modules)
    for name in [each for each in sys.modules if each.split(".")[0] == "mxnet"]:
        del sys.modules[name]
    monkeypatch.setattr(sys, "argv", list(sys.argv))
    monkeypatch.setattr(sys, "path", list(sys.path))
    monkeypatch.setattr(sixpieces, "__version__", sixpieces.__version__)
    yield sys.modules
    for name in [each for each in sys.modules if each not in before]:
        del sys.modules[name]
    sys.modules.update(before)


def test_a_script_runs_unchanged(modules, tmp_path, capsys):
    script = tmp_path / "script.py"
    script.write_text(
        "import sys\n"
        "import helper\n"
        "import mxnet as mx\n"
        "import mxnet.ndarray as nd2\n"
        "from mxnet import autograd, gluon, nd\n"
        "from mxnet.gluon import nn\n"
        "from mxnet.base import MXNetError\n"
        "print(sys.argv[1:], __name__, mx.nd.ones(1).asscalar(), nd2 is nd, helper.value)\n"
    )
    (tmp_path / "helper.py").write_text("value = 7\n")
    version = sixpieces.__version__
    assert command.main([str(script), "a", "--b"]) == 0
    captured = capsys.readouterr()
    assert captured.out == "['a', '--b'] __main__ 1.0 True 7\n"
    assert captured.err == f"sixpieces {version} stands in for mxnet.\n"
    sys.modules.pop("helper")


@pytest.mark.parametrize("method", multiprocessing.get_all_start_methods())
def test_a_script_may_start_processes(method, tmp_path):
    script = tmp_path / "script.py"
    script.write_text(
        "import multiprocessing\n"
        "import mxnet as mx\n"
        "from mxnet.gluon import nn\n"
        "def work(x):\n"
        "    return mx.__name__, float(mx.nd.array([x]).asscalar())\n"
        "if __name__ == '__main__':\n"
        f"    with multiprocessing.get_context('{method}').Pool(1) as pool:\n"
        "        print(pool.map(work, [1, 2]))\n"
    )
    result = subprocess.run(
        [sys.executable, "-m", "sixpieces", "script.py"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert result.stdout == "[('sixpieces', 1.0), ('sixpieces', 2.0)]\n", result.stderr


def test_a_traceback_points_into_the_script(modules, tmp_path, capsys):
    script = tmp_path / "script.py"
    script.write_text("import mxnet as mx\n\nmx.nd.ones(2) + mx.nd.ones(3)\n")
    assert command.main([str(script)]) == 1
    lines = capsys.readouterr().err.splitlines()
    assert lines[1] == "Traceback (most recent call last):"
    assert lines[2] == f'  File "{script}", line 3, in <module>'
    assert "runpy" not in "".join(lines)
    script.write_text("def f(:\n")
    assert command.main([str(script)]) == 1
    assert "SyntaxError" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["-", "pipe"])
@pytest.mark.parametrize("options", [[], ["--xray"]])
def test_a_script_that_can_be_read_only_once(name, options, modules, tmp_path, monkeypatch, capsys):
    text = "import sys\nimport mxnet as mx\nprint(sys.argv[1:], mx.nd.ones(1).shape)\n1 / 0\n"
    script = name
    if name == "pipe":
        reading, writing = os.pipe()
        os.write(writing, text.encode())
        os.close(writing)
        script = f"/dev/fd/{reading}"
    monkeypatch.setattr(sys, "stdin", io.StringIO(text))
    if script != "-" and not os.path.exists(script):
        pytest.skip("this system gives a pipe no path")
    assert command.main([*options, script, "a"]) == 1
    captured = capsys.readouterr()
    assert captured.out == "['a'] (1,)\n"
    assert 'stdin.py", line 4' in captured.err


def test_the_scripts_own_hook_is_told_of_an_error(modules, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    script = tmp_path / "script.py"
    script.write_text(
        "import sys\n"
        "sys.excepthook = lambda kind, error, trace: print(kind.__name__, trace.tb_lineno)\n"
        "1 / 0\n"
    )
    assert command.main([str(script)]) == 1
    assert capsys.readouterr().out == "ZeroDivisionError 3\n"


@pytest.mark.parametrize("options", [[], ["--xray"]])
def test_ctrl_c_shows_the_scripts_own_lines(options, modules, tmp_path, capsys):
    script = tmp_path / "script.py"
    script.write_text("def wait():\n    raise KeyboardInterrupt\n\nwait()\n")
    assert command.main([*options, str(script)]) == 130
    said = capsys.readouterr().err
    assert "KeyboardInterrupt" in said
    assert "line 4, in <module>" in said
    assert "runpy" not in said


def test_wrong_calls_say_how_it_is_used(capsys):
    assert command.main([]) == 2
    assert command.main(["--help"]) == 0
    assert command.main(["missing.py"]) == 2
    assert "there is no file missing.py" in capsys.readouterr().err


def test_the_command_itself(tmp_path):
    script = tmp_path / "script.py"
    script.write_text("import sys, mxnet\nprint(mxnet.__name__)\nsys.exit(3)\n")
    done = subprocess.run(
        [sys.executable, "-m", "sixpieces", str(script)],
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 3
    assert done.stdout == "sixpieces\n"


def test_it_is_said_once(modules, capsys):
    stand_in.install_as_mxnet()
    stand_in.install_as_mxnet()
    assert capsys.readouterr().err.count("stands in") == 1


def test_a_program_that_asks_for_the_version_is_told_mxnets(modules):
    stand_in.install_as_mxnet()
    asked = {}
    exec("import mxnet as mx\nversion = tuple(map(int, mx.__version__.split('.')))", asked)
    assert asked["version"] == (1, 9, 1)


@pytest.mark.parametrize(
    "line",
    [
        "from mxnet.gluon.data.dataloader import DataLoader as thing",
        "from mxnet.gluon.data.dataset import ArrayDataset as thing",
        "from mxnet.gluon.data.sampler import BatchSampler as thing",
        "from mxnet.gluon.nn.activations import Activation as thing",
        "from mxnet.gluon.nn.basic_layers import Dense as thing",
        "from mxnet.test_utils import list_gpus as thing",
    ],
)
def test_programs_may_import_from_mxnets_own_files(line, modules):
    stand_in.install_as_mxnet()
    found = {}
    exec(line, found)
    assert found["thing"].__module__.startswith("sixpieces.")


def test_mxnet_itself_is_not_replaced(modules):
    modules["mxnet"] = pytest
    with pytest.raises(RuntimeError, match="fresh process"):
        stand_in.install_as_mxnet()
    del modules["mxnet"]


@pytest.mark.parametrize(
    ("call", "error", "words"),
    [
        ("nd.Convolution", AttributeError, "nd.Convolution is a name of MXNet"),
        ("nd.cocnat", AttributeError, "Did you mean concat?"),
        ("nd.ones(2).tostype", AttributeError, "NDArray.tostype is a name of MXNet"),
        ("sixpieces.sym", AttributeError, "sym is a name of MXNet"),
        ("gluon.nn.Conv2D", AttributeError, "gluon.nn.Conv2D is a name of MXNet"),
        ("nd.__wrong__", AttributeError, "__wrong__"),
        ("nd.ones(2).__wrong__", AttributeError, "__wrong__"),
        ("from sixpieces.gluon import rnn", ImportError, "gluon.rnn is a name of MXNet"),
        ("from sixpieces import wrong", ImportError, "wrong is neither"),
        ("import sixpieces.rnn", ModuleNotFoundError, "rnn is a name of MXNet"),
        ("import sixpieces.gluon.wrong", ModuleNotFoundError, "gluon.wrong is neither"),
        ("from sixpieces.ndarray.sparse import csr_matrix", ImportError, "nd.sparse is a name"),
        ("from sixpieces import np", ImportError, "np is a name of MXNet .* mx.nd"),
        ("import sixpieces.numpy", ModuleNotFoundError, "numpy is a name of MXNet .* mx.nd"),
        ("sixpieces.npx.set_np()", AttributeError, "npx is a name of MXNet .* mx.nd"),
        ("sixpieces.test_utils.assert_almost_equal", AttributeError, "test_utils.assert_almost_"),
        ("gluon.nn.Dense(1).summary", AttributeError, "gluon.HybridBlock.summary is a name of"),
        ("gluon.nn.Sequential().save_params", AttributeError, "gluon.Block.save_params is a name"),
        ("gluon.nn.Dense(1).export", AttributeError, "gluon.HybridBlock.export is a name of"),
        ("gluon.nn.Sequential().export", AttributeError, "'Sequential' object has no attribute"),
        ("gluon.nn.Dense(1).weight.var", AttributeError, "gluon.Parameter.var is a name of"),
        ("gluon.ParameterDict().load_dict", AttributeError, "ParameterDict.load_dict is a name"),
        ("sixpieces.optimizer.SGD().set_lr_scale", AttributeError, "Optimizer.set_lr_scale is a"),
        ("sixpieces.init.One().set_verbosity", AttributeError, "Initializer.set_verbosity is a"),
        ("gluon.nn.Dense(1).__wrong__", AttributeError, "__wrong__"),
    ],
)
def test_missing_names(call, error, words):
    with pytest.raises(error, match=words.replace("?", r"\?")):
        exec(call, {"nd": nd, "gluon": gluon, "sixpieces": sixpieces})


def test_the_remedy_for_the_newer_arrays_works(modules):
    stand_in.install_as_mxnet()
    with pytest.raises(ImportError, match="`from mxnet import nd`"):
        exec("from mxnet import np")
    exec("from mxnet import nd\nassert nd.ones(2).sum().asscalar() == 2")


def test_other_packages_are_not_spoken_for():
    assert missing.Finder().find_spec("numpy.wrong") is None
    with pytest.raises(ModuleNotFoundError, match="No module named 'wrong'"):
        exec("import wrong")
