"""What can be wrong with a program, each as a rule that reads the facts of a trace.

A rule is a generator of `finding`\\ s, marked with its piece by ``@rule``. It knows no engine, only
the plain data of `Trace.facts`; its docstring says what the fault is, and when it must be silent.
A *mistake* is named only where the run proves it; what is merely unusual is a *note*.
"""

import math
from dataclasses import asdict, dataclass

PAGE = "how_to/xray_your_program.html"
LOG_LOSSES = ("SigmoidBinaryCrossEntropyLoss", "LogisticLoss", "SoftmaxCrossEntropyLoss")
DISTANCES = ("L1Loss", "L2Loss", "HuberLoss")
MARGINS = ("HingeLoss", "SquaredHingeLoss")
SQUASHING = ("sigmoid", "softmax", "tanh", "relu", "greater", "greater_equal", "lesser")
SQUASHING = (*SQUASHING, "lesser_equal", "argmax", "sign", "log_softmax", "equal")
NOISY_LAYERS = "Dropout or BatchNorm"


@dataclass(frozen=True)
class Finding:
    """One thing that a rule has found."""

    fault: str
    severity: str  # "mistake" or "note"
    file: str | None
    line: int | None
    evidence: str
    repair: str
    page: str

    def data(self):
        """Return it as a dictionary."""
        return asdict(self)


RULES = {}  # kind -> (piece, rule, more rules)


def rule(piece, kind):
    """Return a decorator that makes a rule known."""

    def decorate(function):
        RULES[kind] = (*RULES.get(kind, (piece,)), function)
        return function

    return decorate


class Facts:
    """The facts of a trace, with short ways to ask for them."""

    def __init__(self, data):
        self.data = data
        self.curve = data["curve"]

    def __getitem__(self, name):
        return self.data[name]

    def all(self, what):
        """Return all entries of one kind of event."""
        return [entry for entry in self.data["happened"] if entry["what"] == what]

    @property
    def broken(self):
        """Whether the loss became nan or infinite."""
        last = self.curve["last"]
        return last is not None and not math.isfinite(last)

    @property
    def fall(self):
        """Which part of the loss training has taken away; negative where it rose."""
        begin, end = self.curve["begin"], self.curve["end"]
        if begin is None or self.broken or not math.isfinite(begin) or begin == 0:
            return -math.inf if self.broken else 0.0
        return (begin - end) / abs(begin)

    @property
    def error(self):
        """The message of the error that ended the program, or an empty text."""
        return self.data["error"]["message"] if self.data["error"] else ""

    @property
    def error_line(self):
        """The line of that error."""
        return self.data["error"]["line"] if self.data["error"] else None

    def steps(self):
        """All steps, made by a trainer or by hand."""
        return [*self.all("step"), *self.all("step by hand")]

    @property
    def guessing(self):
        """The log loss of who knows how frequent each class is and nothing else, or None."""
        counts = list((self["labels"] or {"counts": {}})["counts"].values())
        logs = [e["first"]["loss"] in LOG_LOSSES or e["first"].get("log") for e in self.all("loss")]
        if len(counts) < 2 or not logs or not all(logs):
            return None
        share = [count / sum(counts) for count in counts]
        return -sum(p * math.log(p) for p in share)

    @property
    def guessing_distance(self):
        """The L2Loss of who always says the mean of the labels, or None."""
        kinds = {each["first"]["loss"] for each in self.all("loss")}
        known = self["labels"] and self["labels"]["rows"] > 1 and kinds == {"L2Loss"}
        return self["labels"]["variance"] / 2 if known else None


def find(data):
    """Return the findings of all rules, mistakes first, each kind once at a line.

    Parameters
    ----------
    data : dict
        What `Trace.facts` returns.
    """
    facts = Facts(data)
    found = []
    for kind, (_, *rules) in RULES.items():
        named = set()
        for severity, line, evidence, repair in (one for each in rules for one in each(facts)):
            file, number = line if line else (None, None)
            if (file, number) in named:
                continue
            named.add((file, number))
            found.append(Finding(kind, severity, file, number, evidence, repair, f"{PAGE}#{kind}"))
    found = drop_consequences(found)
    return sorted(found, key=lambda each: each.severity != "mistake")


# A finding of the first kind explains those of the others.
EXPLAINS = {
    "features-not-finite": {
        "dead-units",
        "log-of-zero",
        "learning-rate-too-large",
        "learning-rate-too-small",
    },
    "features-unscaled": {"learning-rate-too-large", "learning-rate-too-small", "log-of-zero"},
    "divided-twice": {"learning-rate-too-small"},
    "not-divided": {"learning-rate-too-large", "dead-units", "log-of-zero"},
    "gradients-pile-up": {"learning-rate-too-large", "log-of-zero"},
    "no-minus": {"dead-units", "learning-rate-too-large", "log-of-zero", "not-divided"},
    "backward-missing": {"step-missing", "parameter-not-trained"},
    "trainer-made-again": {"learning-rate-too-small", "learning-rate-too-large"},
    "loss-outside-record": {"training-mode-in-score"},
    "labels-for-another-loss": {
        "no-minus",
        "learning-rate-too-large",
        "log-of-zero",
        "output-squeezed",
    },
    "learning-rate-too-large": {"dead-units", "log-of-zero"},
    "sigmoid-twice": {
        "features-unscaled",
        "learning-rate-too-small",
        "threshold-for-another-scale",
    },
    "softmax-twice": {"features-unscaled", "learning-rate-too-small"},
    "softmax-over-one": {
        "features-unscaled",
        "learning-rate-too-small",
        "softmax-twice",
        "metric-on-scores",
    },
    "output-squeezed": {"learning-rate-too-small", "dead-units"},
    "cut-graph": {"loss-outside-record", "parameter-not-trained", "learning-rate-too-small"},
    "buffer-lost": {"loss-outside-record", "step-missing", "parameter-not-trained"},
    "initialised-again": {"learning-rate-too-small", "learning-rate-too-large"},
    "shapes-broadcast": {"learning-rate-too-small"},
    "arguments-exchanged": {
        "labels-for-another-loss",
        "output-squeezed",
        "cut-graph",
        "learning-rate-too-large",
        "learning-rate-too-small",
    },
    "one-hot-labels": {"class-out-of-range"},
    "equal-units": {"learning-rate-too-small", "dead-units"},
    "dead-units": {"learning-rate-too-small"},
    "rows-misaligned": {"learning-rate-too-small", "learning-rate-too-large"},
    "sigmoid-missing": {"log-of-zero", "learning-rate-too-small", "learning-rate-too-large"},
}


def drop_consequences(found):
    """Leave out what another mistake explains."""
    named = {each.fault for each in found if each.severity == "mistake"}
    explained = set().union(*(EXPLAINS.get(kind, set()) for kind in named))
    return [each for each in found if each.fault not in explained]


def percent(share):
    """Return a share in per cent."""
    return f"{100 * share:.0f} %"


def number(value):
    """Return a number as a person writes it."""
    return f"{value:.4g}"


# Data -------------------------------------------------------------------------------------------


