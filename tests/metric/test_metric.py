"""Metrics: their values, their running sums, and what they refuse."""

import math

import numpy as np
import pytest

from sixpieces import metric, nd


def value(name, labels, preds, **settings):
    measure = metric.create(name, **settings)
    measure.update(nd.array(labels), nd.array(preds))
    return measure.get()[1]


def test_accuracy_takes_the_highest_score():
    assert value("acc", [0, 1, 1], [[0.3, 0.7], [0, 1], [0.4, 0.6]]) == pytest.approx(2 / 3)
    assert value("acc", [[0, 1]], [[[1, 0], [0, 1]]], axis=1) == 1.0


def test_accuracy_cuts_predictions_of_the_same_shape():
    assert value("acc", [1, 1, 0], [0.93, 1.0, 0.2]) == pytest.approx(2 / 3)
    assert value("acc", [0, 1], [float("nan"), 1]) == 0.5


def test_accuracy_of_one_score_a_row_always_says_class_0():
    assert value("acc", [0, 1, 1], [[9], [9], [9]]) == pytest.approx(1 / 3)


def test_accuracy_adds_batches_up_and_resets():
    accuracy = metric.Accuracy()
    assert math.isnan(accuracy.get()[1])
    accuracy.update([nd.array([1]), nd.array([0, 0])], [nd.array([1]), nd.array([0, 1])])
    assert accuracy.get() == ("accuracy", pytest.approx(2 / 3))
    assert accuracy.get_name_value() == [("accuracy", pytest.approx(2 / 3))]
    assert str(accuracy).startswith("EvalMetric: {'accuracy': 0.66")
    assert isinstance(accuracy.get()[1], float)
    assert not isinstance(accuracy.get()[1], np.floating)
    accuracy.reset()
    assert math.isnan(accuracy.get()[1])


def test_accuracy_refuses_another_number_of_rows():
    with pytest.raises(ValueError, match=r"labels 2 does not match shape of predictions 3"):
        value("acc", [0, 1], [1, 1, 1])
    with pytest.raises(ValueError, match="classes were taken along axis 1"):
        value("acc", [[0, 1, 1], [0, 1, 1]], [[1, 0], [0, 1]])


def test_regression_metrics_reshape_vectors_to_columns():
    labels, preds = [1, 2, 3], [[1], [4], [3]]
    assert value("mae", labels, preds) == pytest.approx(2 / 3)
    assert value("mse", labels, preds) == pytest.approx(4 / 3)
    assert value("rmse", labels, preds) == pytest.approx(math.sqrt(4 / 3))


def test_a_distance_must_be_written():
    with pytest.raises(NotImplementedError):
        metric.metric._Regression("none").update(nd.ones(1), nd.ones(1))


def test_top_k():
    scores = [[0.1, 0.2, 0.7], [0.5, 0.3, 0.2]]
    assert value("top_k_acc", [1, 2], scores, top_k=2) == 0.5
    with pytest.raises(AssertionError, match="Accuracy"):
        metric.TopKAccuracy(1)
    with pytest.raises(AssertionError, match="row of scores"):
        value("top_k_acc", [1, 2], [1, 2], top_k=2)


def test_f1_macro_and_micro():
    said = [[0.3, 0.7], [0, 1], [0.4, 0.6]]
    assert value("f1", [0, 1, 1], said) == pytest.approx(0.8)
    micro = metric.F1(average="micro")
    micro.update(nd.array([0, 1, 1]), nd.array(said))
    micro.update(nd.array([1]), nd.array([[1, 0]]))
    assert micro.get()[1] == pytest.approx(4 / 6)
    assert value("f1", [0, 0], [[1, 0], [1, 0]]) == 0.0


def test_f1_refuses_three_classes_and_bare_numbers():
    with pytest.raises(ValueError, match=r"\[0, 1, 2\]"):
        value("f1", [0, 1, 2], [[1, 0], [1, 0], [1, 0]])
    with pytest.raises(ValueError, match="scores of two classes"):
        value("f1", [0, 1], [1, 0])


@pytest.mark.parametrize("name", ["ce", "nll_loss"])
def test_log_likelihood(name):
    assert value(name, [0, 1], [[0.5, 0.5], [0.75, 0.25]]) == pytest.approx(
        -(math.log(0.5) + math.log(0.25)) / 2
    )
    with pytest.raises((AssertionError, ValueError)):
        value(name, [[0, 1]], [[0.5, 0.5]])


def test_loss_averages_over_rows():
    average = metric.Loss()
    average.update(None, [nd.array([1, 2]), nd.array([6])])
    assert average.get() == ("loss", 3.0)


def test_composite_keeps_its_parts():
    both = metric.create(["acc", metric.MSE()])
    both.add("mae")
    both.update(nd.array([1, 0]), nd.array([1, 1]))
    assert both.get() == (["accuracy", "mse", "mae"], [0.5, 0.5, 0.5])
    assert len(both.get_name_value()) == 3
    assert both.get_metric(1).name == "mse"
    with pytest.raises(ValueError, match="out of range"):
        both.get_metric(3)
    both.reset()
    assert math.isnan(both.get()[1][0])
    assert [part["metric"] for part in both.get_config()["metrics"]] == ["Accuracy", "MSE", "MAE"]


def test_custom_metrics():
    def hits(labels, preds):
        return (labels == preds).sum(), labels.size

    measure = metric.create(hits)
    measure.update(nd.array([1, 2]), nd.array([1, 3]))
    assert measure.get() == ("hits", 0.5)
    assert metric.create(lambda labels, preds: 0.0).name == "custom(<lambda>)"
    first = metric.CustomMetric(hits, name="first", allow_extra_outputs=True)
    first.update([nd.array([1])], [nd.array([1]), nd.array([5])])
    assert first.get() == ("first", 1.0)


def test_update_dict_chooses_by_name():
    measure = metric.MSE(label_names=["y"], output_names=["out"])
    measure.update_dict({"y": nd.array([1])}, {"other": nd.array([9]), "out": nd.array([3])})
    assert measure.get()[1] == 4.0
    every = metric.MSE()
    every.update_dict({"y": nd.array([1])}, {"out": nd.array([3])})
    assert every.get()[1] == 4.0


def test_create_refuses():
    with pytest.raises(AssertionError, match=r"metric.acuracy is neither a name"):
        metric.create("acuracy")
    with pytest.raises(AssertionError, match="3 is not an EvalMetric"):
        metric.create(3)
    with pytest.raises(AssertionError, match="takes no settings"):
        metric.create(metric.MSE(), name="x")
    with pytest.raises(AssertionError, match="not an EvalMetric"):
        metric.register(int)
    with pytest.raises(NotImplementedError, match="has no update"):
        metric.EvalMetric("bare").update(None, None)


def test_config_says_how_it_was_made():
    assert metric.Accuracy(axis=2).get_config() == {
        "axis": 2,
        "metric": "Accuracy",
        "name": "accuracy",
        "output_names": None,
        "label_names": None,
    }


def test_a_score_of_all_rows_is_a_plain_number():
    score = metric.F1(average="micro")
    score.update(nd.array([0, 1]), nd.array([[0.3, 0.7], [0, 1]]))
    assert type(score.get()[1]) is type(score.get_global()[1]) is float
