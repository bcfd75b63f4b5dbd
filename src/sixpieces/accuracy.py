"""How accurate is a log loss? Compare its float32 results with fifty digits.

The measure is the *unit in the last place*, ulp: the distance between a float32 number and its
neighbour. A result within half a ulp is the nearest float32 number to the truth; one that is a
thousand ulp off has lost its last ten bits.

>>> import sixpieces as mx
>>> rows = log_loss_table({"gluon": gluon_log_loss(mx), "own": own_log_loss(mx)}, logits=[-10])
>>> for row in rows:
...     print(row["formula"], row["label"], f"{row['loss']:.4g}", row["loss_ulp"] < 1)
gluon 0 4.54e-05 True
own 0 4.542e-05 False
gluon 1 10 True
own 1 10 True
"""

from decimal import MAX_EMAX, MIN_EMIN, Context, Decimal

import numpy as np

__all__ = [
    "LOGITS",
    "gluon_log_loss",
    "gluon_softmax_loss",
    "log_loss_table",
    "own_log_loss",
    "true_log_loss",
    "ulp_between",
]

#: Logits of every size that the tables begin with.
LOGITS = (
    -110,
    -100,
    -88,
    -64.13,
    -20,
    -17,
    -10,
    -2,
    -1e-3,
    -1e-20,
    0,
    1e-20,
    1e-3,
    2,
    10,
    17,
    20,
    100,
)

exact = Context(prec=50, Emin=MIN_EMIN, Emax=MAX_EMAX)  # as far as this machine goes


def true_log_loss(logit, label):
    """Return log loss and gradient with fifty digits.

    Parameters
    ----------
    logit : float
        Its value as it is, float32 or not.
    label : float
        0, 1, or a probability.

    Returns
    -------
    tuple of decimal.Decimal
        Loss in nats, and its derivative by the logit.

    Examples
    --------
    >>> loss, gradient = true_log_loss(0.0, 1)
    >>> f"{loss:.12f}", f"{gradient:.1f}"
    ('0.693147180560', '-0.5')
    """
    z, y = Decimal(float(logit)), Decimal(float(label))
    tail = exact.exp(-abs(z))
    if tail > Decimal("1e-20"):
        rest = exact.ln(exact.add(1, tail))
    else:  # ln(1 + t) = t - t^2 / 2 + ...
        rest = exact.subtract(tail, exact.divide(exact.multiply(tail, tail), 2))
    small = exact.divide(tail, exact.add(1, tail))
    likely = exact.subtract(1, y) if z >= 0 else y  # weight of the loss that grows with |z|
    loss = exact.fma(likely, abs(z), rest)
    slope = exact.subtract(likely, small) if z >= 0 else exact.subtract(small, likely)
    return loss, slope


def ulp_between(value, truth):
    """Return how many units in the last place of float32 lie between a value and the truth.

    >>> ulp_between(np.nextafter(np.float32(1), np.float32(2)), Decimal(1))
    1.0
    >>> ulp_between(np.float32("nan"), Decimal(1))
    inf
    """
    if not np.isfinite(value):
        return float("inf")
    unit = Decimal(float(np.spacing(np.float32(min(abs(float(truth)), 1e38)))))
    distance = abs(exact.subtract(Decimal(float(value)), truth))
    return float(exact.divide(distance, unit))


def gluon_log_loss(mx):
    """Return ``SigmoidBCELoss`` of an engine as a function of NumPy arrays.

    Parameters
    ----------
    mx : module
        ``mxnet`` or ``sixpieces``.

    Returns
    -------
    callable
        Takes logits and labels, returns losses and gradients.

    Examples
    --------
    >>> import sixpieces as mx
    >>> [part.tolist() for part in gluon_log_loss(mx)(np.float32([0]), np.float32([1]))]
    [[0.6931471824645996], [-0.5]]
    """
    loss_function = mx.gluon.loss.SigmoidBCELoss()
    return differentiated(mx, loss_function)


def gluon_softmax_loss(mx):
    """Return ``SoftmaxCELoss`` of scores 0 and z, which is log loss of the logit z.

    Parameters
    ----------
    mx : module
        ``mxnet`` or ``sixpieces``.

    Examples
    --------
    >>> import sixpieces as mx
    >>> [part.tolist() for part in gluon_softmax_loss(mx)(np.float32([0]), np.float32([1]))]
    [[0.6931471824645996], [-0.5]]
    """
    loss_function = mx.gluon.loss.SoftmaxCELoss()

    def of_two_scores(logits, labels):
        column = logits.reshape((-1, 1))
        scores = mx.nd.concat(mx.nd.zeros_like(column), column, dim=1)
        return loss_function(scores, labels)

    return differentiated(mx, of_two_scores)


def own_log_loss(mx):
    """Return the formula as one writes it by hand: sigmoid, two logarithms, ``nansum``.

    Parameters
    ----------
    mx : module
        ``mxnet`` or ``sixpieces``.

    Examples
    --------
    >>> import sixpieces as mx
    >>> loss, gradient = own_log_loss(mx)(np.float32([20]), np.float32([0]))
    >>> loss.tolist()  # 1 - p is 0 in float32: the loss should be 20
    [inf]
    """
    nd = mx.nd

    def by_hand(logits, labels):
        p = 1 / (1 + nd.exp(-logits))
        terms = labels * nd.log(p) + (1 - labels) * nd.log(1 - p)
        return -nd.nansum(terms.reshape((-1, 1)), axis=1)

    return differentiated(mx, by_hand)


def differentiated(mx, loss_function):
    """Return a function of NumPy arrays that gives the losses and their gradients."""

    def run(logits, labels):
        z = mx.nd.array(logits)
        z.attach_grad()
        with np.errstate(all="ignore"), mx.autograd.record():
            losses = loss_function(z, mx.nd.array(labels))
        with np.errstate(all="ignore"):
            losses.backward()
        return losses.asnumpy(), z.grad.asnumpy()

    return run


def log_loss_table(formulas, logits=LOGITS, labels=(0, 1)):
    """Return one row for each logit, label and formula: value, truth and error of both.

    Parameters
    ----------
    formulas : dict
        Functions by name, such as `gluon_log_loss` returns.
    logits, labels : list of float
        What to try.

    Returns
    -------
    list of dict
        With ``logit``, ``label``, ``formula``, ``loss``, ``true_loss``, ``loss_ulp``,
        ``gradient``, ``true_gradient``, ``gradient_ulp``; errors in ulp of float32.

    Examples
    --------
    >>> import sixpieces as mx
    >>> rows = log_loss_table({"sixpieces": gluon_log_loss(mx)})
    >>> max(row["loss_ulp"] for row in rows) < 0.51
    True
    """
    logits = np.asarray(logits, dtype=np.float32)
    rows = []
    for label in labels:
        results = {
            name: formula(logits, np.full_like(logits, label)) for name, formula in formulas.items()
        }
        for place, logit in enumerate(logits):
            true_loss, true_gradient = true_log_loss(logit, label)
            for name, (losses, gradients) in results.items():
                rows.append(
                    {
                        "logit": float(logit),
                        "label": label,
                        "formula": name,
                        "loss": float(losses[place]),
                        "true_loss": float(true_loss),
                        "loss_ulp": ulp_between(losses[place], true_loss),
                        "gradient": float(gradients[place]),
                        "true_gradient": float(true_gradient),
                        "gradient_ulp": ulp_between(gradients[place], true_gradient),
                    }
                )
    return rows
