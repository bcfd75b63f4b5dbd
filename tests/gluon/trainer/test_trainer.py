"""The trainer: what a step divides by, whom it changes, and what it refuses before changing any."""

import json

import numpy as np
import pytest

from sixpieces import autograd, lr_scheduler, nd, optimizer
from sixpieces.gluon import DeferredInitializationError, Parameter, Trainer, nn
from sixpieces.gluon.trainer.states import KINDS


def two():
    parameters = [Parameter(name, shape=(1,), init="zeros") for name in ("a", "b")]
    for parameter in parameters:
        parameter.initialize()
    return parameters


def back(*parameters):
    with autograd.record():
        total = sum(parameter.data() * 6 for parameter in parameters)
    total.backward()


def values(parameters):
    return [float(parameter.data().asscalar()) for parameter in parameters]


def test_a_step_divides_by_the_number_of_rows():
    parameters = two()
    trainer = Trainer(parameters, "sgd", {"learning_rate": 0.5})
    back(*parameters)
    trainer.step(3)
    assert values(parameters) == [-1, -1]
    trainer.allreduce_grads()
    back(*parameters)
    trainer.update(np.int64(6))
    assert values(parameters) == [-1.5, -1.5]


def test_the_optimisers_own_scale_stays():
    parameters = two()
    trainer = Trainer(parameters, "sgd", {"learning_rate": 1.0, "rescale_grad": 0.5})
    back(*parameters)
    trainer.step(3)
    assert values(parameters) == [-1, -1]


def test_stale_gradients():
    first, second = parameters = two()
    trainer = Trainer(parameters, "sgd", {"learning_rate": 1.0})
    back(first)
    with pytest.raises(UserWarning, match="Gradient of Parameter `b` on context cpu"):
        trainer.step(1)
    assert values(parameters) == [0, 0]
    trainer.step(1, ignore_stale_grad=True)
    assert values(parameters) == [-6, 0]
    with pytest.raises(UserWarning, match="`a`"):
        trainer.step(1)
    second.grad_req = "null"
    back(first)
    trainer.step(1)
    assert values(parameters) == [-12, 0]


@pytest.mark.parametrize(
    ("batch_size", "error"),
    [
        (0, ZeroDivisionError),
        (-1, ValueError),
        (float("nan"), ValueError),
        ("64", TypeError),
        (None, TypeError),
    ],
)
def test_refuses_batch_sizes(batch_size, error):
    parameters = two()
    trainer = Trainer(parameters, "sgd")
    back(*parameters)
    with pytest.raises(error, match="batch_size is"):
        trainer.step(batch_size)
    assert values(parameters) == [0, 0]


def test_learning_rates_and_multipliers():
    parameters = two()
    parameters[1].lr_mult = 0.5
    trainer = Trainer(parameters, "sgd", {"learning_rate": 1.0})
    trainer.set_learning_rate(0.1)
    assert trainer.learning_rate == trainer.optimizer.learning_rate == 0.1
    back(*parameters)
    trainer.step(1)
    assert values(parameters) == pytest.approx([-0.6, -0.3])
    scheduled = Trainer(
        parameters, "sgd", {"lr_scheduler": lr_scheduler.FactorScheduler(1, 0.5, base_lr=1.0)}
    )
    with pytest.raises(UserWarning, match="rules the learning rate"):
        scheduled.set_learning_rate(1)


def test_an_optimiser_that_was_made_before():
    parameters = two()
    trainer = Trainer(parameters, optimizer.SGD(learning_rate=2.0))
    back(*parameters)
    trainer.step(1)
    assert values(parameters) == [-12, -12]
    with pytest.raises(AssertionError, match="optimizer_params must be None"):
        Trainer(parameters, optimizer.SGD(), {"learning_rate": 1.0})


def test_dictionaries_are_taken_by_name():
    net = nn.Dense(1, in_units=2, prefix="net_")
    net.initialize()
    trainer = Trainer(net.collect_params(), "sgd", update_on_kvstore=True)
    assert [p.name for p in trainer._params] == ["net_bias", "net_weight"]


@pytest.mark.parametrize(
    ("make", "error", "says"),
    [
        (lambda p: Trainer(nn.Dense(1), "sgd"), ValueError, "collect_params"),
        (lambda p: Trainer([1], "sgd"), ValueError, "list of <class 'int'>"),
        (lambda p: Trainer(p, "sgdd"), ValueError, "optimizer.sgdd is neither a name"),
        (lambda p: Trainer(p, "sgd", {"learning_rat": 1}), TypeError, "learning_rat"),
        (lambda p: Trainer(p, "sgd", kvstore="dist_sync"), ValueError, "needs MXNet: run"),
        (lambda p: Trainer(p, "sgd", kvstore="nccl"), ValueError, "kvstore is 'nccl'"),
        (
            lambda p: Trainer(p, "sgd", compression_params={"type": "2bit"}),
            ValueError,
            "need MXNet",
        ),
        (lambda p: Trainer([Parameter("c")], "sgd"), RuntimeError, "'c' has not been init"),
    ],
)
def test_refuses(make, error, says):
    with pytest.raises(error, match=says):
        make(two())


def test_a_deferred_parameter_has_no_gradient_yet():
    net = nn.Dense(1)
    net.initialize()
    trainer = Trainer(net.collect_params(), "sgd")
    with pytest.raises(DeferredInitializationError):
        trainer.step(1)


def steps(trainer, parameters, count):
    for _ in range(count):
        back(*parameters)
        trainer.step(2)
    return values(parameters)


