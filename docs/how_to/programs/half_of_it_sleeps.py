# A network of two layers learns as if it had one.
import numpy as np
from mxnet import autograd, gluon, init, nd

features = nd.random.normal(shape=(100, 2))
targets = nd.abs(features[:, 0]) + features[:, 1]


class Network(gluon.Block):
    def __init__(self):
        super().__init__()
        self.hidden = gluon.nn.Dense(12)
        self.output = gluon.nn.Dense(1)

    def forward(self, features):
        hidden = self.hidden(features)
        hidden = nd.array(np.maximum(hidden.asnumpy(), 0))
        return self.output(hidden)


net = Network()
net.initialize(init.Xavier())
loss_function = gluon.loss.L2Loss()
trainer = gluon.Trainer(net.collect_params(), "sgd", {"learning_rate": 0.1})
for epoch in range(40):
    with autograd.record():
        loss = loss_function(net(features), targets)
    loss.backward()
    trainer.step(100, ignore_stale_grad=True)
print("loss", loss.mean().asscalar())
