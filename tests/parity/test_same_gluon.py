"""Parameters, blocks, layers: names, printed forms, shapes, values, errors, signatures."""

import inspect
import os
import tempfile

import numpy as np
from harness import error_of, parity

ROWS = np.random.RandomState(0).normal(size=(5, 4)).astype("float32")


def filled(mx, net, seed=1):
    """Give all parameters values that do not come from the engine."""
    net.initialize()
    net(mx.nd.array(ROWS))
    random = np.random.RandomState(seed)
    for name in net.collect_params():
        parameter = net.collect_params()[name]
        parameter.set_data(mx.nd.array(random.normal(size=parameter.shape)))
    return net


def own_block(mx):
    """A block of two layers, one of them of its own."""
    gluon, nn = mx.gluon, mx.gluon.nn

    class Own(gluon.Block):
        def __init__(self, **kwargs):
            super().__init__(**kwargs)
            with self.name_scope():
                self.weight = self.params.get("weight", shape=(4, 3))
                self.hidden = nn.Dense(2, activation="relu")

        def forward(self, x):
            return self.hidden(mx.nd.dot(x, self.weight.data()))

    return Own


@parity(
    *("gluon.Block", "Block.name_scope", "Block.name", "Block.collect_params", "Block.params"),
    *("gluon.nn.Sequential", "gluon.nn.Sequential.add", "gluon.nn.Sequential.__getitem__"),
    *("gluon.nn.Sequential.__len__", "ParameterDict.__repr__", "Block.__setattr__"),
)
def test_names_and_printed_forms(mx):
    nn = mx.gluon.nn
    net = nn.Sequential(prefix="net_")
    with net.name_scope():
        net.add(nn.Dense(3, activation="tanh"), nn.Dropout(0.5), nn.Flatten(), own_block(mx)())
        net.add(nn.Dense(1, use_bias=False, prefix="last_"), nn.LeakyReLU(0.1))
        net.add(nn.BatchNorm(), nn.LayerNorm(), nn.Embedding(3, 4), nn.Activation("relu"))
    before = str(net)
    return {
        "before": before,
        "names": [layer.name for layer in net],
        "prefix": [net.prefix, net.name, net[0].act.name, net[3].hidden.name],
        "parameters": str(net.collect_params()),
        "selected": list(net.collect_params(".*dense.*bias").keys()),
        "own": str(net.params),
        "part": str(net[1:3]),
        "last": str(net[-1]),
        "length": len(net),
        "outside": error_of(lambda: net[20]),
        "attribute": error_of(lambda: setattr(net[3], "hidden", 3)),
        "hybrid": error_of(lambda: nn.HybridSequential().add(own_block(mx)())),
    }


@parity("gluon.nn.Dense", "gluon.nn.Activation", "gluon.nn.Flatten", "gluon.nn.HybridSequential")
def test_layers(mx):
    nn, nd = mx.gluon.nn, mx.nd
    results = {}
    for activation in (None, "relu", "sigmoid", "tanh", "softsign"):
        net = filled(mx, nn.Dense(3, activation=activation))
        x = nd.array(ROWS)
        x.attach_grad()
        with mx.autograd.record():
            y = net(x)
        y.backward()
        results[str(activation)] = [y, x.grad, net.weight.grad(), net.bias.grad()]
    cube = nd.array(np.random.RandomState(2).normal(size=(2, 3, 4)))
    flat, deep = nn.Dense(2), nn.Dense(2, flatten=False)
    for layer, units in ((flat, 12), (deep, 4)):
        layer.initialize()
        layer(cube)
        layer.weight.set_data(nd.array(np.random.RandomState(3).normal(size=(2, units))))
    stack = nn.HybridSequential(prefix="stack_")
    stack.add(nn.Dense(3, activation="relu"), nn.Flatten(), nn.Dense(2, use_bias=False))
    stack.hybridize()
    normed = nn.BatchNorm()
    normed.initialize()
    with mx.autograd.record():
        trained = normed(nd.array(ROWS))
    trained.backward()
    return {
        **results,
        "flat": flat(cube),
        "deep": deep(cube),
        "stack": filled(mx, stack)(nd.array(ROWS)),
        "leaky": nn.LeakyReLU(0.2)(nd.array(ROWS)),
        "flatten": nn.Flatten()(cube),
        "batch norm": [trained, normed(nd.array(ROWS)), normed.running_var.data()],
    }


