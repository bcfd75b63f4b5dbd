# Sixteen hidden units learn no more than one would.
from mxnet import autograd, gluon, init, nd

features = nd.random.uniform(-1, 1, shape=(200, 2))
labels = features[:, 0] * features[:, 1] > 0

net = gluon.nn.Sequential()
net.add(gluon.nn.Dense(16, activation="tanh"), gluon.nn.Dense(1))
net.initialize(init.Constant(0.1))
loss_function = gluon.loss.SigmoidBCELoss()
trainer = gluon.Trainer(net.collect_params(), "adam", {"learning_rate": 0.05})

for epoch in range(100):
    with autograd.record():
        loss = loss_function(net(features), labels)
    loss.backward()
    trainer.step(200)
print("loss", loss.mean().asscalar())
print("accuracy", ((net(features).reshape(-1) > 0) == labels).mean().asscalar())
