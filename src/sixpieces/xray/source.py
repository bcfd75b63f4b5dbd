"""What only the text of a program tells: what happens to numbers that have left the engine."""

import ast
import linecache


def trees(files):
    """Return ``(file, syntax tree)`` of each file that can be read."""
    for file in files:
        text = "".join(linecache.getlines(file))
        try:
            yield file, ast.parse(text)
        except SyntaxError:
            continue


def name_of(node):
    """Return the last part of a name: ``shuffle`` of ``np.random.shuffle``."""
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", None)


def calls(node, name):
    """Return the calls of a function with this name that stand in a piece of a program."""
    found = (each for each in ast.walk(node) if isinstance(each, ast.Call))
    return [each for each in found if name_of(each.func) == name]


def assignments(tree):
    """Return ``(name, value)`` of each assignment to a plain name, as they stand in the text."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                names = target.elts if isinstance(target, ast.Tuple) else [target]
                values = node.value.elts if isinstance(node.value, ast.Tuple) else [node.value]
                if len(values) != len(names):
                    values = [node.value] * len(names)
                found += [
                    (each.id, value)
                    for each, value in zip(names, values, strict=True)
                    if isinstance(each, ast.Name)
                ]
    return sorted(found, key=lambda each: each[1].lineno)


def comparisons(files):
    """Return where numbers are compared with a constant, and the lines that they came from.

    >>> text = ["p = net(x).asnumpy()\\n", "print(p > 0.5)\\n"]
    >>> linecache.cache["score.py"] = 30, None, text, "score.py"
    >>> comparisons(["score.py"])
    [{'line': ['score.py', 2], 'limit': 0.5, 'from': [1, 2]}]
    """
    found = []
    for file, tree in trees(files):
        named = assignments(tree)
        functions = {f.name: f for f in ast.walk(tree) if isinstance(f, ast.FunctionDef)}
        for node in ast.walk(tree):
            if not isinstance(node, ast.Compare) or len(node.ops) != 1:
                continue
            if not isinstance(node.ops[0], ast.Gt | ast.GtE | ast.Lt | ast.LtE):
                continue
            for limit, side in (
                (node.comparators[0], node.left),
                (node.left, node.comparators[0]),
            ):
                if isinstance(limit, ast.Constant) and isinstance(limit.value, int | float):
                    lines = sources(side, node.lineno, named, functions)
                    found.append(
                        {"line": [file, node.lineno], "limit": limit.value, "from": sorted(lines)}
                    )
    return found


def sources(node, before, named, functions):
    """Return the lines in which a value was made that stands in a line."""
    lines = set(range(node.lineno, node.end_lineno + 1))
    for each in ast.walk(node):
        if isinstance(each, ast.Name):
            earlier = [value for name, value in named if name == each.id and value.lineno <= before]
            if earlier:
                value = earlier[-1]
                lines.update(range(value.lineno, value.end_lineno + 1))
                for call in ast.walk(value):
                    if isinstance(call, ast.Call):
                        lines |= returned(call, functions)
        elif isinstance(each, ast.Call):
            lines |= returned(each, functions)
    return lines


def returned(call, functions):
    """Return the lines in which a function of the program returns what a call gives."""
    function = functions.get(name_of(call.func))
    if function is None:
        return set()
    returns = (node for node in ast.walk(function) if isinstance(node, ast.Return))
    return {line for node in returns for line in range(node.lineno, node.end_lineno + 1)}


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
    """Return the lines of ``shuffle(X)``, where X is no list of places or of pairs."""
    lines = []
    for call in calls(tree, "shuffle"):
        if len(call.args) != 1 or not isinstance(call.args[0], ast.Name):
            continue
        value = named.get(call.args[0].id)
        places = ("arange", "range", "permutation", "zip")
        if value is not None and any(calls(value, name) for name in places):
            continue
        lines.append(call.lineno)
    seeds = len(calls(tree, "seed")) + len(calls(tree, "set_state"))
    return [] if len(lines) == 2 and seeds >= 2 else lines


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
