"""Random numbers, as ``mx.random``: the functions of `sixpieces.ndarray.random`."""

from sixpieces.ndarray.random import (
    exponential,
    gamma,
    multinomial,
    normal,
    poisson,
    randint,
    randn,
    seed,
    shuffle,
    uniform,
)
