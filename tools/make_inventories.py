"""Write conf/inventories/NAME.inv: the few outside names that the reference links to.

Sphinx reads these files instead of asking the network for whole inventories.

    python tools/make_inventories.py
"""

import zlib
from pathlib import Path

FOLDER = Path(__file__).parent.parent / "conf" / "inventories"
PYTHON = {
    "py:exception": (
        "library/exceptions.html#{name}",
        "ArithmeticError AssertionError AttributeError EOFError Exception FileNotFoundError "
        "ImportError IndexError KeyError MemoryError ModuleNotFoundError NotImplementedError "
        "OSError OverflowError PermissionError RuntimeError StopIteration SystemExit TypeError "
        "UnicodeDecodeError UserWarning ValueError ZeroDivisionError",
    ),
    "py:class": (
        "library/stdtypes.html#{name}",
        "bool bytes dict float int list range set str tuple type",
    ),
}
NUMPY = {
    "py:class": ("reference/generated/{name}.html#{name}", "numpy.ndarray numpy.dtype"),
    "py:function": (
        "reference/generated/{name}.html#{name}",
        "numpy.load numpy.savez numpy.load numpy.random.seed numpy.random.shuffle",
    ),
}


def inventory(project: str, version: str, objects: dict[str, tuple[str, str]]) -> bytes:
    """Return a Sphinx inventory, version 2: four lines of head, the rest compressed."""
    head = (
        "# Sphinx inventory version 2\n"
        f"# Project: {project}\n"
        f"# Version: {version}\n"
        "# The remainder of this file is compressed using zlib.\n"
    )
    lines = [
        f"{name} {kind} 1 {place.format(name=name)} -\n"
        for kind, (place, names) in objects.items()
        for name in sorted(set(names.split()))
    ]
    return head.encode() + zlib.compress("".join(lines).encode(), 9)


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / "python.inv").write_bytes(inventory("Python", "3", PYTHON))
    (FOLDER / "numpy.inv").write_bytes(inventory("NumPy", "stable", NUMPY))
