"""Gluon: the six pieces of a training loop, each in a file of its own.

=============  ==========================================================
`data`         datasets and loaders: rows, an order, batches
`parameter`    the numbers that training changes
`block`        what a network is made of
`nn`           layers
`loss`         how wrong a prediction is
`trainer`      one step of an optimiser for all parameters
=============  ==========================================================

>>> from sixpieces import autograd, gluon, nd
>>> features, labels = nd.array([[-1], [1]]), nd.array([0, 1])
>>> loader = gluon.data.DataLoader(gluon.data.ArrayDataset(features, labels), batch_size=2)
>>> net = gluon.nn.Dense(1)
>>> net.initialize(init="zeros")
>>> loss_function = gluon.loss.SigmoidBCELoss()
>>> trainer = gluon.Trainer(net.collect_params(), "sgd", {"learning_rate": 1.0})
>>> for epoch in range(20):
...     for data, label in loader:
...         with autograd.record():
...             losses = loss_function(net(data), label)
...         losses.backward()
...         trainer.step(data.shape[0])
>>> (net(features) > 0).asnumpy().ravel().tolist()
[0.0, 1.0]
"""

from sixpieces.gluon import block, data, loss, nn, parameter, trainer, utils
from sixpieces.gluon.block import Block, HybridBlock
from sixpieces.gluon.parameter import (
    Constant,
    DeferredInitializationError,
    Parameter,
    ParameterDict,
)
from sixpieces.gluon.trainer import Trainer

__all__ = [
    "Block",
    "Constant",
    "DeferredInitializationError",
    "HybridBlock",
    "Parameter",
    "ParameterDict",
    "Trainer",
    "block",
    "data",
    "loss",
    "nn",
    "parameter",
    "trainer",
    "utils",
]
