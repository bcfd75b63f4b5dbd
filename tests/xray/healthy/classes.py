import mxnet as mx
import numpy as np
from mxnet import autograd, gluon, nd
from mxnet.gluon import nn


class Model(nn.Block):
    def __init__(self, hidden, classes, **kwargs):
        super().__init__(**kwargs)
        self.first = nn.Dense(hidden, activation="relu")
        self.drop = nn.Dropout(0.2)
        self.last = nn.Dense(classes)

    def forward(self, x):
        h = self.drop(self.first(x))
        return self.last(h)


class Data:
    def __init__(self, rows, seed):
        rng = np.random.RandomState(seed)
        centres = np.array([[2, 0], [-2, 0], [0, 3]], "float32")
        self.labels = rng.randint(0, 3, rows).astype("float32")
        self.features = centres[self.labels.astype(int)] + rng.randn(rows, 2).astype("float32")

    def loader(self, size):
        dataset = gluon.data.ArrayDataset(self.features, self.labels)
        return gluon.data.DataLoader(dataset, size, shuffle=True)


def train(model, batches, epochs):
    loss_function = gluon.loss.SoftmaxCrossEntropyLoss()
    trainer = gluon.Trainer(model.collect_params(), "adam", {"learning_rate": 0.02})
    accuracy = mx.metric.Accuracy()
    for epoch in range(epochs):
        accuracy.reset()
        for features, labels in batches:
            with autograd.record():
                scores = model(features)
                loss = loss_function(scores, labels)
            loss.backward()
            trainer.step(features.shape[0])
            accuracy.update(labels, scores)
        print(epoch, accuracy.get())


def test(model, data):
    accuracy = mx.metric.Accuracy()
    scores = model(nd.array(data.features))
    accuracy.update(nd.array(data.labels), scores)
    return accuracy.get()[1]


model = Model(16, 3)
model.initialize(mx.init.Xavier())
train(model, Data(300, 1).loader(25), 5)
print(test(model, Data(100, 2)))
