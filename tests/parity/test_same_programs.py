"""A beginner's programs of every kind, from one source on both engines.

Starting weights and rows come from NumPy, so that both engines compute the same numbers; what is
random in the program itself (dropout) is compared as a distribution.
"""

import os
import tempfile

import numpy as np
from harness import parity

RANDOM = np.random.RandomState(0)
ROWS = RANDOM.normal(size=(40, 3)).astype("float32")
LINE = (ROWS @ [2.0, -3.4, 1.0] + 4.2 + 0.01 * RANDOM.normal(size=40)).astype("float32")
YES_NO = (ROWS @ [1.0, 2.0, -1.0] > 0).astype("float32")
KINDS = np.argmax(ROWS @ RANDOM.normal(size=(3, 4)), axis=1).astype("float32")


def start(mx, net, seed=1):
    """Initialise a network with weights that do not come from the engine."""
    net.initialize()
    net(mx.nd.array(ROWS[:1]))
    random = np.random.RandomState(seed)
    parameters = net.collect_params()
    for name in parameters:
        shape = parameters[name].shape
        parameters[name].set_data(mx.nd.array(random.normal(0, 0.3, size=shape)))
    return parameters


def fit(mx, net, labels, loss_function, optimizer="sgd", settings=None, epochs=4):
    """The training loop of the lessons; returns losses of epochs, last parameters and outputs."""
    gluon, nd, autograd = mx.gluon, mx.nd, mx.autograd
    parameters = start(mx, net)
    np.random.seed(3)
    dataset = gluon.data.ArrayDataset(nd.array(ROWS), nd.array(labels))
    loader = gluon.data.DataLoader(dataset, batch_size=16, shuffle=True)
    trainer = gluon.Trainer(parameters, optimizer, settings or {"learning_rate": 0.3})
    losses_of_epochs = []
    for _ in range(epochs):
        total = 0.0
        for data, label in loader:
            with autograd.record():
                losses = loss_function(net(data), label)
            losses.backward()
            trainer.step(data.shape[0])
            total += float(losses.sum().asscalar())
        losses_of_epochs.append(total / len(ROWS))
    return {
        "losses": np.array(losses_of_epochs),
        "parameters": [parameters[name].data() for name in sorted(parameters.keys())],
        "outputs": net(nd.array(ROWS)),
    }


TRAINED = {"rtol": 1e-4, "atol": 2e-5}


@parity("NDArray.attach_grad", "NDArray.backward", "nd.dot", **TRAINED)
def test_linear_regression_by_hand(mx):
    nd, autograd = mx.nd, mx.autograd
    features, labels = nd.array(ROWS), nd.array(LINE)
    weight, bias = nd.array(np.full((3, 1), 0.1)), nd.zeros(1)
    parameters = [weight, bias]
    for parameter in parameters:
        parameter.attach_grad()
    seen = []
    for _epoch in range(3):
        for begin in range(0, 40, 10):
            data, label = features[begin : begin + 10], labels[begin : begin + 10]
            with autograd.record():
                output = nd.dot(data, weight) + bias
                loss = nd.mean((output - label.reshape((-1, 1))) ** 2)
            loss.backward()
            for parameter in parameters:
                parameter[:] = parameter - 0.1 * parameter.grad
            seen.append(float(loss.asscalar()))
    return {"losses": np.array(seen), "weight": weight, "bias": bias}


@parity("gluon.nn.Dense", "gluon.loss.L2Loss", "gluon.Trainer", **TRAINED)
def test_linear_regression_with_gluon(mx):
    return fit(mx, mx.gluon.nn.Dense(1), LINE, mx.gluon.loss.L2Loss())


@parity("nd.exp", "nd.log", "nd.nansum", **TRAINED)
def test_logistic_regression_with_an_own_loss(mx):
    nd = mx.nd

    def log_loss(output, label):
        p = 1 / (1 + nd.exp(-output))
        label = label.reshape(output.shape)
        return -nd.nansum(label * nd.log(p) + (1 - label) * nd.log(1 - p))

    return fit(mx, mx.gluon.nn.Dense(1), YES_NO, log_loss)


