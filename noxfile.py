# /// script
# requires-python = ">=3.11"
# dependencies = ["nox==2026.10.20", "uv==0.13.9"]
# ///
"""Every task of the project: `nox -l` lists them, `nox -s NAME` runs one."""

import ctypes
import os
import platform
import shutil
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import nox

# `nox.needs_version` would refuse an old nox, too, but not say what to do.
if tuple(map(int, metadata.version("nox").split(".")[:2])) < (2024, 4):
    sys.exit(
        f"This nox, {metadata.version('nox')}, is too old: the site needs nox 2024.4.15 or newer. "
        "The command in the README installs one into this folder; nothing else need change."
    )
nox.options.default_venv_backend = "uv|virtualenv"
nox.options.reuse_venv = "yes"
nox.options.sessions = ["lint", "tests", "docs", "site"]
nox.options.error_on_missing_interpreters = True  # a session that is skipped looks like success

ROOT = Path(__file__).parent
SITE = ROOT / "build" / "site"
SITE_WITHOUT = ROOT / "build" / "modern"  # without MXNet
GALLERY = ROOT / "docs" / "gallery"  # what sphinx-gallery writes
PYTHON = "3.11"  # the newest that MXNet 1.9.1 runs on
MODERN = ("3.14", "3.13", "3.12", "3.11")  # what the engine's way is locked for, the best first
OWN = ".".join(map(str, sys.version_info[:2]))  # that nox itself runs on
ENGINE_PAIRS = [("3.11", "1.23"), ("3.12", "1.26"), ("3.12", "2.0"), ("3.13", "newest")]
JOBS = str((os.cpu_count() or 1) + 1)  # a kernel that starts or ends waits most of the time

# The same bytes on every build: no hash order, no clock, sums in one order.
REPRODUCIBLE = {
    "PYTHONHASHSEED": "0",
    "PYTHONUTF8": "1",  # the sources are UTF-8, whatever the machine's language is
    "SOURCE_DATE_EPOCH": "1767225600",  # 2026-01-01
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "PYTHONPATH": str(ROOT / "src"),
    "PYTHONDONTWRITEBYTECODE": "",  # bytecode is kept, whatever the machine is set to
}
# What somebody told pip of the machine's network, uv does not ask for.
PIP_TO_UV = {"PIP_INDEX_URL": "UV_DEFAULT_INDEX", "PIP_CERT": "SSL_CERT_FILE"}
DEBIAN_PACKAGES = {"libgomp.so.1": "libgomp1", "libquadmath.so.0": "libquadmath0"}


def has_python(version: str) -> bool:
    """Return whether a Python of this version is here and starts (pyenv's stand-ins may not)."""
    if version == OWN:
        return True
    path = shutil.which(f"python{version}")
    return (
        path is not None and subprocess.run([path, "-c", ""], capture_output=True).returncode == 0
    )


def mxnet_installs() -> bool:
    """Return whether MXNet has a wheel for this machine, and the machine a Python for the wheel."""
    linux = sys.platform == "linux" and platform.libc_ver()[0] == "glibc"
    return linux and platform.machine() == "x86_64" and has_python(PYTHON)


NEWEST = next(filter(has_python, MODERN), OWN)
ON_MXNET = mxnet_installs()
BEST = PYTHON if ON_MXNET else NEWEST


def choose(session: nox.Session, name: str, on_mxnet: bool = ON_MXNET) -> None:
    """Install what runs with MXNet where it installs, elsewhere what runs on the engine alone."""
    if on_mxnet:
        need_mxnet_libraries(session)
        install(session, name)
        return
    if sys.version_info < (3, 11) and NEWEST == OWN:
        session.error(
            f"This needs Python 3.11 or newer, and found only {OWN}: "
            "install one (python.org, or your system's packages) and try again."
        )
    session.log(
        f"MXNet needs Linux on x86-64 and Python {PYTHON}: the engine takes its place, on Python "
        f"{NEWEST}, and what needs MXNet itself comes from its recording in docs/recorded."
    )
    install(session, f"{name}-modern")


def install(session: nox.Session, name: str) -> None:
    """Install requirements/NAME.txt, each file checked against its hash, and compile it.

    pip compiles what it installs; uv leaves it to the first import, and in a cold build several
    kernels import at once.
    """
    words = ["--require-hashes", "-r", f"requirements/{name}.txt"]
    told = {ours: os.environ[pips] for pips, ours in PIP_TO_UV.items() if pips in os.environ}
    session.install(*words, env={"UV_COMPILE_BYTECODE": "1", **told})


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


def need_chromium(session: nox.Session, *names: str) -> str:
    """Return the path of Chromium, one of the named kinds if it is here, or stop with a remedy."""
    names = (*names, "chromium", "google-chrome")
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    if path is None or not Path(path).exists():
        session.error(
            "The browser checks need Chromium: run `apt-get install chromium` (Debian), "
            "or put the path of a Chromium or Chrome into the variable CHROMIUM."
        )
    return path


def doctrees_of(out: Path) -> Path:
    """Return where Sphinx keeps the pages that it has read for an output: what ran differs."""
    return ROOT / "build" / ("modern-doctrees" if out == SITE_WITHOUT else "doctrees")


