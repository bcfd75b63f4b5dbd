"""Train every model of the table and score it: `measure`."""

import importlib
import sys
from dataclasses import dataclass
from html import escape

import numpy as np

from sixpieces.practice.diagnosis.claims import CLAIMS
from sixpieces.practice.diagnosis.trainings import TRAININGS


@dataclass
class Row:
    """What one row measured.

    `printed` is the loss that the loop prints for its last epoch, `accuracy` what the scoring line
    says, `test_loss` the log loss per test row of the outputs read as logits, `yes` the share of
    test rows called yes (by the threshold that the row uses), `moved` the length of the way from
    the first weights to the last, `curve` the accuracy before and after each epoch.
    """

    key: str
    family: str
    what: str
    verdict: str
    printed: float
    accuracy: float
    test_loss: float
    yes: float
    moved: float
    finite: bool
    weights: list
    curve: list
    holds: bool = False


class Table(dict):
    """The measured rows by key, with the numbers that they are compared with."""

    def __init__(self, rows, majority, loss_of_share):
        super().__init__((row.key, row) for row in rows)
        self.majority, self.loss_of_share = majority, loss_of_share

    @property
    def chance(self):
        """The spread of the three seeds, and at least half a percent point."""
        seeds = [self[key].accuracy for key in ("own", "seed 1", "seed 2")]
        return max(max(seeds) - min(seeds), 0.005)

    def lines(self, *keys, families=()):
        """Return the rows as `Lines`: of these keys, of these families, or all."""
        rows = [self[key] for key in keys] or [
            row for row in self.values() if not families or row.family in families
        ]
        return Lines(map(_cells, rows))


class Lines(str):
    """Rows as lines of text; where HTML is shown, on a page or in a notebook, as a table.

    >>> lines = Lines([("L2Loss", "3,769.4", "0.795", "repaired")])
    >>> print(lines)
    printed loss  accuracy  what is changed                             what comes out
         3,769.4     0.795  L2Loss                                      repaired
    >>> lines._repr_html_().splitlines()[-2]
    '<tr><td>L2Loss</td><td>3,769.4</td><td>0.795</td><td>repaired</td></tr>'
    """

    HEAD = ("what is changed", "printed loss", "accuracy", "what comes out")

    def __new__(cls, rows):
        rows = [cls.HEAD, *rows]
        self = super().__new__(cls, "\n".join(map(_line, rows)))
        self.rows = rows
        return self

    def _repr_html_(self):
        head, *rows = (
            "".join(f"<{tag}>{escape(cell)}</{tag}>" for cell in row)
            for row, tag in zip(self.rows, ["th", *["td"] * (len(self.rows) - 1)], strict=True)
        )
        body = "".join(f"<tr>{row}</tr>\n" for row in rows)
        return (
            f'<table class="docutils">\n<thead><tr>{head}</tr></thead>\n'
            f"<tbody>\n{body}</tbody></table>"
        )


def _cells(row):
    printed = round(row.printed, 1) + 0.0  # no minus before a zero
    verdict = row.verdict + ("" if row.holds else " (not here)")
    return row.what, f"{printed:,.1f}", f"{row.accuracy:.3f}", verdict


def _line(cells):
    what, printed, accuracy, verdict = cells
    return f"{printed:>12}{accuracy:>10}  {what:42}  {verdict}"


def library():
    """Return MXNet, or what stands in its place, if this program has imported it."""
    return sys.modules.get("mxnet") or importlib.import_module("sixpieces")


def measure(data, epochs=3, learning_rate=0.03, batch_size=64):
    """Train every model of the table and score it.

    Parameters
    ----------
    data
        Four arrays, `train_features` (n, d), `train_labels` (n,) of 0 and 1, and the same for test.
    epochs, learning_rate, batch_size
        The tutorial has 30, 0.01 and 64. A tenth of the epochs with steps three times larger goes
        about a third of the way, and all verdicts are the same.

    Returns
    -------
    Table
        One row a claim, each with `holds`: did the verdict come out?
    """
    mx = library()
    train, test = batches_of(mx, data, batch_size)
    share = float(np.mean(data.train_labels))
    majority = 1 - float(np.mean(data.test_labels))
    trained = {
        name: train_model(mx, training, train, test, epochs, learning_rate, batch_size)
        for name, training in TRAININGS.items()
    }
    rows = [_score(mx, key, claim, trained[claim.training], test) for key, claim in CLAIMS.items()]
    table = Table(rows, majority, -share * np.log(share) - (1 - share) * np.log(1 - share))
    for row in rows:
        row.holds = bool(CLAIMS[row.key].holds(row, table))
    return table


