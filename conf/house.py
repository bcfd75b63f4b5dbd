"""The floors of the engine, read from its own imports: which file stands on which.

A test holds the engine to its import rule with this, and a page draws the floors.

Kept: import-linter checks layers that are typed; here they are found, and then drawn.
"""

import ast
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).parents[1] / "src" / "sixpieces"
# Exercises, data and what stands beside the engine are no floors of it.
BESIDE = (
    *("practice", "data", "differences", "datasets", "accuracy", "test_utils"),
    "wishes",
    *("__main__", "__init__"),
)


def module_name(path):
    """Return the name under which a file is imported."""
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


FILES = {module_name(path): path for path in sorted(PACKAGE.rglob("*.py"))}
FACES = [name for name, path in FILES.items() if path.stem == "__init__"]


@cache
def tree(name):
    """Return a file as Python reads it; most builds of a page ask for none."""
    return ast.parse(FILES[name].read_text(encoding="utf-8"))


def imported(node):
    """Return the files of the engine that one import statement takes something from."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names if alias.name in FILES]
    if isinstance(node, ast.ImportFrom) and node.module in FILES:
        inner = [f"{node.module}.{alias.name}" for alias in node.names]
        return [name if name in FILES else node.module for name in inner]
    return []


def imports(name):
    """Return all that a file imports of the engine, wherever it does so; itself left out."""
    found = {other for node in ast.walk(tree(name)) for other in imported(node)}
    return found - {name}


def is_rare(name):
    """Return whether no lesson needs it.

    >>> is_rare("sixpieces.operators.rare.shapes"), is_rare("sixpieces.tape")
    (True, False)
    """
    return "rare" in name.split(".")


def room(name):
    """Return the folder or file at the top of the package, or of gluon, that a file is in.

    >>> room("sixpieces.operators.rare.shapes"), room("sixpieces.gluon.loss.loss")
    ('operators', 'gluon.loss')
    """
    parts = name.split(".")[1:]
    return ".".join(parts[: 2 if parts[0] == "gluon" else 1])


def floors():
    """Return the rooms floor by floor, from the ground: each needs only rooms on lower floors.

    >>> floors()[0], floors()[-1]
    (['as_mxnet', 'base', 'files', 'listen', 'lr_scheduler'], ['gluon', 'xray'])
    """
    needs = {}
    for name in FILES:
        if name == "sixpieces" or name.split(".")[1] in BESIDE:
            continue
        below = {room(other) for other in imports(name) if other.startswith("sixpieces.")}
        needs.setdefault(room(name), set()).update(below - {room(name)})
    found = []
    while needs:
        ready = sorted(each for each, below in needs.items() if not below & needs.keys())
        if not ready:
            raise ValueError(f"There is a circle of imports among {sorted(needs)}.")
        found.append(ready)
        needs = {each: below for each, below in needs.items() if each not in ready}
    return found
