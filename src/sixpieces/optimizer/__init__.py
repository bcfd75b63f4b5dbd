"""How a gradient becomes a step: `optimizer.py` is the lesson."""

from sixpieces.optimizer.optimizer import SGD, Optimizer, Updater, create, get_updater, register
from sixpieces.optimizer.rare import NAG, AdaDelta, AdaGrad, Adam, RMSProp
