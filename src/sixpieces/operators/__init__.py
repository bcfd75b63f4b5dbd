"""The operations, each beside its gradient rule; `nd` is where a program finds them."""

from sixpieces.operation import operator as operator
