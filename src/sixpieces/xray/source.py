"""What only the text of a program tells: what happens to numbers that have left the engine."""

import ast
import linecache
import re
from functools import lru_cache


def trees(files):
    """Return ``(file, syntax tree)`` of each file that can be read."""
    for file in files:
        text = "".join(linecache.getlines(file))
        try:
            yield file, ast.parse(text)
        except SyntaxError:
            continue


def assigned(file):
    """Return the lines in which a program gives a value to each of its plain names."""
    return assigned_in("".join(linecache.getlines(file)))


@lru_cache(maxsize=8)
def assigned_in(text):
    """Return the same of the text of a program.

    >>> assigned_in("w, b = 1, 2\\nfor each in w, b:\\n    w = each")
    {'w': [1, 3], 'b': [1]}
    """
    try:
        tree = ast.parse(text)
    except SyntaxError:
        return {}
    found = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                for name, _ in paired(target, node.value):
                    found.setdefault(name, []).append(node.lineno)
    return found


def mentions(file, line, name):
    """Return whether a name stands in a line."""
    return re.search(rf"\b{re.escape(name)}\b", linecache.getline(file, line)) is not None


def name_of(node):
    """Return the last part of a name: ``shuffle`` of ``np.random.shuffle``."""
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", None)


def calls(node, name):
    """Return the calls of a function with this name that stand in a piece of a program."""
    found = (each for each in ast.walk(node) if isinstance(each, ast.Call))
    return [each for each in found if name_of(each.func) == name]


def assignments(tree):
    """Return ``(name, value)`` of each assignment to a plain name, as they stand in the text.

    What a loop goes through counts as the value of its name.
    """
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                found += paired(target, node.value)
        elif isinstance(node, ast.For | ast.comprehension):
            through = node.iter
            kind = name_of(through.func) if isinstance(through, ast.Call) else None
            if kind == "enumerate" and isinstance(node.target, ast.Tuple) and through.args:
                found += paired(node.target.elts[-1], through.args[0])
            elif kind == "zip":
                found += paired(node.target, ast.Tuple(through.args, lineno=through.lineno))
            elif kind != "enumerate":
                found += paired(node.target, through)
    return sorted(found, key=lambda each: each[1].lineno)


def paired(target, value):
    """Return the names of a target, ``w`` or ``self.w``, each with its part of the value."""
    names = target.elts if isinstance(target, ast.Tuple) else [target]
    values = value.elts if isinstance(value, ast.Tuple) else [value]
    if len(values) != len(names):
        values = [value] * len(names)
    pairs = zip(names, values, strict=True)
    return [
        (ast.unparse(each), part)
        for each, part in pairs
        if isinstance(each, ast.Name | ast.Attribute)
    ]


def comparisons(files):
    """Return where numbers are compared with a constant, and the lines that they came from.

    >>> text = ["p = net(x).asnumpy()\\n", "print(p > 0.5)\\n"]
    >>> linecache.cache["score.py"] = 30, None, text, "score.py"
    >>> comparisons(["score.py"])
    [{'line': ['score.py', 2], 'limit': 0.5, 'from': [1]}]
    """
    found = []
    for file, tree in trees(files):
        text = Text(tree)
        for node in ast.walk(tree):
            if not isinstance(node, ast.Compare) or len(node.ops) != 1:
                continue
            if not isinstance(node.ops[0], ast.Gt | ast.GtE | ast.Lt | ast.LtE):
                continue
            for limit, side in (
                (node.comparators[0], node.left),
                (node.left, node.comparators[0]),
            ):
                value = text.number(limit)
                if value is not None:
                    lines = sorted(text.sources(side))
                    found.append({"line": [file, node.lineno], "limit": value, "from": lines})
    return found


def scores(files):
    """Return where numbers that left the engine meet others: ``==``, ``-``, or an argmax of them.

    Each with the lines they came from, whether they still had the shape of the array that was
    read, and the name of what they meet.

    >>> text = ["p = net(x).asnumpy()\\n", "print(((p > 0.5) == y).mean())\\n"]
    >>> linecache.cache["met.py"] = 30, None, text, "met.py"
    >>> scores(["met.py"])
    [{'line': ['met.py', 2], 'how': '==', 'from': [1], 'whole': True, 'with': ['y']}]
    """
    found = []
    for file, tree in trees(files):
        text = Text(tree)
        for node in ast.walk(tree):
            for how, side, other in meetings(node):
                lines = text.sources(side, ends=("argmax",))
                if lines:
                    facts = {"line": [file, node.lineno], "how": how, "from": sorted(lines)}
                    whole = bool(text.sources(side, shaped=True))
                    found.append(facts | {"whole": whole, "with": text.names(other)})
    return found


