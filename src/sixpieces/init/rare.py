"""Initialisers that a first course does without; `init.py` has the idea."""

import numpy as np

from sixpieces import random
from sixpieces.init.init import Initializer, Xavier, register


@register
class MSRAPrelu(Xavier):
    """`Xavier` for layers that are followed by relu, which switches half of the units off.

    Parameters
    ----------
    factor_type : {'avg', 'in', 'out'}
        Which fan to divide by.
    slope : float
        The slope of the activation below 0; 0 for relu.

    References
    ----------
    He, Zhang, Ren and Sun (2015), Delving deep into rectifiers.

    Examples
    --------
    >>> MSRAPrelu(slope=0).magnitude
    2.0
    """

    def __init__(self, factor_type="avg", slope=0.25):
        super().__init__("gaussian", factor_type, 2.0 / (1 + slope**2))
        self._kwargs = {"factor_type": factor_type, "slope": slope}


@register
class Orthogonal(Initializer):
    """Fill the weights with perpendicular rows (or columns, where there are fewer of them).

    Parameters
    ----------
    scale : float
        Length of each row.
    rand_type : {'uniform', 'normal'}
        The random matrix that the perpendicular one is made from.

    References
    ----------
    Saxe, McClelland and Ganguli (2013), Exact solutions to the nonlinear dynamics of learning
    in deep linear neural networks.

    Examples
    --------
    >>> from sixpieces import nd
    >>> weight = nd.zeros((2, 3))
    >>> Orthogonal(scale=1)("weight", weight)
    >>> np.allclose(nd.dot(weight, weight.T).asnumpy(), np.eye(2), atol=1e-6)
    True
    """

    def __init__(self, scale=1.414, rand_type="uniform"):
        super().__init__(scale=scale, rand_type=rand_type)
        self.scale = scale
        self.rand_type = rand_type

    def _init_weight(self, name, arr):
        shape = (arr.shape[0], int(np.prod(arr.shape[1:])))
        if self.rand_type == "uniform":
            start = random.uniform(-1.0, 1.0, shape)
        elif self.rand_type == "normal":
            start = random.normal(0.0, 1.0, shape)
        else:
            raise ValueError(f"rand_type is {self.rand_type!r}; give 'uniform' or 'normal'")
        left, _, right = np.linalg.svd(start.asnumpy(), full_matrices=False)
        perpendicular = left if left.shape == shape else right
        arr[:] = self.scale * perpendicular.reshape(arr.shape)
