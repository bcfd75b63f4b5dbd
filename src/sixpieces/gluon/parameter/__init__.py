"""The parameters: `parameter.py` is the lesson."""

from sixpieces.gluon.parameter.dictionary import ParameterDict
from sixpieces.gluon.parameter.parameter import Constant, DeferredInitializationError, Parameter
