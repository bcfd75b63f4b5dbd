"""Recording and differentiating: the same on both engines, errors included."""

import numpy as np
from harness import error_of, parity


def variable(mx, values=(1.0, 2.0, 3.0), grad_req="write"):
    x = mx.nd.array(values)
    x.attach_grad(grad_req)
    return x


@parity("NDArray.backward", "NDArray.attach_grad", "NDArray.grad", "autograd.record")
def test_backward(mx):
    x = variable(mx)
    with mx.autograd.record():
        y = x * x
    y.backward()
    first = x.grad.copy()
    buffer = x.grad
    with mx.autograd.record():
        y = (x * x).sum()
    y.backward(retain_graph=True)
    y.backward()
    return {
        "vector": first,
        "sum": x.grad,
        "same buffer": buffer,
        "computed array": y.grad,
        "constant": mx.nd.ones(2).grad,
    }


@parity("NDArray.attach_grad", "autograd.mark_variables", "autograd.backward")
def test_where_gradients_go(mx):
    nd, autograd = mx.nd, mx.autograd
    added, nothing = variable(mx, grad_req="add"), variable(mx, grad_req="null")
    for _ in range(3):
        with autograd.record():
            y = added * nothing
        y.backward()
    marked, buffer = nd.array([1.0, 2.0]), nd.zeros(2)
    autograd.mark_variables([marked], [buffer])
    with autograd.record():
        y = marked * marked
    y.backward()
    also, other = nd.array([1.0, 2.0]), nd.zeros(2)
    autograd.mark_variables(also, other, "add")
    with autograd.record():
        y = also * 2
    y.backward(retain_graph=True)
    y.backward()
    kept = variable(mx)
    kept[:] = kept - 1
    lost = variable(mx)
    lost = lost - 1
    assigned = variable(mx)
    assigned.grad[:] = 7
    return [added.grad, buffer, other, kept.grad, lost.grad, assigned.grad]


@parity("NDArray.backward", "autograd.backward")
def test_heads(mx):
    nd, autograd = mx.nd, mx.autograd
    x = variable(mx)

    def gradient(function, *arguments):
        with autograd.record():
            heads = function()
        autograd.backward(heads, *arguments)
        return x.grad.copy()

    weights = nd.array([1, 10, 100])
    return [
        gradient(lambda: x * 2, weights),
        gradient(lambda: [x * 2, x * x]),
        gradient(lambda: [x * 2, x * x], [None, weights]),
        gradient(lambda: [x * 2], [weights]),
        gradient(lambda: x),
        error_of(lambda: gradient(lambda: [x * 2, x], [weights])),
        error_of(lambda: gradient(list)),
        error_of(lambda: gradient(lambda: x * 2, 2.0)),
    ]


@parity("NDArray.detach", "NDArray.attach_grad", "nd.stop_gradient")
def test_cut_graphs(mx):
    autograd = mx.autograd
    x = variable(mx)
    with autograd.record():
        y = x * 2
        y.attach_grad()
        z = y * y
    z.backward()
    cut = [x.grad.copy(), y.grad.copy()]
    with autograd.record():
        z = x * x.detach() + x.detach()
    z.backward()
    return [*cut, x.grad.copy(), x.detach().grad]


@parity("autograd.pause", "autograd.train_mode", "autograd.predict_mode", "autograd.is_recording")
def test_modes(mx):
    autograd = mx.autograd
    seen = []

    def look():
        seen.extend([autograd.is_recording(), autograd.is_training()])

    look()
    with autograd.record():
        look()
        with autograd.pause():
            look()
        with autograd.pause(train_mode=True):
            look()
        with autograd.predict_mode():
            look()
        look()
    with autograd.record(train_mode=False):
        look()
    with autograd.train_mode():
        look()
    seen.append(autograd.set_recording(True))
    seen.append(autograd.set_recording(False))
    seen.append(autograd.set_training(True))
    seen.append(autograd.set_training(False))
    return [str(each) for each in seen]


@parity("autograd.is_training", "autograd.record")
def test_state_comes_back_after_an_error(mx):
    try:
        with mx.autograd.record():
            raise KeyError
    except KeyError:
        pass
    return str(mx.autograd.is_recording())


@parity("autograd.pause")
def test_what_is_computed_in_a_pause_is_a_constant(mx):
    x = variable(mx)
    with mx.autograd.record():
        with mx.autograd.pause():
            factor = x * 10
        y = factor * x
    y.backward()
    return x.grad


