"""Numbers that a person reads: `metric.py` is the lesson."""

from sixpieces.metric.metric import MAE, MSE, RMSE, Accuracy, EvalMetric, Loss, alias, register
from sixpieces.metric.rare import (
    F1,
    CompositeEvalMetric,
    CrossEntropy,
    CustomMetric,
    NegativeLogLikelihood,
    TopKAccuracy,
    create,
)
