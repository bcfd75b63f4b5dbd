"""The loop as a beginner writes it in Gluon: one source for MXNet and for `sixpieces`.

Run as ``python program_gluon.py {mxnet,sixpieces} {logistic,digits} REPEAT``; prints JSON.
"""

import json
import sys

import numpy as np
import tasks

engine, task, repeat = sys.argv[1], sys.argv[2], int(sys.argv[3])
if engine == "mxnet":
    np.bool = bool  # MXNet 1.9.1 still asks for this name
    import mxnet as mx
    from mxnet import autograd, gluon, nd
else:
    import sixpieces as mx
    from sixpieces import autograd, gluon, nd

features, labels = (nd.array(array) for array in tasks.TASKS[task]())
mx.random.seed(1)
np.random.seed(1)

dataset = gluon.data.ArrayDataset(features, labels)
loader = gluon.data.DataLoader(dataset, batch_size=tasks.BATCH_SIZE, shuffle=True)
if task == "logistic":
    net = gluon.nn.Dense(1)
    loss_function = gluon.loss.SigmoidBCELoss()
else:
    net = gluon.nn.Sequential()
    net.add(gluon.nn.Dense(tasks.HIDDEN, activation="relu"), gluon.nn.Dense(tasks.CLASSES))
    loss_function = gluon.loss.SoftmaxCELoss()
net.initialize(mx.init.Normal(0.1))
trainer = gluon.Trainer(net.collect_params(), "sgd", {"learning_rate": tasks.LEARNING_RATE[task]})


def epoch(watch):
    """Train once over all rows; return the mean loss of the last batch."""
    watch.mark("start")
    for data, label in loader:
        watch.mark("access to the data")
        with autograd.record():
            output = net(data)
            watch.mark("model")
            losses = loss_function(output, label)
            watch.mark("loss")
        losses.backward()
        watch.mark("backward")
        trainer.step(data.shape[0])
        watch.mark("trainer")
    return losses.mean().asscalar()


print(json.dumps(tasks.measure(epoch, repeat)))
