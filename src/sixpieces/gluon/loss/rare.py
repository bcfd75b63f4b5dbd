"""Losses that a first course does without; `loss.py` has the idea."""

import numpy as np

from sixpieces.gluon.loss.loss import Loss, log_loss, same_shape


class LogisticLoss(Loss):
    """Log loss for labels of -1 and +1; the same formula as `SigmoidBCELoss`.

    Parameters
    ----------
    weight : float or None
        Every loss is multiplied by it.
    batch_axis : int
        Axis of the rows; all others are averaged.
    label_format : {'signed', 'binary'}
        Labels are -1 and +1 (the default!), or 0 and 1. Labels of 0 read as signed ones mean
        "half yes, half no".
    **kwargs
        `prefix` and `params` of `Block`.

    Raises
    ------
    ValueError
        Where the label format is neither.

    Examples
    --------
    >>> from sixpieces import nd
    >>> logits = nd.array([[2.0], [2.0]])
    >>> signed = LogisticLoss()(logits, nd.array([1, -1]))
    >>> binary = LogisticLoss(label_format="binary")(logits, nd.array([1, 0]))
    >>> signed.asnumpy().tolist() == binary.asnumpy().tolist()
    True
    """

    def __init__(self, weight=None, batch_axis=0, label_format="signed", **kwargs):
        if label_format not in ("signed", "binary"):
            raise ValueError(
                f"label_format can only be 'signed' (-1 and +1) or 'binary' (0 and 1), "
                f"received {label_format!r}."
            )
        super().__init__(weight, batch_axis, **kwargs)
        self._label_format = label_format

    def hybrid_forward(self, F, pred, label, sample_weight=None):
        """Return the loss of each row."""
        label = same_shape(label, pred)
        if self._label_format == "signed":
            label = (label + 1) / 2
        return self.per_row(log_loss(pred, label), sample_weight)


class HuberLoss(Loss):
    r"""Squared error near the label, absolute error away from it.

    .. math:: \ell = \begin{cases} \frac{1}{2\rho} (y - \hat y)^2 & |y - \hat y| \le \rho \\
              |y - \hat y| - \frac{\rho}{2} & \text{otherwise} \end{cases}

    Parameters
    ----------
    rho : float
        The distance at which the one becomes the other.
    weight : float or None
        Every loss is multiplied by it.
    batch_axis : int
        Axis of the rows; all others are averaged.
    **kwargs
        `prefix` and `params` of `Block`.

    References
    ----------
    Huber (1964), Robust estimation of a location parameter.

    Examples
    --------
    >>> from sixpieces import nd
    >>> HuberLoss()(nd.array([0.5, 3.0]), nd.array([0, 0])).asnumpy()
    array([0.125, 2.5  ], dtype=float32)
    """

    def __init__(self, rho=1, weight=None, batch_axis=0, **kwargs):
        super().__init__(weight, batch_axis, **kwargs)
        self._rho = rho

    def hybrid_forward(self, F, pred, label, sample_weight=None):
        """Return the loss of each row."""
        distance = F.abs(same_shape(label, pred) - pred)
        near = F.square(distance) * (0.5 / self._rho)
        loss = F.where(distance > self._rho, distance - 0.5 * self._rho, near)
        return self.per_row(loss, sample_weight)


class HingeLoss(Loss):
    r"""Nothing to pay for labels of -1 and +1 that are predicted with a margin.

    .. math:: \ell = \max(0, \text{margin} - \hat y \, y)

    Parameters
    ----------
    margin : float
        How far on the right side is far enough.
    weight : float or None
        Every loss is multiplied by it.
    batch_axis : int
        Axis of the rows; all others are averaged.
    **kwargs
        `prefix` and `params` of `Block`.

    Examples
    --------
    >>> from sixpieces import nd
    >>> HingeLoss()(nd.array([3, 0.5, -1]), nd.array([1, 1, 1])).asnumpy()
    array([0. , 0.5, 2. ], dtype=float32)
    """

    def __init__(self, margin=1, weight=None, batch_axis=0, **kwargs):
        super().__init__(weight, batch_axis, **kwargs)
        self._margin = margin

    def hybrid_forward(self, F, pred, label, sample_weight=None):
        """Return the loss of each row."""
        return self.per_row(F.relu(self._margin - pred * same_shape(label, pred)), sample_weight)


