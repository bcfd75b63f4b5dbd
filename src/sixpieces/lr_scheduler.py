"""Learning rates that change while the training runs.

A large learning rate crosses the valley fast, a small one settles at its floor.
A scheduler gives both: it is a function from the number of updates made so far to a learning rate.
The optimiser asks it before every update.

>>> schedule = FactorScheduler(step=10, factor=0.5, base_lr=1.0)
>>> [schedule(update) for update in (1, 10, 11, 20, 21)]
[1.0, 1.0, 0.5, 0.5, 0.25]
"""

from math import cos, pi

__all__ = [
    "CosineScheduler",
    "FactorScheduler",
    "LRScheduler",
    "MultiFactorScheduler",
    "PolyScheduler",
]


class LRScheduler:
    """What all schedulers share: a base learning rate, and a warm-up that leads to it.

    Parameters
    ----------
    base_lr : float
        The learning rate at the end of the warm-up.
    warmup_steps : int
        How many updates the warm-up takes; 0 for none.
    warmup_begin_lr : float
        The learning rate of the first update of the warm-up, at most `base_lr`.
    warmup_mode : {'linear', 'constant'}
        Climb in equal steps to `base_lr`, or stay at `warmup_begin_lr` and then jump.

    Raises
    ------
    ValueError
        Where the warm-up has a negative length, begins above `base_lr` or has an unknown mode.

    Examples
    --------
    >>> schedule = FactorScheduler(step=100, base_lr=1.0, warmup_steps=4)
    >>> [schedule(update) for update in range(5)]
    [0.0, 0.25, 0.5, 0.75, 1.0]
    """

    def __init__(self, base_lr=0.01, warmup_steps=0, warmup_begin_lr=0, warmup_mode="linear"):
        assert isinstance(warmup_steps, int), (
            f"warmup_steps is {warmup_steps!r}; give a whole number of updates"
        )
        if warmup_steps < 0:
            raise ValueError(f"warmup_steps is {warmup_steps}; give 0 or more updates")
        if warmup_begin_lr > base_lr:
            raise ValueError(
                f"warmup_begin_lr={warmup_begin_lr} lies above base_lr={base_lr}; "
                "a warm-up climbs, so let it begin lower"
            )
        if warmup_mode not in ("linear", "constant"):
            raise ValueError(f"warmup_mode is {warmup_mode!r}; give 'linear' or 'constant'")
        self.base_lr = base_lr
        self.warmup_steps = warmup_steps
        self.warmup_begin_lr = warmup_begin_lr
        self.warmup_final_lr = base_lr
        self.warmup_mode = warmup_mode

    def get_warmup_lr(self, num_update):
        """Return the learning rate of update `num_update` of the warm-up."""
        assert num_update < self.warmup_steps, (
            f"update {num_update} comes after the warm-up of {self.warmup_steps} updates"
        )
        if self.warmup_mode == "constant":
            return self.warmup_begin_lr
        climb = self.warmup_final_lr - self.warmup_begin_lr
        return self.warmup_begin_lr + climb * num_update / self.warmup_steps

    def __call__(self, num_update):
        """Return the learning rate of update `num_update`."""
        if num_update < self.warmup_steps:
            return self.get_warmup_lr(num_update)
        return self.after_warmup(num_update)

    def after_warmup(self, num_update):
        """Return the learning rate of an update after the warm-up; each schedule has its own."""
        raise NotImplementedError(
            f"{type(self).__name__} has no __call__(num_update); write one that returns a number"
        )


def check_factor(factor):
    """Refuse a factor that would let the learning rate grow."""
    if factor > 1.0:
        raise ValueError(f"factor is {factor}; give at most 1, so that the learning rate shrinks")


def check_step(step):
    """Refuse a schedule that changes more than once an update."""
    if step < 1:
        raise ValueError(f"step is {step}; give at least 1 update")


class FactorScheduler(LRScheduler):
    """Multiply the learning rate by `factor` after every `step` updates.

    Parameters
    ----------
    step : int
        Number of updates between two changes.
    factor : float
        What the learning rate is multiplied by, at most 1.
    stop_factor_lr : float
        The learning rate never falls below this one.
    base_lr, warmup_steps, warmup_begin_lr, warmup_mode
        As in `LRScheduler`.

    Raises
    ------
    ValueError
        Where `step` is below 1 or `factor` above 1.

    Examples
    --------
    >>> schedule = FactorScheduler(step=2, factor=0.5, stop_factor_lr=0.25, base_lr=1.0)
    >>> [schedule(update) for update in (1, 3, 5, 7)]
    [1.0, 0.5, 0.25, 0.25]
    """

    def __init__(
        self,
        step,
        factor=1,
        stop_factor_lr=1e-8,
        base_lr=0.01,
        warmup_steps=0,
        warmup_begin_lr=0,
        warmup_mode="linear",
    ):
        super().__init__(base_lr, warmup_steps, warmup_begin_lr, warmup_mode)
        check_step(step)
        check_factor(factor)
        self.step = step
        self.factor = factor
        self.stop_factor_lr = stop_factor_lr
        self.count = 0

    def after_warmup(self, num_update):
        """Return the learning rate, reduced once for each `step` updates behind us."""
        while num_update > self.count + self.step:
            self.count += self.step
            self.base_lr = max(self.base_lr * self.factor, self.stop_factor_lr)
        return self.base_lr