@rule("data", "features-not-finite")
def features_not_finite(facts):
    """nan or infinity among the features; silent where the program itself replaces them."""
    features, nan = facts["features"], facts["nan"]
    if (features and not features["finite"]) or (nan and nan["in_data"] and facts.broken):
        yield (
            "mistake",
            features["line"] if features else nan["line"],
            "There is nan or infinity among the features, and it spreads to every weight.",
            "Replace or drop these rows before training: nd.array(np.nan_to_num(features)).",
        )


@rule("data", "features-unscaled")
def features_unscaled(facts):
    """Columns of very different size, and training diverges, stands still, or ends above a guess.

    Silent where it goes well all the same, and for optimizers that scale each weight's step.
    """
    features = facts["features"]
    if not features or not features["scales"] or not facts["steps"]:
        return
    small, large = features["scales"]
    ratio = large / small if small > 0 else math.inf
    if ratio < 100 and (large < 100 or ratio < 10):
        return
    end, guessing, mean = facts["curve"]["end"], facts.guessing, facts.guessing_distance
    if facts.broken or facts.fall < 0:
        how = "training diverges"
    elif facts.fall < 0.1:
        how = "training hardly moves"
    elif guessing is not None and end > 0.9 * guessing:
        how = f"the loss ends at {number(end)}, where a guess has {number(guessing)}"
    elif mean is not None and end > 0.7 * mean and not scales_each_step(facts):
        how = f"the loss ends at {number(end)}, where the labels' mean alone has {number(mean)}"
    elif facts.fall < 0.9 and large >= 100 and column_at_rest(facts, small, large):
        how = "the learning rate that the largest bears does not move the weight of the smallest"
    else:
        return
    yield (
        "mistake",
        features["line"],
        f"The columns of the features differ {number(ratio)} times in size (up to "
        f"{number(large)}), and {how}.",
        "Scale each column: features = (features - features.mean(0)) / features.std(0).",
    )


def scales_each_step(facts):
    """Return whether the optimizer gives each weight a step of its own size, as Adam does."""
    return facts["trainer"] is not None and facts["trainer"]["optimizer"] not in ("sgd", "nag")


def column_at_rest(facts, small, large):
    """Return whether so many steps at this rate move the largest column's weight alone.

    A weight goes its way to the best value as a column's size squared, times rate, times steps.
    """
    steps = facts.steps()
    rates = [each["first"].get("learning_rate") for each in steps]
    if scales_each_step(facts):
        return False
    if None in rates:  # by hand: the smallest factor of the step
        found = [abs(f) for each in steps for f in each["first"].get("factors") or () if f]
        rates = [min(found)] if found else []
    if not rates:
        return False
    reach = max(rates) * facts["steps"]
    return reach * small**2 < 0.05 and reach * large**2 > 0.5


@rule("data", "labels-for-another-loss")
def labels_for_another_loss(facts):
    """Labels of -1 and 1 for a loss of 0 and 1, or the reverse."""
    for loss in facts.all("loss"):
        first = loss["first"]
        low, high = loss.get("label_low"), loss.get("label_high")
        kind = first["loss"]
        if low is None:
            continue
        zero_one = kind == "SigmoidBinaryCrossEntropyLoss" or (
            kind == "LogisticLoss" and first["settings"].get("label_format") == "binary"
        )
        zero_one = zero_one or (kind == "by hand" and first["log"] and len(first["shapes"][1]) < 3)
        signed = kind in ("HingeLoss", "SquaredHingeLoss")
        signed = signed or (kind == "LogisticLoss" and not zero_one)
        if zero_one and low < 0 and kind != "by hand":
            yield (
                "mistake",
                loss["line"],
                f"{kind} expects labels of 0 and 1; these go from {number(low)} to {number(high)}.",
                "Write labels = (labels + 1) / 2.",
            )
        elif zero_one and low == -1 and high == 1 and first["of"] in ("log", "sigmoid"):
            yield (
                "mistake",
                loss["line"],
                "A log loss of probabilities expects labels of 0 and 1; these are -1 and 1.",
                "Write labels = (labels + 1) / 2.",
            )
        elif zero_one and high > 1 and kind != "by hand":
            yield (
                "mistake",
                loss["line"],
                f"{kind} expects labels of 0 and 1; these go up to {number(high)}.",
                "For several classes, use SoftmaxCrossEntropyLoss with one output a class.",
            )
        elif signed and low == 0 and high == 1 and first["whole"]:
            yield (
                "mistake",
                loss["line"],
                f"{kind} expects labels of -1 and 1; these are 0 and 1: 0 means nothing to it.",
                "Write 2 * labels - 1"
                + (", or label_format='binary'." if kind == "LogisticLoss" else "."),
            )


@rule("data", "class-out-of-range")
def class_out_of_range(facts):
    """A class number that no output belongs to; the loss counts it as the nearest class."""
    for loss in facts.all("loss"):
        first = loss["first"]
        if first["loss"] != "SoftmaxCrossEntropyLoss" or not first["settings"]["sparse_label"]:
            continue
        axis = first["settings"].get("axis", -1)
        classes = first["shapes"][0][axis]
        low, high = loss.get("label_low"), loss.get("label_high")
        if classes > 1 and high is not None and first["shapes"][1] != first["shapes"][0]:
            if high > classes - 1 or low < 0:
                few = 0 < len(facts["labels"]["counts"]) <= classes  # and so only ill numbered
                line = first["labels_line" if few else "layer"]
                yield (
                    "mistake",
                    line or loss["line"],
                    f"The labels go from {number(low)} to {number(high)}, but {classes} outputs "
                    f"have the classes 0 to {classes - 1}; others count as the nearest class.",
                    "Number the classes from 0, or give the last layer one output a class.",
                )


@rule("data", "class-out-of-range")
def class_out_of_range_by_hand(facts):
    """The same where the program picks the probability of the label itself."""
    for each in facts.all("picked"):
        classes, low, high = each["first"]["classes"], each["low"], each["high"]
        used = each["first"]["by"] == "pick" or facts["backwards"]
        if (
            classes > 1
            and used
            and (high > classes - 1 or (low < 0 and each["first"]["by"] == "pick"))
        ):
            yield (
                "mistake",
                each["line"],
                f"The labels go from {number(low)} to {number(high)}, but {classes} columns have "
                f"the classes 0 to {classes - 1}.",
                "Number the classes from 0, or give the model one output a class.",
            )


@rule("data", "one-hot-labels")
def one_hot_labels(facts):
    """A row of 0 and 1 for each label where a class number is expected."""
    for loss in facts.all("loss"):
        first = loss["first"]
        if first["loss"] == "SoftmaxCrossEntropyLoss" and first["settings"]["sparse_label"]:
            pred, label = first["shapes"]
            if (
                pred == label
                and pred[-1] > 1
                and loss["label_low"] >= 0
                and loss["label_high"] <= 1
            ):
                yield (
                    "mistake",
                    loss["line"],
                    f"The labels are one-hot, of shape {tuple(label)}; class numbers are expected.",
                    "Write SoftmaxCrossEntropyLoss(sparse_label=False), or labels.argmax(axis=1).",
                )


