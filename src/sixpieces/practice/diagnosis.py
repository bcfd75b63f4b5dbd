"""One table of mistakes: what each does to the printed loss and to the accuracy.

Every row trains the tutorial's model, one dense layer for a yes or no, from the same first weights
on the same batches, changes one thing, and prints what the tutorial's loop would print. The pages
show this table; on files of your own, `python -m sixpieces.practice.diagnosis a1a.train a1a.test`
prints it. It runs on MXNet where the program has imported it, and on sixpieces elsewhere: what
sixpieces measures on the rows that are shipped stands ready in `mistakes.json`, so that a browser
need not train for minutes.
"""

import argparse
import contextlib
import hashlib
import importlib
import json
import os
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from sixpieces.datasets import TrainAndTest, load_adult, read_libsvm

SHIPPED = Path(__file__).with_name("mistakes.json")

# -- What is trained -----------------------------------------------------------------------------
# Each of these takes the library and returns a loss, a function of (logits, labels).


def own_log_loss(mx):
    """Return the tutorial's loss: one number, the sum over the rows."""
    nd = mx.nd

    def loss(logits, labels):
        p = 1 / (1 + nd.exp(-logits))
        return -nd.nansum(labels * nd.log(p) + (1 - labels) * nd.log(1 - p))

    return loss


def of_gluon(name, **options):
    """Return a Gluon loss, chosen by name, in the form that a training takes."""

    def make(mx):
        loss = getattr(mx.gluon.loss, name)(**options)
        loss.hybridize()  # the same operations, called as one: the build has no time to lose
        return loss

    return make


def mean_of(make):
    """Return the same loss, averaged over the batch."""

    def make_mean(mx):
        loss = make(mx)
        return lambda logits, labels: loss(logits, labels).mean()

    return make_mean


def without_minus(make):
    """Return the log-likelihood itself, as if the minus had been forgotten."""

    def make_uphill(mx):
        loss = make(mx)
        return lambda logits, labels: -loss(logits, labels)

    return make_uphill


def exchanged(make):
    """Return the same loss, called with the labels first, as many other libraries want it."""

    def make_exchanged(mx):
        loss = make(mx)
        return lambda logits, labels: loss(labels, logits)

    return make_exchanged


def old_logistic_loss(mx):
    """Return the LogisticLoss of MXNet 0.12 to 1.0: a label of 0 has no gradient in it."""
    return lambda logits, labels: mx.nd.log(1 + mx.nd.exp(-logits * labels))


@dataclass(frozen=True)
class Training:
    """How one model is trained; the defaults are the tutorial's."""

    loss: Callable
    outputs: int = 1
    sigmoid: bool = False  # does the network end in a sigmoid?
    divide: bool = True  # step(batch_size), or step(1)
    optimizer: str = "sgd"
    pace: float = 1.0  # times the learning rate
    labels: str = "column"  # (n, 1); "flat" is (n,); "signed" is -1 and +1
    start: float = 1.0  # the size of the first weights
    rounds: int = 1  # how often the cell with the loop is run on the same network
    seed: int = 0
    untrained: bool = False


sigmoid_bce = of_gluon("SigmoidBCELoss")

TRAININGS = {
    "own": Training(own_log_loss),
    "own, seed 1": Training(own_log_loss, seed=1),
    "own, seed 2": Training(own_log_loss, seed=2),
    "none": Training(own_log_loss, untrained=True),
    "gluon": Training(sigmoid_bce),
    "short": Training(own_log_loss, pace=0.1),
    "again": Training(own_log_loss, rounds=2),
    "mean": Training(mean_of(sigmoid_bce)),
    "mean undivided": Training(mean_of(sigmoid_bce), divide=False),
    "mean fast": Training(mean_of(sigmoid_bce), pace=64),
    "undivided": Training(sigmoid_bce, divide=False),
    "mean adam": Training(mean_of(sigmoid_bce), optimizer="adam"),
    "logistic": Training(of_gluon("LogisticLoss")),
    "logistic binary": Training(of_gluon("LogisticLoss", label_format="binary")),
    "old logistic": Training(old_logistic_loss),
    "hinge": Training(of_gluon("HingeLoss")),
    "squared hinge": Training(of_gluon("SquaredHingeLoss")),
    "exchanged": Training(exchanged(sigmoid_bce)),
    "softmax one": Training(of_gluon("SoftmaxCrossEntropyLoss")),
    "softmax two": Training(of_gluon("SoftmaxCrossEntropyLoss"), outputs=2),
    "softmax two small": Training(of_gluon("SoftmaxCrossEntropyLoss"), outputs=2, start=0.01),
    "l2": Training(of_gluon("L2Loss")),
    "sigmoid twice": Training(sigmoid_bce, sigmoid=True),
    "from sigmoid": Training(of_gluon("SigmoidBCELoss", from_sigmoid=True), sigmoid=True),
    "raw from sigmoid": Training(of_gluon("SigmoidBCELoss", from_sigmoid=True)),
    "flat labels": Training(own_log_loss, labels="flat"),
    "signed labels": Training(sigmoid_bce, labels="signed"),
    "uphill": Training(without_minus(sigmoid_bce)),
    "own uphill": Training(without_minus(own_log_loss)),
}