@parity("autograd.grad")
def test_gradients_as_results(mx):
    nd, autograd = mx.nd, mx.autograd
    x, other = variable(mx), variable(mx)

    def recorded():
        with autograd.record():
            return x * x

    one = autograd.grad(recorded(), x)
    listed = autograd.grad(recorded(), [x], head_grads=nd.array([1, 10, 100]))
    untouched = x.grad.copy()
    with autograd.record():
        middle = x * 2
        z = middle * middle
    y = recorded()
    autograd.grad(y, x, retain_graph=True)
    y.backward()
    return [
        one,
        listed,
        untouched,
        x.grad.copy(),
        error_of(lambda: autograd.grad(recorded(), [other])),
        error_of(lambda: autograd.grad(recorded(), nd.ones(3))),
        error_of(lambda: autograd.grad(z, [middle])),
        error_of(lambda: autograd.grad(recorded(), [])),
    ]


@parity("base.MXNetError", "NDArray.backward")
def test_errors(mx):
    nd, autograd = mx.nd, mx.autograd

    def twice():
        x = variable(mx)
        with autograd.record():
            y = x * x
        y.backward()
        y.backward()

    def outside():
        x = variable(mx)
        (x * x).backward()

    def shared():
        x = variable(mx)
        with autograd.record():
            y = x * 2
            a, b = y * 1, y * 3
        a.backward()
        b.backward()

    def partly_freed():
        x = variable(mx)
        with autograd.record():
            y = x * 2
            a, b = y * 1, y * 3 + x
        a.backward()
        b.backward()

    def reused():
        x = variable(mx)
        with autograd.record():
            y = x * 2
        y.backward()
        with autograd.record():
            z = y * y
        z.backward()

    def no_gradient():
        x = variable(mx, grad_req="null")
        with autograd.record():
            y = x * 2
        y.backward()

    def in_place(change):
        x = variable(mx)
        with autograd.record():
            change(x)

    def in_place_computed(change):
        x = variable(mx)
        with autograd.record():
            change(x * 2)

    def assign(x):
        x[:] = 5

    def assign_part(x):
        x[0] = 5

    def add(x):
        x += 1

    def write(x):
        nd.ones_like(x, out=x)

    def add_computed():
        x = variable(mx)
        constant = nd.zeros(3)
        with autograd.record():
            constant += x

    def assign_part_of_constant():
        x = variable(mx)
        constant = nd.zeros(3)
        with autograd.record():
            constant[0] = x[0]

    def set_gradient():
        x = variable(mx)
        x.grad = nd.ones(3)

    return {
        "twice": error_of(twice),
        "outside": error_of(outside),
        "constant": error_of(lambda: nd.ones(2).backward()),
        "shared": error_of(shared),
        "partly freed": error_of(partly_freed),
        "reused": error_of(reused),
        "null": error_of(no_gradient),
        "grad_req": error_of(lambda: nd.ones(2).attach_grad("wrong")),
        "mark grad_req": error_of(
            lambda: autograd.mark_variables([nd.ones(2)], [nd.ones(2)], "wrong")
        ),
        "assign": error_of(lambda: in_place(assign)),
        "assign part": error_of(lambda: in_place(assign_part)),
        "add": error_of(lambda: in_place(add)),
        "out": error_of(lambda: in_place(write)),
        "assign computed": error_of(lambda: in_place_computed(assign)),
        "add computed": error_of(lambda: in_place_computed(add)),
        "add to constant": error_of(add_computed),
        "assign to constant": error_of(assign_part_of_constant),
        "set gradient": error_of(set_gradient),
    }


@parity("NDArray.__setitem__", "NDArray.__iadd__", "NDArray.copyto")
def test_changes_in_place(mx):
    nd, autograd = mx.nd, mx.autograd
    x = variable(mx)
    with autograd.record():
        y = x * 2
    y += 1
    y[:] = 5
    y.backward()
    outside = x.grad.copy()
    copied, assigned, added = nd.zeros(3), nd.zeros(3), nd.zeros(3)
    x = variable(mx)
    with autograd.record():
        x.copyto(copied)
        assigned[:] = x * 3
        nd.square(x, out=added)
        z = copied * copied + assigned + added
    z.backward()
    return [outside, x.grad, copied, assigned, added]


@parity("autograd.Function", "autograd.Function.__call__", "autograd.Function.save_for_backward")
def test_functions_of_ones_own(mx):
    nd, autograd = mx.nd, mx.autograd

    class Sigmoid(autograd.Function):
        def forward(self, x):
            y = 1 / (1 + nd.exp(-x))
            self.save_for_backward(y)
            return y

        def backward(self, dy):
            (y,) = self.saved_tensors
            return dy * y * (1 - y)

    class SumAndProduct(autograd.Function):
        def forward(self, x, y):
            self.save_for_backward(x, y)
            return x + y, x * y

        def backward(self, d_sum, d_product):
            x, y = self.saved_tensors
            return d_sum + d_product * y, d_sum + d_product * x

    x, y = variable(mx), variable(mx, (4.0, 5.0, 6.0))
    with autograd.record():
        z = Sigmoid()(x) * 2
    z.backward()
    results = [z, x.grad.copy()]
    with autograd.record():
        a, b = SumAndProduct()(x, y)
        z = a * 10 + b
    z.backward()
    results += [x.grad.copy(), y.grad.copy()]
    with autograd.record():
        a, b = SumAndProduct()(x, y)
    b.backward()
    results += [x.grad.copy(), y.grad.copy()]
    with autograd.record():
        a, b = SumAndProduct()(x, x)
        z = a + b
    z.backward()
    results.append(x.grad.copy())
    once = Sigmoid()
    outside = once(x)
    return [*results, outside, error_of(lambda: once(x))]


