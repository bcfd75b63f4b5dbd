"""
Turn a table into zeros and ones
================================

A model multiplies and adds, so words have to become numbers first.
Each word gets a column of its own, and a number falls into a bin: every person becomes one row
of zeros and ones.

:doc:`/how_to/use_your_own_data` explains it.
"""

import matplotlib.pyplot as plt
import numpy as np

people = [
    ("Ada", 23, "sales", "yes"),
    ("Ben", 58, "farming", "no"),
    ("Cleo", 37, "sales", "no"),
    ("Dev", 44, "repair", "yes"),
    ("Eve", 31, "farming", "yes"),
]

# %%
# Ages fall into bins by their edges; jobs and answers are compared with each possible word.
# Giving sales, farming and repair the numbers 0, 1, 2 instead would claim that repair is twice
# as much of something as farming.

edges = [30, 45]
age_bins = [f"age to {edges[0]}", f"age {edges[0] + 1}-{edges[1]}", f"age from {edges[1] + 1}"]
jobs = ["farming", "repair", "sales"]
married = ["no", "yes"]


def one_hot(index, size):
    row = np.zeros(size, dtype="float32")
    row[index] = 1
    return row


features = np.array(
    [
        np.concatenate(
            [
                one_hot(np.searchsorted(edges, age), len(age_bins)),
                one_hot(jobs.index(job), len(jobs)),
                one_hot(married.index(answer), len(married)),
            ]
        )
        for _, age, job, answer in people
    ]
)
feature_names = age_bins + jobs + [f"married {answer}" for answer in married]

assert features.shape == (len(people), len(feature_names))
assert np.all(features.sum(axis=1) == 3)  # one of each: age, job, married
results = {"features": features}

# %%
figure, axes = plt.subplots(layout="constrained")
rows, columns = np.nonzero(features == 0)
axes.scatter(columns, rows, color="0.6", s=12, label="0")
rows, columns = np.nonzero(features)
axes.scatter(columns, rows, color="C0", s=260, marker="s", label="1")
axes.set_xticks(range(len(feature_names)), feature_names, rotation=40, ha="right")
axes.set_yticks(range(len(people)), [name for name, *_ in people])
axes.set(ylim=(len(people) - 0.4, -0.6), xlabel="column", ylabel="row")
axes.set_title("Three ones in every row")
axes.legend(loc="lower right", bbox_to_anchor=(1, 1), ncols=2, markerscale=0.6)
figure.set_label(
    "A grid of five people by eight columns: squares mark the ones, dots the zeros, and every "
    "row has exactly three squares, one for the age, one for the job, one for married."
)
plt.show()