SETTINGS = [
    ("sgd", {"learning_rate": 0.1}),
    ("sgd", {"learning_rate": 0.1, "momentum": 0.9}),
    ("adam", {"learning_rate": 0.1}),
    ("rmsprop", {"centered": True}),
    ("adagrad", {}),
]


@pytest.mark.parametrize(("name", "settings"), SETTINGS)
def test_states_continue_where_they_were_saved(tmp_path, name, settings):
    path = str(tmp_path / "trainer.states")
    parameters = two()
    trainer = Trainer(parameters, name, settings)
    steps(trainer, parameters, 3)
    trainer.set_learning_rate(0.05)
    trainer.save_states(path)
    saved = values(parameters)
    expected = steps(trainer, parameters, 3)

    others = two()
    for parameter, value in zip(others, saved, strict=True):
        parameter.set_data(nd.array([value]))
    other = Trainer(others, name)
    other.load_states(path)
    assert other.learning_rate == 0.05
    assert steps(other, others, 3) == expected


def test_states_of_a_schedule(tmp_path):
    path = str(tmp_path / "trainer.states")

    def scheduled(parameters):
        schedule = lr_scheduler.FactorScheduler(2, 0.5, base_lr=1.0)
        return Trainer(parameters, "sgd", {"lr_scheduler": schedule})

    parameters = two()
    trainer = scheduled(parameters)
    steps(trainer, parameters, 5)
    trainer.save_states(path)
    other = scheduled(two())
    other.load_states(path)
    assert other.learning_rate == trainer.learning_rate == 0.25
    with pytest.raises(ValueError, match="only one of"):
        Trainer(two(), "sgd").load_states(path)


def test_loading_states_changes_nothing_where_they_do_not_fit(tmp_path):
    path = tmp_path / "trainer.states"
    parameters = two()
    trainer = Trainer(parameters, "adam")
    steps(trainer, parameters, 1)
    trainer.save_states(str(path))

    with pytest.raises(ValueError, match="states of Adam, but the trainer uses SGD"):
        Trainer(two(), "sgd").load_states(str(path))
    with pytest.raises(ValueError, match="parameter number 1, where the trainer has nothing"):
        Trainer(two()[:1], "adam").load_states(str(path))
    wide = Parameter("wide", shape=(3,))
    wide.initialize()
    other = Trainer([wide, wide], "adam")
    with pytest.raises(ValueError, match=r"trainer has shape \(3,\)"):
        other.load_states(str(path))
    assert other._updater.states == {}
    with pytest.raises(FileNotFoundError):
        other.load_states(str(tmp_path / "none"))
    content = path.read_bytes()
    without = content.replace(b"0.1.npy", b"7.1.npy")
    for damaged in (content[:100], b"", b"no archive", content[: len(content) // 2], without):
        path.write_bytes(damaged)
        with pytest.raises(ValueError, match="damaged"):
            other.load_states(str(path))
    nd.save(str(path), {"a": nd.ones(1)})
    with pytest.raises(ValueError, match="damaged"):
        other.load_states(str(path))


@pytest.mark.parametrize(
    "change",
    [
        {"optimizer": None},
        {"settings": 3},
        {"counts": [1]},
        {"counts": {"0": 1}},
        {"counts": [["a", 1]]},
        {"scheduler": []},
        {"lengths": [1, 2]},
        {"lengths": {"0": "2"}},
        {"lengths": {"a": 0}},
        {"lengths": None},
        None,
    ],
)
def test_settings_of_another_kind_are_refused(tmp_path, change):
    path = str(tmp_path / "trainer.states")
    parameters = two()
    trainer = Trainer(parameters, "adam")
    steps(trainer, parameters, 1)
    trainer.save_states(path)
    with np.load(path) as archive:
        arrays = dict(archive)
    settings = json.loads(str(arrays.pop("settings")))
    changed = {**settings, **change} if change else [settings]
    np.savez(tmp_path / "changed.npz", settings=np.array(json.dumps(changed)), **arrays)
    with pytest.raises(ValueError, match=r"none that Trainer.save_states wrote"):
        trainer.load_states(str(tmp_path / "changed.npz"))
    for name in KINDS:
        fewer = {key: value for key, value in settings.items() if key != name}
        np.savez(tmp_path / "fewer.npz", settings=np.array(json.dumps(fewer)), **arrays)
        with pytest.raises(ValueError, match=rf"is damaged: '{name}'"):
            trainer.load_states(str(tmp_path / "fewer.npz"))


def test_a_state_of_another_type_is_refused(tmp_path):
    path = str(tmp_path / "trainer.states")
    parameters = two()
    trainer = Trainer(parameters, "sgd", {"momentum": 0.5})
    steps(trainer, parameters, 1)
    trainer.save_states(path)
    with np.load(path) as archive:
        arrays = dict(archive)
    arrays["1.0"] = arrays["1.0"].astype(np.int32)
    np.savez(tmp_path / "whole.npz", **arrays)
    before = trainer._updater.states
    with pytest.raises(ValueError, match=r"shape \(1,\) and type int32 for parameter number 1"):
        trainer.load_states(str(tmp_path / "whole.npz"))
    assert trainer._updater.states is before


def test_states_keep_their_dtype(tmp_path):
    weight = Parameter("weight", shape=(2,), dtype="float64")
    weight.initialize()
    trainer = Trainer([weight], "sgd", {"momentum": 0.5})
    trainer._updater(0, nd.ones(2, dtype="float64") / 3, weight.data())
    trainer.save_states(str(tmp_path / "states"))
    before = trainer._updater.states[0].asnumpy()
    trainer.load_states(str(tmp_path / "states"))
    after = trainer._updater.states[0].asnumpy()
    assert after.dtype == np.float64
    assert after.tolist() == before.tolist()
