"""The shipped tables have the published counts, load fast, and are the files that tools/ makes."""

import ast
import hashlib
import socket
import time
from pathlib import Path

import numpy as np
import pytest

from sixpieces.datasets import load_adult, load_digits

ROOT = Path(__file__).parents[1]
TABLES = {"adult": load_adult, "digits": load_digits}

# How many of the 32,561 training people the LIBSVM form (a1a to a9a) has in each bin.
PUBLISHED_BINS = {
    "age": [6411, 5877, 6830, 6381, 7062],
    "education-num": [4253, 10501, 7291, 2449, 8067],
    "capital-gain": [29849, 2712],
    "capital-loss": [31042, 1519],
    "hours-per-week": [5583, 2180, 15217, 2573, 7008],
}
PUBLISHED_CATEGORIES = {
    "workclass": 8,
    "education": 16,
    "marital-status": 7,
    "occupation": 14,
    "relationship": 6,
    "race": 5,
    "sex": 2,
    "native-country": 41,
}
# UCI's own counts of the training rows, from before '?' was replaced.
UCI_COUNTS = {
    "sex Female": 10771,
    "sex Male": 21790,
    "race White": 27816,
    "race Black": 3124,
    "race Asian-Pac-Islander": 1039,
    "race Amer-Indian-Eskimo": 311,
    "race Other": 271,
    "relationship Husband": 13193,
    "relationship Wife": 1568,
    "marital-status Married-civ-spouse": 14976,
    "marital-status Never-married": 10683,
    "education HS-grad": 10501,
    "education Bachelors": 5355,
    "education Doctorate": 413,
    "workclass Never-worked": 7,
    "native-country Mexico": 643,
}
# These three took in the missing ones, so they alone differ from UCI's count.
FILLED_IN = {
    "workclass Private": (22696, 1836),
    "occupation Prof-specialty": (4140, 1843),
    "native-country United-States": (29170, 583),
}


@pytest.fixture(scope="module")
def adult():
    return load_adult()


def counts(adult, field):
    columns = [n for n, name in enumerate(adult.feature_names) if name.startswith(f"{field} ")]
    return adult.train_features[:, columns].sum(axis=0).astype(int).tolist()


def test_adult_has_the_form_the_pages_speak_of(adult):
    assert adult.train_features.shape == (32561, 118)
    assert adult.test_features.shape == (16281, 118)
    assert adult.train_labels.shape == (32561,)
    assert adult.test_labels.shape == (16281,)
    for table in adult[:4]:
        assert table.dtype == np.float32
        assert table.flags.c_contiguous
        assert set(np.unique(table)) == {0, 1}
    assert len(set(adult.feature_names)) == 118
    assert all(type(name) is str for name in adult.feature_names)
    assert not any("fnlwgt" in name for name in adult.feature_names)


def test_adult_labels_are_ucis(adult):
    assert int(adult.train_labels.sum()) == 7841
    assert int(adult.test_labels.sum()) == 3846
    assert round(1 - float(adult.train_labels.mean()), 3) == 0.759
    assert round(1 - float(adult.test_labels.mean()), 3) == 0.764


@pytest.mark.parametrize("field", PUBLISHED_BINS)
def test_bins_hold_the_published_numbers_of_people(adult, field):
    assert counts(adult, field) == PUBLISHED_BINS[field]


@pytest.mark.parametrize("field", PUBLISHED_CATEGORIES)
def test_fields_have_the_published_number_of_categories(adult, field):
    assert len(counts(adult, field)) == PUBLISHED_CATEGORIES[field]
    assert min(counts(adult, field)) > 0


def test_every_person_is_in_one_column_of_each_field(adult):
    fields = [name.split(" ")[0] for name in adult.feature_names]
    order = list(dict.fromkeys(fields))
    assert set(order) == {*PUBLISHED_BINS, *PUBLISHED_CATEGORIES}
    for features in (adult.train_features, adult.test_features):
        for field in order:
            columns = [n for n, name in enumerate(fields) if name == field]
            assert columns == list(range(columns[0], columns[-1] + 1))
            assert np.all(features[:, columns].sum(axis=1) == 1)


