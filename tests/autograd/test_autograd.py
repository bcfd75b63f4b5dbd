"""Recording and the walk back: what no comparison with MXNet shows."""

import gc
import subprocess
import sys
import threading
import tracemalloc
import weakref

import numpy as np
import pytest

from sixpieces import autograd, nd, optimizer
from sixpieces.base import MXNetError
from sixpieces.operators import operator
from sixpieces.tape import changes, fitted


def variable(values=(1.0, 2.0, 3.0)):
    x = nd.array(values)
    x.attach_grad()
    return x


def test_a_chain_of_100_000_operations():
    x = variable([1.0])
    with autograd.record():
        y = x
        for _ in range(100_000):
            y = y + 1
    y.backward()
    assert x.grad.asscalar() == 1


def test_a_long_chain_that_is_never_differentiated_is_freed():
    x = variable([1.0])
    with autograd.record():
        y = x
        for _ in range(100_000):
            y = y * 1
    del y  # must not end in a recursion


def test_a_value_used_many_times_gets_every_gradient():
    x = variable([2.0])
    with autograd.record():
        y = x
        for _ in range(10):
            y = y + y
    y.backward()
    assert x.grad.asscalar() == 1024


def test_the_same_head_twice_counts_twice():
    x = variable()
    with autograd.record():
        y = x * 2
    autograd.backward([y, y])
    assert x.grad.asnumpy().tolist() == [4, 4, 4]


def test_buffers_by_lists():
    x, buffer = nd.ones(2), nd.zeros(2)
    autograd.mark_variables([x], [buffer], ["write"])
    with autograd.record(), autograd.train_mode():
        y = x * 2
    y.backward()
    assert buffer.asnumpy().tolist() == [2, 2]


def test_memory_stays_flat():
    x, w = nd.ones((100, 50)), variable(np.ones((50, 1)))

    def step():
        with autograd.record():
            loss = (nd.dot(x, w) ** 2).mean()
        loss.backward()

    gc.disable()  # nothing may wait for the collector of cycles
    tracemalloc.start()
    try:
        for _ in range(200):
            step()
        before = tracemalloc.get_traced_memory()[0]
        for _ in range(200):
            step()
        after = tracemalloc.get_traced_memory()[0]
    finally:
        tracemalloc.stop()
        gc.enable()
    assert after - before < 1000


def test_backward_frees_what_was_recorded():
    x = variable()
    with autograd.record():
        middle = x * 2
        y = middle * middle
    freed = weakref.ref(middle._value.base if middle._value.base is not None else middle)
    del middle
    y.backward()
    assert freed() is None


def test_a_constant_costs_no_gradient():
    x, w = nd.ones((2, 3)), variable(np.ones((3, 1)))
    with autograd.record():
        y = nd.dot(x, w)
    called = []
    step = y._step
    step.rules = tuple(
        lambda dz, rule=rule, place=place: called.append(place) or rule(dz)
        for place, rule in enumerate(step.rules)
    )
    y.backward()
    assert called == [1]


def test_nothing_is_remembered_outside_record_or_of_constants():
    x = variable()
    assert (x * 2)._step is None
    with autograd.record():
        assert (nd.ones(2) * 2)._step is None


def test_threads_record_for_themselves():
    seen = []
    with autograd.record():
        thread = threading.Thread(target=lambda: seen.append(autograd.is_recording()))
        thread.start()
        thread.join()
    assert seen == [False]


def test_fresh_gradients_are_marked():
    x = variable()
    assert not x._fresh_grad
    with autograd.record():
        y = x * 2
    y.backward()
    assert x._fresh_grad
    x._fresh_grad = False
    assert not x._fresh_grad
    assert not nd.ones(1)._fresh_grad


def test_gradients_keep_their_dtype():
    x = nd.array([1, 2], dtype="float16")
    x.attach_grad("add")
    for _ in range(2):
        with autograd.record():
            y = (x.astype("float64") * 2).sum()
        y.backward()
    assert x.grad.dtype is np.float16
    assert x.grad.asnumpy().tolist() == [4, 4]


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: nd.ones(2).backward(), "attach_grad"),
        (lambda: autograd.mark_variables([nd.ones(2)], [nd.ones(3)]), r"shape \(3,\)"),
        (lambda: nd.ones(2, dtype="int32").attach_grad(), "int32"),
    ],
)
def test_errors_say_what_to_do(call, words):
    with pytest.raises(MXNetError, match=words):
        call()


def test_what_needs_mxnet_is_refused_by_name():
    x = variable()
    with autograd.record():
        y = x * x
    with pytest.raises(NotImplementedError, match="create_graph"):
        autograd.grad(y, x, create_graph=True)
    with pytest.raises(NotImplementedError, match="get_symbol"):
        autograd.get_symbol(y)
    with pytest.raises(NotImplementedError, match="row_sparse"):
        x.attach_grad(stype="row_sparse")


