"""Numbers that a person reads: how good are the predictions?

A loss is made to be differentiated, a metric is made to be understood.
Every metric keeps two numbers, a running sum and a count, so that batches can be added one by one:

>>> from sixpieces import nd
>>> accuracy = Accuracy()
>>> accuracy.update(labels=nd.array([1, 0]), preds=nd.array([[0.2, 0.8], [0.9, 0.1]]))
>>> accuracy.update(labels=nd.array([1, 1]), preds=nd.array([[0.7, 0.3], [0.1, 0.9]]))
>>> accuracy.get()
('accuracy', 0.75)

More metrics, and how to make one by its name, stand in `rare.py` beside this file.
"""

import numpy as np

from sixpieces import ndarray as nd
from sixpieces.listen import listeners, tell
from sixpieces.ndarray import NDArray
from sixpieces.registry import Registry

#: The metrics that can be asked for by name.
registry = Registry("metric", "EvalMetric", AssertionError)


class EvalMetric:
    """A running sum, a count, and a name to print.

    A subclass writes ``update(labels, preds)``, which calls ``self.add_up(total, count)``.

    Parameters
    ----------
    name : str
        What `get` calls the result.
    output_names, label_names : list of str, optional
        Which predictions and labels `update_dict` takes; all of them by default.

    Examples
    --------
    >>> from sixpieces import nd
    >>> class Largest(EvalMetric):
    ...     def update(self, labels, preds):
    ...         self.add_up(preds.max().asscalar(), 1)
    >>> largest = Largest("largest")
    >>> largest.update(None, nd.array([1, 3]))
    >>> largest.get()
    ('largest', 3.0)
    """

    def __init__(self, name, output_names=None, label_names=None, **kwargs):
        self.name = str(name)
        self.output_names = output_names
        self.label_names = label_names
        self._kwargs = kwargs
        self.reset()

    def reset(self):
        """Forget everything: call it at the start of each epoch."""
        self.reset_local()
        self.global_num_inst = 0
        self.global_sum_metric = 0.0

    def reset_local(self):
        """Forget what `get` tells, and keep what `get_global` does: call it to print a part."""
        self.num_inst = 0
        self.sum_metric = 0.0
        if listeners:
            tell("reset", self)

    def add_up(self, total, count):
        """Add `total` over `count` rows to what was seen before."""
        self.sum_metric += float(total)
        self.num_inst += count
        self.global_sum_metric += float(total)
        self.global_num_inst += count
        if listeners:
            tell("metric", self, count)

    def update(self, labels, preds):
        """Take in one batch, or a list of batches.

        Parameters
        ----------
        labels, preds : NDArray, or list of NDArray
            What is true, and what the network said.
        """
        raise NotImplementedError(f"{type(self).__name__} has no update(labels, preds)")

    def update_dict(self, label, pred):
        """Take in batches that come in dictionaries from name to NDArray."""
        self.update(_chosen(label, self.label_names), _chosen(pred, self.output_names))

    def get(self):
        """Return ``(name, value)``; the value is nan as long as no row was seen."""
        if listeners:
            tell("get", self)
        return self.name, self.sum_metric / self.num_inst if self.num_inst else float("nan")

    def get_global(self):
        """Return ``(name, value)`` of all rows since `reset`, whatever `reset_local` forgot.

        Examples
        --------
        >>> from sixpieces import metric, nd
        >>> error = metric.create("mae")
        >>> error.update(nd.array([1, 2]), nd.array([1, 4]))
        >>> error.reset_local()
        >>> error.update(nd.array([0, 0]), nd.array([2, 2]))
        >>> error.get(), error.get_global()
        (('mae', 2.0), ('mae', 1.5))
        """
        if not self.global_num_inst:  # nothing yet, or a subclass that adds up in its own way
            return self.get()
        if listeners:
            tell("get", self)
        return self.name, self.global_sum_metric / self.global_num_inst

    def get_name_value(self):
        """Return a list of ``(name, value)`` pairs."""
        return _as_pairs(*self.get())

    def get_global_name_value(self):
        """Return a list of ``(name, value)`` pairs, of all rows since `reset`."""
        return _as_pairs(*self.get_global())

    def get_config(self):
        """Return the settings as a dictionary."""
        return {
            **self._kwargs,
            "metric": type(self).__name__,
            "name": self.name,
            "output_names": self.output_names,
            "label_names": self.label_names,
        }

    def __str__(self):
        return f"EvalMetric: {dict(self.get_name_value())}"


