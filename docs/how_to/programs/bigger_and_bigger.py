# The price of a flat: the loss grows from step to step.
import numpy as np
from mxnet import autograd, gluon, nd

rng = np.random.default_rng(1)
rooms = rng.integers(1, 6, 90)
area = 2.2 * rooms + rng.normal(0, 0.6, 90)  # in units of ten square metres
price = 0.4 * rooms + 0.1 * area
table = nd.array(np.stack([rooms, area], axis=1))

net = gluon.nn.Dense(1)
net.initialize()
loss_function = gluon.loss.L2Loss()
trainer = gluon.Trainer(net.collect_params(), "sgd", {"learning_rate": 0.1})

for step in range(8):
    with autograd.record():
        loss = loss_function(net(table), nd.array(price))
    loss.backward()
    trainer.step(90)
    print("step", step + 1, "loss", loss.mean().asscalar())