@parity("autograd.backward")
def test_a_program_with_branches(mx):
    random = np.random.RandomState(1)
    w = mx.nd.array(random.randn(3, 3))
    w.attach_grad()
    x = mx.nd.array(random.randn(4, 3))
    with mx.autograd.record():
        h = x
        while h.norm().asscalar() < 100:
            h = mx.nd.dot(h, w) + h
        loss = h.sum() if h.sum().asscalar() > 0 else (h * h).mean()
    loss.backward()
    return loss, w.grad


@parity("nd.array", "NDArray.copy")
def test_copies_stay_in_the_graph(mx):
    nd, autograd = mx.nd, mx.autograd
    found = []
    for copied in (nd.array, lambda x: nd.array(x, dtype="float32"), lambda x: x.copy()):
        x = variable(mx)
        with autograd.record():
            y = copied(x) * x
        y.backward()
        found.append(x.grad)
    return found


@parity("autograd.backward", "NDArray.backward")
def test_what_a_freed_graph_left_is_a_constant(mx):
    nd, autograd = mx.nd, mx.autograd
    x, w = variable(mx), variable(mx)
    with autograd.record():
        y = x * w
        z = y * 2
    z.backward()
    with autograd.record():
        v = y * w + y.copy() * x
    v.backward()
    after = [x.grad.copy(), w.grad.copy()]
    state, w = nd.ones(3), variable(mx)
    carried = []
    for _ in range(3):  # a state that goes from batch to batch without detach
        with autograd.record():
            state = state * w
            loss = (state * state).sum()
        loss.backward()
        carried.append(w.grad.copy())
    with autograd.record():
        u = y.copy()
        u[0] = 5  # no step stands behind it any more
    shared = variable(mx)
    with autograd.record():
        a = shared * 2
        b = a * a
    a.backward()
    return [after, carried, u, error_of(a.backward), error_of(b.backward)]


@parity("nd.sort", "nd.argsort", "nd.topk")
def test_backward_of_an_order_of_everything(mx):
    nd, autograd = mx.nd, mx.autograd
    found = []
    for shape in ((4, 1), (2, 2), (1, 4)):
        x = nd.array([3, 1, 4, 2]).reshape(shape)
        x.attach_grad()
        for function in (nd.sort, nd.argsort):
            with autograd.record():
                y = function(x, axis=None) * 2 + x.reshape((-1,))
            y.backward(nd.array([1, 10, 100, 1000]))
            found += [y, x.grad.copy()]
    return found


@parity("nd.stop_gradient", "nd.BlockGrad", "nd.zeros_like", "nd.argmax", "nd.ceil")
def test_nan_does_not_come_back_where_there_is_no_slope(mx):
    nd, autograd = mx.nd, mx.autograd
    found = {}
    for name in ("stop_gradient", "zeros_like", "ones_like", "floor", "logical_not", "argmax"):
        x = nd.array([0, 1])
        x.attach_grad()
        with autograd.record():
            bad = nd.log(x)
            y = getattr(nd, name)(bad, axis=0) if name == "argmax" else getattr(nd, name)(bad)
            z = y + (bad > 0) + x
        z.backward()
        found[name] = x.grad
    with autograd.record():
        y = nd.log(x) > 0
    y.backward()  # a variable that only such steps lie before gets zeros
    return [found, x.grad]


@parity("nd.take", "nd.pick", "nd.one_hot", "gluon.loss.SoftmaxCrossEntropyLoss")
def test_indices_and_labels_with_a_gradient(mx):
    nd, autograd = mx.nd, mx.autograd
    x = nd.array([[1, 2], [3, 4], [5, 6]])
    found = []
    functions = [
        lambda i: nd.take(x, i),
        lambda i: nd.pick(x, i),
        lambda i: nd.one_hot(i, 2) * x,
        lambda i: mx.gluon.loss.SoftmaxCELoss()(x, i),
        lambda i: mx.gluon.loss.SoftmaxCELoss(weight=0)(x, i),
        lambda i: nd.where(i, x, x * 2),
    ]
    for function in functions:
        x.attach_grad()
        i = nd.array([1, 0, 1])
        i.attach_grad()
        with autograd.record():
            y = function(i)
        y.backward()
        found += [y, x.grad.copy(), i.grad.copy()]
    return found