@parity("gluon.loss.SigmoidBCELoss", "metric.Accuracy", **TRAINED)
def test_logistic_regression_with_gluon(mx):
    net = mx.gluon.nn.Dense(1)
    results = fit(mx, net, YES_NO, mx.gluon.loss.SigmoidBCELoss())
    accuracy = mx.metric.Accuracy()
    accuracy.update(mx.nd.array(YES_NO), net(mx.nd.array(ROWS)).reshape((-1,)) > 0)
    return {**results, "accuracy": float(accuracy.get()[1])}


@parity("nd.softmax", "nd.one_hot", "nd.log_softmax", **TRAINED)
def test_softmax_regression_by_hand(mx):
    nd, autograd = mx.nd, mx.autograd
    features, labels = nd.array(ROWS), nd.one_hot(nd.array(KINDS), 4)
    weight, bias = nd.array(np.random.RandomState(2).normal(size=(3, 4))), nd.zeros((1, 4))
    for parameter in (weight, bias):
        parameter.attach_grad()
    for _ in range(10):
        with autograd.record():
            loss = -nd.sum(labels * nd.log_softmax(nd.dot(features, weight) + bias))
        loss.backward()
        for parameter in (weight, bias):
            parameter[:] = parameter - 0.5 / 40 * parameter.grad
    probabilities = nd.softmax(nd.dot(features, weight) + bias)
    return {"weight": weight, "loss": loss, "sums": nd.sum(probabilities, axis=1)}


@parity("gluon.loss.SoftmaxCELoss", **TRAINED)
def test_softmax_regression_with_gluon(mx):
    return fit(mx, mx.gluon.nn.Dense(4), KINDS, mx.gluon.loss.SoftmaxCELoss())


def perceptron(mx, dropout=0.0):
    """Two hidden layers."""
    nn = mx.gluon.nn
    net = nn.Sequential()
    with net.name_scope():
        net.add(nn.Dense(8, activation="relu"), nn.Dropout(dropout), nn.Dense(6, "tanh"))
        net.add(nn.Dense(4))
    return net


@parity("gluon.nn.Sequential", **TRAINED)
def test_multilayer_perceptron(mx):
    return fit(mx, perceptron(mx), KINDS, mx.gluon.loss.SoftmaxCELoss())


@parity("gluon.nn.Dropout", "autograd.record", "autograd.train_mode", rtol=0.1, atol=0.1)
def test_multilayer_perceptron_with_dropout(mx):
    mx.random.seed(1)
    net = perceptron(mx, dropout=0.5)
    start(mx, net)
    data = mx.nd.array(ROWS)
    predicted = net(data)
    with mx.autograd.train_mode():
        drawn = np.stack([net(data).asnumpy() for _ in range(300)])
        kept = np.mean([(net[1](mx.nd.ones((50, 50))) > 0).mean().asscalar() for _ in range(20)])
    fitted = fit(mx, perceptron(mx, 0.2), KINDS, mx.gluon.loss.SoftmaxCELoss(), epochs=40)
    return {
        "same each time": str((predicted == net(data)).min().asscalar() == 1),
        "predicted": predicted,
        "mean": drawn.mean(axis=0).astype("float64").mean(),
        "spread": drawn.std(axis=0).astype("float64").mean(),
        "kept": float(kept),
        "learns": str(fitted["losses"][-1] < 0.5 * fitted["losses"][0]),
    }


@parity("gluon.Block", "Block.__call__", "ParameterDict.get", **TRAINED)
def test_own_layer(mx):
    gluon, nd = mx.gluon, mx.nd

    class Own(gluon.Block):
        def __init__(self, units, in_units, **kwargs):
            super().__init__(**kwargs)
            with self.name_scope():
                self.weight = self.params.get("weight", shape=(in_units, units))
                self.bias = self.params.get("bias", shape=(units,))

        def forward(self, x):
            linear = nd.dot(x, self.weight.data()) + self.bias.data().reshape((1, -1))
            return linear * nd.sigmoid(linear)

    net = gluon.nn.Sequential()
    with net.name_scope():
        net.add(Own(5, 3), gluon.nn.Dense(1))
    return fit(mx, net, YES_NO, gluon.loss.SigmoidBCELoss())


