"""Which doctests pytest collects besides tests/: the README's and those of the contributors' page.

The docstrings of src/ are run by pytest itself; the cells of the pages are run by the site's build.
"""

from sybil import Sybil
from sybil.parsers.markdown import PythonCodeBlockParser, SkipParser

pytest_collect_file = Sybil(
    parsers=[PythonCodeBlockParser(), SkipParser()],
    patterns=["README.md", "CONTRIBUTING.md"],
).pytest()

collect_ignore = ["tests/xray/healthy"]  # programs that the tests read, and run themselves