@parity("gluon.Block", "Block.__call__", "gluon.HybridBlock")
def test_own_layers(mx):
    class Scaled(mx.gluon.HybridBlock):
        def __init__(self, **kwargs):
            super().__init__(**kwargs)
            with self.name_scope():
                self.scale = self.params.get("scale", shape=(1, 4), init=mx.init.Constant(2))
                self.shift = self.params.get_constant("shift", [[1.0, 2, 3, 4]])

        def hybrid_forward(self, F, x, scale, shift):
            return F.broadcast_add(F.broadcast_mul(x, scale), shift)

    layer = Scaled()
    layer.initialize()
    with mx.autograd.record():
        y = layer(mx.nd.array(ROWS))
    y.backward()
    return {
        "own": filled(mx, own_block(mx)(prefix="own_"))(mx.nd.array(ROWS)),
        "hybrid": [y, layer.scale.grad()],
        "number": error_of(lambda: layer(3)),
    }


@parity(
    *("gluon.Parameter", "Parameter.data", "Parameter.grad", "Parameter.initialize"),
    *("Parameter.__repr__", "Parameter.grad_req", "Parameter.dtype", "Parameter.list_data"),
    *("ParameterDict.get", "ParameterDict.setattr", "ParameterDict.zero_grad"),
    "gluon.DeferredInitializationError",
)
def test_parameters(mx):
    gluon = mx.gluon
    bare = gluon.Parameter("bare", shape=(2, 0), dtype="float32", allow_deferred_init=True)
    unready = [error_of(bare.data), error_of(bare.grad), error_of(bare.list_ctx)]
    bare.initialize()
    deferred = [error_of(bare.data), error_of(bare.grad)]
    weight = gluon.Parameter("weight", shape=(2,), init="ones")
    weight.initialize()
    again = error_of(lambda: weight.initialize("zeros"))
    kept = weight.data().copy()
    weight.initialize("zeros", force_reinit=True)
    added = gluon.Parameter("added", shape=(2,), grad_req="add", init="ones")
    added.initialize()
    for _ in range(2):
        with mx.autograd.record():
            total = (added.data() * 3).sum()
        total.backward()
    accumulated = added.grad().copy()
    parameters = gluon.ParameterDict("net_")
    parameters.get("weight", shape=(2,), init="ones")
    parameters.initialize()
    parameters.setattr("grad_req", "null")
    casted = gluon.Parameter("casted", shape=(2,), init="ones")
    casted.initialize()
    casted.cast("float64")
    return {
        "printed": repr(bare),
        "unready": unready,
        "deferred": deferred,
        "again": [again],
        "values": [kept, weight.data(), weight.list_data()[0], casted.data(), accumulated],
        "no gradient": error_of(parameters["net_weight"].grad),
        "shape": error_of(lambda: weight.set_data(mx.nd.ones(3))),
        "request": error_of(lambda: setattr(weight, "grad_req", "keep")),
        "unknown": error_of(lambda: gluon.Parameter("x").initialize()),
        "negative": error_of(lambda: gluon.Parameter("x", shape=(-1,)).initialize()),
        "initialiser": error_of(lambda: gluon.Parameter("x", shape=1, init="xaver").initialize()),
        "mismatch": error_of(lambda: parameters.get("weight", shape=(3,))),
        "missing": error_of(lambda: parameters["weight"]),
        "constant": error_of(lambda: parameters.get_constant("none")),
    }