@rule("data", "rows-misaligned")
def rows_misaligned(facts):
    """Features and labels in different orders: two loaders that shuffle each for themselves."""
    for pair in pairs_of_loaders(facts):
        yield (
            "mistake",
            pair[1]["line"],
            f"Two loaders of {pair[0]['rows']} rows shuffle each for itself, so a row meets "
            "the label of another row.",
            "Use one loader: DataLoader(ArrayDataset(features, labels), ..., shuffle=True).",
        )


def pairs_of_loaders(facts):
    """Return pairs of loaders of one array each and as many rows that shuffle."""
    single = [each for each in facts["loaders"] if each["arrays"] == 1 and each["shuffled"]]
    by_size = {}
    for each in single if facts["backwards"] else ():
        by_size.setdefault(each["rows"], {}).setdefault(each["dataset"], each)
    return [list(found.values()) for found in by_size.values() if len(found) == 2]


@rule("data", "rows-misaligned")
def rows_with_other_labels(facts):
    """Rows that come again with another label; silent where rows are equal from the start."""
    rows = facts["rows"]
    many = rows["again"] >= 20 and rows["other"] >= 0.15 * rows["again"]
    if rows["double"] or not many or rows["new"] > 0.1 * rows["rows"] or pairs_of_loaders(facts):
        return
    walks = [each["line"] for each in facts.all("backward")]
    lines = facts["lone_shuffles"] or [facts["features"]["line"] or facts["labels"]["line"]]
    taken = [line for line in facts["taken"] if line]
    if len(taken) == 1:  # one of the two alone
        lines = taken
    yield (
        "mistake",
        lines[-1] or walks[0],
        f"{rows['other']} of {rows['again']} rows that came again had another label than before: "
        "features and labels are not in the same order.",
        "Bring both into one order: order = permutation(n); features[order], labels[order].",
    )


@rule("data", "rows-misaligned")
def rows_shuffled_alone(facts):
    """One array alone is shuffled in the text, and its rows then tell nothing of the labels."""
    if not facts["lone_shuffles"] or facts["steps"] < 10 or facts["rows"]["other"]:
        return
    end, guessing = facts["curve"]["end"], facts.guessing
    idle = end is not None and guessing is not None and end > 0.9 * guessing
    if idle or (guessing is None and -0.2 < facts.fall < 0.2):
        yield (
            "mistake",
            facts["lone_shuffles"][-1],
            "One array alone gets a new order here, so a row meets the label of another row; "
            "training finds nothing that the features tell of the labels.",
            "Bring both into one order: order = permutation(n); features[order], labels[order].",
        )


# Loader -----------------------------------------------------------------------------------------


@rule("loader", "sorted-batches")
def sorted_batches(facts):
    """Each batch holds rows of one class, or most batches of mainly one.

    Silent where batches are tiny or there is one class, where several losses make one (each may
    have a class of its own), and where the same line also trains on batches that are alike: a
    comparison.
    """
    joined = any(each["first"]["joined"] for each in facts.all("backward"))
    for loss in facts.all("loss"):
        first = loss["first"]
        low, high = loss.get("label_low"), loss.get("label_high")
        classes = loss.get("single", {})
        single, batches = sum(classes.values()), loss["count"]
        if len(classes) < 2:  # a class that is rare is missing from batches that are well mixed
            continue
        if not first["rows"] or first["rows"] < 4 or low == high or batches < 3:
            continue
        if single >= 0.8 * batches and first.get("whole", True):
            yield (
                "mistake",
                batch_line(facts, loss),
                f"{single} of {batches} batches hold rows of one class only: each step unlearns "
                "the other class.",
                "Shuffle: DataLoader(..., shuffle=True).",
            )
            return
    for loss in facts.all("loss"):
        trainings = [each for each in loss.get("batches", ()) if each["different"] >= 4]
        if trainings and not joined and all(unlike(each) for each in trainings):
            batches = trainings[0]
            yield (
                "mistake",
                batch_line(facts, loss),
                f"The batches are very unlike: {percent(batches['between'])} of the labels' "
                f"variance lies between them, and shuffled it would be "
                f"{percent(1 / batches['rows'])}.",
                "Shuffle: DataLoader(..., shuffle=True).",
            )
            return


def batch_line(facts, loss):
    """Return the line that hands out the batches, or makes their labels."""
    lines = [each["line"] for each in facts["loaders"]]
    return next(iter(lines), loss["first"].get("labels_line") or loss["line"])


def unlike(batches):
    """Return whether labels differ from batch to batch by far more than chance lets them."""
    different, rows = batches["different"], batches["rows"]
    if rows < 8 or batches["classes"] < 2:
        return False
    chance = (1 + 4 * (2 / (different - 1)) ** 0.5) / rows
    return batches["between"] >= max(0.4, chance)


# Parameters -------------------------------------------------------------------------------------


@rule("parameters", "equal-units")
def equal_units(facts):
    """Hidden units that start equal and stay so; silent for the last layer, which may."""
    matrices = [p for p in facts["parameters"] if len(p["shape"]) == 2 and p["moved"] > 2]
    for place, each in enumerate(matrices[:-1]):
        following = matrices[place + 1]["shape"]
        rows = each["shape"][0] if each["shape"][0] in following else None
        columns = each["shape"][1] if each["shape"][1] in following else None

        sides = [
            side
            for side, length in (("equal_rows", rows), ("equal_columns", columns))
            if length and length > 1
        ]
        if any(each["first"][side] and each["last"][side] for side in sides):
            yield (
                "mistake",
                each["line"],
                f"All hidden units of {each['name']} start equal, get equal gradients, and are "
                "still equal at the end: together they are one unit.",
                "Start them at random: initialize(init.Xavier()), or nd.random.normal.",
            )


@rule("parameters", "parameter-not-trained")
def parameter_not_trained(facts):
    """In no trainer, or without a gradient, while others train; silent for grad_req 'null'."""
    moving = [p for p in facts["parameters"] if p["moved"] > 2]
    if not moving:
        return
    gluon = [p for p in moving if p["in_trainer"] is not None]
    for each in facts["parameters"]:
        if each["in_trainer"] is False and not gluon:
            continue  # the network stands still, and something else is moved
        if each["grad_req"] == "null" or (each["moved"] > 0 and each["reached"] > 0):
            continue
        if each["in_trainer"] is False and each["reached"] > 2:
            yield (
                "mistake",
                facts["trainer"]["line"] if facts["trainer"] else each["line"],
                f"{each['name']} gets gradients, but no trainer has it: it stays as it began.",
                "Give the trainer all of them: net.collect_params(); or freeze it on purpose with "
                "grad_req = 'null'.",
            )
        elif each["in_trainer"] and not each["reached"]:
            yield out_of_the_loss(each)
        elif each["in_trainer"] is None and each["reached"] > 2 and not each["moved"]:
            yield (
                "mistake",
                each["line"],
                f"{said(each['name'])} gets gradients, but no step ever changes it.",
                "Change it in the step, as the others.",
            )
        elif each["in_trainer"] is None and each["moved"] > 2 and not each["reached"]:
            if any(p["reached"] for p in moving):
                yield (
                    "mistake",
                    each["line"],
                    f"{said(each['name'])} is changed by each step, but no gradient ever reaches "
                    "it: the loss does not depend on it.",
                    "Use it in the model, or leave it out.",
                )


