# The loss falls, and yet the accuracy stays near one half.
from mxnet import autograd, gluon, nd

features = nd.random.normal(shape=(200, 3))
labels = features[:, 0] - features[:, 1] > 0

net = gluon.nn.Dense(1)
net.initialize()
loss_function = gluon.loss.SigmoidBCELoss()
trainer = gluon.Trainer(net.collect_params(), "sgd", {"learning_rate": 1})

for epoch in range(30):
    with autograd.record():
        loss = loss_function(net(features), labels)
    loss.backward()
    trainer.step(200)
print("loss", loss.mean().asscalar())

answers = net(features) > 0
print("accuracy", (answers == labels).mean().asscalar())