@parity("Block.save_parameters", "Block.load_parameters", "nd.save", "nd.load")
def test_files(mx):
    nn, nd = mx.gluon.nn, mx.nd

    def network(units=2):
        net = nn.Sequential()
        net.add(nn.Dense(3, activation="relu"), nn.Dense(units))
        return net

    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "net.params")
        net = filled(mx, network())
        net.save_parameters(path)
        names = sorted(nd.load(path))
        other = network()
        other.load_parameters(path)
        wrong = network(5)
        single, layer = nn.Dense(2), filled(mx, nn.Dense(2))
        longer = nn.Sequential()
        longer.add(nn.Dense(3), nn.Dense(2), nn.Dense(1))
        results = {
            "names": names,
            "equal": nd.abs(net(nd.array(ROWS)) - other(nd.array(ROWS))).sum(),
            "shape": error_of(lambda: wrong.load_parameters(path)),
            "missing": error_of(lambda: longer.load_parameters(path)),
            "extra": error_of(lambda: net[:1].load_parameters(path)),
            "allowed": error_of(lambda: longer.load_parameters(path, allow_missing=True)),
            "ignored": error_of(lambda: net[:1].load_parameters(path, ignore_extra=True)),
            "unready": error_of(lambda: network().save_parameters(path)),
        }
        layer.save_parameters(path)
        single.load_parameters(path)
        results["single"] = [single(nd.array(ROWS)), layer(nd.array(ROWS))]
    return results


@parity(
    *("Block.apply", "Block.register_forward_hook", "Block.register_forward_pre_hook"),
    *("gluon.utils.HookHandle.detach", "HybridBlock.cast", "gluon.utils.split_and_load"),
)
def test_hooks_and_walks(mx):
    net = filled(mx, own_block(mx)(prefix="own_"))
    seen = []
    net.apply(lambda block: seen.append(type(block).__name__))
    before = net.register_forward_pre_hook(lambda block, inputs: seen.append(len(inputs)))
    net.register_forward_hook(lambda block, inputs, output: seen.append(output.shape))
    net(mx.nd.array(ROWS))
    before.detach()
    net(mx.nd.array(ROWS))
    layer = filled(mx, mx.gluon.nn.Dense(2))
    layer.cast("float64")
    parts = mx.gluon.utils.split_and_load(ROWS, [mx.cpu()])
    halves = mx.gluon.utils.split_data(mx.nd.array(ROWS), 2, even_split=False)
    gradients = [mx.nd.array([3.0]), mx.nd.array([4.0])]
    length = mx.gluon.utils.clip_global_norm(gradients, 1.0)
    return {
        "seen": str(seen),
        "double": layer(mx.nd.array(ROWS, dtype="float64")),
        "parts": [*parts, *halves],
        "clipped": [float(length), *gradients],
        "uneven": error_of(lambda: mx.gluon.utils.split_data(mx.nd.array(ROWS), 2)),
    }


@parity(
    *("init.Zero", "init.One", "init.Constant", "init.Uniform", "init.Normal", "init.Xavier"),
    *("init.MSRAPrelu", "init.Orthogonal", "init.Initializer.__eq__", "init.create"),
    rtol=0.05,
    atol=1e-3,
)
def test_initialisers_have_the_same_distribution(mx):
    mx.random.seed(1)
    init, nd = mx.init, mx.nd

    def moments(initializer, shape=(200, 300)):
        array = nd.zeros(shape)
        initializer(init.InitDesc("weight"), array)
        values = array.asnumpy().ravel()
        quantiles = np.quantile(np.abs(values), [0.5, 0.9, 0.99])
        centred = abs(values.mean()) < 0.02 * values.std() or values.std() == 0
        return np.array([centred, values.std(), *quantiles])

    def by_name(name):
        array = nd.full((2,), 7.0)
        init.Constant(3)(init.InitDesc(name), array)
        return array

    return {
        "zero": moments(init.Zero()),
        "one": moments(init.One()),
        "constant": moments(init.Constant(0.3)),
        "uniform": [moments(init.Uniform()), moments(init.Uniform(0.5))],
        "normal": [moments(init.Normal()), moments(init.Normal(2.0))],
        "xavier": [
            moments(init.Xavier(kind, factor, magnitude))
            for kind in ("uniform", "gaussian")
            for factor in ("avg", "in", "out")
            for magnitude in (3, 2.24)
        ],
        "images": moments(init.Xavier(factor_type="in"), (40, 30, 5, 5)),
        "msra": moments(init.MSRAPrelu("in", 0)),
        "names": [by_name(name) for name in ("w_weight", "w_bias", "w_gamma", "w_beta")],
        "equal": str([init.Normal(1) == init.Normal(1), init.Normal(1) == init.Normal(2)]),
        "text": [init.Normal(0.5).dumps(), init.Xavier(magnitude=2).dumps(), init.Zero().dumps()],
        "vector": error_of(lambda: moments(init.Xavier(), (3,))),
        "factor": error_of(lambda: moments(init.Xavier(factor_type="all"))),
        "kind": error_of(lambda: moments(init.Xavier("flat"))),
        "unknown": error_of(lambda: init.create("xaver")),
        "name": error_of(lambda: by_name("strange")),
        "abstract": error_of(lambda: moments(init.Initializer())),
    }