def said(name):
    """Return a name as a sentence begins with it.

    >>> said("w"), said("array of line 3")
    ('w', 'The array of line 3')
    """
    return f"The {name}" if name.startswith("array") else name


@rule("parameters", "parameter-not-trained")
def step_refused(facts):
    """The same where the first step is refused for it; silent where no parameter was reached."""
    first = [p for p in facts["parameters"] if p["reached"]]
    if not first or not facts["backwards"]:
        return
    if "has not been updated by backward" in facts.error:
        lost = [p for p in facts["parameters"] if p["in_trainer"] and not p["reached"]]
        for each in lost:
            if each["grad_req"] != "null":
                yield out_of_the_loss(each)
    elif "initialization was deferred" in facts.error:
        for each in facts["waiting"]:
            if each["in_trainer"] and f"'{each['name']}'" in facts.error:
                yield out_of_the_loss({**each, "called": None, "line": facts.error_line})


def out_of_the_loss(parameter):
    """Return what is to be said of a parameter that no gradient reaches."""
    name = parameter["name"]
    if parameter["called"] and not parameter["recorded"]:
        return (
            "mistake",
            parameter["called"],
            f"The layer of {name} is called outside of autograd.record(), so no gradient ever "
            "reaches it.",
            "Call it inside the record, or leave it out of the trainer.",
        )
    called = parameter["called"] is not None
    return (
        "mistake",
        parameter["line"] if called else parameter["made"] or parameter["line"],
        f"No gradient ever reaches {name}: "
        + ("the loss does not depend on it." if called else "its layer is never called."),
        "Call its layer in forward, or leave it out of the trainer.",
    )


@rule("parameters", "buffer-lost")
def buffer_lost(facts):
    """``w = w - ...`` makes a new array without attach_grad; silent where it is attached again."""
    for each in facts.all("replaced"):
        yield (
            "mistake",
            each["line"],
            "This makes a new array instead of changing the old one: it has no attach_grad, so "
            "the next backward does not reach it.",
            "Write w[:] = w - learning_rate * w.grad, or w -= ...",
        )


@rule("parameters", "buffer-lost")
def step_forgotten(facts):
    """The same in a function, where the new array is dropped; silent where it is used."""
    if facts["steps"] or facts["error"] or facts.all("replaced") or facts.all("gradient read"):
        return
    used = [each["line"] for each in facts.all("stepped and used")]
    for each in facts.all("stepped"):
        if each["count"] >= 10 and facts["backwards"] >= 10 and each["line"] not in used:
            yield (
                "mistake",
                each["line"],
                "This makes a new array instead of changing the old one, and nobody keeps it: the "
                "parameters stay as they began.",
                "Write w[:] = w - learning_rate * w.grad, or w -= ...",
            )


@rule("parameters", "initialised-again")
def initialised_again(facts):
    """Started again after steps, in the middle of a training that goes on."""
    for each in facts.all("initialised again") + facts.all("rewritten"):
        name = each["last"]["name"]
        if each.get("goes_on"):
            yield (
                "mistake",
                each["line"],
                f"{name} starts again after it was trained: what was learned is lost.",
                "Initialise once, before the loop.",
            )
            return


@rule("parameters", "initialised-again")
def attached_again(facts):
    """Weights by hand that are made anew after a few steps; a note, as it may be a comparison."""
    for each in facts.all("attached again"):
        if each["count"] >= 2:
            yield (
                "note",
                each["line"],
                f"Weights are made here {each['count'] + 1} times, and each time after steps that "
                "saw the data once at most: what was learned is lost.",
                "Make them once, before the loop.",
            )
            return


@rule("parameters", "dead-units")
def dead_units(facts):
    """Half of the hidden units give 0 for every row; a note where the loss falls all the same.

    Silent where the loss is no number: then no unit is awake, and that is not why.
    """
    if facts.broken:
        return
    for each in facts["relus"]:
        dead = each["units"] - each["alive"]
        if each["units"] > 1 and dead >= 0.5 * each["units"] and facts["steps"]:
            yield (
                "note" if facts.fall > (0.8 if each["alive"] else 0.9) else "mistake",
                each["line"],
                f"{dead} of {each['units']} hidden units give 0 for every row: no gradient comes "
                "through them, so they stay so.",
                "Use a smaller learning rate and init.Xavier(), or scale the features.",
            )


# Model ------------------------------------------------------------------------------------------


@rule("model", "sigmoid-twice")
def sigmoid_twice(facts):
    """A sigmoid before a loss that has one, or a sigmoid of a sigmoid."""
    for loss in facts.all("loss"):
        first = loss["first"]
        inside = first["loss"] in ("SigmoidBinaryCrossEntropyLoss", "LogisticLoss")
        if inside and not first["settings"].get("from_sigmoid") and first["of"] == "sigmoid":
            yield (
                "mistake",
                first["of_line"] if first["of_line"] != loss["line"] else loss["line"],
                f"{first['loss']} takes the sigmoid itself, and is given one already: all "
                "probabilities lie between 0.5 and 0.73.",
                "Leave the sigmoid out of the network, or write from_sigmoid=True.",
            )
    for each in facts.all("twice"):
        if each["first"]["outer"] == "sigmoid":
            yield (
                "mistake",
                each["line"],
                "This is the sigmoid of a sigmoid.",
                "Leave one of the two out.",
            )


@rule("model", "softmax-twice")
def softmax_twice(facts):
    """A softmax before a loss that has one, or a softmax of a softmax."""
    for loss in facts.all("loss"):
        first = loss["first"]
        if first["loss"] == "SoftmaxCrossEntropyLoss" and not first["settings"]["from_logits"]:
            if first["of"] == "softmax":
                yield (
                    "mistake",
                    first["of_line"],
                    "SoftmaxCrossEntropyLoss takes the softmax itself, and is given one already.",
                    "Leave the softmax out of the network.",
                )
    for each in facts.all("twice"):
        if (
            each["first"]["outer"] in ("softmax", "log_softmax")
            and each["first"]["inner"] == "softmax"
        ):
            yield (
                "mistake",
                each["line"],
                f"This is the {each['first']['outer']} of a softmax.",
                "Leave one of the two out.",
            )