def meetings(node):
    """Yield what meets what in one place of a program, and how."""
    if isinstance(node, ast.Compare) and len(node.ops) == 1 and isinstance(node.ops[0], ast.Eq):
        sides, how = (node.left, node.comparators[0]), "=="
    elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Sub):
        sides, how = (node.left, node.right), "-"
    elif isinstance(node, ast.Call) and name_of(node.func) == "argmax":
        axis = [each.value for each in node.keywords if each.arg == "axis"]
        method = getattr(getattr(node.func, "value", None), "id", None) not in ARRAYS
        given = [*([node.func.value] if method else []), *node.args, *axis]
        if len(given) == 2 and isinstance(node.func, ast.Attribute):
            yield "argmax", given[0], given[1]
        return
    else:
        return
    for side, other in (sides, sides[::-1]):
        inner = side
        while isinstance(inner, ast.Compare) or (
            isinstance(inner, ast.Call)
            and name_of(inner.func) == "astype"
            and isinstance(inner.func, ast.Attribute)
        ):
            inner = inner.left if isinstance(inner, ast.Compare) else inner.func.value
        yield how, inner, other


ARRAYS = ("np", "numpy", "onp")
READS = ("asnumpy", "asscalar", "item")
# What hands numbers on as they are: of an array, and of what is given.
METHODS = ("item", "copy", "flatten", "ravel", "reshape", "squeeze", "tolist", "astype")
FUNCTIONS = ("array", "asarray", "float", "list")


class Text:
    """The text of a program: what its names stand for."""

    def __init__(self, tree):
        self.named = assignments(tree)
        found = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
        self.functions = {function.name: function for function in found}
        self.inside = {id(node): function for function in found for node in ast.walk(function)}
        self.calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]

    def number(self, node):
        """Return the number that a piece of a program is, None where it may be another one."""
        if isinstance(node, ast.Name):
            values = [value for name, value in self.named if name == node.id]
            values = values or self.given(node)
            node = values[0] if len(values) == 1 else node
        value = getattr(node, "value", None) if isinstance(node, ast.Constant) else None
        return value if type(value) in (int, float) else None

    def given(self, name):
        """Return what calls give for a name that is a parameter, its default where they do not."""
        function = self.inside.get(id(name))
        arguments = function.args.args if function else []
        names = [each.arg for each in arguments]
        if name.id not in names:
            return []
        place = names.index(name.id)
        default = place - len(names) + len(function.args.defaults)
        values = []
        for call in self.calls:
            if name_of(call.func) != function.name:
                continue
            at = place - (names[0] == "self" and isinstance(call.func, ast.Attribute))
            passed = [each.value for each in call.keywords if each.arg == name.id]
            passed = passed or call.args[at : at + 1]
            passed = passed or (function.args.defaults[default:][:1] if default >= 0 else [])
            values += [each for each in passed if each not in values]
        return values

    def names(self, node):
        """Return the names that a value may have where it comes from, as an argument or itself."""
        while isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            if name_of(node.func) not in (*READS, "astype", "copy"):
                return []
            node = node.func.value
        if not isinstance(node, ast.Name):
            return []
        given = [each for each in self.given(node) if getattr(each, "id", None) != node.id]
        return [node.id, *(name for each in given for name in self.names(each))]

    def sources(self, node, deep=0, shaped=False, ends=()):
        """Return the lines that read an array into the numbers of a piece, if nothing changed them.

        What was computed from them, as a sigmoid by hand, is on another scale: it has no lines.

        Parameters
        ----------
        node : ast.AST
        deep : int
            How many names and calls were followed so far.
        shaped : bool
            Whether nothing may have changed the shape either.
        ends : sequence of str
            Methods that hand on more than the numbers as they are.
        """
        if deep > 8:
            return set()

        def follow(*parts):
            return set().union(*(self.sources(each, deep + 1, shaped, ends) for each in parts))

        if isinstance(node, ast.Name):
            earlier = [v for name, v in self.named if name == node.id and v.lineno <= node.lineno]
            return follow(*(earlier[-1:] or self.given(node)))
        if isinstance(node, ast.Compare) and (shaped or ends):
            return follow(node.left)
        if isinstance(node, ast.Subscript):
            return set() if shaped else follow(node.value)
        if not isinstance(node, ast.Call):
            return set()
        name = name_of(node.func)
        if name in READS and isinstance(node.func, ast.Attribute):
            lines = set(range(node.lineno, node.end_lineno + 1))
            return lines | (follow(node.func.value) if name == "item" else set())
        if name in self.functions:
            inner = ast.walk(self.functions[name])
            return follow(*(n.value for n in inner if isinstance(n, ast.Return) and n.value))
        if name in (*METHODS, *ends) and isinstance(node.func, ast.Attribute):
            if shaped and name not in ("copy", "astype"):
                return set()
            module = getattr(node.func.value, "id", None) in ARRAYS
            return follow(node.args[0] if module and node.args else node.func.value)
        if name in FUNCTIONS and node.args:
            lines = follow(node.args[0])
            if not lines and name in ("float", "list") and self.gives_array(node.args[0]):
                return set(range(node.lineno, node.end_lineno + 1))
            return lines
        return set()

    def gives_array(self, node):
        """Return whether a call may give an array of the engine, read by whoever asked for it."""
        if not isinstance(node, ast.Call):
            return False
        function = self.functions.get(name_of(node.func))
        looked = [node] if function is None else [node, function]
        return not any(calls(each, read) for each in looked for read in READS)


