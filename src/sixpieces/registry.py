"""Things that are asked for by name: optimisers, metrics, initialisers.

>>> metrics = Registry("metric", "Metric", KeyError)
>>> class Metric:
...     pass
>>> @metrics.alias("misses", "errors")
... class Misses(Metric):
...     pass
>>> metrics["Errors"] is Misses, sorted(metrics)
(True, ['errors', 'misses'])
>>> try:
...     metrics["mises"]
... except KeyError as error:
...     print(error.args[0])
metric.mises is neither a name of this engine nor of MXNet 1.9.1. Did you mean misses? Choose one \
of errors, misses, or register a class of your own with metric.register.
"""

from sixpieces.as_mxnet import missing


class Registry(dict):
    """Classes by name, in small letters.

    Parameters
    ----------
    module : str
        The module of MXNet that has them, such as ``"metric"``.
    base : str
        The name of the class that all of them come from.
    error : type
        The exception that MXNet raises for a name that is not there.
    """

    def __init__(self, module, base, error):
        super().__init__()
        self.module = module
        self.base = base
        self.error = error

    def alias(self, *names):
        """Return a class decorator that makes a class known under these names."""

        def decorate(klass):
            bases = [each.__name__ for each in klass.__mro__]
            assert self.base in bases, f"{klass.__name__} is not an {self.base}"
            self.update({name.lower(): klass for name in names})
            return klass

        return decorate

    def register(self, klass):
        """Make a class known under its own name."""
        return self.alias(klass.__name__)(klass)

    def __getitem__(self, name):
        """Return the class of that name, or say which names there are."""
        if not isinstance(name, str):
            raise self.error(f"{name!r} is not an {self.base}, and not the name of one.")
        return super().__getitem__(name.lower())

    def __missing__(self, name):
        own_letters = {each.lower(): each for each in missing.mxnet_names()[self.module]}
        raise self.error(
            f"{missing.sentence(self.module, own_letters.get(name, name), self)} Choose one of "
            f"{', '.join(sorted(self))}, or register a class of your own with "
            f"{self.module}.register."
        )
