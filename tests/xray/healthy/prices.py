import numpy as np
from mxnet import autograd, gluon, init, nd

rng = np.random.default_rng(2)
size = rng.uniform(-1, 1, (160, 2)).astype("float32")
price = (3 * size[:, :1] - 2 * size[:, 1:] + 1).astype("float32")
rows = gluon.data.ArrayDataset(size, price)
batches = gluon.data.DataLoader(rows, batch_size=20, shuffle=True)

net = gluon.nn.HybridSequential()
net.add(gluon.nn.Dense(8, activation="tanh"))
net.add(gluon.nn.Dense(1))
net.initialize(init.Normal(0.5))
squared = gluon.loss.L2Loss()
trainer = gluon.Trainer(net.collect_params(), "sgd", {"learning_rate": 0.2, "momentum": 0.5})

for epoch in range(10):
    for x, y in batches:
        with autograd.record():
            guess = net(x)
            loss = squared(guess, y)
            mean = loss.mean()
        mean.backward()
        trainer.step(1)
print(nd.abs(net(nd.array(size)) - nd.array(price)).mean().asscalar())