@rule("model", "sigmoid-missing")
def sigmoid_missing(facts):
    """Raw outputs where probabilities are promised."""
    nan = facts["nan"]
    if nan and nan["operation"] == "log" and nan["recorded"] and not nan["in_data"]:
        low = nan["inputs"][0]["low"]
        if low is not None and low < 0:
            yield (
                "mistake",
                nan["line"],
                f"This is the logarithm of {number(low)}: no probability. Raw outputs of the model "
                "are taken for probabilities.",
                "Take the sigmoid (or softmax) first, or a loss that takes raw outputs.",
            )
    for loss in facts.all("loss"):
        first = loss["first"]
        low, high = loss.get("low"), loss.get("high")
        outside = low is not None and (low < 0 or high > 1)
        if first.get("straight") and (first["label_low"], first["label_high"]) == (0, 1):
            yield (
                "mistake",
                loss["line"],
                "This loss takes the logarithm of raw outputs of the model: they are no "
                "probabilities.",
                "Take the sigmoid (or softmax) first, or a loss that takes raw outputs.",
            )
        promised = (first.get("settings") or {}).get("from_sigmoid")
        if promised and first["of"] not in ("sigmoid", "softmax") and (outside or facts.broken):
            yield (
                "mistake",
                first["made"] or loss["line"],
                "from_sigmoid=True promises probabilities, but these are raw outputs, from "
                f"{number(low)} to {number(high)}."
                if outside
                else "from_sigmoid=True promises probabilities, but these are raw outputs.",
                "Leave from_sigmoid out, or take the sigmoid.",
            )
        classes = first["loss"] == "SoftmaxCrossEntropyLoss"
        logs = classes and first["settings"]["from_logits"]
        if logs and first["of"] != "log_softmax":
            if high is not None and high > 1e-3:
                yield (
                    "mistake",
                    first["made"] or loss["line"],
                    "from_logits=True promises logarithms of probabilities, but these are raw "
                    f"outputs, up to {number(high)}.",
                    "Leave from_logits out, or take log_softmax.",
                )


@rule("model", "softmax-over-one")
def softmax_over_one(facts):
    """A softmax along an axis of length 1: every probability is 1."""
    for loss in facts.all("loss"):
        first = loss["first"]
        if first["loss"] == "SoftmaxCrossEntropyLoss":
            axis = first["settings"].get("axis", -1)
            if first["shapes"][0][axis] == 1 and loss["label_high"] != loss["label_low"]:
                yield (
                    "mistake",
                    first["layer"] or loss["line"],
                    "The softmax over one output is always 1, so the loss is 0 from the start.",
                    "Give the last layer one output a class, or use SigmoidBCELoss.",
                )
    for each in facts.all("softmax over one"):
        if not any(loss["line"] == each["line"] for loss in facts.all("loss")):
            yield (
                "mistake",
                each["line"],
                f"A softmax along an axis of length 1 (shape {tuple(each['first']['shape'])}) "
                "gives 1 for every row.",
                "Take it along the classes, or use a sigmoid.",
            )


@rule("model", "linear-stack")
def linear_stack(facts):
    """Two linear layers with nothing between are one linear layer."""
    for each in facts.all("linear after linear")[:1]:
        yield (
            "note",
            each["line"],
            "A linear layer follows a linear layer with nothing between: together they can do no "
            "more than one.",
            "Put an activation between: Dense(..., activation='relu').",
        )


@rule("model", "output-squeezed")
def output_squeezed(facts):
    """An output that a relu, sigmoid or tanh keeps from the targets."""
    limits = {"sigmoid": (0, 1), "tanh": (-1, 1), "relu": (0, math.inf), "softmax": (0, 1)}
    for loss in facts.all("loss"):
        first = loss["first"]
        low, high = loss.get("label_low"), loss.get("label_high")
        if first["of"] not in limits or low is None:
            continue
        bottom, top = limits[first["of"]]
        line = first.get("of_line") or loss["line"]
        distance = first["loss"] in DISTANCES or (first["loss"] == "by hand" and not first["log"])
        if distance and (low < bottom - 1e-6 or high > top + 1e-6):
            yield (
                "mistake",
                line,
                f"A {first['of']} gives numbers from {bottom:g} to {top:g}, but the labels go from "
                f"{number(low)} to {number(high)}.",
                f"Leave the {first['of']} off the last layer.",
            )
        elif first["of"] == "relu" and first["loss"] in LOG_LOSSES[:2]:
            yield (
                "mistake",
                line,
                "A relu gives no negative logit, so no probability below 0.5.",
                "Leave the relu off the last layer.",
            )


@rule("model", "cut-graph")
def cut_graph(facts):
    """asnumpy, detach or a new array in the middle of the record, and gradients are missing."""
    lost = [
        p
        for p in facts["parameters"]
        if p["grad_req"] != "null" and not p["reached"] and p["in_trainer"] is not False
    ]
    failed = "computational graph" in facts.error or "has not been updated" in facts.error
    for each in facts.all("cut")[:1]:
        still = facts["steps"] > 2 and facts["pulls"]["seen"] and not facts["pulls"]["moved"]
        if (lost and facts["backwards"]) or failed or still:
            yield (
                "mistake",
                each["line"],
                f"{each['first']['how']} cuts the way back here: no gradient passes, and "
                f"{lost[0]['name'] if lost else 'the parameters before it'} gets none.",
                "Compute on with NDArrays: nd functions instead of NumPy's.",
            )


# Loss -------------------------------------------------------------------------------------------


@rule("loss", "shapes-broadcast")
def shapes_broadcast(facts):
    """(n,) against (n, 1) makes (n, n); silent where both come from the same values."""
    for each in facts.all("broadcast"):
        first = each["first"]
        if first["one_learned"] and not first["parameter"]:
            left, right = (tuple(shape) for shape in first["shapes"])
            yield (
                "mistake",
                each["line"],
                f"{first['operation']} of shapes {left} and {right} gives "
                f"{tuple(first['result'])}: every prediction meets every label.",
                "Bring both to one shape: predictions.reshape(-1).",
            )
    for each, read in met_outside(facts):
        names = set(each["with"]) & set(read["rows"])
        if each["how"] != "argmax" and each["whole"] and names:
            rows = read["shape"][0]
            yield (
                "mistake",
                each["line"],
                f"Predictions of shape {tuple(read['shape'])} meet {min(names)} of shape ({rows},) "
                f"in NumPy: every prediction meets every label, in a table of {rows} times {rows}.",
                "Bring both to one shape: predictions.reshape(-1).",
            )


def met_outside(facts):
    """Yield where numbers that left the engine meet others, each with how they left it."""
    for each in facts["scores"]:
        for read in facts["reads"]:
            if read["line"][0] == each["line"][0] and read["line"][1] in each["from"]:
                yield each, read
                break


@rule("loss", "arguments-exchanged")
def arguments_exchanged(facts):
    """loss(labels, outputs): the network's output stands in the place of the labels."""
    for loss in facts.all("loss"):
        first = loss["first"]
        if first.get("label_learned") and not first.get("pred_learned"):
            yield (
                "mistake",
                loss["line"],
                "The labels stand in the place of the predictions, and the output in theirs.",
                "Write loss_function(output, label).",
            )


@rule("loss", "arguments-exchanged")
def arguments_exchanged_by_hand(facts):
    """In a loss written by hand: the logarithm is taken of the labels."""
    for each in facts.all("exchanged"):
        frames = each["line"]
        here = [frame for frame in frames if frame[2] == facts["backward_frame"]]
        yield (
            "mistake",
            (here or frames)[0][:2],
            "The logarithm is taken of the labels, and the probabilities stand in their place.",
            "Exchange the two: the logarithm belongs to the predictions.",
        )
        return


