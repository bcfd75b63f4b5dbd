"""Random programs: short texts that call the engine in ways that nobody thought of beforehand.

``program(seed, number)`` is always the same text, for instance::

    x = nd.array([[1.5, -0.25]], dtype='float32'); x.attach_grad()
    with autograd.record():
        y = nd.maximum(x, 0.5) * x
    y.backward()
    show(y, x.grad)

``random_programs.txt`` holds `PROGRAMS` with gaps, and `WORDS` whose choices have gaps too. A gap
``<name>`` is filled by one of the choices of that word, or by what `DRAWN` draws; ``<a|b>`` by one
of the texts in it. A line that begins with ``?`` stands there or does not, one with ``*`` one to
three times. Not written is what two engines need not agree on (the order of equal numbers, random
numbers, a rounding error that Adam makes large), and what ends MXNet's process or reads beyond
its memory (an axis of transpose twice, topk with k=0, head gradients of another shape, reshape to
more elements).

    python tests/parity/random_programs.py SEED NUMBER      print a program
"""

import math
import random
import re
import sys
from pathlib import Path

GAP = re.compile(r"<([^<> ][^<>]*)>")
BETWEEN = re.compile(r"(?:\||\n)(?![^<]*>)")  # no choice ends within a gap

PARAGRAPHS = Path(__file__).with_suffix(".txt").read_text(encoding="utf-8").strip().split("\n\n")
PROGRAMS = [each for each in PARAGRAPHS if each.startswith("# ")]
WORDS = {
    name: [each.strip() for each in BETWEEN.split(choices)]
    for paragraph in PARAGRAPHS
    if not paragraph.startswith("# ")
    for name, choices in re.findall(r"^(\w+): (.*(?:\n .*)*)", paragraph, re.MULTILINE)
}


class Writer:
    """Fills the gaps of one program; what its methods write fits the shapes drawn at first."""

    def __init__(self, seed, number):
        self.draw = random.Random(seed * 1_000_003 + number)
        self.shape = [self.draw.randint(1, 3) for _ in range(self.draw.randint(1, 3))]
        self.rows, self.columns = self.draw.randint(1, 4), self.draw.randint(2, 3)
        self.drawn = {}
        self.drawn = {name: self.word(name) for name in ("kind", "whole")}

    def program(self, template):
        """A template with its lines chosen and its gaps filled."""
        lines = []
        for line in template.strip().splitlines():
            code = line.lstrip()
            margin, code, least = line[: len(line) - len(code)], code.lstrip("?*"), code[0]
            times = self.draw.randint(*{"?": (0, 1), "*": (1, 3)}.get(least, (1, 1)))
            lines += [margin + self.fill(code) for _ in range(times)]
        return "\n".join(lines) + "\n"

    def fill(self, text):
        """A text with its gaps filled, and the gaps in what fills them."""
        return GAP.sub(lambda gap: self.fill(self.word(gap[1])), text)

    def word(self, name):
        if name in self.drawn:
            return self.drawn[name]
        if name in WORDS or "|" in name:
            return self.draw.choice(WORDS.get(name) or name.split("|"))
        return str(DRAWN[name](self))

    def nested(self, lengths, low, high, step=1):
        """Lists of multiples of a step."""
        if lengths:
            return [self.nested(lengths[1:], low, high, step) for _ in range(lengths[0])]
        return self.draw.randint(low, high) * step

    def unlike(self, lengths, low):
        """Lists of numbers of which no two are alike, and none is 0, from `low` / 2 on."""
        size = math.prod(lengths)
        numbers = self.draw.sample([n / 2 for n in range(low, low + 3 * size) if n], size)
        for length in reversed(lengths[1:]):
            numbers = [numbers[i : i + length] for i in range(0, len(numbers), length)]
        return numbers

    def beside(self):
        """Numbers in a shape that broadcasts with that of the values."""
        lengths = [self.draw.choice([n, n, 1]) for n in self.shape]
        return self.nested(lengths[self.draw.choice([0, 0, len(lengths) - 1]) :], -12, 12, 0.25)

    def key(self):
        """What stands in the brackets."""
        if self.draw.random() < 0.25:
            places = self.nested([self.draw.randint(1, 3)], 0, self.shape[0] - 1)
            last = self.draw.randrange(self.shape[-1])
            return self.fill(f"<{places}|nd.array({places})|np.array({places})|...|..., {last}>")
        forms = [":", "::-1", "::2", "None"]
        parts = []
        for n in self.shape[: self.draw.randint(1, 3)]:
            place = self.draw.randint(-n, n - 1)
            parts.append(self.draw.choice([place, place, f"{place}:", f":{place % n + 1}", *forms]))
        return ", ".join(map(str, parts))


# What the methods of a writer write in a gap
DRAWN = {
    "beside": Writer.beside,
    "key": Writer.key,
    "sign": lambda w: w.draw.choice(["+", "-", "*", ">", ">=", "<", "<=", "==", "!="]),
    "number": lambda w: w.draw.randint(-12, 12) / 4,
    "size": lambda w: w.draw.randint(1, 6),
    "axis": lambda w: w.draw.randint(-len(w.shape), len(w.shape) - 1),
    "axis_from_0": lambda w: w.draw.randrange(len(w.shape)),
    "order": lambda w: tuple(w.draw.sample(range(len(w.shape)), len(w.shape))),
    "axes": lambda w: tuple(w.draw.sample(range(len(w.shape)), w.draw.randint(1, len(w.shape)))),
    "values": lambda w: w.nested(w.shape, -12, 12, 0.25),
    "counts": lambda w: w.nested(w.shape, 0, 3),
    "distinct": lambda w: w.unlike(w.shape, -math.prod(w.shape)),
    "few": lambda w: w.nested(w.draw.choice([(1,), (1,), (2,), (1, 1), (2, 2)]), -3, 3),
    # Tables, and what stands beside their rows
    "matrix": lambda w: w.nested([w.rows, w.columns], -12, 12, 0.25),
    "distinct_matrix": lambda w: w.unlike([w.rows, w.columns], -w.rows * w.columns),
    "scores": lambda w: w.unlike([w.rows, w.columns], 1),
    "chances": lambda w: w.unlike([w.rows, 2], 1),
    "above": lambda w: w.nested([w.rows, w.columns], 1, 12, 0.25),
    "bits": lambda w: w.nested([w.rows, w.columns], 0, 1),
    "signs": lambda w: [[w.draw.choice([-1, 1]) for _ in range(w.columns)] for _ in range(w.rows)],
    "ends": lambda w: [w.draw.choice([-1, 1]) for _ in range(w.rows)],
    "ones": lambda w: w.nested([w.rows], 0, 1),
    "vector": lambda w: w.nested([w.rows], -12, 12, 0.25),
    "column": lambda w: w.nested([w.rows, 1], -12, 12, 0.25),
    "weights": lambda w: w.nested([w.rows, 1], 0, 8, 0.25),
    "classes": lambda w: w.nested([w.rows], 0, w.columns - 1),
    "rows_of": lambda w: w.nested([w.draw.randint(1, 3)], 0, w.rows - 1),
}


def program(seed, number):
    """Program `number` of a seed: always the same. The families take turns."""
    return Writer(seed, number).program(PROGRAMS[number % len(PROGRAMS)])


if __name__ == "__main__":
    print(program(*map(int, sys.argv[1:])))