def _as_pairs(name, value):
    return list(zip(name, value, strict=True)) if isinstance(name, list) else [(name, value)]


def _chosen(arrays, names):
    return list(arrays.values()) if names is None else [arrays[name] for name in names]


def pairs(labels, preds):
    """Return the ``(labels, predictions)`` of each batch, after a look at their number.

    Raises
    ------
    ValueError
        Where there are more of the one than of the other.

    Examples
    --------
    >>> from sixpieces import nd
    >>> len(pairs(nd.array([1, 0]), nd.array([0.5, 0.2])))
    1
    """
    if listeners:
        tell("compare", labels, preds)
    if len(labels) != len(preds):
        raise ValueError(
            f"Shape of labels {len(labels)} does not match shape of predictions {len(preds)}: "
            "give one prediction for each label"
        )
    labels = [labels] if isinstance(labels, NDArray) else labels
    preds = [preds] if isinstance(preds, NDArray) else preds
    return list(zip(labels, preds, strict=True))


def register(klass):
    """Make a metric known under the name of its class, in small letters.

    >>> @register
    ... class Nothing(EvalMetric):
    ...     def update(self, labels, preds):
    ...         pass
    >>> registry["nothing"] is Nothing
    True
    """
    return registry.register(klass)


def alias(*names):
    """Return a class decorator that makes a metric known under more names.

    >>> registry["acc"] is Accuracy
    True
    """
    return registry.alias(*names)


@register
@alias("acc")
class Accuracy(EvalMetric):
    """Share of rows whose predicted class is the true one.

    Predictions of another shape than the labels are scores: the class with the highest one along
    `axis` is taken. Predictions of the same shape are classes, and are **cut to whole numbers**:
    a probability of 0.93 becomes class 0. Round probabilities yourself, as in the example.

    Parameters
    ----------
    axis : int
        Axis of the classes, where predictions are scores.
    name : str
        What `get` calls the result.
    output_names, label_names : list of str, optional
        As in `EvalMetric`.

    Raises
    ------
    ValueError
        Where the number of predicted classes is not the number of labels.

    Examples
    --------
    >>> from sixpieces import nd
    >>> probabilities, labels = nd.array([0.93, 0.2]), nd.array([1, 0])
    >>> cut, rounded = Accuracy(), Accuracy()
    >>> cut.update(labels, probabilities)
    >>> rounded.update(labels, probabilities > 0.5)
    >>> cut.get()[1], rounded.get()[1]
    (0.5, 1.0)
    """

    def __init__(self, axis=1, name="accuracy", output_names=None, label_names=None):
        super().__init__(name, output_names, label_names, axis=axis)
        self.axis = axis

    def update(self, labels, preds):
        """Take in one batch, or a list of batches."""
        for label, pred in pairs(labels, preds):
            if pred.shape != label.shape:
                pred = nd.argmax(pred, axis=self.axis)
            classes, truth = whole_numbers(pred), whole_numbers(label)
            if classes.size != truth.size:
                raise ValueError(
                    f"Shape of labels {truth.size} does not match shape of predictions "
                    f"{classes.size}: classes were taken along axis {self.axis}"
                )
            self.add_up((classes == truth).sum(), truth.size)


