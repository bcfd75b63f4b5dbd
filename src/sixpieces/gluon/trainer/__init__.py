"""The trainer: `trainer.py` is the lesson."""

from sixpieces.gluon.trainer.trainer import Trainer
