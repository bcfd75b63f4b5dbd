"""Random programs run alike on both engines, but for what differs on purpose."""

import re
from collections import Counter
from functools import partial

from both_engines import answers, apart, shrunk
from random_programs import program

from sixpieces.differences import DIFFERENCES

COUNT = 2_000
DOTTED = partial(re.search, flags=re.DOTALL)  # in a pattern, .* may cross lines
SHOWN = 3  # disagreements that are made small and printed

#: What is no disagreement: the name of a row of `sixpieces.differences`, or of a reason below it,
#: and what it looks like: in the engine's result, in MXNet's, and in the program.
RULES = [
    ("changes_in_place", "was changed in place", "", ""),
    ("changes_in_place", "", "Assigning to NDArrays that are already|Inplace operations", ""),
    ("changes_in_place", "^float", "^float", r"y = nd.relu\(x\).*\ny(\[.*\])? [+*]?= "),
    ("constants_among_heads", "^(?!raised)", "not in a computational graph", r"backward\(\[\w+, "),
    ("gradient_at_a_logit_of_zero", "^float", "^float", r"SigmoidBCELoss.*'zeros'"),
    ("numbers_beyond_a_dtype", "holds whole numbers from", "", ""),
    ("gradient_of_what_needs_none", r"^float\d+ \(.*\) [\[\], 0.]*$", "^None$", "grad.'null'"),
    ("bias_beside_a_frozen_weight", "^float", "^float", r"weight.*'grad_req', 'null'"),
    ("a_clearer_refusal", "last_batch must be one of", "", ""),
    ("walks_that_stop", "", "_backward_topk|Embedding layer doesn't support calculate", ""),
    ("an_order_reversed_in_place", "^float", "^float", r"x \+= y|x\[.*::-1.*\] = x\[|x\[:\] = x"),
    ("one_number_in_more_brackets", "", r"\(1, 1\)", "asscalar"),
    ("numpy_functions", "NumPy cannot read an NDArray", "", ""),
    ("own_functions_that_add", "^float", "^float", r"grad\('add'\).*(\.copy\(\)|\bclip\()"),
    ("parts_that_are_empty", "", r"\(0 vs\. \d+\)|src_idx < dshape_len", r"\["),
    ("a_freed_part", "^float", "The any container is empty", r"backward\(.*backward\("),
    ("not_here", "is a name of MXNet that this engine does not have|needs? MXNet", "", ""),
]
HARMLESS = {
    "a_freed_part": "MXNet fails within itself where an earlier walk freed a part of the graph.",
    "not_here": "A name or an option that the engine says it does not have.",
}

HEAD = """\
import numpy as np
import sixpieces as mx  # and then: import mxnet as mx
nd, autograd, gluon, show = mx.nd, mx.autograd, mx.gluon, print
"""


def compared(texts):
    """For each text the name of its rule and what differs, or None where both engines agree."""
    ours, theirs = (answers(engine, texts) for engine in ("sixpieces", "mxnet"))
    return [verdict(*each) for each in zip(texts, ours, theirs, strict=True)]


def verdict(text, ours, theirs):
    if theirs is None:
        return "unanswered", None
    difference = ("the end of its process", "an answer") if ours is None else apart(ours, theirs)
    return difference and (rule(text, *difference), difference)


def rule(text, ours, theirs):
    """The rule that explains a difference, "numbers" or "another"."""
    for name, *patterns in RULES:
        if all(map(DOTTED, patterns, (ours, theirs, text))):
            return name
    alike = ours.split(")")[0] == theirs.split(")")[0]
    return "numbers" if alike and not ours.startswith("raised") else "another"


def disagreement(text):
    """The smallest form of a program on which the engines disagree, ready to be pasted."""
    wanted = kind(compared([text])[0])
    small = shrunk(text, lambda texts: [kind(each) == wanted for each in compared(texts)])
    _, (ours, theirs) = compared([small])[0]
    return f"{HEAD}\n{small}\n# sixpieces: {brief(ours)}\n# MXNet: {brief(theirs)}\n"


def kind(found):
    """Of a disagreement its name, and the classes of the errors."""
    if unexplained(found):
        name, results = found
        return name, *(each.startswith("raised") and each.split(":")[0] for each in results)
    return None


def unexplained(found):
    return found is not None and found[0] in ("numbers", "another")


def brief(text):
    return " ".join(text.split())[:300]


def test_random_programs(mxnet, request):
    seed = request.config.getoption("--random-seed")
    texts = [program(seed, number) for number in range(COUNT)]
    found = compared(texts)
    counts = Counter(each[0] if each else "agreed" for each in found)
    judged = counts["agreed"] + counts["numbers"] + counts["another"]
    wrong = [text for text, each in zip(texts, found, strict=True) if unexplained(each)]
    report = f"seed {seed}: {judged} programs judged, {dict(counts.most_common())}"
    print(report)
    if counts["numbers"] or counts["agreed"] < 0.995 * judged or judged < 0.95 * COUNT:
        raise AssertionError("\n\n".join([report, *map(disagreement, wrong[:SHOWN])]))


def test_every_rule_has_its_reason():
    names = {row.test for row in DIFFERENCES} | set(HARMLESS)
    assert [name for name, *_ in RULES if name not in names] == []


def test_a_disagreement_is_found(mxnet):
    texts = ["show(nd.ones(2))", "show(mx.__name__)", "import os; os._exit(3)"]
    found = [None, ("another", ("sixpieces", "mxnet")), ("unanswered", None)]
    assert compared(texts) == found


def test_a_program_is_made_small():
    text = "x = 3\nif x:\n    y = x\n    show(nd.ones(x))\nshow(x)\n"
    small = shrunk(text, lambda texts: ["show(nd" in each for each in texts])
    assert small == "if x:\n    show(nd.ones(x))\n"
    assert shrunk("if 1:\n    a\n", lambda texts: ["if" in each for each in texts]) == (
        "if 1:\n    pass\n"
    )


def test_wrong_numbers_are_told_from_other_differences():
    assert rule("", "float32 (1,) [1.0]", "float32 (1,) [2.0]") == "numbers"
    assert rule("", "float32 (1,) [1.0]", "float64 (1,) [1.0]") == "another"
    assert rule("", "raised KeyError: (1) a", "raised KeyError: (1) b") == "another"


def test_a_program_that_ends_its_process():
    assert [
        each and sorted(each)
        for each in answers("sixpieces", ["import os; os._exit(3)", "show(1)"])
    ] == [None, ["0"]]
