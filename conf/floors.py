"""The engine as a house: ``{floors}`` draws it from its imports, ``{rooms}`` names each file.

Kept: the drawers of imports need Graphviz, whose layout changes with its version.
"""

import ast
from html import escape

import house
from docutils import nodes
from sphinx.util.docutils import SphinxDirective

# The page that opens a room, or the reference where none does.
OPENED_BY = {
    "tape": "inside/autograd",
    "autograd": "inside/autograd",
    "operation": "inside/arrays_and_operators",
    "operators": "inside/arrays_and_operators",
    "ndarray": "inside/arrays_and_operators",
    "gluon.data": "inside/data",
    "gluon.parameter": "inside/parameters_and_layers",
    "gluon.block": "inside/parameters_and_layers",
    "gluon.nn": "inside/parameters_and_layers",
    "init": "inside/parameters_and_layers",
    "gluon.loss": "inside/trainer_and_loss",
    "gluon.trainer": "inside/trainer_and_loss",
    "optimizer": "inside/trainer_and_loss",
}


def files_of(room):
    """Return the files of a room, faces left out where there is more in the folder.

    >>> files_of("gluon.loss")
    ['sixpieces.gluon.loss.loss', 'sixpieces.gluon.loss.rare']
    """
    found = [name for name in house.FILES if name != "sixpieces" and house.room(name) == room]
    inner = [name for name in found if name not in house.FACES]
    return sorted(inner or found, key=lambda name: (house.is_rare(name), name))


def path_of(name):
    """Return the path of a file below the package.

    >>> path_of("sixpieces.gluon.loss.loss")
    'gluon/loss/loss.py'
    """
    return house.FILES[name].relative_to(house.PACKAGE).as_posix()


def summary(name):
    """Return the first sentence of a file's docstring."""
    return ast.get_docstring(house.tree(name)).split("\n\n")[0].replace("\n", " ")


def anchor(room):
    """Return the address of a room on its page, as docutils makes it of a label.

    >>> anchor("gluon.data"), anchor("as_mxnet")
    ('room-gluon-data', 'room-as-mxnet')
    """
    return nodes.make_id(f"room-{room}")


def drawing(floors):
    """Return the floors as HTML, the highest first; each room leads to its files below.

    >>> drawing([["base"], ["tape"]]).count('<a href="#room-')
    2
    """
    rows = []
    for rooms in reversed(floors):
        links = "".join(
            f'<a href="#{anchor(room)}"><code>{escape(room)}</code></a>' for room in rooms
        )
        rows.append(f"<li>{links}</li>")
    return f'<ol class="floors" reversed>{"".join(rows)}</ol>'


class Floors(SphinxDirective):
    """The drawing."""

    def run(self):
        """Draw the floors."""
        for path in house.FILES.values():
            self.env.note_dependency(str(path))
        return [nodes.raw("", drawing(house.floors()), format="html")]


class Rooms(SphinxDirective):
    """The files of each room, from the ground up."""

    def run(self):
        """List them, each with the first sentence of its docstring."""
        lines = []
        for number, rooms in enumerate(house.floors()):
            for room in rooms:
                lines += ["", f".. _{anchor(room)}:", "", f".. rubric:: {room}", ""]
                where = "on the ground" if number == 0 else f"floor {number}"
                page = OPENED_BY.get(room)
                opened = f"; :doc:`this page opens it </{page}>`" if page else ""
                lines += [f"{where.capitalize()}{opened}.", ""]
                for name in files_of(room):
                    rare = " (no lesson needs it)" if house.is_rare(name) else ""
                    lines += [f"- ``{path_of(name)}``: {summary(name)}{rare}"]
        return self.parse_text_to_nodes("\n".join(lines))


def setup(app):
    """Register the directives."""
    app.add_directive("floors", Floors)
    app.add_directive("rooms", Rooms)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
