"""Whole programs in many styles: `broken.txt` and `suspicious.txt`, read as they stand.

Each begins with ``=== name | kind``; in a broken one, ``#<`` marks the lines that may be named.
Behind ``#=`` stands what the line above is in the repaired twin: nothing, where it is left out, or
several lines, each behind a ``#=`` of its own.
A suspicious one is healthy: no mistake may be named.
"""

import re
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Program:
    """One program, and what is wrong with it."""

    name: str
    kind: str
    source: str

    def lines(self):
        """Return the numbers of the lines that may be named."""
        return [n for n, line in enumerate(self.source.splitlines(), 1) if "#<" in line]

    def repaired(self):
        """Return the repaired twin."""
        lines, above = [], False
        for line in self.source.splitlines():
            found = re.fullmatch(r"( *)#= ?(.*)", line)
            if found:
                if above:
                    lines.pop()
                lines += [found[1] + found[2]] if found[2] else []
            else:
                lines.append(line)
            above = not found
        return "\n".join(lines)

    def file(self):
        """Return what to call it."""
        return f"{self.name}.py"


def read(name):
    """Return the programs of a file."""
    blocks = (HERE / name).read_text(encoding="utf-8").split("=== ")[1:]
    parts = [block.partition("\n") for block in blocks]
    return [
        Program(*(part.strip() for part in head.split("|")), source=source)
        for head, _, source in parts
    ]


BROKEN = read("broken.txt")
SUSPICIOUS = read("suspicious.txt")
