"""One table of mistakes: what each does to the printed loss and to the accuracy.

Every row trains the tutorial's model, one dense layer for a yes or no, from the same first weights
on the same batches, changes one thing, and prints what the tutorial's loop would print. The pages
show this table; on files of your own, `python -m sixpieces.practice.diagnosis a1a.train a1a.test`
prints it. It runs on MXNet where the program has imported it, and on sixpieces elsewhere: what
sixpieces measures on the rows that are shipped stands ready in `mistakes.json`, so that a browser
need not train for minutes.
"""

from sixpieces.practice.diagnosis.claims import CLAIMS, Claim
from sixpieces.practice.diagnosis.kept import table
from sixpieces.practice.diagnosis.measuring import Row, Table, measure
from sixpieces.practice.diagnosis.trainings import TRAININGS, Training

__all__ = ["CLAIMS", "TRAININGS", "Claim", "Row", "Table", "Training", "measure", "table"]
