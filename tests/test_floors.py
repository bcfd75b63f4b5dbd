"""The engine has floors: a file imports only from files below it, and no lesson what is rare.

A lesson is the file of a folder that bears the folder's name, and each file at the top of the
package; `rare.py`, or what stands in a folder `rare`, is what no lesson needs.
"""

import ast
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "conf"))

from house import FACES, FILES, floors, imported, imports, is_rare, tree


def test_imports_stand_on_top():
    late = []
    for name in FILES:
        on_top = set()
        for node in tree(name).body:
            if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
                break
            on_top.add(node)
        late += [
            f"{name}: line {n.lineno}"
            for n in ast.walk(tree(name))
            if imported(n) and n not in on_top
        ]
    assert late == []


def test_there_is_no_circle():
    left = {name: imports(name) - {"sixpieces"} for name in FILES}
    while left:
        ready = [name for name, below in left.items() if not below & left.keys()]
        assert ready, f"a circle among {sorted(left)}"
        for name in ready:
            del left[name]


def test_the_floors_are_those_that_the_house_is_named_for():
    level = {room: number for number, rooms in enumerate(floors()) for room in rooms}
    order = ["base", "tape", "operation", "operators", "ndarray", "optimizer", "gluon.trainer"]
    assert [level[room] for room in order] == sorted({level[room] for room in order})


def test_the_ground_floor_knows_no_array_class():
    below = {"sixpieces.tape", "sixpieces.operation"}
    below |= {name for name in FILES if name.split(".")[1:2] in (["autograd"], ["operators"])}
    for name in below:
        above = [other for other in imports(name) if other.startswith("sixpieces.ndarray")]
        assert above == [], f"{name} imports {above}"


def test_nothing_takes_all_names_of_a_file_or_looks_them_up():
    for name in FILES:
        for node in ast.walk(tree(name)):
            star = isinstance(node, ast.ImportFrom) and node.names[0].name == "*"
            assert not star, f"{name}: line {node.lineno} imports *"
            called = node.func.id if isinstance(node, ast.Call) and hasattr(node.func, "id") else ""
            assert called != "globals", f"{name}: line {node.lineno} calls globals()"


def test_a_face_defines_nothing_and_is_not_used_from_inside():
    for face in FACES:
        if face in ("sixpieces", "sixpieces.practice", "sixpieces.practice.bank"):
            continue  # the first puts other names on modules; exercises are not the engine
        defined = [n for n in tree(face).body if isinstance(n, (ast.FunctionDef, ast.ClassDef))]
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
    of_gluon = ("data", "parameter", "nn", "loss", "trainer")
    folders = ("autograd", "ndarray", "init", "optimizer", "metric")
    for folder in (*folders, *(f"gluon.{name}" for name in of_gluon)):
        assert f"sixpieces.{folder}.{folder.rpartition('.')[2]}" in FILES
