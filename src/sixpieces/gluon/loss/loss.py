"""The loss: one number that says how wrong a prediction is, for each row.

Every loss function takes predictions and labels, and returns **a vector: one loss for each row**.
Axes other than that of the rows are averaged. What ``backward`` then differentiates is the *sum*
of the vector, which is why `Trainer.step` wants to know the number of rows.

>>> from sixpieces import nd
>>> logits, labels = nd.array([[0.0], [2.0], [-2.0]]), nd.array([1, 1, 1])
>>> [round(loss, 4) for loss in SigmoidBCELoss()(logits, labels).asnumpy().tolist()]
[0.6931, 0.1269, 2.1269]

The two losses of classification are operations of their own below, each beside its gradient,
because their accuracy depends on how they are written: both are computed in float64 and rounded
once. Losses that a first course does without stand in `rare.py` beside this file.
"""

from numbers import Real

import numpy as np

from sixpieces import ndarray as nd
from sixpieces.base import MXNetError, ReshapeError
from sixpieces.gluon.block import HybridBlock
from sixpieces.operation import operator
from sixpieces.operators.reductions import check_axis


class Loss(HybridBlock):
    """What all losses share: a weight, and the axis of the rows.

    Parameters
    ----------
    weight : float or None
        Every loss is multiplied by it.
    batch_axis : int
        Axis of the rows; all others are averaged.
    **kwargs
        `prefix` and `params` of `Block`.

    Examples
    --------
    >>> from sixpieces import nd
    >>> class FourthPower(Loss):
    ...     def hybrid_forward(self, F, pred, label, sample_weight=None):
    ...         return self.per_row((pred - same_shape(label, pred)) ** 4, sample_weight)
    >>> FourthPower(weight=None, batch_axis=0)(nd.array([[1], [2]]), nd.array([0, 0])).asnumpy()
    array([ 1., 16.], dtype=float32)
    """

    def __init__(self, weight, batch_axis, **kwargs):
        super().__init__(**kwargs)
        self._weight = weight
        self._batch_axis = batch_axis

    def per_row(self, loss, sample_weight=None):
        """Return one loss for each row: weighted, then averaged over all other axes.

        Parameters
        ----------
        loss : NDArray
            A loss for each number.
        sample_weight : NDArray, optional
            Weights for single rows or numbers, of a shape that broadcasts to that of `loss`:
            ``(rows, 1)`` for one weight a row.
        """
        return nd.mean(self.weighted(loss, sample_weight), axis=self._batch_axis, exclude=True)

    def weighted(self, loss, sample_weight=None):
        """Return the losses times the weights of rows and of the whole."""
        if sample_weight is not None:
            loss = nd.broadcast_mul(loss, sample_weight)
        if self._weight is not None:
            assert isinstance(self._weight, Real), (
                f"weight must be a number, but it is {self._weight!r}; "
                "weights of single rows are the loss's third argument"
            )
            loss = loss * self._weight
        return loss

    def __repr__(self):
        return f"{type(self).__name__}(batch_axis={self._batch_axis}, w={self._weight})"


def same_shape(label, pred):
    """Return the labels in the shape of the predictions: ``(64,)`` becomes ``(64, 1)``.

    Without it, ``(64, 1) - (64,)`` would broadcast to ``(64, 64)``.

    Raises
    ------
    ValueError
        Where there are more or fewer labels than predictions.
    MXNetError
        Where they have another type of numbers.

    Examples
    --------
    >>> from sixpieces import nd
    >>> same_shape(nd.array([0, 1]), nd.ones((2, 1))).shape
    (2, 1)
    """
    check_labels(label, pred)
    return label if label.shape == pred.shape else label.reshape(pred.shape)


def check_labels(label, pred):
    """Refuse labels of another number or type than the predictions, NDArrays or NumPy's.

    >>> from sixpieces import nd
    >>> check_labels(nd.array([0, 1]), nd.ones((2, 1)))
    """
    if label.dtype is not pred.dtype and label.dtype != pred.dtype:
        raise MXNetError(
            f"labels are {np.dtype(label.dtype)}, predictions {np.dtype(pred.dtype)}: "
            f"write labels.astype('{np.dtype(pred.dtype)}')"
        )
    if label.size != pred.size:
        raise ReshapeError(
            f"Cannot reshape array of size {label.size} into shape {pred.shape}: give one label "
            "for each prediction"
        )


