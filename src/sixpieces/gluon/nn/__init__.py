"""Layers: `nn.py` is the lesson."""

from sixpieces.gluon.nn.nn import (
    Activation,
    Block,
    Dense,
    Dropout,
    Flatten,
    HybridBlock,
    HybridSequential,
    Sequential,
)
from sixpieces.gluon.nn.rare import BatchNorm, Embedding, HybridLambda, Lambda, LayerNorm, LeakyReLU
