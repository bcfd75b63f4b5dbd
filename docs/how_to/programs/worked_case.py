# 128 rows with 4 features; the label asks whether the first feature is above 0.
from mxnet import autograd, gluon, nd

features = nd.random.normal(shape=(128, 4))
labels = features[:, 0] > 0
dataset = gluon.data.ArrayDataset(features, labels)
loader = gluon.data.DataLoader(dataset, batch_size=32, shuffle=True)

net = gluon.nn.Dense(1)
net.initialize()
loss_function = gluon.loss.SigmoidBCELoss()
trainer = gluon.Trainer(net.collect_params(), "sgd", {"learning_rate": 0.1})

for epoch in range(8):
    total = 0
    for batch_features, batch_labels in loader:
        with autograd.record():
            loss = loss_function(net(batch_features), batch_labels).mean()
        loss.backward()
        trainer.step(len(batch_features))
        total += loss.asscalar()
    print("epoch", epoch + 1, "mean loss", round(total / len(loader), 3))