def test_categories_hold_ucis_numbers_except_where_missing_was_filled_in(adult):
    total = dict(zip(adult.feature_names, adult.train_features.sum(axis=0).astype(int)))  # noqa: B905
    assert {name: total[name] for name in UCI_COUNTS} == UCI_COUNTS
    for name, (known, missing) in FILLED_IN.items():
        assert total[name] == known + missing


def test_the_first_person_is_ucis_first(adult):
    names = [adult.feature_names[column] for column in np.flatnonzero(adult.train_features[0])]
    assert names == [
        "age 33-40",
        "workclass State-gov",
        "education Bachelors",
        "education-num from 13",
        "marital-status Never-married",
        "occupation Adm-clerical",
        "relationship Not-in-family",
        "race White",
        "sex Male",
        "capital-gain some",
        "capital-loss none",
        "hours-per-week 40",
        "native-country United-States",
    ]


def test_digits_are_ucis_test_set():
    digits = load_digits()
    assert digits.train_features.shape == (1437, 64)
    assert digits.test_features.shape == (360, 64)
    assert all(table.dtype == np.float32 for table in digits[:4])
    labels = np.concatenate([digits.train_labels, digits.test_labels])
    # The number of images of each digit, as UCI's description of the test set lists it.
    assert np.bincount(labels.astype(int)).tolist() == [
        *(178, 182, 177, 183, 181, 182, 181, 179, 174, 180),
    ]
    pixels = np.concatenate([digits.train_features, digits.test_features])
    assert pixels.min() == 0
    assert pixels.max() == 1
    assert np.array_equal(pixels * 16, np.round(pixels * 16))
    assert pixels[0, :8].tolist() == [0, 0, 5 / 16, 13 / 16, 9 / 16, 1 / 16, 0, 0]
    assert digits.feature_names[9] == "row 1 column 1"


@pytest.mark.parametrize("name", TABLES)
def test_each_call_returns_arrays_of_its_own(name):
    first, second = TABLES[name](), TABLES[name]()
    first.train_features[:] = 7
    assert second.train_features.max() == 1
    assert TABLES[name]().train_features.max() == 1


@pytest.mark.parametrize("name", TABLES)
def test_loading_is_fast_and_needs_no_network(name, monkeypatch):
    def refuse(*_):
        raise AssertionError("a shipped table asked for the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    times = []
    for _ in range(3):
        start = time.perf_counter()
        TABLES[name]()
        times.append(time.perf_counter() - start)
    assert min(times) < 0.5


def test_printing_a_table_says_its_shapes(adult):
    assert repr(adult) == (
        "TrainAndTest(train_features: (32561, 118), train_labels: (32561,), "
        "test_features: (16281, 118), test_labels: (16281,), feature_names: 118 names)"
    )


def constants(tool):
    """Return the constants of a script of tools/ without running it."""
    tree = ast.parse((ROOT / "tools" / tool).read_text(encoding="utf-8"))
    found = {}
    for node in tree.body:
        if isinstance(node, ast.Assign):
            found[node.targets[0].id] = ast.literal_eval(node.value)
    return found


@pytest.mark.parametrize("name", TABLES)
def test_the_shipped_file_is_the_one_that_the_tool_records(name):
    recorded = constants(f"make_{name}.py")
    content = (ROOT / "src" / "sixpieces" / "data" / f"{name}.npz").read_bytes()
    assert hashlib.sha256(content).hexdigest() == recorded["SHA256"]
    assert len(content) < 200_000
    source = recorded["SOURCE"]
    assert len(source) == 3
    assert len(source[2]) == 64


@pytest.mark.parametrize("name", TABLES)
def test_packing_the_same_arrays_gives_the_same_bytes(name, monkeypatch):
    monkeypatch.syspath_prepend(ROOT / "tools")
    from shipped_data import packed

    with np.load(ROOT / "src" / "sixpieces" / "data" / f"{name}.npz") as archive:
        arrays = dict(archive)
    assert packed(arrays) == packed(arrays)


def test_the_licence_stands_beside_the_files_and_in_the_docstrings():
    text = (ROOT / "src" / "sixpieces" / "data" / "LICENSE.txt").read_text(encoding="utf-8")
    assert "CC BY 4.0" in text
    for name, load in TABLES.items():
        assert f"{name}.npz" in text
        assert "CC BY 4.0" in load.__doc__
