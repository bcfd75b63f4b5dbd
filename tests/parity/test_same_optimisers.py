"""Every optimiser over many steps, by hand and with a trainer; schedules; and errors."""

import numpy as np
from harness import error_of, parity

START = np.array([4.0, -2.0, 0.5])
GRADIENTS = np.random.RandomState(0).normal(0, 2, (20, 3))

SETTINGS = {
    "sgd": [{}, {"momentum": 0.9}],
    "nag": [{}, {"momentum": 0.9}],
    "adam": [{}, {"beta1": 0.5, "beta2": 0.9, "epsilon": 0.1}],
    "adagrad": [{}, {"eps": 0.1}],
    "rmsprop": [{}, {"centered": True, "gamma1": 0.8}, {"clip_weights": 1.0}],
    "adadelta": [{}, {"rho": 0.5, "epsilon": 0.01}],
}
COMMON = {
    "plain": {},
    "decay": {"wd": 0.1},
    "clipped": {"clip_gradient": 1.0, "wd": 0.1, "rescale_grad": 0.5},
}


def twenty_steps(mx, name, settings):
    """Weights after each fifth of twenty steps."""
    optimizer = mx.optimizer.create(name, **{"learning_rate": 0.1, **settings})
    update = mx.optimizer.get_updater(optimizer)
    weight = mx.nd.array(START)
    seen = []
    for step, gradient in enumerate(GRADIENTS):
        update(0, mx.nd.array(gradient), weight)
        if step % 5 == 4:
            seen.append(weight.asnumpy())
    return np.stack(seen)


@parity(
    *("optimizer.SGD", "optimizer.NAG", "optimizer.Adam", "optimizer.AdaGrad"),
    *("optimizer.RMSProp", "optimizer.AdaDelta", "optimizer.create", "optimizer.get_updater"),
    rtol=2e-5,
)
def test_twenty_steps_of_each(mx):
    return {
        f"{name} {place} {common}": twenty_steps(mx, name, {**settings, **others})
        for name, choices in SETTINGS.items()
        for place, settings in enumerate(choices)
        for common, others in COMMON.items()
    }


@parity("gluon.Trainer", "Trainer.step", "Trainer.learning_rate", "Trainer.set_learning_rate")
def test_trainer_with_multipliers(mx):
    results = {}
    for name in SETTINGS:
        parameters = mx.gluon.ParameterDict("net_")
        for key in ("weight", "bias"):
            parameters.get(key, shape=(3,), init="ones")
        parameters.initialize()
        parameters["net_bias"].lr_mult = 0.5
        parameters["net_bias"].wd_mult = 0.0
        trainer = mx.gluon.Trainer(parameters, name, {"learning_rate": 0.1, "wd": 0.2})
        for gradient in GRADIENTS[:5]:
            with mx.autograd.record():
                total = sum((p.data() * mx.nd.array(gradient)).sum() for p in parameters.values())
            total.backward()
            trainer.step(4)
            trainer.set_learning_rate(trainer.learning_rate * 0.9)
        results[name] = [p.data() for p in parameters.values()]
        results[f"{name} rate"] = trainer.learning_rate
    return results


@parity("optimizer.Optimizer", "optimizer.Optimizer.learning_rate", "optimizer.register")
def test_own_optimiser_and_schedule(mx):
    @mx.optimizer.register
    class Signs(mx.optimizer.Optimizer):
        def create_state(self, index, weight):
            return mx.nd.zeros(weight.shape)

        def update(self, index, weight, grad, state):
            self._update_count(index)
            state[:] = state + 1
            weight[:] = weight - self._get_lr(index) * mx.nd.sign(grad) * state

    schedule = mx.lr_scheduler.FactorScheduler(2, factor=0.5, base_lr=1.0)
    scheduled = mx.optimizer.create("sgd", lr_scheduler=schedule)
    update, weight, rates = mx.optimizer.get_updater(scheduled), mx.nd.array(START), []
    for gradient in GRADIENTS[:6]:
        update(0, mx.nd.array(gradient), weight)
        rates.append(float(scheduled.learning_rate))
    return {
        "own": twenty_steps(mx, "signs", {}),
        "weight": weight,
        "rates": np.array(rates),
        "default": mx.optimizer.SGD().learning_rate,
        "scheduled": error_of(lambda: scheduled.set_learning_rate(1)),
        "unknown": error_of(lambda: mx.optimizer.create("sgdd")),
        "option": error_of(lambda: mx.optimizer.create("sgd", learning_rat=1)),
        "abstract": error_of(lambda: mx.optimizer.Optimizer().update(0, None, None, None)),
    }


