"""The metrics that a first course does without; `metric.py` has the idea."""

import numpy as np

from sixpieces.metric.metric import EvalMetric, alias, pairs, register, registry, whole_numbers


@register
@alias("composite")
class CompositeEvalMetric(EvalMetric):
    """Several metrics that are updated together.

    Parameters
    ----------
    metrics : list of EvalMetric or str, optional
        The parts.
    name : str
        Name of the whole.
    output_names, label_names : list of str, optional
        As in `EvalMetric`.

    Examples
    --------
    >>> from sixpieces import metric, nd
    >>> both = CompositeEvalMetric(["mae", "mse"])
    >>> both.update(nd.array([1, 2]), nd.array([1, 5]))
    >>> both.get()
    (['mae', 'mse'], [1.5, 4.5])
    """

    def __init__(self, metrics=None, name="composite", output_names=None, label_names=None):
        self.metrics = [create(part) for part in metrics or []]
        super().__init__(name, output_names, label_names)

    def add(self, metric):
        """Add a metric, given as in `create`."""
        self.metrics.append(create(metric))

    def get_metric(self, index):
        """Return the part with that number, or raise ValueError where there is none."""
        if not -len(self.metrics) <= index < len(self.metrics):
            raise ValueError(f"Metric index {index} is out of range 0 and {len(self.metrics)}")
        return self.metrics[index]

    def reset(self):
        """Reset each part."""
        for metric in self.metrics:
            metric.reset()

    def reset_local(self):
        """Reset the local numbers of each part."""
        for metric in self.metrics:
            metric.reset_local()

    def update(self, labels, preds):
        """Hand the batch to each part."""
        for metric in self.metrics:
            metric.update(labels, preds)

    def get(self):
        """Return the list of names and the list of values."""
        return _in_two_lists(metric.get_name_value() for metric in self.metrics)

    def get_global(self):
        """Return the list of names and the list of values, of all rows since `reset`."""
        return _in_two_lists(metric.get_global_name_value() for metric in self.metrics)

    def get_config(self):
        """Return the settings of the whole and of the parts."""
        return {**super().get_config(), "metrics": [part.get_config() for part in self.metrics]}


def _in_two_lists(parts):
    results = [pair for part in parts for pair in part]
    return [name for name, _ in results], [value for _, value in results]


@register
@alias("top_k_accuracy", "top_k_acc")
class TopKAccuracy(EvalMetric):
    """Share of rows whose true class is among the `top_k` classes with the highest scores.

    Parameters
    ----------
    top_k : int
        How many guesses a row has, 2 or more.
    name : str
        What `get` calls the result; ``_k`` is appended.
    output_names, label_names : list of str, optional
        As in `EvalMetric`.

    Raises
    ------
    AssertionError
        Where `top_k` is below 2 (that is `Accuracy`) or scores are not one row of classes a label.

    Examples
    --------
    >>> from sixpieces import nd
    >>> guesses = TopKAccuracy(top_k=2)
    >>> guesses.update(nd.array([0, 2]), nd.array([[0.3, 0.1, 0.6], [0.5, 0.4, 0.1]]))
    >>> guesses.get()
    ('top_k_accuracy_2', 0.5)
    """

    def __init__(self, top_k=1, name="top_k_accuracy", output_names=None, label_names=None):
        assert top_k > 1, f"top_k is {top_k}. Please use Accuracy if top_k is no more than 1"
        super().__init__(f"{name}_{top_k}", output_names, label_names, top_k=top_k)
        self.top_k = top_k

    def update(self, labels, preds):
        """Take in one batch, or a list of batches."""
        for label, pred in pairs(labels, preds):
            scores, truth = pred.asnumpy(), whole_numbers(label)
            assert scores.shape[:-1] == (truth.size,), (
                f"Predictions have shape {scores.shape}; give a row of scores for each of the "
                f"{truth.size} labels"
            )
            best = np.argsort(scores, axis=1)[:, -self.top_k :]
            self.add_up((best == truth[:, None]).sum(), truth.size)


