"""Every task of the project: `nox -l` lists them, `nox -s NAME` runs one."""

import ctypes
import os
import shutil
import sys
from pathlib import Path

import nox

nox.needs_version = ">=2026.10"
nox.options.default_venv_backend = "uv|virtualenv"
nox.options.reuse_venv = "yes"
nox.options.sessions = ["lint", "tests", "docs", "site"]
nox.options.error_on_missing_interpreters = False

ROOT = Path(__file__).parent
SITE = ROOT / "build" / "site"
GALLERY = ROOT / "docs" / "gallery"  # what sphinx-gallery writes
PYTHON = "3.11"  # the newest that MXNet 1.9.1 runs on
ENGINE_PAIRS = [("3.11", "1.23"), ("3.12", "1.26"), ("3.12", "2.0"), ("3.13", "newest")]

# The same bytes on every build: no hash order, no clock, sums in one order.
REPRODUCIBLE = {
    "PYTHONHASHSEED": "0",
    "SOURCE_DATE_EPOCH": "1767225600",  # 2026-01-01
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "PYTHONPATH": str(ROOT / "src"),
    "PYTHONDONTWRITEBYTECODE": "",  # bytecode is kept, whatever the machine is set to
}
DEBIAN_PACKAGES = {"libgomp.so.1": "libgomp1", "libquadmath.so.0": "libquadmath0"}


def install(session: nox.Session, name: str) -> None:
    """Install requirements/NAME.txt, each file checked against its hash, and compile it.

    pip compiles what it installs; uv leaves it to the first import, and in a cold build several
    kernels import at once.
    """
    words = ["--require-hashes", "-r", f"requirements/{name}.txt"]
    session.install(*words, env={"UV_COMPILE_BYTECODE": "1"})


def need_mxnet_libraries(session: nox.Session) -> None:
    """Stop with the name of the Debian package where MXNet's wheel would miss a library."""
    missing = []
    for library, package in DEBIAN_PACKAGES.items() if sys.platform == "linux" else ():
        try:
            ctypes.CDLL(library)
        except OSError:
            missing.append(package)
    if missing:
        session.error(
            f"MXNet needs {' and '.join(missing)} from the system: "
            f"run `apt-get install {' '.join(missing)}` (Debian, Ubuntu) and try again."
        )


def need_chromium(session: nox.Session) -> str:
    """Return the path of Chromium, or stop with what to install."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if path is None or not Path(path).exists():
        session.error(
            "The browser checks need Chromium: run `apt-get install chromium` (Debian), "
            "or put the path of a Chromium or Chrome into the variable CHROMIUM."
        )
    return path


def sphinx(session: nox.Session, builder: str, out: Path, *arguments, command=("sphinx-build",)):
    """Run Sphinx so that a warning is an error."""
    session.run(
        *(*command, "-b", builder, "-c", "conf", "-d", "build/doctrees"),
        *("-n", "-W", "--keep-going", "-j", "auto", *arguments, "docs", str(out)),
        env=REPRODUCIBLE,
        external=True,
    )


@nox.session(python=PYTHON)
def docs(session: nox.Session) -> None:
    """Build the site into build/site: run every page and script, check every reference."""
    need_mxnet_libraries(session)
    install(session, "docs")
    sphinx(session, "html", SITE, *session.posargs)
    session.log(f"Open {SITE / 'index.html'}")


@nox.session(venv_backend="none")
def again(session: nox.Session) -> None:
    """Build the site a second time, cold and without a network, and compare every byte."""
    if not (SITE / "index.html").exists():
        session.error("There is no site to compare with: run `nox -s docs` first.")
    first = ROOT / "build" / "first"
    for made in (first, ROOT / "build" / "doctrees", ROOT / "build" / "measured", GALLERY):
        shutil.rmtree(made, ignore_errors=True)
    SITE.rename(first)
    command = [str(ROOT / ".nox" / "docs" / "bin" / "sphinx-build")]
    if os.geteuid() == 0 and shutil.which("unshare") and shutil.which("ip"):
        command = ["unshare", "--net", "sh", "-c", 'ip link set lo up && exec "$@"', "sh", *command]
    else:
        session.log("The network stays: to switch it off takes root and Debian's iproute2.")
    sphinx(session, "html", SITE, command=command)
    session.run("diff", "--recursive", "--brief", str(first), str(SITE), external=True)
    session.log("Both builds have the same bytes.")


@nox.session(python=PYTHON)
def tests(session: nox.Session) -> None:
    """Run all tests and doctests, on MXNet and on the engine, and measure coverage."""
    need_mxnet_libraries(session)
    install(session, "tests")
    session.run("coverage", "erase")
    arguments = session.posargs or ["-n", "auto", "--dist", "loadfile"]
    session.run("coverage", "run", "-m", "pytest", *arguments, env=REPRODUCIBLE)
    if not session.posargs:
        session.run("coverage", "combine", "--quiet")
        session.run("coverage", "report")


@nox.session
@nox.parametrize("python,numpy", ENGINE_PAIRS)
def engine(session: nox.Session, numpy: str) -> None:
    """Run the engine's tests without MXNet on other pairs of Python and NumPy."""
    install(session, f"engine-numpy-{numpy}")
    arguments = session.posargs or ["tests", "src", "--ignore", "tests/conf"]
    session.run("python", "-m", "pytest", *arguments, env=REPRODUCIBLE)


