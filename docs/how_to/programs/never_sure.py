# An easy task, many epochs, and still the loss does not come near 0.
from mxnet import autograd, gluon, init, nd

features = nd.random.normal(shape=(160, 2))
labels = features[:, 0] > 0


class Classifier(gluon.Block):
    def __init__(self):
        super().__init__()
        self.hidden = gluon.nn.Dense(8, activation="tanh")
        self.output = gluon.nn.Dense(1, activation="sigmoid")

    def forward(self, features):
        return self.output(self.hidden(features))


net = Classifier()
net.initialize(init.Xavier())
loss_function = gluon.loss.SigmoidBinaryCrossEntropyLoss()
trainer = gluon.Trainer(net.collect_params(), "sgd", {"learning_rate": 1})

for epoch in range(60):
    with autograd.record():
        loss = loss_function(net(features), labels)
    loss.backward()
    trainer.step(160)
print("loss", loss.mean().asscalar())
