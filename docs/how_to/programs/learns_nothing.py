# 150 flowers of two kinds, told apart by the length of a leaf. The loss stays where it began.
import numpy as np
from mxnet import autograd, gluon, nd

rng = np.random.default_rng(3)
kind = rng.integers(0, 2, 150)
leaves = np.stack([kind + 0.3 * rng.normal(size=150), rng.normal(size=150)], axis=1)

net = gluon.nn.Dense(1)
net.initialize()
loss_function = gluon.loss.SigmoidBCELoss()
trainer = gluon.Trainer(net.collect_params(), "sgd", {"learning_rate": 0.5})

for epoch in range(10):
    rng.shuffle(leaves)
    for start in range(0, 150, 15):
        batch = slice(start, start + 15)
        with autograd.record():
            loss = loss_function(net(nd.array(leaves[batch])), nd.array(kind[batch]))
        loss.backward()
        trainer.step(15)
    print("epoch", epoch + 1, "loss", loss.mean().asscalar())
