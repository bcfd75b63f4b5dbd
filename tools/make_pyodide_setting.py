"""Write conf/pyodide.json: which Pyodide the pages load, each file with its SHA-256.

    python tools/make_pyodide_setting.py FOLDER

FOLDER is the unpacked distribution of one Pyodide version (`pyodide-lock.json`, `pyodide.js` ...).
"""

import hashlib
import json
import sys
from pathlib import Path

SETTING = Path(__file__).parent.parent / "conf" / "pyodide.json"
CORE = ["pyodide.js", "pyodide.asm.js", "pyodide.asm.wasm", "python_stdlib.zip"]
PACKAGES = ["numpy", "matplotlib"]


def with_dependencies(packages: dict, wanted: list[str]) -> list[str]:
    """Return the wanted packages and all that they need, in alphabetical order."""
    found, waiting = set(), list(wanted)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += packages[name]["depends"]
    return sorted(found)


def main(folder: Path) -> None:
    lock = json.loads((folder / "pyodide-lock.json").read_text("utf-8"))
    version = lock["info"]["version"]
    packages = with_dependencies(lock["packages"], PACKAGES)
    files = [*CORE, *(lock["packages"][name]["file_name"] for name in packages)]
    setting = {
        "version": version,
        "address": f"https://cdn.jsdelivr.net/pyodide/v{version}/full/",
        "core": {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in CORE},
        "info": lock["info"],
        "packages": {name: lock["packages"][name] for name in packages},
        "sizes": {name: (folder / name).stat().st_size for name in files},
    }
    SETTING.write_text(json.dumps(setting, indent=2, sort_keys=True) + "\n", "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