@parity("Block.save_parameters", "Block.load_parameters", **TRAINED)
def test_parameters_to_a_file_and_back(mx):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "net.params")
        first, second = perceptron(mx), perceptron(mx)
        fitted = fit(mx, first, KINDS, mx.gluon.loss.SoftmaxCELoss())
        first.save_parameters(path)
        second.load_parameters(path, ctx=mx.cpu())
        return {"before": fitted["outputs"], "after": second(mx.nd.array(ROWS))}


def by_hand(mx, name, parameters, gradients, memory, t):
    """One step of an optimiser, as one writes it in a lesson."""
    nd = mx.nd
    for key, parameter in parameters.items():
        g, m = gradients[key], memory.setdefault(key, {})
        zero = nd.zeros(g.shape)
        if name == "sgd":
            parameter[:] = parameter - 0.05 * g
        elif name == "momentum":
            m["v"] = 0.9 * m.get("v", zero) + 0.05 * g
            parameter[:] = parameter - m["v"]
        elif name == "adagrad":
            m["h"] = m.get("h", zero) + nd.square(g)
            parameter[:] = parameter - 0.05 * g / nd.sqrt(m["h"] + 1e-7)
        elif name == "rmsprop":
            m["n"] = 0.9 * m.get("n", zero) + 0.1 * nd.square(g)
            parameter[:] = parameter - 0.05 * g / nd.sqrt(m["n"] + 1e-8)
        elif name == "adadelta":
            m["s"] = 0.9 * m.get("s", zero) + 0.1 * nd.square(g)
            step = nd.sqrt(m.get("d", zero) + 1e-5) / nd.sqrt(m["s"] + 1e-5) * g
            m["d"] = 0.9 * m.get("d", zero) + 0.1 * nd.square(step)
            parameter[:] = parameter - step
        else:
            m["m"] = 0.9 * m.get("m", zero) + 0.1 * g
            m["v"] = 0.999 * m.get("v", zero) + 0.001 * nd.square(g)
            mean, square = m["m"] / (1 - 0.9**t), m["v"] / (1 - 0.999**t)
            parameter[:] = parameter - 0.05 * mean / (nd.sqrt(square) + 1e-8)


OPTIMISERS = {
    "sgd": ("sgd", {"learning_rate": 0.05}),
    "momentum": ("sgd", {"learning_rate": 0.05, "momentum": 0.9}),
    "adagrad": ("adagrad", {"learning_rate": 0.05}),
    "rmsprop": ("rmsprop", {"learning_rate": 0.05}),
    "adadelta": ("adadelta", {}),
    "adam": ("adam", {"learning_rate": 0.05}),
}


@parity("gluon.Trainer", "optimizer.Adam", "optimizer.AdaDelta", rtol=1e-3, atol=1e-4)
def test_each_optimiser_by_hand_and_with_a_trainer(mx):
    nd, autograd, gluon = mx.nd, mx.autograd, mx.gluon
    features, labels = nd.array(ROWS), nd.array(LINE)
    results = {}
    for name, (kind, settings) in OPTIMISERS.items():
        parameters = {"w": nd.array(np.full((3, 1), 0.1)), "b": nd.array([0.5])}
        for parameter in parameters.values():
            parameter.attach_grad()
        net = gluon.nn.Dense(1, in_units=3)
        net.initialize()
        net.weight.set_data(nd.array(np.full((1, 3), 0.1)))
        net.bias.set_data(nd.array([0.5]))
        trainer = gluon.Trainer(net.collect_params(), kind, settings)
        loss_function, memory = gluon.loss.L2Loss(), {}
        for t in range(1, 11):
            with autograd.record():
                output = nd.dot(features, parameters["w"]) + parameters["b"]
                loss = ((output - labels.reshape((-1, 1))) ** 2).sum() / 2
            loss.backward()
            gradients = {key: each.grad / 40 for key, each in parameters.items()}
            by_hand(mx, name, parameters, gradients, memory, t)
            with autograd.record():
                losses = loss_function(net(features), labels)
            losses.backward()
            trainer.step(40)
        results[name] = [parameters["w"], net.weight.data().T, parameters["b"], net.bias.data()]
        distance = np.abs(parameters["w"].asnumpy() - net.weight.data().asnumpy().T).max()
        results[f"{name} agrees"] = str(distance < 1e-3)
    return results
