"""The table on files of your own: ``python -m sixpieces.practice.diagnosis TRAIN TEST``."""

import argparse
import importlib
import sys

from sixpieces.datasets import TrainAndTest, read_libsvm
from sixpieces.practice.diagnosis.measuring import measure


def read(train, test):
    """Return two files in LIBSVM's form as one pair of tables with the same columns."""
    width = max(read_libsvm(path).features.shape[1] for path in (train, test))
    tables = [read_libsvm(path, width, binary_labels=True) for path in (train, test)]
    names = tuple(f"feature {number}" for number in range(1, width + 1))
    return TrainAndTest(*tables[0], *tables[1], names)


def main(arguments=None):
    """Print the table for two files in LIBSVM's form, such as the tutorial's a1a."""
    parser = argparse.ArgumentParser(
        prog="python -m sixpieces.practice.diagnosis",
        description="Measure what common mistakes do to the loss and the accuracy on your files.",
    )
    parser.add_argument("train", help="training rows in LIBSVM's form")
    parser.add_argument("test", help="test rows in the same form")
    parser.add_argument("--epochs", type=int, default=30)
    parser.add_argument("--learning-rate", type=float, default=0.01)
    parser.add_argument("--batch-size", type=int, default=64)
    parser.add_argument(
        "--library", choices=["sixpieces", "mxnet"], default="sixpieces", help="what trains"
    )
    options = parser.parse_args(arguments)
    importlib.import_module(options.library)
    settings = options.epochs, options.learning_rate, options.batch_size
    measured = measure(read(options.train, options.test), *settings)
    print(measured.lines())
    print(f"always answering no: {measured.majority:.3f}")
    missed = [row.what for row in measured.values() if not row.holds]
    for what in missed:
        print("came out otherwise:", what)
    return len(missed)


if __name__ == "__main__":  # pragma: no cover
    sys.exit(main())
