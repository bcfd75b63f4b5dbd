# Every row is answered with yes.
from mxnet import autograd, nd

features = nd.random.normal(shape=(120, 2))
labels = features[:, 1] > 0.3
weight, bias = nd.zeros(2), nd.zeros(1)
for parameter in (weight, bias):
    parameter.attach_grad()


def probability(features):
    return nd.sigmoid(nd.dot(features, weight) + bias)


for step in range(60):
    with autograd.record():
        p = probability(features)
        loss = -(labels * nd.log(p) + (1 - labels) * nd.log(1 - p)).mean()
    loss.backward()
    for parameter in (weight, bias):
        parameter -= 0.5 * parameter.grad

yes = probability(features) > 0
print("share of yes", yes.mean().asscalar(), "where it should be", labels.mean().asscalar())