def sphinx(session: nox.Session, builder: str, out: Path, *arguments, command=("sphinx-build",)):
    """Run Sphinx so that a warning is an error."""
    session.run(
        *(*command, "-b", builder, "-c", "conf", "-d", str(doctrees_of(out))),
        *("-n", "-W", "--keep-going", "-j", JOBS, *arguments, "docs", str(out)),
        env=REPRODUCIBLE,
        external=True,
    )


@nox.session(python=BEST)
def docs(session: nox.Session) -> None:
    """Build the site into build/site: run every page and script, check every reference."""
    choose(session, "docs")
    sphinx(session, "html", SITE, *session.posargs)
    session.log(f"Open {SITE / 'index.html'}")


@nox.session(python=NEWEST)
def modern(session: nox.Session) -> None:
    """Build the site as where MXNet does not install, on the engine, into build/modern."""
    if not ON_MXNET:
        session.skip("MXNet does not install here: `nox -s docs` builds just this.")
    choose(session, "docs", on_mxnet=False)
    sphinx(session, "html", SITE_WITHOUT, *session.posargs)


@nox.session(python=PYTHON)
def record(session: nox.Session) -> None:
    """Record in docs/recorded what needs MXNet, for builds without it."""
    choose(session, "docs", on_mxnet=True)
    doctrees = ROOT / "build" / "record-doctrees"
    shutil.rmtree(doctrees, ignore_errors=True)  # every page runs
    session.run(
        *("sphinx-build", "--quiet", "-b", "dummy", "-c", "conf", "-d", str(doctrees)),
        *("-j", JOBS, "docs", "build/record"),
        env={**REPRODUCIBLE, "SIXPIECES_RECORD": "1"},
    )


@nox.session(venv_backend="none")
def again(session: nox.Session) -> None:
    """Build each site a second time, cold and without a network, and compare every byte."""
    built = {"docs": SITE, "modern": SITE_WITHOUT}
    built = {name: site for name, site in built.items() if (site / "index.html").exists()}
    if not built:
        session.error("There is no site to compare with: run `nox -s docs` first.")
    offline = []
    if (
        sys.platform == "linux"
        and os.geteuid() == 0
        and shutil.which("unshare")
        and shutil.which("ip")
    ):
        offline = ["unshare", "--net", "sh", "-c", 'ip link set lo up && exec "$@"', "sh"]
    else:
        session.log("The network stays: to switch it off takes root and Debian's iproute2.")
    first = ROOT / "build" / "first"
    for name, site in built.items():
        for made in (first, doctrees_of(site), ROOT / "build" / "measured", GALLERY):
            shutil.rmtree(made, ignore_errors=True)
        site.rename(first)
        builder = ROOT / ".nox" / name / "bin" / "sphinx-build"
        sphinx(session, "html", site, command=(*offline, str(builder)))
        session.run("diff", "--recursive", "--brief", str(first), str(site), external=True)
        session.log(f"Both builds of {site.relative_to(ROOT)} have the same bytes.")


@nox.session(python=BEST)
def tests(session: nox.Session) -> None:
    """Run all tests and doctests, on MXNet where it installs and the engine; measure coverage."""
    choose(session, "tests")
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
    # The shell is the same browser without its windows, and opens a page in a quarter of the time.
    chromium = need_chromium(session, "chromium-headless-shell")
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


@nox.session(python=[each for each in (PYTHON, "3.13") if has_python(each)] or PYTHON)
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


@nox.session(python=BEST)
def live(session: nox.Session) -> None:
    """Show the site in the browser and rebuild the page that you edit."""
    choose(session, "live")
    watched = [word for folder in ("src", "conf", "examples") for word in ("--watch", folder)]
    session.run(
        *("python", "conf/warm.py", "around"),  # a kernel starts in a moment for each edit
        *("sphinx-autobuild", "-c", "conf", "-d", "build/live-doctrees", "-n", "-j", JOBS),
        *("--open-browser", "--ignore", "docs/gallery", *watched),
        *(*session.posargs, "docs", "build/live"),
        env={**REPRODUCIBLE, "SIXPIECES_LIVE": "1"},
    )


@nox.session(python=BEST)
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


@nox.session(python=BEST)
def linkcheck(session: nox.Session) -> None:
    """Follow every link of the pages to the outside (needs the network)."""
    choose(session, "docs")
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
        env={**REPRODUCIBLE, "CHROMIUM": chromium, "JOBS": JOBS},
    )


@nox.session(python=BEST)
def lock(session: nox.Session) -> None:
    """Pin every requirements/NAME.in to versions and hashes in NAME.txt (needs the network)."""
    install(session, "nox")
    pythons = {f"engine-numpy-{numpy}": python for python, numpy in ENGINE_PAIRS}
    pythons |= {"scripts": "3.13", "nox": "3.10"}  # nox itself says what an older Python lacks
    for source in sorted((ROOT / "requirements").glob("*.in")):
        options = ["--no-deps"] if source.stem == "pyodide" else []
        session.run(
            *("uv", "pip", "compile", "--quiet", "--universal", "--generate-hashes"),
            *("--python-version", pythons.get(source.stem, PYTHON), *options),
            *("--custom-compile-command", "nox -s lock", *session.posargs),
            *(f"requirements/{source.name}", "-o", f"requirements/{source.stem}.txt"),
        )


if __name__ == "__main__":
    nox.main()