@rule("loss", "no-minus")
def no_minus(facts):
    """Log-probabilities without the minus: the loss begins below 0 and falls; silent in ascent."""
    ascent = any(
        each["last"]["sign"] in ("add", "broadcast_add") for each in facts.all("step by hand")
    )
    for each in facts.all("backward"):
        first = each["first"]
        high = each.get("high")
        if first["logs"] and high is not None and high < 1e-6 and not first["loss"] and not ascent:
            if facts.all("step") or facts.all("step by hand") or facts["steps"]:
                yield (
                    "mistake",
                    each["first"]["mean_line"] or each["line"],
                    f"The loss is negative ({number(first['value'])} at first): a logarithm of "
                    "probabilities without its minus. The steps make the predictions worse.",
                    "Write a minus: loss = -(...).",
                )


@rule("loss", "no-minus")
def climbs(facts):
    """A step goes up the errors in place of down; silent unless labels are met and errors grow.

    Who climbs what is large when all is right (a likelihood, minus an error) means to. So do
    programs that change their rows, and two players who pull at one loss.
    """
    met = [each for each in facts.all("loss") if each["label_low"] != each["label_high"]]
    begin, end = facts.curve["begin"], facts.curve["end"]
    if not met or begin is None or facts["backwards"] < 3:
        return
    for each in facts.all("step by hand"):
        first = each["first"]
        goal = first["goal"] * (1 if first["sign"] == "add" else -1)
        if goal > 0 and first["predicts"] and not first["asked"] and grown(facts, first["goal"]):
            yield (
                "mistake",
                each["line"] if first["sign"] == "add" else head_line(facts, each["line"]),
                "Each step goes up the loss: the errors grow, "
                f"from {number(abs(begin))} to {number(abs(end))}.",
                "Turn one sign round: w -= rate * w.grad goes down.",
            )
    for each in facts.all("backward") if facts.all("step") else ():
        first = each["first"]
        if first["goal"] < 0 and not first["joined"] and not first["logs"]:
            if grown(facts, -1) and (each.get("high") or 0) <= 1e-6:
                yield (
                    "mistake",
                    first["mean_line"] or each["line"],
                    "The loss has a minus before it, so each step makes the errors larger: "
                    f"from {number(abs(begin))} to {number(abs(end))}.",
                    "Leave the minus out.",
                )


def grown(facts, goal):
    """Return whether the errors have grown, in a loss that grows (1) or falls (-1) with them."""
    begin, first, end = (facts.curve[name] for name in ("begin", "first", "end"))
    slowly = goal * (end - begin) > 0.02 * abs(begin)
    return facts.broken or slowly or goal * (end - first) > 0.5 * abs(first)


def head_line(facts, otherwise):
    """Return the line that computed what the walk back began from."""
    lines = (each["first"]["mean_line"] for each in facts.all("backward"))
    return next(lines, None) or otherwise


@rule("loss", "log-of-zero")
def log_of_zero(facts):
    """The logarithm of a probability that has become 0."""
    nan = facts["nan"]
    zeros = [e for e in facts.all("log of zero") if e["last"]["low"] == 0]
    if nan and nan["operation"] == "exp" and facts.broken and zeros:
        yield (
            "mistake",
            zeros[0]["line"],
            "The logarithm of 0 is taken: a probability has become 0 in float32.",
            "Compute the loss from the logits: SigmoidBCELoss or SoftmaxCELoss; or add 1e-12.",
        )
    low = nan["inputs"][0]["low"] if nan else None
    if nan and nan["operation"] == "log" and nan["recorded"] and not nan["in_data"] and low == 0:
        yield (
            "mistake",
            nan["line"],
            f"The logarithm of {number(nan['inputs'][0]['low'])} is the first number that is "
            f"{nan['gives']}: a probability has become 0 in float32.",
            "Compute the loss from the logits: SigmoidBCELoss or SoftmaxCELoss; or add 1e-12.",
        )


@rule("loss", "loss-outside-record")
def loss_outside_record(facts):
    """Computed outside of autograd.record(), so that backward finds no way."""
    if "computational graph" in facts.error and not facts.all("cut"):
        backward = [each for each in facts.all("backward") if not each["last"]["recorded"]]
        if backward and backward[-1]["count"] == 1 and facts["backwards"] <= 1:
            line = facts.all("loss outside")
            yield (
                "mistake",
                line[0]["line"] if line else backward[-1]["last"]["mean_line"] or facts.error_line,
                "The loss was computed outside `with autograd.record():`, so nothing was "
                "remembered of it.",
                "Compute network and loss inside `with autograd.record():`.",
            )


# Trainer ----------------------------------------------------------------------------------------


@rule("trainer", "backward-missing")
def backward_missing(facts):
    """Steps without a backward before them."""
    for each in facts.all("step by hand"):
        if not facts["backwards"]:
            yield (
                "mistake",
                each["line"],
                "The step uses a gradient, but backward never was called: it is 0.",
                "Call loss.backward() before the step.",
            )
            break
    for each in facts.all("step"):
        if not facts["backwards"] and each["count"] >= 1:
            yield (
                "mistake",
                each["line"],
                "trainer.step is called, but backward never was: there is no gradient.",
                "Call loss.backward() before trainer.step(...).",
            )


@rule("trainer", "step-missing")
def step_missing(facts):
    """Backward again and again, but nothing ever changes; silent where gradients are read."""
    if facts["steps"] or facts["error"] or facts.all("replaced"):
        return
    often = [each for each in facts.all("backward") if each["count"] >= 3]
    if often and not facts.all("gradient read") and not facts.all("stepped and used"):
        if facts["trainer"] or often[0]["count"] >= 10:
            yield (
                "mistake",
                often[0]["line"],
                f"backward is called {often[0]['count']} times, but no step follows: the "
                "parameters stay as they began.",
                "Call trainer.step(batch_size) after backward.",
            )


@rule("trainer", "step-missing")
def steps_too_rare(facts):
    """Several walks back before each step, each writing over the gradient of the one before."""
    for each in facts.all("step"):
        lost = min(each["first"]["lost"], each["last"]["lost"])
        if lost >= 3 and each["count"] >= 2:
            yield (
                "mistake",
                each["line"],
                f"backward is called {lost} times before each step, and each time it writes over "
                "the gradient of the time before: only the last batch counts.",
                "Call trainer.step(batch_size) after each backward, inside the inner loop.",
            )


def division(facts):
    """How each line of steps divides, beside what it should."""
    for each in facts.all("step"):
        last = each["first"]
        rows, size = last["rows"], last["batch_size"]
        if last["reduction"] == "mean" and size == last["backwards"]:
            continue  # the mean of means that were added up
        if rows > 1 and size and last["backwards"]:
            yield each, rows, size, last["reduction"]


@rule("trainer", "divided-twice")
def divided_twice(facts):
    """The mean of the rows, and step(rows) as well."""
    for each, rows, size, reduction in division(facts):
        if reduction == "mean" and size == rows:
            mean = each["first"]["head_line"]
            yield (
                "mistake",
                each["line"],
                f"The loss is a mean over {rows} rows"
                + (f" (line {mean[1]})" if mean else "")
                + f", and trainer.step({size:g}) divides by {size:g} again: each step is {size:g} "
                "times shorter than meant.",
                "Write trainer.step(1), or leave the mean out.",
            )
    for each in facts.all("step by hand"):
        last = each["first"]
        if last["reduction"] == "mean" and last["rows"] > 1:
            if any(abs(f - last["rows"]) < 1e-6 * last["rows"] for f in last["factors"]):
                yield (
                    "mistake",
                    each["line"],
                    f"The loss is a mean over {last['rows']} rows, and the step divides by "
                    f"{last['rows']} again.",
                    "Divide once.",
                )


