"""
See the six pieces of a run
===========================

A program is trained for two epochs while the X-ray watches it.
Each box then says what one piece was in this run: nothing in it was typed, all of it was seen.

The X-ray listens to the engine of this site.
So this script takes its parts from ``sixpieces`` on MXNet, too.

:doc:`/how_to/xray_your_program` explains it, and :doc:`/how_to/xray_in_the_browser` does it with a
program of your own.
"""

import matplotlib.pyplot as plt
import numpy as np

from sixpieces import autograd, gluon, init, random, xray
from sixpieces.datasets import load_adult
from sixpieces.xray.report import brief

random.seed(0)
np.random.seed(0)
adult = load_adult()
dataset = gluon.data.ArrayDataset(adult.train_features, adult.train_labels)
batch_size, learning_rate, epochs = 256, 0.5, 2

# %%
# The program. To see a mistake named with its line, write ``.mean()`` behind
# ``loss_function(net(features), labels)``, or a learning rate of 500.

with xray.watch() as seen:
    loader = gluon.data.DataLoader(dataset, batch_size=batch_size, shuffle=True)
    # Other names are numbered on from whatever this Python ran before.
    net = gluon.nn.Dense(1, in_units=118, prefix="net_")
    net.initialize(init.Normal(0.01))
    loss_function = gluon.loss.SigmoidBinaryCrossEntropyLoss()
    trainer = gluon.Trainer(net.collect_params(), "sgd", {"learning_rate": learning_rate})
    for _ in range(epochs):
        for features, labels in loader:
            with autograd.record():
                losses = loss_function(net(features), labels)
            losses.backward()
            trainer.step(len(features))

# %%
# What was seen, as text. The same stands in ``seen.data()`` as numbers.

print(seen)
curve = seen.data()["curve"]
results = {
    "steps": seen.data()["pieces"]["trainer"]["steps"],
    "loss": [curve["begin"], curve["end"]],
    "mistakes": len(seen.mistakes),
}

# %%
figure, grid = plt.subplots(4, 2, figsize=(4.8, 5), height_ratios=[1, 1, 1, 4])
for axes, (piece, words) in zip(grid[:3].flat, brief(seen.facts).items(), strict=True):
    axes.set(xticks=[], yticks=[], title=piece)
    axes.spines[:].set_visible(True)
    axes.text(0.5, 0.45, words, ha="center", va="center", transform=axes.transAxes)
for axes in grid[3]:
    axes.remove()
axes = figure.add_subplot(grid[3, 0].get_gridspec()[3, :])
axes.plot(curve["width"] * np.arange(len(curve["points"])), curve["points"])
axes.set(xlabel="steps", ylabel="mean loss of a row")
figure.set_label(
    "Six boxes, one for each piece, filled with the numbers of a run on the census; below them "
    "the loss, which falls steeply at first and then stays near its lowest value."
)
plt.show()