class MultiFactorScheduler(LRScheduler):
    """Multiply the learning rate by `factor` after each of the updates listed in `step`.

    Parameters
    ----------
    step : list of int
        The updates after which the learning rate changes, in increasing order.
    factor : float
        What the learning rate is multiplied by, at most 1.
    base_lr, warmup_steps, warmup_begin_lr, warmup_mode
        As in `LRScheduler`.

    Raises
    ------
    ValueError
        Where the list does not increase, has a step below 1, or `factor` is above 1.

    Examples
    --------
    >>> schedule = MultiFactorScheduler(step=[3, 5], factor=0.5, base_lr=1.0)
    >>> [schedule(update) for update in (1, 3, 4, 5, 6)]
    [1.0, 1.0, 0.5, 0.5, 0.25]
    """

    def __init__(
        self,
        step,
        factor=1,
        base_lr=0.01,
        warmup_steps=0,
        warmup_begin_lr=0,
        warmup_mode="linear",
    ):
        super().__init__(base_lr, warmup_steps, warmup_begin_lr, warmup_mode)
        assert isinstance(step, list), f"step is {step!r}; give a list of updates"
        for earlier, later in zip([0, *step], step, strict=False):
            check_step(later)
            if later <= earlier:
                raise ValueError(f"step has {later} after {earlier}; give an increasing list")
        check_factor(factor)
        self.step = step
        self.factor = factor
        self.cur_step_ind = 0

    def after_warmup(self, num_update):
        """Return the learning rate, reduced once for each listed update behind us."""
        while self.cur_step_ind < len(self.step) and num_update > self.step[self.cur_step_ind]:
            self.cur_step_ind += 1
            self.base_lr *= self.factor
        return self.base_lr


class _DecayScheduler(LRScheduler):
    """A fall from `base_lr` to `final_lr` along a curve, finished at update `max_update`."""

    def __init__(self, max_update, base_lr, final_lr, warmup_steps, warmup_begin_lr, warmup_mode):
        super().__init__(base_lr, warmup_steps, warmup_begin_lr, warmup_mode)
        assert isinstance(max_update, int), (
            f"max_update is {max_update!r}; give a whole number of updates"
        )
        if max_update < 1:
            raise ValueError(f"max_update is {max_update}; give at least 1 update")
        self.max_update = max_update
        self.final_lr = final_lr
        self.base_lr_orig = base_lr
        self.max_steps = max_update - warmup_steps

    def after_warmup(self, num_update):
        """Return the learning rate at the point of the curve that `num_update` has reached."""
        if num_update <= self.max_update:
            share = (num_update - self.warmup_steps) / self.max_steps
            fall = self.base_lr_orig - self.final_lr
            self.base_lr = self.final_lr + fall * self.curve(share)
        return self.base_lr

    def curve(self, share):
        """Return the height of the curve, from 1 at share 0 to 0 at share 1."""
        raise NotImplementedError(f"{type(self).__name__} has no curve(share); write one")


class PolyScheduler(_DecayScheduler):
    r"""Let the learning rate fall along a power of the way that is left.

    .. math:: \eta = \eta_T + (\eta_0 - \eta_T) (1 - t / T)^{\operatorname{pwr}}

    Parameters
    ----------
    max_update : int
        Update T at which the fall ends; the learning rate stays there afterwards.
    base_lr : float
        Learning rate at the start.
    pwr : float
        The power; 1 is a straight line, 2 falls fast first.
    final_lr : float
        Learning rate at the end.
    warmup_steps, warmup_begin_lr, warmup_mode
        As in `LRScheduler`.

    Raises
    ------
    ValueError
        Where `max_update` is below 1.

    Examples
    --------
    >>> schedule = PolyScheduler(max_update=4, base_lr=1.0, pwr=2)
    >>> [schedule(update) for update in (0, 2, 4, 6)]
    [1.0, 0.25, 0.0, 0.0]
    """

    def __init__(
        self,
        max_update,
        base_lr=0.01,
        pwr=2,
        final_lr=0,
        warmup_steps=0,
        warmup_begin_lr=0,
        warmup_mode="linear",
    ):
        super().__init__(max_update, base_lr, final_lr, warmup_steps, warmup_begin_lr, warmup_mode)
        self.power = pwr

    def curve(self, share):
        """Return the power of the way that is left."""
        return (1 - share) ** self.power


class CosineScheduler(_DecayScheduler):
    r"""Let the learning rate fall along half a cosine wave: slowly, fast, slowly.

    .. math:: \eta = \eta_T + (\eta_0 - \eta_T) (1 + \cos(\pi t / T)) / 2

    Parameters
    ----------
    max_update : int
        Update T at which the fall ends; the learning rate stays there afterwards.
    base_lr : float
        Learning rate at the start.
    final_lr : float
        Learning rate at the end.
    warmup_steps, warmup_begin_lr, warmup_mode
        As in `LRScheduler`.

    Raises
    ------
    ValueError
        Where `max_update` is below 1.

    Examples
    --------
    >>> schedule = CosineScheduler(max_update=4, base_lr=1.0)
    >>> [round(schedule(update), 3) for update in (0, 1, 2, 4)]
    [1.0, 0.854, 0.5, 0.0]
    """

    def __init__(
        self,
        max_update,
        base_lr=0.01,
        final_lr=0,
        warmup_steps=0,
        warmup_begin_lr=0,
        warmup_mode="linear",
    ):
        super().__init__(max_update, base_lr, final_lr, warmup_steps, warmup_begin_lr, warmup_mode)

    def curve(self, share):
        """Return the height of half a cosine wave."""
        return (1 + cos(pi * share)) / 2