@parity(
    "lr_scheduler.FactorScheduler",
    "lr_scheduler.MultiFactorScheduler",
    "lr_scheduler.PolyScheduler",
    "lr_scheduler.CosineScheduler",
)
def test_schedules(mx):
    schedules = mx.lr_scheduler
    warm = {"warmup_steps": 4, "warmup_begin_lr": 0.1}
    made = {
        "factor": schedules.FactorScheduler(3, 0.5, 0.05, 1.0),
        "factor warm": schedules.FactorScheduler(3, 0.5, base_lr=1.0, **warm),
        "multi": schedules.MultiFactorScheduler([3, 8], 0.1, 1.0, **warm),
        "poly": schedules.PolyScheduler(15, 1.0, 2, 0.1, **warm),
        "cosine": schedules.CosineScheduler(15, 1.0, 0.1, warmup_mode="constant", **warm),
    }
    return {
        **{name: np.array([float(make(t)) for t in range(20)]) for name, make in made.items()},
        "step": error_of(lambda: schedules.FactorScheduler(0)),
        "growing": error_of(lambda: schedules.FactorScheduler(1, 2.0)),
        "not increasing": error_of(lambda: schedules.MultiFactorScheduler([3, 2])),
        "no list": error_of(lambda: schedules.MultiFactorScheduler(3)),
        "nothing": error_of(lambda: schedules.PolyScheduler(0)),
        "mode": error_of(lambda: schedules.CosineScheduler(9, warmup_mode="fast")),
        "begin": error_of(lambda: schedules.CosineScheduler(9, warmup_begin_lr=1)),
        "negative": error_of(lambda: schedules.CosineScheduler(9, warmup_steps=-1)),
    }


@parity("gluon.Trainer")
def test_errors_of_the_trainer(mx):
    gluon, autograd, nd = mx.gluon, mx.autograd, mx.nd
    net = gluon.nn.Dense(1, in_units=2)
    unready = error_of(lambda: gluon.Trainer(net.collect_params(), "sgd"))
    net.initialize()
    trainer = gluon.Trainer(net.collect_params(), "sgd")
    stale = error_of(lambda: trainer.step(1))
    with autograd.record():
        total = net(nd.ones((1, 2))).sum()
    total.backward()
    zero = error_of(lambda: trainer.step(0))
    text = error_of(lambda: trainer.step("1"))
    fresh = error_of(lambda: trainer.step(1))
    deferred = gluon.nn.Dense(1)
    deferred.initialize()
    late = gluon.Trainer(deferred.collect_params(), "sgd")
    return {
        "unready": unready,
        "stale": [stale, error_of(lambda: trainer.step(1))],
        "ignored": error_of(lambda: trainer.step(1, ignore_stale_grad=True)),
        "sizes": [zero, text, fresh],
        "deferred": error_of(lambda: late.step(1)),
        "block": error_of(lambda: gluon.Trainer(net, "sgd")),
        "numbers": error_of(lambda: gluon.Trainer([1], "sgd")),
        "unknown": error_of(lambda: gluon.Trainer(net.collect_params(), "sgdd")),
        "option": error_of(lambda: gluon.Trainer(net.collect_params(), "sgd", {"lr": 1})),
        "both": error_of(
            lambda: gluon.Trainer(net.collect_params(), mx.optimizer.SGD(), {"wd": 1})
        ),
    }


@parity("optimizer.SGD", "optimizer.Optimizer.set_wd_mult")
def test_only_weights_decay_by_name(mx):
    found = []
    for multipliers in (None, {"b_bias": 0.5}, {0: 2.0}):
        names = {0: "a_weight", 1: "b_bias", 2: "c_gamma", 3: "d"}
        sgd = mx.optimizer.SGD(learning_rate=0.1, wd=1.0, param_idx2name=names)
        if multipliers is not None:
            sgd.set_wd_mult(multipliers)
        for index in range(5):
            weight = mx.nd.ones(1)
            sgd.update(index, weight, mx.nd.zeros(1), None)
            found.append(weight)
    return found


@parity("optimizer.NAG")
def test_options_that_an_optimiser_does_not_have(mx):
    return error_of(lambda: mx.optimizer.NAG(lazy_update=True))
