"""Broken programs, each a healthy one with a line or two exchanged, and where the mistake stands.

`healthy/` has programs in different styles: Gluon, by hand, classes and functions, a regression.
A `Broken` names its kind, its program, the exchanges, and the line that the X-ray should name
(a line of the broken program, by its text). What was exchanged back is its repaired twin.
"""

from dataclasses import dataclass
from pathlib import Path

HEALTHY = Path(__file__).parent / "healthy"
G, H, C, P = "gluon_yes_no", "by_hand", "classes", "prices"


@dataclass(frozen=True)
class Broken:
    """One broken program."""

    kind: str
    program: str
    exchanges: tuple  # pairs: a text of the healthy program, what stands there instead
    line: str  # a text that only the line of the mistake has
    severity: str = "mistake"

    @property
    def name(self):
        """What a test calls it."""
        return f"{self.kind}-{self.program}-{abs(hash_of(self.exchanges)) % 1000}"

    def source(self):
        """Return the broken program."""
        text = (HEALTHY / f"{self.program}.py").read_text(encoding="utf-8")
        for old, new in self.exchanges:
            assert text.count(old) == 1, f"{self.kind}: {old!r} stands {text.count(old)} times"
            text = text.replace(old, new)
        return text

    def lines(self):
        """Return the numbers of the lines that may be named."""
        return [n for n, line in enumerate(self.source().splitlines(), 1) if self.line in line]


def hash_of(exchanges):
    """Return a number that is the same in every process."""
    return sum(ord(letter) * (place + 1) for place, letter in enumerate(repr(exchanges)))


def broken(kind, program, *exchanges, line=None, severity="mistake"):
    """Return a `Broken`; the line is the first one of the last exchange where none is given."""
    line = line or exchanges[-1][1].strip().splitlines()[0].strip()
    return Broken(kind, program, exchanges, line, severity)


