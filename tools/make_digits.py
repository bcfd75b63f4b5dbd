"""Make src/sixpieces/data/digits.npz: run `python tools/make_digits.py`.

It needs pip, NumPy and the network.

The source is the test set of UCI's optical recognition of handwritten digits, 1,797 images of
8 x 8 pixels with values 0 to 16, in UCI's own order, as the package scikit-learn carries it.
"""

import gzip

import numpy as np
from shipped_data import fetch, ship

SOURCE = (
    "scikit-learn",
    "1.5.2",
    "f8b0ccd4a902836493e026c03256e8b206656f91fbcc4fde28c57a5b752561f1",
)
MEMBER = "sklearn/datasets/data/digits.csv.gz"
SHA256 = "9d27ac7c1131a22b2e26a06c2e1f1ab8b52363345129c1790ec830fd4ca88d3b"


def main() -> None:
    """Fetch and write; pixels are kept column by column, which compresses better."""
    lines = gzip.decompress(fetch(*SOURCE, MEMBER)).decode("ascii").split()
    table = np.array([[int(cell) for cell in line.split(",")] for line in lines], dtype=np.uint8)
    arrays = {"pixels": np.asfortranarray(table[:, :-1]), "labels": table[:, -1].copy()}
    ship("digits.npz", arrays, SHA256)


if __name__ == "__main__":
    main()
