"""Where a running program can be watched: one list of listeners, empty in normal runs.

Each piece tells what it does, at the place where it does it: ``if listeners: tell(...)``.
What is told:

==============  =================================================================
event           facts
==============  =================================================================
``operation``   name, inputs, options, result
``array``       the source, the array made of it
``write``       the array that was changed, the array whose elements it took, or None
``read``        the array that became a number or a NumPy array
``attach``      the array whose gradient is wanted
``grad``        the array, its gradient
``backward``    the heads, before the walk back
``gradients``   the variables that the walk has reached
``block``       the block that was made
``call``        a block and its inputs, before it computes
``called``      a block, its inputs and its output
``loader``      the loader that was made
``epoch``       the loader that begins anew
``batch``       the loader, the batch
``parameter``   the parameter that was made
``initialize``  the parameter, before it starts (again)
``allocate``    the parameter, with its array
``trainer``     the trainer that was made
``step``        the trainer and the batch size, before anything changes
``stepped``     the same, afterwards
``compare``     labels and predictions that a metric is given
``metric``      the metric and the number of rows that it has added
``get``         the metric that was asked for its value
``reset``       the metric that forgot what it saw
==============  =================================================================

>>> from sixpieces import nd
>>> def show(event, *facts):
...     print(event, facts[0])
>>> listeners.append(show)
>>> three = nd.array([1]) + 2
array [1]
operation add
>>> listeners.remove(show)
"""

#: Functions ``listener(event, *facts)``.
listeners = []


def tell(event, *facts):
    """Call each listener."""
    for listener in tuple(listeners):
        listener(event, *facts)