DIVIDE = "trainer.step(len(data))"
LOSS = "            loss = loss_function(output, label)\n"
PROGRAMS = [
    # data
    broken(
        "features-not-finite",
        G,
        ("labels = (features", "features[7, 2] = np.nan\nlabels = (features"),
        line="loader = ",
    ),
    broken(
        "features-not-finite", H, ("y = (x @", "x[3] = np.inf\ny = (x @"), line="rows = nd.array"
    ),
    broken(
        "features-not-finite",
        P,
        ("price = (3", "size[5, 0] = np.nan\nprice = (3"),
        line="batches = ",
    ),
    broken(
        "features-unscaled",
        G,
        ("labels = (features", "features[:, 0] *= 5000\nlabels = (features"),
        line="loader = ",
    ),
    broken(
        "features-unscaled",
        H,
        ("batch, rate", "x[:, 1] *= 4000\nbatch, rate"),
        line="rows = nd.array",
    ),
    broken(
        "features-unscaled",
        P,
        (
            "rows = gluon.data.Arr",
            "size = size * np.array([1, 900], 'float32')\nrows = gluon.data.Arr",
        ),
        line="batches = ",
    ),
    broken(
        "labels-for-another-loss",
        G,
        ("train = gluon.data.Arr", "labels = 2 * labels - 1\ntrain = gluon.data.Arr"),
        line="loss = loss_function",
    ),
    broken(
        "labels-for-another-loss",
        G,
        ("gluon.loss.SigmoidBinaryCrossEntropyLoss()", "gluon.loss.HingeLoss()"),
        line="loss = loss_function",
    ),
    broken(
        "labels-for-another-loss",
        G,
        ("gluon.loss.SigmoidBinaryCrossEntropyLoss()", "gluon.loss.LogisticLoss()"),
        line="loss = loss_function",
    ),
    broken(
        "labels-for-another-loss",
        H,
        ("batch, rate", "y = 2 * y - 1\nbatch, rate"),
        line="loss.backward()",
    ),
    broken(
        "class-out-of-range",
        C,
        (
            'self.labels = rng.randint(0, 3, rows).astype("float32")',
            'self.labels = rng.randint(0, 3, rows).astype("float32")\n        kinds = self.labels',
        ),
        (
            "        self.features = centres",
            "        self.labels = kinds + 1\n        self.features = centres",
        ),
        ("self.labels.astype(int)]", "kinds.astype(int)]"),
        line="return gluon.data.DataLoader",
    ),
    broken(
        "class-out-of-range",
        C,
        ("model = Model(16, 3)", "model = Model(16, 2)"),
        line="self.last = ",
    ),
    broken(
        "class-out-of-range",
        C,
        ("loss = loss_function(scores, labels)", "loss = loss_function(scores, labels * 2)"),
        line="loss = loss_function",
    ),
    broken(
        "one-hot-labels",
        C,
        (
            "loss = loss_function(scores, labels)",
            "loss = loss_function(scores, nd.one_hot(labels, 3))",
        ),
    ),
    broken(
        "one-hot-labels",
        C,
        (
            "            with autograd.record():\n",
            "            target = nd.one_hot(labels, 3)\n            with autograd.record():\n",
        ),
        ("loss = loss_function(scores, labels)", "loss = loss_function(scores, target)"),
    ),
    broken(
        "one-hot-labels",
        C,
        (
            "        dataset = gluon.data.ArrayDataset(self.features, self.labels)",
            "        rows = np.eye(3, dtype='float32')[self.labels.astype(int)]\n        dataset = gluon.data.ArrayDataset(self.features, rows)",
        ),
        line="loss = loss_function",
    ),
    broken(
        "rows-misaligned",
        G,
        (
            "    for data, label in loader:",
            "    for data, label in zip(gluon.data.DataLoader(features, 16, shuffle=True), other):",
        ),
        (
            "net = nn.Sequential()",
            "other = gluon.data.DataLoader(labels, 16, shuffle=True)\nnet = nn.Sequential()",
        ),
        line="other = ",
    ),
    broken(
        "rows-misaligned",
        P,
        (
            "batches = gluon.data.DataLoader(rows, batch_size=20, shuffle=True)",
            "one = gluon.data.DataLoader(size, 20, shuffle=True)\ntwo = gluon.data.DataLoader(price, 20, shuffle=True)",
        ),
        ("for x, y in batches", "for x, y in zip(one, two)"),
        line="two = ",
    ),
    # loader
    broken(
        "sorted-batches",
        G,
        (
            "train = gluon.data.Arr",
            "order = np.argsort(labels)\nfeatures, labels = features[order], labels[order]\ntrain = gluon.data.Arr",
        ),
        ("shuffle=True", "shuffle=False"),
        line="loader = ",
    ),
    broken(
        "sorted-batches",
        C,
        (
            "        self.features = centres",
            "        self.labels.sort()\n        self.features = centres",
        ),
        ("size, shuffle=True)", "size)"),
        line="DataLoader(dataset",
    ),
    broken(
        "sorted-batches",
        H,
        ("batch, rate", "sort = y.argsort(kind='stable')\nx, y = x[sort], y[sort]\nbatch, rate"),
        ("rng.permutation(200)", "np.arange(200)"),
        line="target = nd.array",
    ),
    # parameters
    broken(
        "equal-units",
        G,
        ("net.initialize(init.Xavier())", "net.initialize(init.Constant(0.3))"),
        line="net.initialize",
    ),
    broken(
        "equal-units",
        C,
        ("model.initialize(mx.init.Xavier())", "model.initialize(mx.init.One())"),
        ("nn.Dropout(0.2)", "nn.Dropout(0.0)"),
        line="model.initialize",
    ),
    broken("equal-units", P, ("net.initialize(init.Normal(0.5))", "net.initialize('ones')")),
    broken(
        "parameter-not-trained",
        G,
        ('net.collect_params(), "sgd"', 'net[1].collect_params(), "sgd"'),
        line="trainer = ",
    ),
    broken(
        "parameter-not-trained",
        C,
        ('model.collect_params(), "adam"', 'model.last.collect_params(), "adam"'),
        line="trainer = ",
    ),
    broken(
        "parameter-not-trained",
        H,
        (
            "        for parameter in (w, b):\n            parameter[:]",
            "        for parameter in [w]:\n            parameter[:]",
        ),
        line="parameter.attach_grad()",
    ),
    broken(
        "buffer-lost",
        H,
        (
            "        for parameter in (w, b):\n            parameter[:] = parameter - rate * parameter.grad",
            "        w = w - rate * w.grad\n        b = b - rate * b.grad",
        ),
        line="w = w - rate",
    ),
    broken(
        "buffer-lost",
        H,
        (
            "        for parameter in (w, b):\n            parameter[:] = parameter - rate * parameter.grad",
            "        w, b = (v - rate * v.grad for v in (w, b))",
        ),
    ),
    broken(
        "initialised-again",
        G,
        (
            "    total = 0\n",
            "    total = 0\n    net.initialize(init.Xavier(), force_reinit=True)\n",
        ),
        line="force_reinit",
    ),
    broken(
        "initialised-again",
        C,
        (
            "        accuracy.reset()\n",
            "        accuracy.reset()\n        model.initialize(mx.init.Xavier(), force_reinit=True)\n",
        ),
        line="force_reinit",
    ),
    broken(
        "initialised-again",
        H,
        (
            "    order = rng",
            "    w[:] = nd.random.normal(scale=0.1, shape=(4, 1))\n    order = rng",
        ),
        line="w[:] = nd.random",
    ),
    broken(
        "dead-units",
        G,
        (
            'net.add(nn.Dense(8, activation="relu"))',
            'net.add(nn.Dense(8, activation="relu", bias_initializer=init.Constant(-30)))',
        ),
    ),
    broken(
        "dead-units",
        C,
        (
            'self.first = nn.Dense(hidden, activation="relu")',
            'self.first = nn.Dense(hidden, activation="relu", bias_initializer=mx.init.Constant(-50))',
        ),
    ),
    # model
    broken(
        "sigmoid-twice",
        G,
        ("net.add(nn.Dense(1))", 'net.add(nn.Dense(1, activation="sigmoid"))'),
    ),
    broken("sigmoid-twice", G, ("output = net(data)", "output = nd.sigmoid(net(data))")),
    broken("sigmoid-twice", H, ("p = predict(rows)", "p = nd.sigmoid(predict(rows))")),
    broken("softmax-twice", C, ("return self.last(h)", "return nd.softmax(self.last(h))")),
    broken(
        "softmax-twice", C, ("scores = model(features)\n", "scores = model(features).softmax()\n")
    ),
    broken(
        "softmax-twice",
        C,
        (
            "loss = loss_function(scores, labels)",
            "loss = -nd.pick(nd.log_softmax(nd.softmax(scores)), labels)",
        ),
    ),
    broken(
        "sigmoid-missing",
        G,
        ("CrossEntropyLoss()", "CrossEntropyLoss(from_sigmoid=True)"),
        line="loss = loss_function",
    ),
    broken(
        "sigmoid-missing",
        G,
        (
            "gluon.loss.SigmoidBinaryCrossEntropyLoss()",
            "gluon.loss.SigmoidBCELoss(from_sigmoid=True)",
        ),
        ("nn.Dense(1))", "nn.Dense(1, activation='tanh'))"),
        line="loss = loss_function",
    ),
    broken(
        "softmax-over-one",
        G,
        ("gluon.loss.SigmoidBinaryCrossEntropyLoss()", "gluon.loss.SoftmaxCrossEntropyLoss()"),
        line="net.add(nn.Dense(1))",
    ),
    broken("softmax-over-one", H, ("return nd.sigmoid(z)", "return nd.softmax(z) * 0.999")),
    broken(
        "softmax-over-one",
        C,
        ("model = Model(16, 3)", "model = Model(16, 1)"),
        line="self.last = ",
    ),
    broken(
        "linear-stack",
        G,
        ('net.add(nn.Dense(8, activation="relu"))', "net.add(nn.Dense(8))"),
        line="nn.Dense(8)",
        severity="note",
    ),
    broken(
        "linear-stack",
        C,
        ('nn.Dense(hidden, activation="relu")', "nn.Dense(hidden)"),
        ("self.drop = nn.Dropout(0.2)", "self.drop = nn.Flatten()"),
        line="self.first = ",
        severity="note",
    ),
    broken(
        "linear-stack",
        P,
        ('gluon.nn.Dense(8, activation="tanh")', "gluon.nn.Dense(8)"),
        line="nn.Dense(8)",
        severity="note",
    ),
    broken(
        "output-squeezed",
        P,
        ("net.add(gluon.nn.Dense(1))", 'net.add(gluon.nn.Dense(1, activation="tanh"))'),
    ),
    broken("output-squeezed", P, ("guess = net(x)", "guess = nd.relu(net(x))")),
    broken("output-squeezed", P, ("guess = net(x)", "guess = net(x).sigmoid()")),
    broken(
        "output-squeezed",
        G,
        ("net.add(nn.Dense(1))", 'net.add(nn.Dense(1, activation="relu"))'),
    ),
    broken(
        "cut-graph",
        C,
        (
            "        h = self.drop(self.first(x))",
            "        h = nd.array(self.drop(self.first(x)).asnumpy())",
        ),
    ),
    broken(
        "cut-graph",
        C,
        ("        h = self.drop(self.first(x))", "        h = self.drop(self.first(x)).detach()"),
    ),
    broken(
        "cut-graph",
        H,
        ("    return nd.sigmoid(z)", "    return nd.array(1 / (1 + np.exp(-z.asnumpy())))"),
    ),
    broken("cut-graph", P, ("guess = net(x)", "guess = nd.BlockGrad(net(x))")),
    # loss
    broken("shapes-broadcast", H, (".reshape((-1, 1))", ""), line="target * nd.log"),
    broken(
        "shapes-broadcast", P, ("loss = squared(guess, y)", "loss = (guess - y.reshape(-1)) ** 2")
    ),
    broken(
        "shapes-broadcast",
        G,
        ("score = net(nd.array(features)).reshape(-1)", "score = net(nd.array(features))"),
        line="right = ",
    ),
    broken(
        "arguments-exchanged",
        G,
        ("loss = loss_function(output, label)", "loss = loss_function(label, output.reshape(-1))"),
    ),
    broken(
        "arguments-exchanged",
        P,
        ("loss = squared(guess, y)", "loss = gluon.loss.HuberLoss()(y, guess)"),
    ),
    broken(
        "arguments-exchanged",
        G,
        (
            "gluon.loss.SigmoidBinaryCrossEntropyLoss()",
            "gluon.loss.LogisticLoss(label_format='binary')",
        ),
        (
            "loss = loss_function(output, label)",
            "loss = loss_function(label.reshape((-1, 1)), output)",
        ),
    ),
    broken("no-minus", H, ("return -(target", "return (target"), line="loss = log_loss(p, target)"),
    broken(
        "no-minus",
        C,
        ("loss = loss_function(scores, labels)", "loss = nd.pick(nd.log_softmax(scores), labels)"),
    ),
    broken(
        "no-minus",
        G,
        (
            "loss = loss_function(output, label)",
            "p = nd.sigmoid(output).reshape(-1)\n            loss = label * nd.log(p) + (1 - label) * nd.log(1 - p)",
        ),
        line="loss = label *",
    ),
    broken(
        "log-of-zero",
        H,
        ("batch, rate = 20, 0.5", "batch, rate = 20, 0.5\nx = 40 * x"),
        line="target * nd.log",
    ),
    broken(
        "log-of-zero",
        C,
        (
            "loss = loss_function(scores, labels)",
            "loss = -nd.pick(nd.log(nd.softmax(200 * scores)), labels)",
        ),
    ),
    broken(
        "loss-outside-record",
        G,
        (
            "            output = net(data)\n            loss = loss_function(output, label)\n",
            "            pass\n        output = net(data)\n        loss = loss_function(output, label)\n",
        ),
        line="loss = loss_function",
    ),
    broken(
        "loss-outside-record",
        H,
        (
            "        with autograd.record():\n            p = predict(rows)\n            loss = ",
            "        if True:\n            p = predict(rows)\n            loss = ",
        ),
        line="loss = log_loss",
    ),
    broken(
        "loss-outside-record",
        C,
        ("            with autograd.record():\n", "            with autograd.train_mode():\n"),
        line="loss = loss_function",
    ),
    # trainer
    broken("backward-missing", G, ("        loss.backward()\n", ""), line=DIVIDE),
    broken("backward-missing", C, ("            loss.backward()\n", ""), line="trainer.step"),
    broken("backward-missing", P, ("        mean.backward()\n", ""), line="trainer.step"),
    broken("step-missing", G, (f"        {DIVIDE}\n", ""), line="loss.backward()"),
    broken("step-missing", P, ("        trainer.step(1)\n", ""), line="mean.backward()"),
    broken(
        "step-missing",
        H,
        (
            "        for parameter in (w, b):\n            parameter[:] = parameter - rate * parameter.grad\n",
            "",
        ),
        line="loss.backward()",
    ),
    broken(
        "divided-twice",
        G,
        ("loss = loss_function(output, label)", "loss = loss_function(output, label).mean()"),
        line=DIVIDE,
    ),
    broken("divided-twice", P, ("trainer.step(1)", "trainer.step(len(x))")),
    broken(
        "divided-twice",
        H,
        ("parameter - rate * parameter.grad", "parameter - rate * parameter.grad / batch"),
    ),
    broken(
        "divided-twice",
        C,
        (
            "loss = loss_function(scores, labels)",
            "loss = loss_function(scores, labels).sum() / len(labels)",
        ),
        line="trainer.step",
    ),
    broken("not-divided", G, (DIVIDE, "trainer.step(1)")),
    broken("not-divided", P, ("mean = loss.mean()", "mean = loss.sum()"), line="trainer.step"),
    broken(
        "not-divided",
        H,
        ("loss = log_loss(p, target).mean()", "loss = log_loss(p, target).sum()"),
        ("rate = 20, 0.5", "rate = 20, 9.0"),
        line="parameter[:] =",
    ),
    broken("divided-by-another-number", G, (DIVIDE, "trainer.step(len(train))")),
    broken(
        "divided-by-another-number",
        P,
        (
            "        mean.backward()\n        trainer.step(1)",
            "        loss.backward()\n        trainer.step(200)",
        ),
        line="trainer.step",
    ),
    broken(
        "divided-by-another-number",
        C,
        ("trainer.step(features.shape[0])", "trainer.step(features.shape[1])"),
    ),
    broken(
        "learning-rate-too-large",
        P,
        ('"learning_rate": 0.2', '"learning_rate": 30.0'),
        line="trainer = ",
    ),
    broken(
        "learning-rate-too-large",
        G,
        ('{"learning_rate": 0.3}', '{"learning_rate": 3000.0}'),
        line="trainer = ",
    ),
    broken(
        "learning-rate-too-large",
        C,
        ('"learning_rate": 0.02', '"learning_rate": 50.0'),
        line="trainer = ",
    ),
    broken(
        "learning-rate-too-small",
        G,
        ('{"learning_rate": 0.3}', '{"learning_rate": 1e-6}'),
        line="trainer = ",
    ),
    broken(
        "learning-rate-too-small",
        P,
        ('"learning_rate": 0.2', '"learning_rate": 0.000001'),
        line="trainer = ",
    ),
    broken(
        "learning-rate-too-small",
        C,
        ('"learning_rate": 0.02', '"learning_rate": 2e-7'),
        line="trainer = ",
    ),
    broken(
        "learning-rate-too-small", H, ("rate = 20, 0.5", "rate = 20, 1e-6"), line="parameter[:] ="
    ),
    broken(
        "gradients-pile-up",
        G,
        ("trainer = gluon", "net.collect_params().setattr('grad_req', 'add')\ntrainer = gluon"),
        line="loss.backward()",
    ),
    broken(
        "gradients-pile-up",
        H,
        ("parameter.attach_grad()", "parameter.attach_grad(grad_req='add')"),
        line="loss.backward()",
    ),
    broken(
        "gradients-pile-up",
        P,
        (
            "trainer = gluon",
            "for p in net.collect_params().values():\n    p.grad_req = 'add'\ntrainer = gluon",
        ),
        line="mean.backward()",
    ),
    broken(
        "trainer-made-again",
        G,
        (
            "    total = 0\n",
            '    total = 0\n    trainer = gluon.Trainer(net.collect_params(), "adam", {"learning_rate": 0.01})\n',
        ),
        line='"adam"',
    ),
    broken(
        "trainer-made-again",
        C,
        (
            "        accuracy.reset()\n",
            '        accuracy.reset()\n        trainer = gluon.Trainer(model.collect_params(), "adam", {"learning_rate": 0.01})\n',
        ),
        line="0.01",
    ),
    broken(
        "trainer-made-again",
        P,
        (
            "    for x, y in batches:\n",
            '    trainer = gluon.Trainer(net.collect_params(), "sgd", {"momentum": 0.5})\n    for x, y in batches:\n',
        ),
        line='{"momentum": 0.5})',
    ),
    # score
    broken(
        "metric-on-scores",
        G,
        (
            "right = (score",
            "accuracy = metric.Accuracy()\naccuracy.update(nd.array(labels), score)\nright = (score",
        ),
        line="accuracy.update",
    ),
    broken(
        "metric-on-scores",
        G,
        (
            "right = (score",
            "accuracy = metric.Accuracy()\naccuracy.update([nd.array(labels)], [nd.sigmoid(net(nd.array(features)))])\nright = (score",
        ),
        line="accuracy.update",
    ),
    broken(
        "metric-on-scores",
        G,
        (
            "right = (score",
            "acc = metric.create('acc')\nacc.update(nd.array(labels), nd.sigmoid(score))\nright = (score",
        ),
        line="acc.update",
    ),
    broken("threshold-for-another-scale", H, ("answers = answers > 0.5", "answers = answers > 0")),
    broken("threshold-for-another-scale", G, ("right = (score > 0)", "right = (score > 0.5)")),
    broken(
        "threshold-for-another-scale", G, ("right = (score > 0)", "right = (nd.sigmoid(score) > 0)")
    ),
    broken(
        "training-mode-in-score",
        C,
        (
            "    scores = model(nd.array(data.features))",
            "    with autograd.record():\n        scores = model(nd.array(data.features))",
        ),
        line="accuracy.update(nd.array",
    ),
    broken(
        "training-mode-in-score",
        C,
        (
            "    scores = model(nd.array(data.features))",
            "    with autograd.train_mode():\n        scores = model(nd.array(data.features))",
        ),
        line="accuracy.update(nd.array",
    ),
    broken(
        "metric-not-reset",
        C,
        ("        accuracy.reset()\n", ""),
        line="accuracy.update(labels, scores)",
    ),
    broken(
        "metric-not-reset",
        G,
        (
            "        total += loss.sum()",
            "        accuracy.update(label, output.reshape(-1) > 0)\n        total += loss.sum()",
        ),
        ("for epoch in range(6):", "accuracy = metric.Accuracy()\nfor epoch in range(6):"),
        ("    print(epoch, total", "    print(accuracy.get())\n    print(epoch, total"),
        line="accuracy.update",
    ),
]
