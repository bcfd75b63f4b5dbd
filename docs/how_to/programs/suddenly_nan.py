# The loss is a number at first, and then it is nan.
from mxnet import autograd, nd

celsius = nd.array([[-20], [-5], [0], [4], [12], [25], [38], [90]])
melts = nd.array([0, 0, 0, 1, 1, 1, 1, 1])
weight, bias = nd.zeros(1), nd.zeros(1)
for parameter in (weight, bias):
    parameter.attach_grad()

for step in range(6):
    with autograd.record():
        p = nd.sigmoid(nd.dot(celsius, weight) + bias)
        loss = -(melts * nd.log(p) + (1 - melts) * nd.log(1 - p)).mean()
    loss.backward()
    for parameter in (weight, bias):
        parameter -= 0.05 * parameter.grad
    print("step", step + 1, "loss", loss.asscalar())