def lone_shuffles(files):
    """Return the lines that bring the rows of one array alone into a new order.

    A permutation that is applied to two arrays, a shuffled list of places, or two shuffles with
    the same seed are none.

    >>> text = ["features = features[rng.permutation(100)]\\n"]
    >>> linecache.cache["order.py"] = 40, None, text, "order.py"
    >>> lone_shuffles(["order.py"])
    [['order.py', 1]]
    """
    found = []
    for file, tree in trees(files):
        named = dict(assignments(tree))
        found += [[file, line] for line in [*shuffled(tree, named), *permuted(tree, named)]]
    return found


def shuffled(tree, named):
    """Return the lines of ``shuffle(X)``, where X is no list of places or of whole rows."""
    lines = []
    for call in calls(tree, "shuffle"):
        if len(call.args) != 1 or not isinstance(call.args[0], ast.Name):
            continue
        value = named.get(call.args[0].id)
        if value is not None and (holds_pairs(value) or is_parted(tree, call.args[0].id)):
            continue
        lines.append(call.lineno)
    seeds = len(calls(tree, "seed")) + len(calls(tree, "set_state"))
    return [] if len(lines) == 2 and seeds >= 2 else lines


def holds_pairs(value):
    """Return whether a value is a list of places, or of features with their labels."""
    places = ("arange", "range", "permutation", "zip")
    element = value.elt if isinstance(value, ast.ListComp | ast.GeneratorExp) else None
    return isinstance(element, ast.Tuple | ast.List) or any(calls(value, each) for each in places)


def is_parted(tree, name):
    """Return whether columns of an array go different ways: it has the labels in it.

    Columns that are computed with each other, as in ``X[:, 0] > X[:, 1]``, go one way.

    >>> is_parted(ast.parse("features, labels = X[:, :2], X[:, 2]"), "X")
    True
    >>> is_parted(ast.parse("labels = X[:, 0] > X[:, 1]"), "X")
    False
    """
    together = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.BinOp | ast.Compare):
            found = columns(node, name)
            together |= set(found) if len(set(found.values())) > 1 else set()
    return len({words for part, words in columns(tree, name).items() if part not in together}) > 1


def columns(tree, name):
    """Return the places that take columns of an array, each with which it takes."""
    return {
        node: ast.dump(node.slice)
        for node in ast.walk(tree)
        if isinstance(node, ast.Subscript)
        and getattr(node.value, "id", None) == name
        and isinstance(node.slice, ast.Tuple)
    }


def permuted(tree, named):
    """Return the lines of ``X[permutation(n)]``, and of an order that one array alone takes."""
    parts = [node for node in ast.walk(tree) if isinstance(node, ast.Subscript)]
    lines = [node.lineno for node in parts if calls(node.slice, "permutation")]
    for name, value in named.items():
        if calls(value, "permutation") and name_of(getattr(value, "func", None)) == "permutation":
            alias = {each for each, other in named.items() if getattr(other, "id", None) == name}
            names = {each for each, other in named.items() if other is value} | alias
            order = [node for node in parts if names & names_in(node.slice)]
            own = [node for node in ast.walk(tree) if isinstance(node, ast.Name)]
            others = sum(node.id in names for node in own) - len(names) - len(order) - len(alias)
            if len(order) == 1 and others == 0 and not isinstance(order[0].slice, ast.Slice):
                lines.append(order[0].lineno)
            if name in names_in(value):  # X = permutation(X)
                lines.append(value.lineno)
    return lines


def names_in(node):
    """Return the names that stand in a piece of a program."""
    return {each.id for each in ast.walk(node) if isinstance(each, ast.Name)}