class SquaredHingeLoss(Loss):
    r"""The square of `HingeLoss`, which has a gradient without a jump.

    .. math:: \ell = \max(0, \text{margin} - \hat y \, y)^2

    Parameters
    ----------
    margin : float
        How far on the right side is far enough.
    weight : float or None
        Every loss is multiplied by it.
    batch_axis : int
        Axis of the rows; all others are averaged.
    **kwargs
        `prefix` and `params` of `Block`.

    Examples
    --------
    >>> from sixpieces import nd
    >>> SquaredHingeLoss()(nd.array([3, 0.5, -1]), nd.array([1, 1, 1])).asnumpy()
    array([0.  , 0.25, 4.  ], dtype=float32)
    """

    def __init__(self, margin=1, weight=None, batch_axis=0, **kwargs):
        super().__init__(weight, batch_axis, **kwargs)
        self._margin = margin

    def hybrid_forward(self, F, pred, label, sample_weight=None):
        """Return the loss of each row."""
        short_of = F.relu(self._margin - pred * same_shape(label, pred))
        return self.per_row(F.square(short_of), sample_weight)


class KLDivLoss(Loss):
    r"""How far predicted probabilities p are from the true ones q, in nats.

    .. math:: \ell = \sum_k q_k (\ln q_k - \ln p_k)

    Summed over the classes, not averaged.

    Parameters
    ----------
    from_logits : bool
        Whether predictions are log-probabilities (the default); otherwise they are raw scores.
    axis : int
        The axis of the classes, for raw scores.
    weight : float or None
        Every loss is multiplied by it.
    batch_axis : int
        Axis of the rows.
    **kwargs
        `prefix` and `params` of `Block`.

    References
    ----------
    Kullback and Leibler (1951), On information and sufficiency.

    Examples
    --------
    >>> from sixpieces import nd
    >>> true = nd.array([[0.5, 0.5], [1.0, 0.0]])
    >>> losses = KLDivLoss()(nd.log(nd.array([[0.5, 0.5], [0.5, 0.5]])), true)
    >>> [round(loss, 4) for loss in losses.asnumpy().tolist()]
    [0.0, 0.6931]
    """

    def __init__(self, from_logits=True, axis=-1, weight=None, batch_axis=0, **kwargs):
        super().__init__(weight, batch_axis, **kwargs)
        self._from_logits = from_logits
        self._axis = axis

    def hybrid_forward(self, F, pred, label, sample_weight=None):
        """Return the loss of each row."""
        if not self._from_logits:
            pred = F.log_softmax(pred, axis=self._axis)
        loss = self.weighted(label * (F.log(label + 1e-12) - pred), sample_weight)
        return F.sum(loss, axis=self._batch_axis, exclude=True)