def batches_of(mx, data, batch_size):
    """Cut both tables into batches, the training rows shuffled once: every row sees the same.

    >>> from sixpieces.datasets import TrainAndTest
    >>> table = TrainAndTest(np.eye(3), np.array([0, 1, 1]), np.eye(3), np.array([1, 0, 1]), ())
    >>> train, test = batches_of(library(), table, 2)
    >>> [len(labels) for _, labels in train], test[1][0].shape
    ([2, 1], (1, 3))
    """
    order = np.random.RandomState(0).permutation(len(data.train_labels))

    def cut(features, labels):
        features = np.asarray(features, dtype=np.float32)
        labels = np.asarray(labels, dtype=np.float32).reshape(-1, 1)
        return [
            (mx.nd.array(features[i : i + batch_size]), mx.nd.array(labels[i : i + batch_size]))
            for i in range(0, len(labels), batch_size)
        ]

    return (
        cut(np.asarray(data.train_features)[order], np.asarray(data.train_labels)[order]),
        cut(data.test_features, data.test_labels),
    )


def _relabel(labels, form):
    if form == "flat":
        return labels.reshape((-1,))
    return 2 * labels - 1 if form == "signed" else labels


def train_model(mx, training, train, test, epochs, learning_rate, batch_size):
    """Train one model; return its outputs on the test batches and what was seen on the way.

    >>> from sixpieces.datasets import TrainAndTest
    >>> table = TrainAndTest(np.eye(2), np.array([0, 1]), np.eye(2), np.array([0, 1]), ())
    >>> train, test = batches_of(library(), table, 2)
    >>> seen = train_model(library(), TRAININGS["own"], train, test, 20, 1.0, 2)
    >>> seen["curve"][-1], seen["finite"]
    (1.0, True)
    """
    mx.random.seed(training.seed)
    np.random.seed(training.seed)  # where MXNet draws from NumPy's stream
    net = mx.gluon.nn.Dense(training.outputs, in_units=train[0][0].shape[1])
    net.initialize(mx.init.Normal(training.start))
    trainer = mx.gluon.Trainer(
        net.collect_params(),
        training.optimizer,
        {"learning_rate": learning_rate * training.pace},
    )
    loss_function = training.loss(mx)
    train = [(features, _relabel(labels, training.labels)) for features, labels in train]

    def forward(features):
        return mx.nd.sigmoid(net(features)) if training.sigmoid else net(features)

    all_test_features = mx.nd.concat(*[features for features, _ in test], dim=0)

    def test_logits():
        outputs = net(all_test_features).asnumpy()
        return outputs[:, -1] - (outputs[:, 0] if training.outputs == 2 else 0)

    def weights():
        return np.concatenate([net.weight.data().asnumpy().ravel(), net.bias.data().asnumpy()])

    yes = np.concatenate([labels.asnumpy().ravel() for _, labels in test]) == 1
    first, curve, printed = weights(), [], []
    epochs = 1 if training.untrained else epochs * training.rounds
    for epoch in range(epochs):
        curve.append(float(np.mean((test_logits() > 0) == yes)))
        for features, labels in train:
            with mx.autograd.record():
                losses = loss_function(forward(features), labels)
            if not training.untrained:
                losses.backward()
                trainer.step(batch_size if training.divide else 1)  # also on the last, short batch
            if epoch == epochs - 1:
                printed.append(losses.sum())
    logits = test_logits()
    curve.append(float(np.mean((logits > 0) == yes)))
    # log(1 + e^z) - z y, without e^z where it overflows
    loss = np.maximum(logits, 0) + np.log1p(np.exp(-np.abs(logits))) - logits * yes
    return {
        "outputs": [forward(features) for features, _ in test],
        "printed": float(np.sum([loss.asscalar() for loss in printed], dtype=np.float64)),
        "test_loss": float(np.mean(loss, dtype=np.float64)),
        "weights": [round(float(weight), 6) for weight in weights()],
        "moved": float(np.linalg.norm(weights() - first)),
        "finite": bool(np.isfinite(weights()).all()),
        "curve": curve,
    }


def _score(mx, key, claim, model, test):
    """Apply the scoring line of a claim, batch by batch as the tutorial does."""
    correct = said_yes = rows = 0.0
    for output, (_, labels) in zip(model["outputs"], test, strict=True):
        correct += float(claim.scoring(mx, output, labels))
        said_yes += float(claim.scoring(mx, output, mx.nd.ones(labels.shape)))
        rows += len(labels)
    seen = {name: value for name, value in model.items() if name != "outputs"}
    return Row(
        key,
        claim.family,
        claim.what,
        claim.verdict,
        accuracy=correct / rows,
        yes=said_yes / rows,
        **seen,
    )
