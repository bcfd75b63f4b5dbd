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
age_bins = ["age to 30", "age 31-45", "age from 46"]
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
                one_hot(np.searchsorted(edges, age), 3),
                one_hot(jobs.index(job), 3),
                one_hot(married.index(answer), 2),
            ]
        )
        for _, age, job, answer in people
    ]
)
feature_names = age_bins + jobs + [f"married {answer}" for answer in married]

assert features.shape == (5, 8)
assert np.all(features.sum(axis=1) == 3)  # one of each: age, job, married
results = {"features": features}

# %%
figure, axes = plt.subplots(layout="constrained")
rows, columns = np.nonzero(features == 0)
axes.scatter(columns, rows, color="0.6", s=12, label="0")
rows, columns = np.nonzero(features)
axes.scatter(columns, rows, color="C0", s=260, marker="s", label="1")
axes.set_xticks(range(8), feature_names, rotation=40, ha="right")
axes.set_yticks(range(5), [name for name, *_ in people])
axes.set(ylim=(4.6, -0.6), xlabel="column", ylabel="row", title="Three ones in every row")
figure.set_label(
    "A grid of five people by eight columns: squares mark the ones, dots the zeros, and every "
    "row has exactly three squares, one for the age, one for the job, one for married."
)
plt.show()
