"""The lists of the reference leave no name out."""

import importlib
import operator
import sys
from pathlib import Path

import pytest

import sixpieces

CONF = Path(__file__).parents[2] / "conf"
sys.path.insert(0, str(CONF))

import reference  # noqa: E402

OPERATORS = Path(sixpieces.__file__).parent / "operators"
FILES = [
    ".".join(path.relative_to(OPERATORS).with_suffix("").parts)
    for path in sorted(OPERATORS.rglob("*.py"))
    if path.stem != "__init__"
]


def names_of(file):
    module = importlib.import_module(f"sixpieces.operators.{file}")
    return [text for kind, text in reference.in_order(module) if kind == "name"]


@pytest.mark.parametrize("file", FILES)
def test_every_operation_of_a_file_is_listed_once(file):
    names = names_of(file)
    assert names
    assert len(names) == len(set(names))


def test_every_public_name_of_nd_is_in_a_file_or_made_by_hand():
    listed = {"NDArray", "save", "load", "waitall"}
    listed |= {"array", "zeros", "ones", "full", "empty", "arange", "linspace", "eye", "from_numpy"}
    listed |= {"normal", "random_normal", "uniform", "random_uniform", "sample_multinomial"}
    listed |= {"shuffle"}
    for file in FILES:
        listed |= set(names_of(file))
    assert set(reference.public_names("sixpieces.nd")) <= listed


def test_aliases_point_to_the_name_of_the_function():
    source = reference.operations("shapes")
    assert ".. autofunction:: sixpieces.nd.reshape\n" in source
    assert (
        "py:function:: sixpieces.nd.Reshape\n\n   Another name of :func:`~sixpieces.nd.resh"
        in source
    )


def test_no_name_is_both_refused_and_there():
    for label, names in reference.refused_names().items():
        here = {"mx": sixpieces, "NDArray": sixpieces.nd.NDArray}.get(label)
        if here is None:
            here = operator.attrgetter(label)(sixpieces)
        assert not set(names) & set(dir(here))


@pytest.mark.parametrize(
    ("name", "module"),
    [("gluon.loss.L1Loss", "gluon.loss"), ("Trainer.step", "gluon"), ("Context.__enter__", "mx")],
)
def test_names_are_listed_under_their_module(name, module):
    assert reference.group(name) == module


def test_names_in_scripts_link_to_the_engine_once_and_variables_do_not():
    dense = {"name": "Dense", "module": "mxnet.gluon.nn", "module_short": "mxnet.gluon.nn"}
    linked = reference.with_engine_names("gluon.nn.Dense", [dense])
    assert [each["module"] for each in linked] == ["sixpieces.gluon.nn", "mxnet.gluon.nn"]
    assert reference.with_engine_names("gluon.nn.Dense", linked) == linked
    assert reference.with_engine_names("net", [dense]) == [dense]


def test_a_letter_leads_to_the_first_term_that_begins_with_it():
    from docutils import nodes
    from docutils.utils import new_document

    document = new_document("glossary")
    document += reference.letters(classes=["letters"])
    for term in ("bias", "accuracy", "axis"):
        document += nodes.term(term, term, ids=[f"term-{term}"])
    reference.fill_letters(None, document)
    links = {link.astext(): link["refid"] for link in document[0].findall(nodes.reference)}
    assert links == {"A": "term-accuracy", "B": "term-bias"}
