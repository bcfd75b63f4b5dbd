import numpy as np
from mxnet import autograd, gluon, init, metric, nd
from mxnet.gluon import nn

np.random.seed(0)
features = np.random.randn(240, 5).astype("float32")
labels = (features @ np.array([1, -2, 0.5, 1, -1], "float32") > 0).astype("float32")
train = gluon.data.ArrayDataset(features, labels)
loader = gluon.data.DataLoader(train, batch_size=16, shuffle=True)

net = nn.Sequential()
net.add(nn.Dense(8, activation="relu"))
net.add(nn.Dense(1))
net.initialize(init.Xavier())
loss_function = gluon.loss.SigmoidBinaryCrossEntropyLoss()
trainer = gluon.Trainer(net.collect_params(), "sgd", {"learning_rate": 0.3})

for epoch in range(6):
    total = 0
    for data, label in loader:
        with autograd.record():
            output = net(data)
            loss = loss_function(output, label)
        loss.backward()
        trainer.step(len(data))
        total += loss.sum().asscalar()
    print(epoch, total / len(train))

score = net(nd.array(features)).reshape(-1)
right = (score > 0) == nd.array(labels)
print(right.mean().asscalar())
