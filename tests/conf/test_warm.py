"""The process that kernels fork off: one asks, gets a kernel of its own, and both end together."""

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

WARM = Path(__file__).parents[2] / "conf" / "warm.py"

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="kernels are forked on Linux only")


@pytest.fixture
def address(tmp_path, request):
    """Serve without the large imports, but for those that the test asks for."""
    address = str(tmp_path / "s")
    packages = getattr(request, "param", [])
    start = f"import sys; sys.path[:0] = [{str(WARM.parent)!r}]; import warm"
    start += f"; warm.PACKAGES = {packages!r}"
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(address)
        listener.listen()
        number = listener.fileno()
        serving = subprocess.Popen(
            [sys.executable, "-c", f"{start}; warm.serve({number})"],
            stdin=subprocess.PIPE,
            pass_fds=[number],
        )
    yield address
    serving.stdin.close()
    assert serving.wait(20) == 0


def kernel(address, monkeypatch, **environment):
    """Return the manager and the client of a new kernel, as Jupyter starts one."""
    from jupyter_client.manager import start_new_kernel

    folder = Path(address).parent
    (folder / "kernels" / "forked").mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-I", "-S", str(WARM), "ask", address, "-f", "{connection_file}"]
    spec = {"argv": command, "display_name": "forked", "language": "python"}
    (folder / "kernels" / "forked" / "kernel.json").write_text(json.dumps(spec))
    monkeypatch.setenv("JUPYTER_PATH", str(folder))
    monkeypatch.setenv("IPYTHONDIR", str(folder / "ipython"))
    return start_new_kernel(kernel_name="forked", env={**os.environ, **environment})


def printed(client, code):
    """Run a code and return what it printed."""
    said = []

    def hear(message):
        if message["msg_type"] in ("stream", "error"):
            said.append(message["content"].get("text") or message["content"]["evalue"])

    client.execute_interactive(code, timeout=60, output_hook=hear)
    return "".join(said)


def test_no_page_sees_what_another_did_and_both_processes_end_together(address, monkeypatch):
    its_manager, one = kernel(address, monkeypatch, OF_THIS_PAGE="one")
    its_other_manager, other = kernel(address, monkeypatch, OF_THIS_PAGE="other")
    try:
        set_all = "import json, os, sys; here = 1; json.mine = 1; os.environ['SET'] = '1'"
        assert printed(one, f"{set_all}; print(os.environ['OF_THIS_PAGE'])") == "one\n"
        seen = "'here' in globals(), hasattr(json, 'mine'), 'SET' in os.environ"
        look = f"import json, os; print({seen}, os.environ['OF_THIS_PAGE'])"
        assert printed(other, look) == "False False False other\n"
        number = int(printed(one, "print(os.getpid())"))
        assert number != int(printed(other, "print(os.getpid())"))
        its_manager.shutdown_kernel(now=True)
        for _ in range(1000):
            if not Path(f"/proc/{number}").exists():
                break
            other.execute_interactive("import time; time.sleep(0.01)", timeout=60)
        else:
            pytest.fail(f"kernel {number} is still there")
        assert printed(other, "print(1 + 1)") == "2\n"
        other.execute("import os; os._exit(3)")  # a kernel that breaks off is found to be gone
        assert its_other_manager.provisioner.process.wait(20) == 0
    finally:
        for manager in (its_manager, its_other_manager):
            manager.shutdown_kernel(now=True)


@pytest.mark.parametrize(
    "address", [["matplotlib.pyplot", "matplotlib_inline.backend_inline"]], indirect=True
)
def test_a_kernel_shows_its_figures_though_matplotlib_was_imported_before(address, monkeypatch):
    manager, client = kernel(address, monkeypatch)
    shown = []
    try:
        client.execute_interactive(
            "import matplotlib.pyplot as plt\nplt.plot([1, 2]);",
            timeout=60,
            output_hook=lambda message: shown.append(message["msg_type"]),
        )
    finally:
        manager.shutdown_kernel(now=True)
    assert "display_data" in shown


BUILD = """\
import os, socket
address = os.environ["SIXPIECES_WARM"]
with socket.socket(socket.AF_UNIX) as connection:
    connection.connect(address)
print(address)
"""


def test_around_a_command_one_process_serves_and_ends_with_it():
    """Builds that follow each other find the same process, and nothing of it stays behind."""
    around = [sys.executable, str(WARM), "around", sys.executable, "-c"]
    done = subprocess.run([*around, BUILD + "exit(3)"], capture_output=True, text=True, timeout=60)
    assert done.returncode == 3
    address = Path(done.stdout.strip())
    assert address.name == "warm"
    assert not address.exists()


def test_a_build_takes_the_process_that_runs_already(monkeypatch, tmp_path):
    import types

    monkeypatch.syspath_prepend(str(WARM.parent))
    import kernels

    monkeypatch.setenv("SIXPIECES_WARM", "/somewhere/warm")
    monkeypatch.setenv("JUPYTER_PATH", "")
    monkeypatch.setattr(kernels.warm, "serving", None)  # a call would fail
    config = types.SimpleNamespace(nb_execution_mode="force")
    kernels.start_warm(types.SimpleNamespace(config=config, doctreedir=str(tmp_path)))
    written = json.loads((tmp_path / "jupyter/kernels/python3/kernel.json").read_text())
    assert "/somewhere/warm" in written["argv"]