@nox.session(python=PYTHON)
def site(session: nox.Session) -> None:
    """Look at build/site in Chromium: errors, requests, layout, accessibility, search, links."""
    if not (SITE / "index.html").exists():
        session.error("There is no site to look at: run `nox -s docs` first.")
    chromium = need_chromium(session)
    install(session, "site")
    session.install("--no-deps", "--require-hashes", "-r", "requirements/pyodide.txt")
    session.run(
        *("python", "-m", "pytest", "-n", "2", "--dist", "worksteal"),
        *(session.posargs or ["tests/site"]),
        env={**REPRODUCIBLE, "CHROMIUM": chromium, "SITE": str(SITE)},
    )


@nox.session(venv_backend="none")
def lighthouse(session: nox.Session) -> None:
    """Ask Lighthouse about four pages of build/site (needs Node and the network)."""
    if not (SITE / "index.html").exists():
        session.error("There is no site to look at: run `nox -s docs` first.")
    chromium = need_chromium(session)
    if shutil.which("npm") is None:
        session.error("Lighthouse needs Node: run `apt-get install nodejs npm` (18.16 or newer).")
    folder = ROOT / "build" / "lighthouse"
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json", ".npmrc"):
        shutil.copyfile(ROOT / "tests" / "lighthouse" / name, folder / name)
    with session.chdir(folder):
        session.run("npm", "ci", external=True)
    session.run(
        *(sys.executable, "tests/lighthouse/ask_lighthouse.py", str(SITE)),
        str(folder / "node_modules" / ".bin" / "lighthouse"),
        external=True,
        env={"CHROME_PATH": chromium},
    )


@nox.session(python=[PYTHON, "3.13"])
def downloads(session: nox.Session) -> None:
    """Run the downloads of build/site in empty environments, with MXNet and without it."""
    if not (SITE / "index.html").exists():
        session.error("There is no site to download from: run `nox -s docs` first.")
    engine = session.python != PYTHON
    if not engine:
        need_mxnet_libraries(session)
    install(session, "scripts" if engine else "scripts-mxnet")
    (wheel,) = (SITE / "downloads").glob("sixpieces-*.whl")
    session.install("--no-deps", "--force-reinstall", str(wheel))
    session.run(
        "python", "tests/downloads/run_downloads.py", str(SITE), "sixpieces" if engine else "mxnet"
    )


