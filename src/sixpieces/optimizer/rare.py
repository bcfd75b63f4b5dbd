"""Optimisers with more memory; `optimizer.py` has the idea.

`NAG` looks ahead. The others give each number a step size of its own, by what its gradients were.
In the formulas g is the rescaled and clipped gradient, to which `NAG`, `Adam` and `RMSProp` add the
decay, ``wd * weight``, first.
"""

import math

import numpy as np

from sixpieces import ndarray as nd
from sixpieces.optimizer.optimizer import SGD, Optimizer, number, register


def zeros(weight, count):
    """Return `count` arrays of zeros like `weight`.

    >>> len(zeros(nd.ones(3), 2))
    2
    """
    return tuple(nd.zeros(weight.shape, dtype=weight.dtype) for _ in range(count))


@register
class NAG(SGD):
    r"""Nesterov's momentum: look at where the velocity leads before adding the gradient.

    .. math::

        \begin{aligned}
        v &= \mu v - \eta g \\
        w &= w + \mu v - \eta g
        \end{aligned}

    With weight decay, g of the second line has the decay of the old weight, and g of the first
    line that of the new one, as in MXNet.

    Parameters
    ----------
    momentum : float
        Share of the last step that is made once more.
    **kwargs
        Settings of `Optimizer`.

    References
    ----------
    Nesterov (1983), A method for solving the convex programming problem with convergence rate
    O(1/k^2).

    Examples
    --------
    >>> nag = NAG(learning_rate=0.1, momentum=0.5)
    >>> weight = nd.array([1.0])
    >>> nag.update(0, weight, nd.array([1.0]), nag.create_state(0, weight))
    >>> round(float(weight.asscalar()), 6)  # 1 - 0.1 - 0.5 * 0.1
    0.85
    """

    def __init__(self, momentum=0.0, **kwargs):
        if "lazy_update" in kwargs:
            raise TypeError("NAG has no lazy_update, which concerns sparse arrays: leave it out.")
        super().__init__(momentum=momentum, **kwargs)

    def update(self, index, weight, grad, state):
        """Make one step."""
        if state is None:
            super().update(index, weight, grad, state)
            return
        self._update_count(index)
        w, velocity, g = weight._value, state._value, self._rescaled(grad._value)
        lr, wd = self._get_lr(index), self._get_wd(index)
        velocity *= self.momentum
        step = lr * (g + wd * w)
        w += self.momentum * (velocity - step) - step
        velocity -= lr * (g + wd * w)


@register
class Adam(Optimizer):
    r"""Steps of one size, whatever the size of the gradients: mean over root of mean square.

    .. math::

        \begin{aligned}
        m &= \beta_1 m + (1 - \beta_1) g \\
        v &= \beta_2 v + (1 - \beta_2) g^2 \\
        w &= w - \eta \, \frac{\sqrt{1 - \beta_2^t}}{1 - \beta_1^t} \, \frac{m}{\sqrt{v} + \epsilon}
        \end{aligned}

    Parameters
    ----------
    learning_rate : float
        Size of the steps.
    beta1, beta2 : float
        Memory of the mean and of the mean square.
    epsilon : float
        Keeps the division finite.
    lazy_update : bool
        Accepted; it concerns sparse arrays.
    **kwargs
        Settings of `Optimizer`.

    References
    ----------
    Kingma and Ba (2014), Adam: a method for stochastic optimization.

    Examples
    --------
    >>> adam = Adam(learning_rate=0.1)
    >>> weight = nd.array([1.0, 1.0])
    >>> adam.update(0, weight, nd.array([100.0, 0.01]), adam.create_state(0, weight))
    >>> [round(value, 4) for value in weight.asnumpy().tolist()]
    [0.9, 0.9]
    """

    def __init__(
        self,
        learning_rate=0.001,
        beta1=0.9,
        beta2=0.999,
        epsilon=1e-8,
        lazy_update=True,
        **kwargs,
    ):
        super().__init__(learning_rate=learning_rate, **kwargs)
        self.beta1 = number("beta1", beta1)
        self.beta2 = number("beta2", beta2)
        self.epsilon = number("epsilon", epsilon)
        self.lazy_update = lazy_update

    def create_state(self, index, weight):
        """Return the mean and the mean square, both zero."""
        return zeros(weight, 2)

    def update(self, index, weight, grad, state):
        """Make one step."""
        self._update_count(index)
        w, (mean, square) = weight._value, (part._value for part in state)
        g = self._rescaled(grad._value, self._get_wd(index) * w)
        mean *= self.beta1
        mean += (1 - self.beta1) * g
        square *= self.beta2
        square += (1 - self.beta2) * g * g
        # Both start at 0 and are too small at first, by these factors.
        t = self._index_update_count[index]
        correction = math.sqrt(1 - self.beta2**t) / (1 - self.beta1**t)
        w -= self._get_lr(index) * correction * mean / (np.sqrt(square) + self.epsilon)


@register
class AdaGrad(Optimizer):
    r"""Steps that shrink where gradients have been large.

    .. math::

        \begin{aligned}
        h &= h + g^2 \\
        w &= w - \eta \left( \frac{g}{\sqrt{h + \epsilon}} + \lambda w \right)
        \end{aligned}

    Parameters
    ----------
    eps : float
        Keeps the division finite.
    **kwargs
        Settings of `Optimizer`.

    References
    ----------
    Duchi, Hazan and Singer (2011), Adaptive subgradient methods for online learning and stochastic
    optimization.

    Examples
    --------
    >>> adagrad = AdaGrad(learning_rate=0.1)
    >>> weight = nd.array([1.0])
    >>> history = adagrad.create_state(0, weight)
    >>> for step in range(2):
    ...     adagrad.update(0, weight, nd.array([3.0]), history)
    >>> round(float(weight.asscalar()), 4)  # 1 - 0.1 - 0.1 / sqrt(2)
    0.8293
    """

    def __init__(self, eps=1e-7, **kwargs):
        super().__init__(**kwargs)
        self.float_stable_eps = number("eps", eps)

    def create_state(self, index, weight):
        """Return the sum of squares, zero."""
        return zeros(weight, 1)[0]

    def update(self, index, weight, grad, state):
        """Make one step."""
        self._update_count(index)
        w, history, g = weight._value, state._value, self._rescaled(grad._value)
        history += g * g
        step = g / np.sqrt(history + self.float_stable_eps) + self._get_wd(index) * w
        w -= self._get_lr(index) * step