@register
class F1(EvalMetric):
    r"""Harmonic mean of precision and recall, for two classes.

    .. math:: F_1 = 2 t_p / (2 t_p + f_p + f_n)

    Parameters
    ----------
    name : str
        What `get` calls the result.
    output_names, label_names : list of str, optional
        As in `EvalMetric`.
    average : {'macro', 'micro'}
        Average the scores of the batches, or score all rows together.

    Raises
    ------
    ValueError
        Where labels have more than two classes, or scores are not two columns of numbers a row.

    Examples
    --------
    >>> from sixpieces import nd
    >>> score = F1()
    >>> score.update(nd.array([0, 1, 1]), nd.array([[0.3, 0.7], [0, 1], [0.4, 0.6]]))
    >>> score.get()
    ('f1', 0.8)
    """

    def __init__(self, name="f1", output_names=None, label_names=None, average="macro"):
        self.average = average
        super().__init__(name, output_names, label_names)

    def reset(self):
        """Forget everything."""
        super().reset()
        self.global_counts = np.zeros(3)

    def reset_local(self):
        """Forget what `get` tells."""
        super().reset_local()
        self.counts = np.zeros(3)  # true positives, false positives, false negatives

    def update(self, labels, preds):
        """Take in one batch, or a list of batches."""
        seen = 0
        counts = np.zeros(3)
        for label, pred in pairs(labels, preds):
            scores, truth = pred.asnumpy(), whole_numbers(label)
            if scores.ndim != 2 or len(scores) != truth.size:
                raise ValueError(
                    f"Predictions have shape {scores.shape}; F1 needs the scores of two classes "
                    f"for each of the {truth.size} labels"
                )
            if len(np.unique(truth)) > 2:
                raise ValueError(
                    f"Labels have the classes {np.unique(truth).tolist()}; "
                    "F1 supports only two, and calls class 1 positive"
                )
            said, true = scores.argmax(axis=1) == 1, truth == 1
            counts += [(said & true).sum(), (said & ~true).sum(), (~said & true).sum()]
            seen += truth.size
        if self.average == "macro":
            self.add_up(f1_score(counts), 1)
        else:
            self.counts += counts
            self.global_counts += counts
            self.num_inst += seen
            self.global_num_inst += seen
            self.sum_metric = f1_score(self.counts) * self.num_inst
            self.global_sum_metric = f1_score(self.global_counts) * self.global_num_inst


def f1_score(counts):
    """Return the F1 score of true positives, false positives and false negatives.

    >>> f1_score([2, 1, 0])
    0.8
    """
    true_positives, false_positives, false_negatives = counts
    wrong = false_positives + false_negatives
    return float(2 * true_positives / (2 * true_positives + wrong)) if true_positives else 0.0


class _LogLikelihood(EvalMetric):
    """Average of minus the logarithm of the probability of the true class."""

    def __init__(self, eps, name, output_names, label_names):
        super().__init__(name, output_names, label_names, eps=eps)
        self.eps = eps

    def update(self, labels, preds):
        """Take in one batch, or a list of batches."""
        for label, pred in pairs(labels, preds):
            probabilities, truth = pred.asnumpy(), whole_numbers(label)
            assert len(probabilities) == truth.size, (
                f"{len(probabilities)} rows of probabilities for {truth.size} labels; "
                "give one row a label"
            )
            of_truth = probabilities[np.arange(truth.size), truth]
            self.add_up(-np.log(of_truth + self.eps).sum(), truth.size)


