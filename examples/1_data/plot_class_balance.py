"""
Know the majority share
=======================

Before any model: what score does an answer get that never looks at the row?
On the Adult data always answering "no" is right for three people in four, so an accuracy
below that share has learned nothing.

:doc:`/pieces/data` explains it.
"""

import matplotlib.pyplot as plt
import numpy as np

from sixpieces.datasets import load_adult

adult = load_adult()

# %%
# A label is 1 where a person earns more than 50,000 dollars a year.
# The mean of the labels is the share of yes; the larger of both shares is the majority share.

share_of_yes = adult.test_labels.mean()
majority_share = max(share_of_yes, 1 - share_of_yes)
always_no = np.zeros_like(adult.test_labels)
accuracy = (always_no == adult.test_labels).mean()
print(f"share of yes {share_of_yes:.3f}, majority share {majority_share:.3f}")

assert np.isclose(accuracy, majority_share)

# %%
# The share differs from group to group, and that is what a model can use.

question, meaning = "education-num", "years of education"
group_names = [name for name in adult.feature_names if name.startswith(question)]
columns = [adult.feature_names.index(name) for name in group_names]
members = adult.train_features[:, columns]
shares = members.T @ adult.train_labels / members.sum(axis=0)

assert shares.max() > 2 * shares.min()
results = {"majority_share": majority_share, "shares": shares}

# %%
figure, axes = plt.subplots(layout="constrained")
axes.bar([name.removeprefix(f"{question} ") for name in group_names], shares)
axes.axhline(adult.train_labels.mean(), color="C1", label="everybody")
axes.set(xlabel=f"{meaning} (bins)", ylabel="share of yes", title="Who earns more?")
axes.legend()
figure.set_label(
    "Bars of the share of people with a high income in five groups by years of education: the "
    "share grows from group to group, and only the last two reach above the line for everybody."
)
plt.show()