class L2Loss(Loss):
    r"""Half the squared error.

    .. math:: \ell = \frac{1}{2} (y - \hat y)^2

    The half makes the gradient ``prediction - label``. A formula without it has twice the gradient,
    and needs half the learning rate.

    Parameters
    ----------
    weight : float or None
        Every loss is multiplied by it.
    batch_axis : int
        Axis of the rows; all others are averaged.
    **kwargs
        `prefix` and `params` of `Block`.

    Examples
    --------
    >>> from sixpieces import nd
    >>> L2Loss()(nd.array([[1], [4]]), nd.array([1, 1])).asnumpy()
    array([0. , 4.5], dtype=float32)
    """

    def __init__(self, weight=1.0, batch_axis=0, **kwargs):
        super().__init__(weight, batch_axis, **kwargs)

    def hybrid_forward(self, F, pred, label, sample_weight=None):
        """Return the loss of each row."""
        return self.per_row(F.square(same_shape(label, pred) - pred) / 2, sample_weight)


class L1Loss(Loss):
    r"""Absolute error: an outlier counts by its distance, not by its square.

    .. math:: \ell = |y - \hat y|

    Parameters
    ----------
    weight : float or None
        Every loss is multiplied by it.
    batch_axis : int
        Axis of the rows; all others are averaged.
    **kwargs
        `prefix` and `params` of `Block`.

    Examples
    --------
    >>> from sixpieces import nd
    >>> L1Loss()(nd.array([[1], [4]]), nd.array([1, 1])).asnumpy()
    array([0., 3.], dtype=float32)
    """

    def __init__(self, weight=None, batch_axis=0, **kwargs):
        super().__init__(weight, batch_axis, **kwargs)

    def hybrid_forward(self, F, pred, label, sample_weight=None):
        """Return the loss of each row."""
        return self.per_row(F.abs(same_shape(label, pred) - pred), sample_weight)


@operator
def log_loss(logits, labels):
    r"""Minus the logarithm of the probability that was given to the label.

    .. math::

        \begin{aligned}
        \ell &= (1 - y) \ln(1 + e^z) + y \ln(1 + e^{-z}), \\
        \frac{d\ell}{dz} &= \sigma(z) - y
        \end{aligned}

    Both are written with :math:`e^{-|z|}`, which lies between 0 and 1 for every z, so that nothing
    overflows; and no two large numbers are subtracted where the result is small.

    Parameters
    ----------
    logits, labels : NDArray
        As many labels as logits: 0, 1, or probabilities in between.

    Returns
    -------
    NDArray
        A loss in nats for each logit, within half a unit in the last place for labels 0 and 1.

    Examples
    --------
    >>> from sixpieces import nd
    >>> log_loss(nd.array([0, -100]), nd.array([1, 0])).asnumpy()
    array([6.931472e-01, 3.783506e-44], dtype=float32)
    """
    check_labels(labels, logits)
    z = logits.astype(np.float64)
    y = labels.astype(np.float64).reshape(z.shape)
    loss = np.log1p(np.exp(-np.abs(z))) + (np.maximum(z, 0) - y * z)

    def to_logits(dloss):
        # What went to the wrong label: (1 - y) p - y (1 - p), which is p - y. Each probability is
        # computed from the side where nothing is lost: 1 - p would lose the digits of a small one.
        slope = (1 - y) / (1 + np.exp(-z)) - y / (1 + np.exp(z))
        return (dloss * slope).astype(logits.dtype)

    def to_labels(dloss):
        return (dloss * -z).astype(labels.dtype).reshape(labels.shape)

    return loss.astype(logits.dtype), (to_logits, to_labels)