# -- How it is scored ----------------------------------------------------------------------------
# Scoring lines take (library, output, labels of shape (n, 1)) and return the number called correct.


def above(threshold):
    """Return the scoring line that calls an output above the threshold a yes."""
    return lambda mx, output, labels: ((output > threshold) == labels).sum().asscalar()


def by_sign(mx, output, labels):
    """Score as the tutorial does: the sign of the output, moved from -1 and 1 to 0 and 1."""
    return (((mx.nd.sign(output) + 1) / 2) == labels).sum().asscalar()


def by_larger_output(mx, output, labels):
    """Score a network of two outputs: the place of the larger one is the answer."""
    return (output.argmax(axis=1) == labels.reshape((-1,))).sum().asscalar()


def by_place_of_the_largest(mx, output, labels):
    """Score one column as if it were ten: the place of the largest of one number is 0."""
    return (mx.nd.argmax(output, axis=1) == labels.reshape((-1,))).sum().asscalar()


def against_flat_labels(mx, output, labels):
    """Compare (n, 1) with (n,), which broadcasts to n x n."""
    return ((output > 0) == labels.reshape((-1,))).sum().asscalar()


def by_metric(of_probability, flat):
    """Return the count of `metric.Accuracy`, which is made for whole classes, not for this."""

    def score(mx, output, labels):
        metric = mx.metric.Accuracy()
        prediction = mx.nd.sigmoid(output) if of_probability else output
        metric.update([labels.reshape((-1,)) if flat else labels], [prediction])
        return metric.get()[1] * len(labels)

    return score


# -- The rows ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Claim:
    """One row of the table before it is measured: what is changed, and what must come out."""

    family: str
    what: str
    training: str
    scoring: Callable
    verdict: str
    holds: Callable


def like_reference(row, table):
    """Is the accuracy within the chance of the seeds?"""
    return abs(row.accuracy - table["own"].accuracy) <= table.chance


def worse(row, table):
    """Is the accuracy lower than chance explains?"""
    return row.accuracy < table["own"].accuracy - table.chance


def near_majority(row, table):
    """Is the accuracy the one of always answering no?"""
    return abs(row.accuracy - table.majority) < 0.012