@rule("trainer", "not-divided")
def not_divided(facts):
    """The sum over the rows, and step(1); a note where training goes well all the same."""
    for each, rows, size, reduction in division(facts):
        if reduction in ("sum", "rows") and size == 1:
            bad = facts.broken or facts.fall < 0.2 or rows * each["first"]["learning_rate"] >= 0.5
            yield (
                "mistake" if bad else "note",
                each["line"],
                f"backward starts from {rows} rows, and trainer.step(1) does not divide by them: "
                f"each step is {rows} times longer than the learning rate says.",
                f"Write trainer.step({rows}).",
            )
    for each in facts.all("step by hand"):
        last = each["first"]
        divides = any(abs(f - last["rows"]) < 1e-6 * last["rows"] for f in last["factors"])
        if last["reduction"] in ("sum", "rows") and last["rows"] > 1 and not divides:
            if grown(facts, last["goal"] or 1):
                yield (
                    "mistake",
                    each["line"],
                    f"The gradient is a sum over {last['rows']} rows and is not divided by them; "
                    "the loss rises.",
                    "Divide the gradient by the number of rows, or take the mean of the loss.",
                )


@rule("trainer", "divided-by-another-number")
def divided_by_another_number(facts):
    """A batch size that is not the number of rows; silent for the last, smaller batch."""
    for each, rows, size, reduction in division(facts):
        last = each["last"]
        if size in (rows, 1) or last["rows"] == last["batch_size"]:
            continue
        at_this_line = [e for e in facts.all("step") if e["line"] == each["line"]]
        if any(e["first"]["rows"] == size for e in at_this_line):
            continue  # the last batch of an epoch is smaller
        if each["count"] == 1:
            continue
        yield (
            "mistake",
            each["line"],
            f"trainer.step({size:g}) divides by {size:g}, but backward starts from "
            + (f"a mean over {rows} rows." if reduction == "mean" else f"{rows} rows."),
            f"Write trainer.step({1 if reduction == 'mean' else rows}).",
        )


@rule("trainer", "divided-by-another-number")
def divided_by_all_rows(facts):
    """A step by hand that divides by the number of all rows, with the gradient of a batch."""
    whole = facts["features"]["rows"] if facts["features"] else 0
    for each in facts.all("step by hand"):
        first = each["first"]
        if whole > first["rows"] > 1 and first["reduction"] in ("rows", "sum", "mean"):
            if whole in first["factors"] and each["count"] > 1:
                mean = first["reduction"] == "mean"
                yield (
                    "mistake",
                    each["line"],
                    f"The step divides by all {whole} rows, but the gradient is "
                    + (f"a mean over {first['rows']} rows." if mean else f"of {first['rows']}."),
                    "Leave the division out." if mean else f"Divide by {first['rows']}.",
                )


@rule("trainer", "learning-rate-too-large")
def learning_rate_too_large(facts):
    """The loss rises or breaks; silent where the same loop also trains well at another rate.

    Silent also where two losses take turns in one training and stay finite: in a game one loses.
    Where a logarithm met a 0 without the loss having risen, that is the cause, not the rate.
    """
    steps = facts.steps()
    nan = facts["nan"]
    if any(each["last"].get("sign") == "add" for each in steps):
        return  # it climbs, as it means to
    if not steps or facts["backwards"] < 3 or (nan and nan["in_data"]):
        return
    guess = facts.guessing
    lines = {
        tuple(each["line"] or ())
        for each in facts["curves"]
        if falls(each) and not leaps(each, guess)
    }
    log = bool(nan) and (nan["operation"] == "log" or bool(facts.all("log of zero")))
    for each in facts["curves"]:
        finite = each["last_finite"] or 0
        at_rest = finite < 3 or finite <= 1.5 * abs(each["first"] or 0)
        if nan and not nan["backwards"]:
            at_rest, log = True, True  # before any step
        if log and at_rest and not math.isfinite(each["last"]):
            continue
        if tuple(each["line"] or ()) in lines or each["seen"] < 3:
            continue
        if not rises(each) and not leaps(each, guess):
            continue
        if math.isfinite(each["last"]) and plays(each, facts["curves"]):
            continue
        line = facts["trainer"]["line"] if facts["trainer"] else steps[0]["line"]
        rate = f" ({number(facts['trainer']['learning_rate'])})" if facts["trainer"] else ""
        begin, peak, end = lowest(each), each["peak"], each["end"]
        how = (
            f"becomes {each['last']}"
            if not math.isfinite(each["last"])
            else f"leaps from {number(begin)} to {number(peak)}, and ends at {number(end)}"
            if peak > 50 * abs(begin)
            else f"rises from {number(begin)} to {number(end)}"
        )
        yield (
            "mistake",
            line,
            f"The loss {how}: the steps are too long. The learning rate{rate} is too large for "
            "these data.",
            "Divide the learning rate by 10.",
        )
        return


def lowest(curve):
    """Return what the loss of a training began with: by itself, or as a mean of some points."""
    return min(curve["begin"], curve["first"], key=abs)


def falls(curve):
    """Return whether the loss of a training has gone down."""
    begin = min(curve["begin"], curve["first"])
    return math.isfinite(curve["last"]) and curve["end"] < 0.95 * begin


def leaps(curve, guess):
    """Return whether a log loss flew up in between, and has come back to no more than a guess."""
    if guess is None or not math.isfinite(curve["last"]):
        return False
    return curve["peak"] > 50 * abs(lowest(curve)) and curve["end"] > 0.9 * guess


def plays(curve, curves):
    """Return whether another loss takes turns with this one, as in a game of two networks."""
    same = [each for each in curves if each["training"] == curve["training"]]
    return any(
        each["line"] != curve["line"] and each["seen"] >= 0.5 * curve["seen"] for each in same
    )


def rises(curve):
    """Return whether the loss of a training has gone up far, or is no number any more."""
    if not math.isfinite(curve["last"]):
        return True
    begin = abs(lowest(curve))
    if curve["peak"] > 50 * begin and curve["end"] > begin:
        return True
    factor = 8 if curve["seen"] < 6 else 3 if curve["seen"] < 40 else 1.5
    return curve["end"] > factor * begin + 1e-9