def test_functions_say_what_they_lack():
    class Nothing(autograd.Function):
        pass

    class TooFew(autograd.Function):
        def forward(self, x, y):
            return x + y

        def backward(self, dz):
            return dz

    class NoGradient(TooFew):
        def backward(self, dz):
            return dz, None

    with pytest.raises(NotImplementedError, match="forward"):
        Nothing()(nd.ones(1))
    with pytest.raises(NotImplementedError, match="backward"):
        Nothing().backward(nd.ones(1))
    x = variable()
    with autograd.record():
        z = TooFew()(x, x)
    with pytest.raises(MXNetError, match="expecting 2, got 1"):
        z.backward()
    with autograd.record():
        z = NoGradient()(x, x)
    with pytest.raises(MXNetError, match="returned None as gradient 1: return an NDArray"):
        z.backward()


def test_a_function_that_returns_its_input_leaves_it_alone():
    class Same(autograd.Function):
        def forward(self, x):
            return x

        def backward(self, dz):
            return 3 * dz

    x = variable()
    with autograd.record():
        y = Same()(x)
    y.backward(retain_graph=True)
    y.backward()
    assert x.grad.asnumpy().tolist() == [3, 3, 3]


def test_broadcasting_is_undone_in_one_place():
    ones = np.ones((2, 3, 4))
    assert fitted(ones, (3, 4)).tolist() == (2 * ones[0]).tolist()
    assert fitted(ones, (1, 3, 1)).tolist() == [[[8], [8], [8]]]
    assert fitted(ones, (1,)).tolist() == [24]
    assert fitted(np.ones((1, 1)), (2, 2)).tolist() == [[1, 1], [1, 1]]


def test_no_warning_for_nan_and_infinity():
    program = """
from sixpieces import autograd, nd
x = nd.array([0.0, -1.0, 1000.0])
x.attach_grad()
with autograd.record():
    y = nd.log(x) + nd.exp(x) + 1 / x + nd.sqrt(x)
y.backward()
"""
    subprocess.run([sys.executable, "-W", "error", "-c", program], check=True)


def test_variables_and_buffers_come_in_pairs():
    x = nd.ones(2)
    with pytest.raises(ValueError, match="for each variable"):
        autograd.mark_variables([x], [nd.zeros(2), nd.zeros(2)])
    assert x.grad is None


def change_by_number(x):
    x += 1


def change_by_place(x):
    x[0] = 7


def change_through_a_window(x):
    x[1:][:] = 7


def change_by_copy(x):
    nd.zeros(3).copyto(x)


def change_by_out(x):
    nd.square(nd.ones(3), out=x)


def change_by_optimizer(x):
    optimizer.get_updater(optimizer.SGD())(0, nd.ones(3), x)


CHANGES = [
    change_by_number,
    change_by_place,
    change_through_a_window,
    change_by_copy,
    change_by_out,
    change_by_optimizer,
]


@pytest.mark.parametrize("change", CHANGES)
def test_a_rule_never_reads_what_was_changed_since(change):
    x, c = variable(), nd.array([4.0, 5.0, 6.0])
    with autograd.record():
        y = x * c
    change(c)
    with pytest.raises(MXNetError, match=r"multiply: an array of shape \(3,\) was changed"):
        y.backward()
    assert x.grad.asnumpy().tolist() == [0, 0, 0]


@pytest.mark.parametrize("change", CHANGES)
def test_the_result_of_an_operation_counts_too(change):
    x = variable()
    with autograd.record():
        y = nd.exp(x)  # whose rule needs its result
        z = y * 1
    change(y)
    with pytest.raises(MXNetError, match="changed in place"):
        z.backward()


@pytest.mark.parametrize("change", CHANGES)
def test_what_no_rule_reads_may_change(change):
    x, c = variable(), nd.array([4.0, 5.0, 6.0])
    with autograd.record():
        y = (x + c).sum() + x[1:].sum() + nd.take(x, nd.array([0, 2])).sum()
    change(c)
    y.backward()
    assert x.grad.asnumpy().tolist() == [2, 2, 3]
    change(c)  # and whatever was changed before may be recorded
    with autograd.record():
        y = x * c
    y.backward()
    assert x.grad.asnumpy().tolist() == c.asnumpy().tolist()


def test_what_a_function_of_ones_own_saved_may_not_change():
    class Square(autograd.Function):
        def forward(self, x):
            self.save_for_backward(x)
            return x * x

        def backward(self, dy):
            return 2 * self.saved_tensors[0] * dy

    x = variable()
    with autograd.record():
        y = Square()(x)
    x += 1
    with pytest.raises(MXNetError, match="changed in place"):
        y.backward()


def test_changes_forget_memory_that_is_gone():
    for _ in range(3000):
        x = nd.zeros(1)
        x += 1
    assert len(changes.entries) <= 2000


@pytest.mark.parametrize("returned", [(6,), (2,), (3, 3)])
def test_a_rule_of_the_wrong_shape_is_refused(returned):
    @operator
    def strange(data):
        return data * 1, (lambda dz: np.ones(returned, "float32"),)

    x = nd.ones((3, 2))
    x.attach_grad()
    with autograd.record():
        y = strange(x)
    with pytest.raises(MXNetError, match="a gradient rule returned shape"):
        y.backward()