# fmt: off
CLAIMS = {
    "own": Claim(
        "reference", "own log loss, a sum; step(batch_size)", "own", by_sign, "the reference",
        lambda row, table: row.accuracy > table.majority and row.test_loss < table.loss_of_share),
    "seed 1": Claim(
        "reference", "the same program, another seed", "own, seed 1", by_sign, "chance",
        like_reference),
    "seed 2": Claim(
        "reference", "the same program, a third seed", "own, seed 2", by_sign, "chance",
        like_reference),
    "untrained": Claim(
        "reference", "the first weights, no training", "none", by_sign, "worse", worse),
    "gluon": Claim(
        "reference", "SigmoidBCELoss; step(batch_size)", "gluon", by_sign,
        "the same model",
        lambda row, table: np.allclose(row.weights, table["own"].weights, atol=1e-3)),
    "short": Claim(
        "reference", "the same program, a tenth of the rate", "short", by_sign,
        "not trained long enough",
        lambda row, table: worse(row, table) and row.accuracy > table["untrained"].accuracy),
    "again": Claim(
        "reference", "the same loop run twice on one network", "again", by_sign,
        "a head start",
        lambda row, table: row.printed < table["own"].printed
        and row.accuracy > table["own"].accuracy),
    "mean": Claim(
        "division", "SigmoidBCELoss .mean(); step(batch_size)", "mean", by_sign,
        "worse, and prints less",
        lambda row, table: worse(row, table) and row.printed < table["own"].printed / 20),
    "mean undivided": Claim(
        "division", "SigmoidBCELoss .mean(); step(1)", "mean undivided", by_sign, "repaired",
        like_reference),
    "mean fast": Claim(
        "division", ".mean(); step(batch_size); rate times 64", "mean fast", by_sign,
        "repaired", like_reference),
    "undivided": Claim(
        "division", "SigmoidBCELoss; step(1)", "undivided", by_sign, "64 times the pace",
        lambda row, table: row.moved > 2 * table["own"].moved),
    "mean adam": Claim(
        "division", ".mean(); step(batch_size); Adam", "mean adam", by_sign, "the fault is hidden",
        lambda row, table: row.accuracy > table["own"].accuracy - table.chance),
    "logistic": Claim(
        "name", "LogisticLoss, its default, labels 0 and 1", "logistic", by_sign, "far worse",
        lambda row, table: row.accuracy < table.majority - 0.1),
    "logistic binary": Claim(
        "name", "LogisticLoss(label_format='binary')", "logistic binary", by_sign, "repaired",
        like_reference),
    "old logistic": Claim(
        "name", "LogisticLoss of MXNet 1.0, labels 0 and 1", "old logistic", by_sign,
        "nearly all yes",
        lambda row, table: row.yes > 0.9 and row.accuracy < table.majority - 0.2),
    "hinge": Claim(
        "name", "HingeLoss with labels 0 and 1", "hinge", by_sign, "nearly all yes",
        lambda row, table: row.yes > 0.9 and row.accuracy < table.majority - 0.2),
    "squared hinge": Claim(
        "name", "SquaredHingeLoss with labels 0 and 1", "squared hinge", by_sign,
        "nearly all yes",
        lambda row, table: row.yes > 0.9 and row.accuracy < table.majority - 0.2),
    "softmax one": Claim(
        "name", "SoftmaxCrossEntropyLoss, one output", "softmax one", by_sign,
        "learns nothing",
        lambda row, table: row.moved < 0.01 and abs(row.printed) < 1),
    "softmax two": Claim(
        "name", "SoftmaxCrossEntropyLoss, two outputs", "softmax two", by_larger_output,
        "a right form",
        lambda row, table: row.accuracy > table["own"].accuracy - 2 * table.chance),
    "softmax two, old line": Claim(
        "scoring", "two outputs, scored with output > 0", "softmax two small", above(0),
        "too good to be true",
        lambda row, table: row.accuracy > table["softmax two"].accuracy + 0.05),
    "l2": Claim("name", "L2Loss on the raw output, threshold 0", "l2", above(0), "worse", worse),
    "l2 at one half": Claim(
        "name", "L2Loss on the raw output, threshold 0.5", "l2", above(0.5), "repaired",
        lambda row, table: row.accuracy > max(table.majority, table["l2"].accuracy + 0.1)),
    "sigmoid twice": Claim(
        "sigmoids", "sigmoid in network, and SigmoidBCELoss()", "sigmoid twice", above(0.5),
        "hardly ever yes", worse),
    "from sigmoid": Claim(
        "sigmoids", "sigmoid in network, and from_sigmoid=True", "from sigmoid", above(0.5),
        "right", like_reference),
    "raw from sigmoid": Claim(
        "sigmoids", "no sigmoid and from_sigmoid=True", "raw from sigmoid", above(0),
        "the loss is nan",
        lambda row, table: np.isnan(row.printed) and worse(row, table)),
    "probability above 0": Claim(
        "scoring", "the right probabilities, scored with > 0", "from sigmoid", above(0),
        "the share of yes",
        lambda row, table: abs(row.accuracy - (1 - table.majority)) < 1e-3),
    "logit above one half": Claim(
        "scoring", "the right logits, scored with > 0.5", "own", above(0.5), "another threshold",
        lambda row, table: row.yes < table["own"].yes),
    "metric on probability": Claim(
        "scoring", "metric.Accuracy on the probabilities", "own", by_metric(True, True),
        "the majority share",
        lambda row, table: abs(row.accuracy - table.majority) < 1e-3),
    "metric on raw column": Claim(
        "scoring", "metric.Accuracy on raw output, (n, 1)", "own",
        by_metric(False, False), "far below majority",
        lambda row, table: row.accuracy < table.majority - 0.1),
    "argmax of one": Claim(
        "scoring", "right logits, nd.argmax(output, axis=1)", "own", by_place_of_the_largest,
        "the majority share",
        lambda row, table: abs(row.accuracy - table.majority) < 1e-3),
    "flat labels in scoring": Claim(
        "shapes", "right logits, scored against labels (n,)", "own", against_flat_labels,
        "above 1",
        lambda row, table: row.accuracy > 1),
    "flat labels": Claim(
        "shapes", "own log loss with labels (n,)", "flat labels", by_sign,
        "learns the share only",
        lambda row, table: abs(row.test_loss - table.loss_of_share) < 0.05
        and near_majority(row, table)),
    "signed labels": Claim(
        "labels", "SigmoidBCELoss with labels -1 and 1", "signed labels", by_sign,
        "negative without bound",
        lambda row, table: row.printed < 0 and near_majority(row, table)),
    "exchanged": Claim(
        "labels", "SigmoidBCELoss(labels, outputs)", "exchanged", by_sign,
        "far below 0, all yes",
        lambda row, table: row.printed < 0 and row.yes > 0.99),
    "uphill": Claim(
        "labels", "SigmoidBCELoss, its minus lost on the way", "uphill", by_sign,
        "climbs, prints below 0",
        lambda row, table: row.printed < 0 and row.accuracy < table.majority - 0.2),
    "own uphill": Claim(
        "labels", "own log loss without its minus", "own uphill", by_sign, "all nan, and prints 0",
        lambda row, table: not row.finite and row.printed == 0),
}
# fmt: on