@rule("trainer", "learning-rate-too-small")
def learning_rate_too_small(facts):
    """Many steps, hardly any change, and the loss still goes down steadily."""
    steps = sum(each["count"] for each in facts.steps())
    if steps < 20 or facts.broken or facts["error"]:
        return
    pulls = facts["pulls"]
    if not pulls["seen"]:
        return
    moving = sum(1 for each in facts["parameters"] if each["moved"])
    promised = pulls["gain"] / pulls["seen"] * moving * steps  # what the slopes let one expect
    tiny = (pulls["change"] or 1) < 3e-4 or pulls["largest"] < 1e-3
    begin = abs(facts.curve["begin"] or 0)
    tiny = promised < 0.001 * begin or (not pulls["eases"] and (tiny or promised < 0.01 * begin))
    if abs(facts.fall) < 0.05 and tiny and pulls["moved"] and pulls["slope"] > 1e-6:
        line = facts["trainer"]["line"] if facts["trainer"] else facts.steps()[0]["line"]
        yield (
            "mistake",
            line,
            f"{steps} steps took {percent(max(facts.fall, 0))} off the loss; a step changes the "
            f"weights by {100 * (pulls['change'] or 0):.2g} %.",
            "Multiply the learning rate by 10, then by 10 again.",
        )


@rule("trainer", "gradients-pile-up")
def gradients_pile_up(facts):
    """grad_req='add' without zero_grad between steps."""
    for each in facts.all("gradients pile up")[:1]:
        yield (
            "mistake",
            each["line"],
            f"The gradient of {each['first']['name']} is added to that of earlier steps, which "
            "nobody cleared.",
            "Call net.collect_params().zero_grad() after each step, or leave grad_req as 'write'.",
        )


@rule("trainer", "trainer-made-again")
def trainer_made_again(facts):
    """A new trainer in the loop, for parameters that are trained already."""
    for each in facts.all("trainer made again"):
        if each["count"] >= 2:
            yield (
                "mistake",
                each["line"],
                f"{each['count'] + 1} trainers were made at this line for the same parameters: "
                "each forgets what the one before remembered (momentum, running means, schedules).",
                "Make the trainer once, before the loop.",
            )


# Score ------------------------------------------------------------------------------------------


@rule("score", "metric-on-scores")
def metric_on_scores(facts):
    """A metric for classes that is given raw scores in one column."""
    for each in facts.all("argmax of one"):
        yield (
            "mistake",
            each["line"],
            f"argmax along an axis of length 1 (shape {tuple(each['first']['shape'])}) is 0 for "
            "every row.",
            "Compare a single score with 0 (a logit) or 0.5 (a probability).",
        )
    for each, read in met_outside(facts):
        if each["how"] == "argmax" and each["whole"] and read["shape"][1:] == [1]:
            yield (
                "mistake",
                each["line"],
                f"argmax in rows of length 1 (shape {tuple(read['shape'])}) is 0 for every row.",
                "Compare a single score with 0 (a logit) or 0.5 (a probability).",
            )
    for each in facts.all("metric"):
        first = each["first"]
        if first["metric"] in ("CrossEntropy", "NegativeLogLikelihood"):
            if each["low"] < 0 or each["high"] > 1 + 1e-3:
                yield (
                    "mistake",
                    each["line"],
                    f"{first['metric']} expects probabilities, and is given scores from "
                    f"{number(each['low'])} to {number(each['high'])}.",
                    "Give it probabilities: metric.update(labels, output.softmax()).",
                )
            continue
        if first["metric"] not in ("Accuracy", "F1"):
            continue
        label, pred = first["shapes"]
        if pred == label and not first["whole"]:
            what = "raw scores or probabilities, cut to whole numbers"
        elif len(pred) == 2 and pred[1] == 1 and not first["whole"]:
            what = "one column, whose largest place is always 0"
        else:
            continue
        yield (
            "mistake",
            each["line"],
            f"{first['metric']} expects class numbers or one score a class, and is given {what}.",
            "Give it classes: metric.update(labels, output > 0).",
        )


@rule("score", "threshold-for-another-scale")
def threshold_for_another_scale(facts):
    """A probability compared with 0, a logit with 0.5, or a score learned from 0 and 1 with 0."""
    middles = {}
    for loss in facts.all("loss"):
        middle = middle_of(loss)
        if middle is not None:
            middles.setdefault(loss["first"]["weight"], set()).add(middle)
    for each in [*facts.all("threshold"), *outside(facts)]:
        first = each["first"]
        if first["of"] in ("sigmoid", "softmax"):
            if first["limit"] in (0, 1):
                yield (
                    "mistake",
                    each["line"],
                    f"A probability is compared with {first['limit']:g}: all rows get the same "
                    "answer.",
                    "Compare probabilities with 0.5, logits with 0.",
                )
            continue
        known = middles.get(first["weight"], set())
        if first["of"] in SQUASHING or len(known) != 1:
            continue
        (middle,) = known
        if middle == 0 and first["limit"] == 0.5:
            yield (
                "mistake",
                each["line"],
                "A logit is compared with 0.5, which is the middle of probabilities.",
                "Compare logits with 0, or take the sigmoid first.",
            )
        elif middle == 0.5 and first["limit"] in (0, 1):
            yield (
                "mistake",
                each["line"],
                f"The model learned to give 0 and 1, and is compared with {first['limit']:g}, "
                "which is one of the two and not the middle.",
                "Compare with 0.5.",
            )


def middle_of(loss):
    """Return the middle between two classes for raw outputs that are trained with a loss."""
    first = loss["first"]
    kind = first["loss"]
    if kind == "by hand" and first["log"] and first["inner"] == "sigmoid":
        return 0  # what goes into the sigmoid is raw
    if first["of"] in SQUASHING:
        return None
    if kind == "by hand" and first["softplus"] and not first["gap"]:
        return 0
    if kind in ("SigmoidBinaryCrossEntropyLoss", "LogisticLoss", *MARGINS):
        return None if first["settings"].get("from_sigmoid") else 0
    distance = kind in DISTANCES or (kind == "by hand" and first["gap"])
    if distance and first["whole"] and (loss["label_low"], loss["label_high"]) == (0, 1):
        return 0.5
    return None


def outside(facts):
    """Yield thresholds that numbers meet after they have left the engine."""
    for each in facts["comparisons"]:
        for read in facts["reads"]:
            if read["line"][0] == each["line"][0] and read["line"][1] in each["from"]:
                yield {"line": each["line"], "first": {**read, "limit": each["limit"]}}
                break


@rule("score", "training-mode-in-score")
def training_mode_in_score(facts):
    """Scored with Dropout or BatchNorm at work; silent for the outputs that are trained on."""
    inside = facts.all("score") + facts.all("threshold") + facts.all("metric")
    found = [e["line"] for e in inside if e["first"].get("noisy") and not e["trained_on"]]
    for each, read in met_outside(facts):
        if read["noisy"] and not read["trained_on"] and each["how"] == "==":
            found.append(each["line"])
    for line in found[:1]:
        yield (
            "mistake",
            line,
            f"The score is taken while {NOISY_LAYERS} work as in training.",
            "Predict outside of autograd.record() and autograd.train_mode().",
        )


@rule("score", "metric-not-reset")
def metric_not_reset(facts):
    """Asked after each epoch without reset in between: it is the mean of all epochs."""
    for each in facts["metrics"]:
        if each["gets"] >= 2 and each["resets"] == 0 and each["epochs"] >= 2:
            yield (
                "mistake",
                each["line"],
                f"{each['name']} was asked {each['gets']} times and never reset: it is the mean "
                "over all epochs so far.",
                "Call metric.reset() at the start of each epoch.",
            )