@register
@alias("ce")
class CrossEntropy(_LogLikelihood):
    """Average log loss, in nats a row, of predicted probabilities.

    Parameters
    ----------
    eps : float
        Added to each probability, so that 0 does not give infinity.
    name : str
        What `get` calls the result.
    output_names, label_names : list of str, optional
        As in `EvalMetric`.

    Raises
    ------
    AssertionError
        Where there is not one row of probabilities for each label.

    Examples
    --------
    >>> from sixpieces import nd
    >>> loss = CrossEntropy()
    >>> loss.update(nd.array([0, 1]), nd.array([[0.5, 0.5], [0.5, 0.5]]))
    >>> round(loss.get()[1], 4)
    0.6931
    """

    def __init__(self, eps=1e-12, name="cross-entropy", output_names=None, label_names=None):
        super().__init__(eps, name, output_names, label_names)


@register
@alias("nll_loss")
class NegativeLogLikelihood(_LogLikelihood):
    """The same number as `CrossEntropy`, under the name that statistics gives it.

    Parameters
    ----------
    eps : float
        Added to each probability, so that 0 does not give infinity.
    name : str
        What `get` calls the result.
    output_names, label_names : list of str, optional
        As in `EvalMetric`.

    Raises
    ------
    AssertionError
        Where there is not one row of probabilities for each label.

    Examples
    --------
    >>> NegativeLogLikelihood().get()
    ('nll-loss', nan)
    """

    def __init__(self, eps=1e-12, name="nll-loss", output_names=None, label_names=None):
        super().__init__(eps, name, output_names, label_names)


@register
class CustomMetric(EvalMetric):
    """A metric made from a function of labels and predictions.

    Parameters
    ----------
    feval : callable
        ``feval(labels, predictions)`` takes NumPy arrays and returns a number for the batch,
        or the pair of a sum and a count.
    name : str, optional
        What `get` calls the result; the function's name by default.
    allow_extra_outputs : bool
        Whether there may be more predictions than labels.
    output_names, label_names : list of str, optional
        As in `EvalMetric`.

    Examples
    --------
    >>> from sixpieces import metric, nd
    >>> def worst(labels, predictions):
    ...     return abs(labels - predictions).max()
    >>> largest_error = metric.create(worst)
    >>> largest_error.update(nd.array([1, 2]), nd.array([1, 5]))
    >>> largest_error.get()
    ('worst', 3.0)
    """

    def __init__(
        self, feval, name=None, allow_extra_outputs=False, output_names=None, label_names=None
    ):
        if name is None:
            name = feval.__name__
            if "<" in name:  # a lambda has no name of its own
                name = f"custom({name})"
        super().__init__(name, output_names, label_names)
        self._feval = feval
        self._allow_extra_outputs = allow_extra_outputs

    def update(self, labels, preds):
        """Take in one batch, or a list of batches."""
        if self._allow_extra_outputs:
            preds = preds[: len(labels)]
        for label, pred in pairs(labels, preds):
            result = self._feval(label.asnumpy(), pred.asnumpy())
            total, count = result if isinstance(result, tuple) else (result, 1)
            self.add_up(total, count)


def create(metric, *args, **kwargs):
    """Return a metric from a name, a function, a list of both, or a metric itself.

    Parameters
    ----------
    metric : str, EvalMetric, callable or list
        A function takes labels and predictions as NumPy arrays and returns a number,
        or a sum and a count; a list becomes a `CompositeEvalMetric`.
    *args, **kwargs
        Settings of the metric.

    Raises
    ------
    AssertionError
        Where no metric has that name.

    Examples
    --------
    >>> create(["acc", "mse"]).get()
    (['accuracy', 'mse'], [nan, nan])
    """
    if isinstance(metric, EvalMetric):
        settings = [*args, *kwargs]
        assert not settings, f"{metric.name} is a metric already: it takes no settings"
        return metric
    if callable(metric):
        return CustomMetric(metric, *args, **kwargs)
    if isinstance(metric, list):
        return CompositeEvalMetric([create(part, *args, **kwargs) for part in metric])
    return registry[metric](*args, **kwargs)
