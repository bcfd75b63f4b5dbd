"""The engine has floors: a file imports only from files below it, and no lesson what is rare.

A lesson is the file of a folder that bears the folder's name, and each file at the top of the
package; `rare.py`, or what stands in a folder `rare`, is what no lesson needs.
"""

import ast
from pathlib import Path

import sixpieces

PACKAGE = Path(sixpieces.__file__).parent


def module_name(path):
    """The name under which a file is imported."""
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


FILES = {module_name(path): path for path in PACKAGE.rglob("*.py")}
TREES = {name: ast.parse(path.read_text(encoding="utf-8")) for name, path in FILES.items()}
FACES = [name for name, path in FILES.items() if path.stem == "__init__"]


def imported(node):
    """The files of the engine that one import statement takes something from."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names if alias.name in FILES]
    if isinstance(node, ast.ImportFrom) and node.module in FILES:
        inner = [f"{node.module}.{alias.name}" for alias in node.names]
        return [name if name in FILES else node.module for name in inner]
    return []


def imports(name):
    """All that a file imports of the engine, at whatever place; itself left out."""
    nodes = ast.walk(TREES[name])
    return {other for node in nodes for other in imported(node)} - {name}


def is_rare(name):
    return "rare" in name.split(".")


def test_imports_stand_on_top():
    late = []
    for name, tree in TREES.items():
        on_top = set()
        for node in tree.body:
            if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
                break
            on_top.add(node)
        late += [
            f"{name}: line {n.lineno}" for n in ast.walk(tree) if imported(n) and n not in on_top
        ]
    assert late == []


def test_there_is_no_circle():
    floors, left = [], {name: imports(name) - {"sixpieces"} for name in FILES}
    while left:
        ready = [name for name, below in left.items() if not below & left.keys()]
        assert ready, f"a circle among {sorted(left)}"
        floors.append(ready)
        for name in ready:
            del left[name]
    assert len(floors) > 5


def test_the_ground_floor_knows_no_array_class():
    below = {"sixpieces.tape", "sixpieces.operation", "sixpieces.autograd"}
    below |= {name for name in FILES if name.startswith("sixpieces.operators")}
    for name in below:
        above = [other for other in imports(name) if other.startswith("sixpieces.ndarray")]
        assert above == [], f"{name} imports {above}"


def test_nothing_takes_all_names_of_a_file_or_looks_them_up():
    for name, tree in TREES.items():
        for node in ast.walk(tree):
            star = isinstance(node, ast.ImportFrom) and node.names[0].name == "*"
            assert not star, f"{name}: line {node.lineno} imports *"
            called = node.func.id if isinstance(node, ast.Call) and hasattr(node.func, "id") else ""
            assert called != "globals", f"{name}: line {node.lineno} calls globals()"


def test_a_face_defines_nothing_and_is_not_used_from_inside():
    for face in FACES:
        if face in ("sixpieces", "sixpieces.practice", "sixpieces.practice.bank"):
            continue  # the first puts other names on modules; exercises are not the engine
        defined = [n for n in TREES[face].body if isinstance(n, (ast.FunctionDef, ast.ClassDef))]
        assert defined == [], f"{face} defines {[node.name for node in defined]}"
        inside = [name for name in FILES if name.startswith(f"{face}.") and face in imports(name)]
        assert inside == [], f"{inside} import their own face {face}"


def test_no_lesson_needs_what_is_rare():
    taken = [
        f"{name} imports {other}"
        for name in FILES
        if not is_rare(name) and name not in FACES
        for other in imports(name)
        if is_rare(other)
    ]
    assert taken == []


def test_a_folder_of_a_piece_has_a_lesson_of_its_name():
    for folder in ("ndarray", "optimizer", "metric", *(f"gluon.{name}" for name in GLUON)):
        assert f"sixpieces.{folder}.{folder.rpartition('.')[2]}" in FILES


GLUON = ("data", "parameter", "nn", "loss", "trainer")
