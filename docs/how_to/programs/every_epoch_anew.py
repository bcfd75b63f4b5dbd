# Each epoch ends about where the one before it ended.
from mxnet import autograd, gluon, init, nd

features = nd.random.normal(shape=(120, 3))
targets = nd.dot(features, nd.array([2, -1, 3]))
loader = gluon.data.DataLoader(gluon.data.ArrayDataset(features, targets), 20, shuffle=True)
loss_function = gluon.loss.L2Loss()
net = gluon.nn.Dense(1)
trainer = None


def train_one_epoch():
    global trainer
    net.initialize(init.Normal(0.1), force_reinit=True)
    trainer = trainer or gluon.Trainer(net.collect_params(), "sgd", {"learning_rate": 0.05})
    for batch_features, batch_targets in loader:
        with autograd.record():
            loss = loss_function(net(batch_features), batch_targets)
        loss.backward()
        trainer.step(20)
    return loss.mean().asscalar()


for epoch in range(6):
    print("epoch", epoch + 1, "loss", train_one_epoch())
