"""What can be wrong with the batches that a loader hands out."""

from sixpieces.xray.rules.rule import percent, rule


@rule("sorted-batches")
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