class PoissonNLLLoss(Loss):
    r"""Minus the logarithm of the probability of a count, up to a constant.

    .. math:: \ell = \hat y - y \ln \hat y

    Returns the average over all rows, in an array of one number.

    Parameters
    ----------
    weight : float or None
        Every loss is multiplied by it.
    from_logits : bool
        Whether predictions are logarithms of the expected counts (the default).
    batch_axis : int
        Accepted, without effect.
    compute_full : bool
        Whether to add Stirling's approximation of ln y! for counts above 1.
    **kwargs
        `prefix` and `params` of `Block`.

    Examples
    --------
    >>> from sixpieces import nd
    >>> PoissonNLLLoss()(nd.array([0, 0]), nd.array([0, 3])).asnumpy()
    array([1.], dtype=float32)
    """

    def __init__(self, weight=None, from_logits=True, batch_axis=0, compute_full=False, **kwargs):
        super().__init__(weight, batch_axis, **kwargs)
        self._from_logits = from_logits
        self._compute_full = compute_full

    def hybrid_forward(self, F, pred, target, sample_weight=None, epsilon=1e-08):
        """Return the average loss."""
        target = same_shape(target, pred)
        if self._from_logits:
            loss = F.exp(pred) - target * pred
        else:
            loss = pred - target * F.log(pred + epsilon)
        if self._compute_full:
            counts = F.maximum(target, 1)  # no logarithm of 0, whose product with 0 would be nan
            stirling = counts * F.log(counts) - counts + 0.5 * F.log(2 * np.pi * counts)
            loss = loss + stirling * (target > 1)
        return F.mean(self.weighted(loss, sample_weight))


class CosineEmbeddingLoss(Loss):
    r"""Angle between two rows, which should be small for label 1 and large for label -1.

    .. math:: \ell = \begin{cases} 1 - \cos & y = 1 \\
              \max(0, \cos - \text{margin}) & y = -1 \end{cases}

    Parameters
    ----------
    weight : float or None
        Every loss is multiplied by it.
    batch_axis : int
        Accepted, without effect.
    margin : float
        Cosine up to which a pair of label -1 has nothing to pay.
    **kwargs
        `prefix` and `params` of `Block`.

    Examples
    --------
    >>> from sixpieces import nd
    >>> first, second = nd.array([[1, 0], [1, 0]]), nd.array([[0, 1], [2, 0]])
    >>> CosineEmbeddingLoss()(first, second, nd.array([1, -1])).asnumpy()
    array([[1.],
           [1.]], dtype=float32)
    """

    def __init__(self, weight=None, batch_axis=0, margin=0, **kwargs):
        super().__init__(weight, batch_axis, **kwargs)
        self._margin = margin

    def hybrid_forward(self, F, input1, input2, label, sample_weight=None):
        """Return the loss of each pair."""
        input1 = same_shape(input1, input2)
        label = label.reshape((-1, 1))
        lengths = F.norm(input1, axis=-1) * F.norm(input2, axis=-1)
        cosine = F.sum(input1 * input2, axis=-1) / F.maximum(lengths, 1e-12)
        cosine = cosine.reshape((-1, 1))
        alike = (1 - cosine) * (label == 1)
        different = F.relu((cosine - self._margin) * (label == -1))
        return self.weighted(alike + different, sample_weight)


class TripletLoss(Loss):
    r"""A row should be nearer to a positive example than to a negative one, by a margin.

    .. math:: \ell = \max(0, \|a - p\|^2 - \|a - n\|^2 + \text{margin})

    Parameters
    ----------
    margin : float
        How much nearer is near enough, in squared distance.
    weight : float or None
        Every loss is multiplied by it.
    batch_axis : int
        Axis of the rows.
    **kwargs
        `prefix` and `params` of `Block`.

    Examples
    --------
    >>> from sixpieces import nd
    >>> TripletLoss()(nd.array([[0, 0]]), nd.array([[1, 0]]), nd.array([[0, 1]])).asnumpy()
    array([1.], dtype=float32)
    """

    def __init__(self, margin=1, weight=None, batch_axis=0, **kwargs):
        super().__init__(weight, batch_axis, **kwargs)
        self._margin = margin

    def hybrid_forward(self, F, pred, positive, negative):
        """Return the loss of each row."""
        positive, negative = same_shape(positive, pred), same_shape(negative, pred)
        distances = F.square(positive - pred) - F.square(negative - pred)
        loss = F.relu(F.sum(distances, axis=self._batch_axis, exclude=True) + self._margin)
        return self.weighted(loss)