class SigmoidBinaryCrossEntropyLoss(Loss):
    r"""Log loss for yes-or-no labels; also called `SigmoidBCELoss`.

    .. math:: \ell = -\left( y \ln p + (1 - y) \ln(1 - p) \right), \quad p = \sigma(z)

    Give it the *logit* z, the raw output of the network, not the sigmoid of it. The first loss to
    expect from weights of zero is ln 2 = 0.693 nats. Its gradient is p - y, also at a logit of
    exactly 0, where MXNet's is -y.

    Parameters
    ----------
    from_sigmoid : bool
        Whether predictions are probabilities already: accurate only while they are not near 0 or 1.
    weight : float or None
        Every loss is multiplied by it.
    batch_axis : int
        Axis of the rows; all others are averaged.
    **kwargs
        `prefix` and `params` of `Block`.

    Examples
    --------
    >>> from sixpieces import nd
    >>> loss_function = SigmoidBinaryCrossEntropyLoss()
    >>> losses = loss_function(nd.array([[0.0], [2.0]]), nd.array([1, 0]))
    >>> losses.shape, [round(loss, 4) for loss in losses.asnumpy().tolist()]
    ((2,), [0.6931, 2.1269])
    """

    def __init__(self, from_sigmoid=False, weight=None, batch_axis=0, **kwargs):
        super().__init__(weight, batch_axis, **kwargs)
        self._from_sigmoid = from_sigmoid

    def hybrid_forward(self, F, pred, label, sample_weight=None, pos_weight=None):
        """Return the loss of each row; `pos_weight` multiplies the part of the positive labels."""
        if not self._from_sigmoid and pos_weight is None:
            return self.per_row(log_loss(pred, label), sample_weight)
        label = same_shape(label, pred)
        if self._from_sigmoid:
            eps = 1e-12  # MXNet's; float32 has no numbers so near to 1
            yes = label * F.log(pred + eps)
            no = (1 - label) * F.log(1 - pred + eps)
            if pos_weight is not None:
                yes = F.broadcast_mul(yes, pos_weight)
            return self.per_row(-(yes + no), sample_weight)
        yes = F.broadcast_mul(label * log_loss(pred, F.ones_like(pred)), pos_weight)
        no = (1 - label) * log_loss(pred, F.zeros_like(pred))
        return self.per_row(yes + no, sample_weight)


SigmoidBCELoss = SigmoidBinaryCrossEntropyLoss


@operator
def softmax_log_loss(scores, labels, *, axis=-1):
    r"""Minus the logarithm of the probability that softmax gives to the label.

    .. math::

        \begin{aligned}
        \ell &= \sum_k y_k \Big( \ln \sum_j e^{z_j} - z_k \Big), \\
        \frac{d\ell}{dz_k} &= p_k \sum_j y_j - y_k
        \end{aligned}

    Everything is measured from the highest score, which becomes a summand of 1 and leaves
    :math:`\ln(1 + others)`; and :math:`1 - p_k` is the sum of the other summands, not a difference.

    Parameters
    ----------
    scores, labels : NDArray
        Of one shape. Labels are probabilities along `axis`: 1 for the true class, 0 for the others.
    axis : int
        The axis of the classes.

    Returns
    -------
    NDArray
        A loss in nats for each row, within one unit in the last place for labels 0 and 1; `axis`
        has length 1.

    Examples
    --------
    >>> from sixpieces import nd
    >>> softmax_log_loss(nd.array([[0, -100], [0, 0]]), nd.array([[1, 0], [0, 1]])).asnumpy()
    array([[3.783506e-44],
           [6.931472e-01]], dtype=float32)
    """
    z, y = scores.astype(np.float64), labels.astype(np.float64)
    below = z.max(axis=axis, keepdims=True) - z
    parts = np.exp(-below)
    is_highest = parts == 1
    others = (parts * ~is_highest).sum(axis=axis, keepdims=True)
    others += is_highest.sum(axis=axis, keepdims=True) - 1  # where several are the highest
    surprise = np.log1p(others) + below
    loss = (y * surprise).sum(axis=axis, keepdims=True)

    def to_scores(dloss):
        total = 1 + others
        p = parts / total
        not_p = np.where(is_highest, others, total - parts) / total
        slope = p * (y.sum(axis=axis, keepdims=True) - y) - y * not_p
        return (dloss * slope).astype(scores.dtype)

    def to_labels(dloss):
        return (dloss * surprise).astype(labels.dtype)

    return loss.astype(scores.dtype), (to_scores, to_labels)


def along_axis(array, axis):
    """Return 0, 1, 2, ... along one axis, as an array that broadcasts against `array`.

    >>> along_axis(np.zeros((2, 3)), 1).tolist()
    [[0, 1, 2]]
    """
    shape = [1] * array.ndim
    shape[axis] = -1
    return np.arange(array.shape[axis]).reshape(shape)


