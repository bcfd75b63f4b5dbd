"""Every metric over several batches."""

import numpy as np
from harness import error_of, parity

RANDOM = np.random.RandomState(0)
CLASSES = [RANDOM.randint(0, 3, 7).astype("float32") for _ in range(3)]
SCORES = [RANDOM.dirichlet([1, 1, 1], 7).astype("float32") for _ in range(3)]
YES_NO = [RANDOM.randint(0, 2, 7).astype("float32") for _ in range(3)]
TWO_SCORES = [RANDOM.dirichlet([1, 1], 7).astype("float32") for _ in range(3)]
NUMBERS = [RANDOM.normal(size=7).astype("float32") for _ in range(3)]
COLUMNS = [RANDOM.normal(size=(7, 1)).astype("float32") for _ in range(3)]


def after(mx, metric, labels, preds):
    """The value after each batch, and after all as one list."""
    metric = mx.metric.create(metric)
    seen = []
    for label, pred in zip(labels, preds, strict=False):
        metric.update(mx.nd.array(label), mx.nd.array(pred))
        seen.append(float(metric.get()[1]))
    metric.reset()
    metric.update([mx.nd.array(label) for label in labels], [mx.nd.array(pred) for pred in preds])
    return np.array([*seen, float(metric.get()[1])])


@parity(
    *("metric.Accuracy", "metric.Accuracy.update", "metric.TopKAccuracy", "metric.F1"),
    *("metric.MAE", "metric.MSE", "metric.RMSE", "metric.CrossEntropy"),
    *("metric.NegativeLogLikelihood", "metric.Loss", "metric.create", "metric.EvalMetric.get"),
)
def test_values(mx):
    metric = mx.metric
    cut = [scores[:, 0] * 3 for scores in SCORES]
    return {
        "accuracy": after(mx, "acc", CLASSES, SCORES),
        "accuracy of classes": after(mx, "accuracy", CLASSES, cut),
        "accuracy of a column": after(mx, "acc", YES_NO, COLUMNS),
        "top 2": after(mx, metric.TopKAccuracy(2), CLASSES, SCORES),
        "f1": after(mx, "f1", YES_NO, TWO_SCORES),
        "f1 micro": after(mx, metric.F1(average="micro"), YES_NO, TWO_SCORES),
        "mae": after(mx, "mae", NUMBERS, COLUMNS),
        "mse": after(mx, "mse", NUMBERS, COLUMNS),
        "rmse": after(mx, "rmse", NUMBERS, COLUMNS),
        "ce": after(mx, "ce", CLASSES, SCORES),
        "nll": after(mx, "nll_loss", CLASSES, SCORES),
        "loss": after(mx, "loss", NUMBERS, NUMBERS),
        "custom": after(mx, lambda labels, preds: np.abs(labels - preds).max(), YES_NO, NUMBERS),
    }


def numbers(*results):
    """The values of pairs of a name and a value."""
    return np.array([value for _, value in results], dtype="float64")


@parity(
    *("metric.EvalMetric.reset_local", "metric.EvalMetric.get_global"),
    *("metric.EvalMetric.get_global_name_value", "metric.EvalMetric.reset"),
)
def test_a_part_and_the_whole(mx):
    metric = mx.metric
    seen = {}
    for name, one in {
        "accuracy": metric.Accuracy(),
        "f1": metric.F1(),
        "f1 micro": metric.F1(average="micro"),
        "ce": metric.CrossEntropy(),
        "parts": metric.create(["acc", "ce"]),
    }.items():
        for label, pred in zip(YES_NO, TWO_SCORES, strict=True):
            one.reset_local()
            one.update([mx.nd.array(label)], [mx.nd.array(pred)])
        seen[name] = numbers(one.get(), one.get_global())
        seen[name + ", whole"] = numbers(*one.get_global_name_value())
        one.reset_local()
        seen[name + ", forgotten"] = numbers(one.get(), one.get_global())
        one.reset()
        seen[name + ", new"] = numbers(one.get(), one.get_global())
    return seen


@parity("metric.CompositeEvalMetric", "metric.EvalMetric")
def test_names_and_lists(mx):
    both = mx.metric.create(["acc", "mse"])
    both.add(mx.metric.MAE())
    both.update([mx.nd.array(YES_NO[0])], [mx.nd.array(YES_NO[1])])
    names, values = both.get()
    return {
        "names": names,
        "values": np.array(values, dtype="float64"),
        "pairs": len(both.get_name_value()),
        "text": str(mx.metric.Accuracy()),
        "empty": mx.metric.Accuracy().get(),
        "top": mx.metric.TopKAccuracy(3).name,
        "config": str(sorted(mx.metric.Accuracy(axis=2).get_config())),
    }


@parity("metric.create")
def test_errors_of_metrics(mx):
    metric, nd = mx.metric, mx.nd
    return {
        "unknown": error_of(lambda: metric.create("acuracy")),
        "lengths": error_of(lambda: metric.MSE().update(nd.ones(2), nd.ones(3))),
        "three classes": error_of(lambda: metric.F1().update(nd.array([0, 1, 2]), nd.ones((3, 2)))),
        "top 1": error_of(lambda: metric.TopKAccuracy(1)),
        "abstract": error_of(lambda: metric.EvalMetric("x").update(None, None)),
    }