@register
class RMSProp(Optimizer):
    r"""AdaGrad with a memory that fades.

    .. math::

        \begin{aligned}
        n &= \gamma_1 n + (1 - \gamma_1) g^2 \\
        w &= w - \eta \, \frac{g}{\sqrt{n + \epsilon}}
        \end{aligned}

    With ``centered``, the mean gradient is taken off the mean square, and there is momentum:

    .. math::

        \begin{aligned}
        \bar g &= \gamma_1 \bar g + (1 - \gamma_1) g \\
        v &= \gamma_2 v - \eta \, \frac{g}{\sqrt{n - \bar g^2 + \epsilon}} \\
        w &= w + v
        \end{aligned}

    Parameters
    ----------
    learning_rate : float
        Size of the steps.
    gamma1 : float
        Memory of the mean square.
    gamma2 : float
        Momentum of the centred form.
    epsilon : float
        Keeps the division finite.
    centered : bool
        Which form.
    clip_weights : float, optional
        Weights are cut to ``[-clip_weights, clip_weights]`` after each step.
    **kwargs
        Settings of `Optimizer`.

    References
    ----------
    Tieleman and Hinton (2012), Lecture 6.5: RMSProp; Graves (2013), Generating sequences with
    recurrent neural networks, equations 38 to 45.

    Examples
    --------
    >>> rmsprop = RMSProp(learning_rate=0.1, gamma1=0.75)
    >>> weight = nd.array([1.0])
    >>> rmsprop.update(0, weight, nd.array([3.0]), rmsprop.create_state(0, weight))
    >>> round(float(weight.asscalar()), 4)  # 1 - 0.1 / sqrt(0.25)
    0.8
    """

    def __init__(
        self,
        learning_rate=0.001,
        gamma1=0.9,
        gamma2=0.9,
        epsilon=1e-8,
        centered=False,
        clip_weights=None,
        **kwargs,
    ):
        super().__init__(learning_rate=learning_rate, **kwargs)
        self.gamma1 = number("gamma1", gamma1)
        self.gamma2 = number("gamma2", gamma2)
        self.epsilon = number("epsilon", epsilon)
        self.centered = centered
        self.clip_weights = clip_weights

    def create_state(self, index, weight):
        """Return the mean square, and for the centred form the mean and the velocity: zeros."""
        return zeros(weight, 3 if self.centered else 1)

    def update(self, index, weight, grad, state):
        """Make one step."""
        self._update_count(index)
        w, (square, *more) = weight._value, [part._value for part in state]
        g = self._rescaled(grad._value, self._get_wd(index) * w)
        lr = self._get_lr(index)
        square *= self.gamma1
        square += (1 - self.gamma1) * g * g
        if not self.centered:
            w -= lr * g / np.sqrt(square + self.epsilon)
        else:
            mean, velocity = more
            mean *= self.gamma1
            mean += (1 - self.gamma1) * g
            velocity *= self.gamma2
            velocity -= lr * g / np.sqrt(square - mean * mean + self.epsilon)
            w += velocity
        if self.clip_weights:
            np.clip(w, -self.clip_weights, self.clip_weights, out=w)


@register
class AdaDelta(Optimizer):
    r"""Steps whose size comes from the steps before: no learning rate.

    .. math::

        \begin{aligned}
        s &= \rho s + (1 - \rho) g^2 \\
        \delta &= \sqrt{\frac{d + \epsilon}{s + \epsilon}} \, g \\
        d &= \rho d + (1 - \rho) \delta^2 \\
        w &= w - \delta - \lambda w
        \end{aligned}

    Parameters
    ----------
    rho : float
        Memory of both means.
    epsilon : float
        Lets the first step begin.
    **kwargs
        Settings of `Optimizer`; ``learning_rate`` has no effect.

    References
    ----------
    Zeiler (2012), ADADELTA: an adaptive learning rate method.

    Examples
    --------
    >>> adadelta = AdaDelta(rho=0.9)
    >>> weight = nd.array([1.0])
    >>> adadelta.update(0, weight, nd.array([3.0]), adadelta.create_state(0, weight))
    >>> round(float(weight.asscalar()), 4)  # 1 - sqrt(0.00001 / 0.90001) * 3
    0.99
    """

    def __init__(self, rho=0.90, epsilon=1e-5, **kwargs):
        super().__init__(**kwargs)
        self.rho = number("rho", rho)
        self.epsilon = number("epsilon", epsilon)

    def create_state(self, index, weight):
        """Return the mean square of the gradients and of the steps, both zero."""
        return zeros(weight, 2)

    def update(self, index, weight, grad, state):
        """Make one step."""
        self._update_count(index)
        w, (squares, steps) = weight._value, (part._value for part in state)
        g = self._rescaled(grad._value)
        squares *= self.rho
        squares += (1 - self.rho) * g * g
        step = np.sqrt(steps + self.epsilon) / np.sqrt(squares + self.epsilon) * g
        steps *= self.rho
        steps += (1 - self.rho) * step * step
        w -= step + self._get_wd(index) * w
