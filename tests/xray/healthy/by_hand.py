import numpy as np
from mxnet import autograd, nd

rng = np.random.default_rng(1)
x = rng.normal(size=(200, 4)).astype("float32")
y = (x @ np.array([2, -1, 1, 0.5], "float32") > 0).astype("float32")
batch, rate = 20, 0.5

w = nd.random.normal(scale=0.1, shape=(4, 1))
b = nd.zeros(1)
for parameter in (w, b):
    parameter.attach_grad()


def predict(rows):
    z = nd.dot(rows, w) + b
    return nd.sigmoid(z)


def log_loss(p, target):
    return -(target * nd.log(p) + (1 - target) * nd.log(1 - p))


for epoch in range(8):
    order = rng.permutation(200)
    for start in range(0, 200, batch):
        places = order[start : start + batch]
        rows = nd.array(x[places])
        target = nd.array(y[places]).reshape((-1, 1))
        with autograd.record():
            p = predict(rows)
            loss = log_loss(p, target).mean()
        loss.backward()
        for parameter in (w, b):
            parameter[:] = parameter - rate * parameter.grad

answers = predict(nd.array(x)).reshape(-1)
answers = answers > 0.5
print((answers == nd.array(y)).mean().asscalar())
