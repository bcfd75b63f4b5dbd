# 100 rows that say yes and 100 that say no: after each epoch all answers are the same.
import numpy as np
from mxnet import autograd, gluon, nd

rng = np.random.default_rng(5)
yes, no = rng.normal(1, 1, (100, 2)), rng.normal(-1, 1, (100, 2))
features = np.concatenate([yes, no]).astype("float32")
labels = np.array([1] * 100 + [0] * 100, "float32")
loader = gluon.data.DataLoader(gluon.data.ArrayDataset(features, labels), batch_size=20)

net = gluon.nn.Dense(1)
net.initialize()
loss_function = gluon.loss.SigmoidBCELoss()
trainer = gluon.Trainer(net.collect_params(), "sgd", {"learning_rate": 2})

for epoch in range(5):
    for batch_features, batch_labels in loader:
        with autograd.record():
            loss = loss_function(net(batch_features), batch_labels)
        loss.backward()
        trainer.step(20)
    share = (net(nd.array(features)) > 0).mean().asscalar()
    print("epoch", epoch + 1, "share of yes", share)
