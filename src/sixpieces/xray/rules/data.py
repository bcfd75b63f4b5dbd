"""What can be wrong with the data: features, labels, and whether they belong together."""

import math

from sixpieces.xray.rules.rule import MARGINS, number, rule


@rule("features-not-finite")
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


@rule("features-unscaled")
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


@rule("labels-for-another-loss")
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
        signed = kind in MARGINS
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


@rule("class-out-of-range")
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


@rule("class-out-of-range")
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


@rule("one-hot-labels")
def one_hot_labels(facts):
    """A row of 0 and 1 for each label where a class number is expected."""
    for loss in facts.all("loss"):
        first = loss["first"]
        if first["loss"] == "SoftmaxCrossEntropyLoss" and first["settings"]["sparse_label"]:
            pred, label = first["shapes"]
            low, high = loss["label_low"], loss["label_high"]
            if pred == label and pred[-1] > 1 and low is not None and low >= 0 and high <= 1:
                yield (
                    "mistake",
                    loss["line"],
                    f"The labels are one-hot, of shape {tuple(label)}; class numbers are expected.",
                    "Write SoftmaxCrossEntropyLoss(sparse_label=False), or labels.argmax(axis=1).",
                )


@rule("rows-misaligned")
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


@rule("rows-misaligned")
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


@rule("rows-misaligned")
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