SIGNATURES = """
gluon.Block gluon.HybridBlock gluon.Parameter gluon.ParameterDict gluon.Constant gluon.Trainer
gluon.Parameter.initialize gluon.Parameter.data gluon.Parameter.set_data gluon.Parameter.cast
gluon.ParameterDict.get gluon.ParameterDict.initialize gluon.ParameterDict.save
gluon.ParameterDict.load gluon.ParameterDict.setattr gluon.Block.initialize
gluon.Block.collect_params gluon.Block.save_parameters gluon.Block.load_parameters
gluon.Block.register_forward_hook gluon.Block.register_child gluon.Trainer.step
gluon.Trainer.update gluon.Trainer.set_learning_rate gluon.Trainer.save_states
gluon.data.DataLoader gluon.data.BatchSampler gluon.data.RandomSampler
gluon.data.SequentialSampler gluon.data.FilterSampler gluon.data.SimpleDataset
gluon.data.Dataset.transform gluon.data.Dataset.shard gluon.data.Dataset.take
gluon.nn.Dense gluon.nn.Dropout gluon.nn.Activation gluon.nn.Sequential gluon.nn.HybridSequential
gluon.nn.Embedding gluon.nn.LeakyReLU gluon.nn.LayerNorm gluon.nn.BatchNorm gluon.nn.Flatten
gluon.loss.L1Loss gluon.loss.L2Loss gluon.loss.SigmoidBCELoss gluon.loss.SoftmaxCELoss
gluon.loss.LogisticLoss gluon.loss.HuberLoss gluon.loss.HingeLoss gluon.loss.SquaredHingeLoss
gluon.loss.KLDivLoss gluon.loss.PoissonNLLLoss gluon.loss.CosineEmbeddingLoss gluon.loss.TripletLoss
gluon.utils.split_and_load gluon.utils.split_data gluon.utils.clip_global_norm
init.Zero init.One init.Constant init.Uniform init.Normal init.Xavier init.MSRAPrelu
init.Orthogonal metric.Accuracy metric.TopKAccuracy metric.F1 metric.MAE metric.MSE metric.RMSE
metric.CrossEntropy metric.NegativeLogLikelihood metric.Loss metric.CompositeEvalMetric
metric.CustomMetric metric.EvalMetric metric.create optimizer.Optimizer optimizer.SGD optimizer.NAG
optimizer.Adam optimizer.AdaGrad optimizer.RMSProp optimizer.AdaDelta lr_scheduler.FactorScheduler
lr_scheduler.MultiFactorScheduler lr_scheduler.PolyScheduler lr_scheduler.CosineScheduler
"""


@parity()
def test_signatures(mx):
    def signature(path):
        found = mx
        for part in path.split("."):
            found = getattr(found, part)
        parts = []
        for parameter in inspect.signature(found).parameters.values():
            default = parameter.default
            if callable(default) or hasattr(default, "dumps"):
                default = getattr(default, "__name__", None) or default.dumps()
            parts.append(f"{parameter.name}={default}".replace("=_empty", ""))
        return ", ".join(parts)

    return {path: signature(path) for path in SIGNATURES.split()}


@parity("gluon.Trainer")
def test_a_trainer_of_nothing(mx):
    net = mx.gluon.nn.Sequential()
    net.add(mx.gluon.nn.Dense(1, in_units=1))
    net.initialize()
    nothing = [net.params, [], {}]
    return [error_of(lambda each=each: mx.gluon.Trainer(each, "sgd")) for each in nothing]


@parity("gluon.ParameterDict.get")
def test_a_length_as_a_shape(mx):
    parameters = mx.gluon.ParameterDict()
    parameters.get("g")
    parameters.get("g", shape=3)
    return parameters.get("h", shape=3).shape