@nox.session(python=PYTHON)
def live(session: nox.Session) -> None:
    """Show the site in the browser and rebuild the page that you edit."""
    need_mxnet_libraries(session)
    install(session, "live")
    watched = [word for folder in ("src", "conf", "examples") for word in ("--watch", folder)]
    session.run(
        *("sphinx-autobuild", "-c", "conf", "-d", "build/live-doctrees", "-n", "-j", "auto"),
        *("--open-browser", "--ignore", "docs/gallery", *watched),
        *(*session.posargs, "docs", "build/live"),
        env={**REPRODUCIBLE, "SIXPIECES_LIVE": "1"},
    )


@nox.session(python=PYTHON)
def lint(session: nox.Session) -> None:
    """Check the style of the code, the spelling, and the hosting files against their schemas."""
    install(session, "lint")
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")
    session.run("codespell")
    session.run("check-jsonschema", "--builtin-schema", "vendor.readthedocs", ".readthedocs.yaml")
    workflows = sorted(str(path) for path in (ROOT / ".github/workflows").glob("*.yml"))
    session.run("check-jsonschema", "--builtin-schema", "vendor.github-workflows", *workflows)
    updates = ".github/dependabot.yml"
    session.run("check-jsonschema", "--builtin-schema", "vendor.dependabot", updates)


@nox.session(python=PYTHON)
def linkcheck(session: nox.Session) -> None:
    """Follow every link of the pages to the outside (needs the network)."""
    need_mxnet_libraries(session)
    install(session, "docs")
    sphinx(session, "linkcheck", ROOT / "build" / "linkcheck", *session.posargs)


@nox.session(python=PYTHON, venv_backend="virtualenv")
def pytorch(session: nox.Session) -> None:
    """Check what the pages say of PyTorch (needs its build for the CPU: requirements/torch.in)."""
    install(session, "torch")
    session.run("python", "-m", "pytest", "tests/pytorch", *session.posargs)


@nox.session(python=PYTHON)
def bench(session: nox.Session) -> None:
    """Measure the engines side by side and write benchmarks/results.json, dated."""
    need_mxnet_libraries(session)
    install(session, "scripts-mxnet")
    arguments = ["--mxnet", "python"]
    torch = ROOT / ".nox" / "pytorch" / "bin" / "python"
    if torch.exists():
        arguments += ["--torch", str(torch)]
    else:
        session.log("PyTorch is left out: `nox -s pytorch` makes its environment.")
    session.run("python", "benchmarks/run.py", *arguments, *session.posargs, env=REPRODUCIBLE)


@nox.session(python=PYTHON)
def builds(session: nox.Session) -> None:
    """Time builds beside Jupyter Book's, weigh a page beside three themes (needs the network)."""
    need_mxnet_libraries(session)
    chromium = need_chromium(session)
    install(session, "themes")
    book = ROOT / "build" / "jupyter-book"  # needs an older Sphinx, so it lives by itself
    if not book.exists():
        session.run("python", "-m", "venv", str(book))
    python = str(book / "bin" / "python")
    pip = [python, "-m", "pip", "install", "--quiet", "--require-hashes"]
    session.run(*pip, "-r", "requirements/jupyter-book.txt", external=True)
    session.run(
        *("python", "benchmarks/builds.py", "--jupyter-book", str(book / "bin" / "jupyter-book")),
        *session.posargs,
        env={**REPRODUCIBLE, "CHROMIUM": chromium},
    )


@nox.session(python=PYTHON)
def lock(session: nox.Session) -> None:
    """Pin every requirements/NAME.in to versions and hashes in NAME.txt (needs the network)."""
    install(session, "nox")
    pythons = {f"engine-numpy-{numpy}": python for python, numpy in ENGINE_PAIRS}
    pythons["scripts"] = "3.13"
    for source in sorted((ROOT / "requirements").glob("*.in")):
        options = ["--no-deps"] if source.stem == "pyodide" else []
        session.run(
            *("uv", "pip", "compile", "--quiet", "--universal", "--generate-hashes"),
            *("--python-version", pythons.get(source.stem, PYTHON), *options),
            *("--custom-compile-command", "nox -s lock", *session.posargs),
            *(f"requirements/{source.name}", "-o", f"requirements/{source.stem}.txt"),
        )
