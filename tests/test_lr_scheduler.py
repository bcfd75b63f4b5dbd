"""Learning rate schedules: their curves, their warm-up, and what they refuse."""

import pytest

from sixpieces.lr_scheduler import (
    CosineScheduler,
    FactorScheduler,
    LRScheduler,
    MultiFactorScheduler,
    PolyScheduler,
    _DecayScheduler,
)


def test_warmup_climbs_or_waits():
    linear = FactorScheduler(10, base_lr=1.0, warmup_steps=4, warmup_begin_lr=0.2)
    waiting = FactorScheduler(
        10, base_lr=1.0, warmup_steps=4, warmup_begin_lr=0.2, warmup_mode="constant"
    )
    assert [linear(t) for t in range(5)] == pytest.approx([0.2, 0.4, 0.6, 0.8, 1.0])
    assert [waiting(t) for t in range(5)] == [0.2, 0.2, 0.2, 0.2, 1.0]


def test_factor_catches_up_after_a_jump():
    schedule = FactorScheduler(step=2, factor=0.5, base_lr=1.0)
    assert schedule(100) == pytest.approx(max(0.5**49, 1e-8))


def test_curves_start_end_and_stay():
    for schedule in (
        PolyScheduler(10, base_lr=1.0, final_lr=0.1, warmup_steps=2),
        CosineScheduler(10, base_lr=1.0, final_lr=0.1, warmup_steps=2),
    ):
        assert schedule(2) == pytest.approx(1.0)
        assert 0.1 < schedule(6) < 1.0
        assert schedule(10) == pytest.approx(0.1)
        assert schedule(99) == pytest.approx(0.1)


@pytest.mark.parametrize(
    ("make", "error", "says"),
    [
        (lambda: FactorScheduler(0), ValueError, "step is 0"),
        (lambda: FactorScheduler(1, factor=2), ValueError, "factor is 2"),
        (lambda: FactorScheduler(1, warmup_steps=-1), ValueError, "warmup_steps is -1"),
        (lambda: FactorScheduler(1, warmup_steps=1.5), AssertionError, "warmup_steps is 1.5"),
        (lambda: FactorScheduler(1, warmup_begin_lr=1), ValueError, "lies above base_lr"),
        (lambda: FactorScheduler(1, warmup_mode="fast"), ValueError, "'fast'"),
        (lambda: MultiFactorScheduler([3, 3]), ValueError, "3 after 3"),
        (lambda: MultiFactorScheduler([0]), ValueError, "step is 0"),
        (lambda: MultiFactorScheduler([2], factor=1.5), ValueError, "factor is 1.5"),
        (lambda: MultiFactorScheduler(5), AssertionError, "give a list"),
        (lambda: PolyScheduler(0), ValueError, "max_update is 0"),
        (lambda: CosineScheduler(2.5), AssertionError, "max_update is 2.5"),
        (lambda: LRScheduler()(3), NotImplementedError, "__call__"),
        (
            lambda: _DecayScheduler(9, 0.1, 0, 0, 0, "linear")(3),
            NotImplementedError,
            "no curve",
        ),
        (lambda: FactorScheduler(1).get_warmup_lr(0), AssertionError, "after the warm-up"),
    ],
)
def test_refuses(make, error, says):
    with pytest.raises(error, match=says):
        make()
