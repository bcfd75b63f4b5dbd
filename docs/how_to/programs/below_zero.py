# The loss falls and falls, far below 0, and the answers become worse.
from mxnet import autograd, nd

features = nd.random.normal(shape=(80, 2))
labels = features[:, 0] > 0
weight = nd.zeros(2)
weight.attach_grad()


def log_loss(p, labels):
    return (labels * nd.log(p) + (1 - labels) * nd.log(1 - p)).mean()


for step in range(20):
    with autograd.record():
        p = nd.sigmoid(nd.dot(features, weight))
        loss = log_loss(p, labels)
    loss.backward()
    weight -= 0.5 * weight.grad
    if step % 5 == 4:
        right = ((p > 0.5) == labels).mean().asscalar()
        print("step", step + 1, "loss", loss.asscalar(), "accuracy", right)
