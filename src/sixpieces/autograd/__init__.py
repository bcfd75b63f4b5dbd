"""Record what is computed, and walk back: `autograd.py` is the lesson."""

from sixpieces.autograd.autograd import (
    backward,
    is_recording,
    is_training,
    mark_variables,
    pause,
    predict_mode,
    record,
    set_recording,
    set_training,
    train_mode,
)
from sixpieces.autograd.rare import Function, get_symbol, grad
