# The loss is 0 from the first batch on, and the network has learned nothing.
from mxnet import autograd, gluon, init, nd

features = nd.random.normal(shape=(96, 3))
labels = features[:, 2] > 0
loader = gluon.data.DataLoader(gluon.data.ArrayDataset(features, labels), batch_size=24)

net = gluon.nn.Sequential()
net.add(gluon.nn.Dense(8, activation="relu"), gluon.nn.Dense(1))
net.initialize(init.Xavier())
loss_function = gluon.loss.SoftmaxCrossEntropyLoss()
trainer = gluon.Trainer(net.collect_params(), "adam", {"learning_rate": 0.01})

for epoch in range(5):
    for batch_features, batch_labels in loader:
        with autograd.record():
            loss = loss_function(net(batch_features), batch_labels)
        loss.backward()
        trainer.step(24)
    print("epoch", epoch + 1, "loss", loss.mean().asscalar())
