"""The loop in PyTorch, eager, on one thread.

Run as ``python program_torch.py {loader,tensors} {logistic,digits} ARRAYS REPEAT``; prints JSON.
``loader`` uses PyTorch's own DataLoader; ``tensors`` shuffles and slices the tensors itself, and is
the fastest eager loop that was found. ARRAYS is an ``.npz`` file of features and labels, since
PyTorch has an environment of its own.
"""

import json
import sys

import numpy as np
import tasks
import torch
from torch import nn

form, task, arrays, repeat = sys.argv[1], sys.argv[2], np.load(sys.argv[3]), int(sys.argv[4])
torch.set_num_threads(1)
torch.manual_seed(1)
features = torch.from_numpy(arrays["features"])
labels = torch.from_numpy(arrays["labels"])
learning_rate = tasks.LEARNING_RATE[task]
if task == "logistic":
    net = nn.Linear(tasks.COLUMNS, 1)
    labels = labels.reshape(-1, 1)
    loss_function = nn.BCEWithLogitsLoss()
else:
    net = nn.Sequential(
        nn.Linear(features.shape[1], tasks.HIDDEN),
        nn.ReLU(),
        nn.Linear(tasks.HIDDEN, tasks.CLASSES),
    )
    labels = labels.long()
    loss_function = nn.CrossEntropyLoss()
optimizer = torch.optim.SGD(net.parameters(), lr=learning_rate)


def batches():
    """Yield shuffled batches of rows."""
    if form == "loader":
        yield from loader
        return
    order = torch.randperm(len(features))
    for rows in order.split(tasks.BATCH_SIZE):
        yield features[rows], labels[rows]


loader = torch.utils.data.DataLoader(
    torch.utils.data.TensorDataset(features, labels), batch_size=tasks.BATCH_SIZE, shuffle=True
)


def update():
    """Make one step of SGD: by the optimiser, or by hand, which is faster."""
    if form == "loader":
        optimizer.step()
        optimizer.zero_grad()
        return
    with torch.no_grad():
        for parameter in parameters:
            parameter -= learning_rate * parameter.grad
            parameter.grad = None


parameters = list(net.parameters())


def epoch(watch):
    """Train once over all rows; return the loss of the last batch."""
    watch.mark("start")
    for data, label in batches():
        watch.mark("access to the data")
        output = net(data)
        watch.mark("model")
        loss = loss_function(output, label)
        watch.mark("loss")
        loss.backward()
        watch.mark("backward")
        update()
        watch.mark("trainer")
    return loss.item()


print(json.dumps(tasks.measure(epoch, repeat)))
