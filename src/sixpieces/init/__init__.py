"""Where the parameters start: `init.py` is the lesson."""

from sixpieces.init.init import (
    Constant,
    InitDesc,
    Initializer,
    Normal,
    One,
    Uniform,
    Xavier,
    Zero,
    alias,
    create,
    register,
)
from sixpieces.init.rare import MSRAPrelu, Orthogonal
