"""The list of names with a parity test, which the reference shows, is the list of the tests."""

import json

from harness import RECORDED, covered_names


def test_names(request):
    names = json.dumps(covered_names(), indent=1) + "\n"
    path = RECORDED / "names.json"
    if request.config.getoption("--record", False):
        path.write_text(names, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == names, f"{path.name} is stale: run with --record"