def whole_numbers(array):
    """Return an NDArray as one flat NumPy array, cut to whole numbers.

    >>> from sixpieces import nd
    >>> whole_numbers(nd.array([0.93, 1.0, -1.5])).tolist()
    [0, 1, -1]
    """
    with np.errstate(invalid="ignore"):  # nan has no whole number; what it becomes is never right
        return array.asnumpy().astype("int32").ravel()


class _Regression(EvalMetric):
    """Average over batches of a distance between labels and predictions."""

    def update(self, labels, preds):
        """Take in one batch, or a list of batches."""
        for label, pred in pairs(labels, preds):
            self.add_up(self.distance(column(label), column(pred)), 1)

    def distance(self, label, pred):
        raise NotImplementedError


def column(array):
    """Return an NDArray as a NumPy array, a vector as a column of one number a row.

    >>> from sixpieces import nd
    >>> column(nd.array([1, 2])).shape
    (2, 1)
    """
    value = array.asnumpy()
    return value.reshape(-1, 1) if value.ndim == 1 else value


@register
class MAE(_Regression):
    """Mean absolute error: the average distance, in the unit of the labels.

    Parameters
    ----------
    name : str
        What `get` calls the result.
    output_names, label_names : list of str, optional
        As in `EvalMetric`.

    Examples
    --------
    >>> from sixpieces import nd
    >>> error = MAE()
    >>> error.update(nd.array([1, 2]), nd.array([1, 5]))
    >>> error.get()
    ('mae', 1.5)
    """

    def __init__(self, name="mae", output_names=None, label_names=None):
        super().__init__(name, output_names, label_names)

    def distance(self, label, pred):
        """Return the mean of the absolute differences."""
        return np.abs(label - pred).mean()


@register
class MSE(_Regression):
    """Mean squared error, in the squared unit of the labels. No factor 1/2, unlike `L2Loss`.

    Parameters
    ----------
    name : str
        What `get` calls the result.
    output_names, label_names : list of str, optional
        As in `EvalMetric`.

    Examples
    --------
    >>> from sixpieces import nd
    >>> error = MSE()
    >>> error.update(nd.array([1, 2]), nd.array([1, 5]))
    >>> error.get()
    ('mse', 4.5)
    """

    def __init__(self, name="mse", output_names=None, label_names=None):
        super().__init__(name, output_names, label_names)

    def distance(self, label, pred):
        """Return the mean of the squared differences."""
        return ((label - pred) ** 2.0).mean()


@register
class RMSE(_Regression):
    """Square root of the mean squared error of each batch, in the unit of the labels.

    Parameters
    ----------
    name : str
        What `get` calls the result.
    output_names, label_names : list of str, optional
        As in `EvalMetric`.

    Examples
    --------
    >>> from sixpieces import nd
    >>> error = RMSE()
    >>> error.update(nd.array([1, 2]), nd.array([1, 4]))
    >>> round(error.get()[1], 4)
    1.4142
    """

    def __init__(self, name="rmse", output_names=None, label_names=None):
        super().__init__(name, output_names, label_names)

    def distance(self, label, pred):
        """Return the root of the mean of the squared differences."""
        return np.sqrt(((label - pred) ** 2.0).mean())


@register
class Loss(EvalMetric):
    """Average of the losses that a loss function returned, one for each row.

    Parameters
    ----------
    name : str
        What `get` calls the result.
    output_names, label_names : list of str, optional
        As in `EvalMetric`.

    Examples
    --------
    >>> from sixpieces import nd
    >>> average = Loss()
    >>> average.update(None, nd.array([1, 2]))
    >>> average.update(None, nd.array([6]))
    >>> average.get()
    ('loss', 3.0)
    """

    def __init__(self, name="loss", output_names=None, label_names=None):
        super().__init__(name, output_names, label_names)

    def update(self, labels, preds):
        """Take in the losses of one batch, or of a list of batches; labels are not looked at."""
        for losses in [preds] if isinstance(preds, NDArray) else preds:
            self.add_up(losses.sum().asscalar(), losses.size)