@operator
def cross_entropy(log_probabilities, labels, *, axis=-1):
    """Minus the sum over `axis` of labels times log-probabilities.

    A label of 0 leaves its summand out, even where the log-probability is minus infinity.

    Examples
    --------
    >>> from sixpieces import nd
    >>> log_probabilities = nd.log(nd.array([[1, 0], [0.5, 0.5]]))
    >>> cross_entropy(log_probabilities, nd.array([[1, 0], [0, 1]])).asnumpy()
    array([[-0.       ],
           [ 0.6931472]], dtype=float32)
    """
    summands = labels * np.where(labels == 0, 0, log_probabilities)
    rules = (lambda dloss: -dloss * labels, lambda dloss: -dloss * log_probabilities)
    return -summands.sum(axis=axis, keepdims=True), rules


@operator
def one_hot_like(labels, scores, *, axis=-1):
    """Turn class numbers into labels of 0 and 1, in the shape and type of the scores.

    Class numbers are cut to whole numbers; those outside the range count as the nearest class, as
    in MXNet.

    Examples
    --------
    >>> from sixpieces import nd
    >>> one_hot_like(nd.array([2, 0]), nd.zeros((2, 3))).asnumpy()
    array([[0., 0., 1.],
           [1., 0., 0.]], dtype=float32)
    """
    lengths = list(scores.shape)
    lengths[axis] = 1
    last = scores.shape[axis] - 1
    number = np.minimum(np.maximum(labels.astype(np.intp).reshape(lengths), 0), last)
    return (number == along_axis(scores, axis)).astype(scores.dtype), (None, None)


class SoftmaxCrossEntropyLoss(Loss):
    r"""Log loss for one of many classes; also called `SoftmaxCELoss`.

    .. math:: \ell = -\ln p_y, \qquad p_k = \frac{e^{z_k}}{\sum_j e^{z_j}}

    Give it one raw score for each class. The first loss to expect from weights of zero is the
    logarithm of the number of classes. With a single score a row the probability is always 1 and
    the loss 0, and nothing is learned.

    Parameters
    ----------
    axis : int
        The axis of the classes.
    sparse_label : bool
        Whether labels are class numbers (shape of the scores without `axis`); otherwise they are
        probabilities, in the shape of the scores.
    from_logits : bool
        Whether scores are log-probabilities already, such as `nd.log_softmax` gives.
    weight : float or None
        Every loss is multiplied by it.
    batch_axis : int
        Axis of the rows; all others are averaged.
    **kwargs
        `prefix` and `params` of `Block`.

    Raises
    ------
    MXNetError
        Where there is not one label for each row of scores, or no such axis.

    Examples
    --------
    >>> from sixpieces import nd
    >>> losses = SoftmaxCrossEntropyLoss()(nd.array([[0, 0, 0], [0, 0, 9]]), nd.array([0, 2]))
    >>> [round(loss, 4) for loss in losses.asnumpy().tolist()]
    [1.0986, 0.0002]
    """

    def __init__(
        self,
        axis=-1,
        sparse_label=True,
        from_logits=False,
        weight=None,
        batch_axis=0,
        **kwargs,
    ):
        super().__init__(weight, batch_axis, **kwargs)
        self._axis = axis
        self._sparse_label = sparse_label
        self._from_logits = from_logits

    def hybrid_forward(self, F, pred, label, sample_weight=None):
        """Return the loss of each row."""
        check_axis(pred.shape, self._axis)
        if self._sparse_label:
            rows = pred.size // pred.shape[self._axis]
            if label.size != rows:
                raise MXNetError(
                    f"labels have shape {label.shape}, scores {pred.shape}: give one class number "
                    f"for each of the {rows} rows of scores, or say sparse_label=False where the "
                    f"labels are one number for each score"
                )
            label = one_hot_like(label, pred, axis=self._axis)
        else:
            label = same_shape(label, pred)
        loss = cross_entropy if self._from_logits else softmax_log_loss
        return self.per_row(loss(pred, label, axis=self._axis), sample_weight)


SoftmaxCELoss = SoftmaxCrossEntropyLoss