# -- Measuring -----------------------------------------------------------------------------------


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
        """Return the rows as text: of these keys, of these families, or all."""
        rows = [self[key] for key in keys] or [
            row for row in self.values() if not families or row.family in families
        ]
        head = f"printed loss  accuracy  {'what is changed':42}  what comes out"
        return "\n".join([head, *map(_line, rows)])


def _line(row):
    printed = round(row.printed, 1) + 0.0  # no minus before a zero
    verdict = row.verdict + ("" if row.holds else " (not here)")
    return f"{printed:12,.1f}{row.accuracy:10.3f}  {row.what:42}  {verdict}"


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


# -- Once per build ------------------------------------------------------------------------------


def _digest_of_rows(data, settings):
    """Name the rows and the settings that a table was measured with."""
    digest = hashlib.sha256()
    for array in (data.train_features, data.train_labels, data.test_features, data.test_labels):
        digest.update(np.ascontiguousarray(array).tobytes())
    digest.update(repr(sorted(settings.items())).encode())
    return digest.hexdigest()[:16]


def _digest(data, settings):
    """Name everything that the table depends on: data, settings, code, library, versions."""
    package = Path(__file__).parent.parent
    digest = hashlib.sha256(_digest_of_rows(data, settings).encode())
    for path in sorted(package.rglob("*.py")):
        digest.update(path.read_bytes())
    mx = library()
    digest.update(repr([mx.__name__, mx.__version__, np.__version__, sys.version]).encode())
    return digest.hexdigest()[:16]


def _keep(measured, path, **more):
    """Write a measured table: whole or not at all."""
    rows = [asdict(row) for row in measured.values()]
    kept = {**more, "majority": measured.majority, "loss_of_share": measured.loss_of_share}
    part = path.with_suffix(".part")
    part.write_text(json.dumps({**kept, "rows": rows}) + "\n")
    part.replace(path)


def _read_kept(path):
    kept = json.loads(path.read_text())
    rows = [Row(**row) for row in kept["rows"]]
    return Table(rows, kept["majority"], kept["loss_of_share"])


def _is_shipped(data, settings):
    kept = json.loads(SHIPPED.read_text())
    return kept["rows_and_settings"] == _digest_of_rows(data, settings)


def ship():
    """Measure the shipped rows on sixpieces and write `mistakes.json` anew."""
    data = load_adult()
    _keep(measure(data), SHIPPED, rows_and_settings=_digest_of_rows(data, {}))


@contextlib.contextmanager
def _one_at_a_time(path):
    """Hold a lock that ends with the process; where there are no locks, go on without."""
    try:
        import fcntl
    except ImportError:  # Windows, and the browser: each process measures for itself
        yield
        return
    with open(path, "w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def table(data, **settings):
    """Return the measured table: the one that is shipped, or one made once per build.

    On sixpieces, what was measured on the shipped rows is read. On MXNet, two pages show the table,
    and a build may run them at the same time: the first measures and writes the result into the
    folder named by SIXPIECES_CACHE, the second waits and reads. The file's name is a digest of all
    that the numbers depend on. Without the variable it measures.

    Parameters
    ----------
    data, **settings
        As for `measure`, which trains every model anew, whatever was kept.

    Returns
    -------
    Table
        The same as `measure` returns.
    """
    if library().__name__ == "sixpieces" and _is_shipped(data, settings):
        return _read_kept(SHIPPED)
    folder = os.environ.get("SIXPIECES_CACHE")
    if not folder:
        return measure(data, **settings)
    Path(folder).mkdir(parents=True, exist_ok=True)
    path = Path(folder) / f"diagnosis-{_digest(data, settings)}.json"
    with _one_at_a_time(path.with_suffix(".lock")):
        if not path.exists():
            _keep(measure(data, **settings), path)
    return _read_kept(path)


# -- On files of your own ------------------------------------------------------------------------


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


if __name__ == "__main__":
    sys.exit(main())
