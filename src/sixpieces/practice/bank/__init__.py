"""The bank of exercises: one file a page, named like the page.

Every file holds a list ``EXERCISES``; this module finds the files and gives each exercise by id.
"""

import functools
import importlib
import pkgutil


@functools.cache
def exercises_of_pages():
    """Return the exercises of each page.

    Returns
    -------
    dict of str to tuple of Exercise
        The page's file name without ``.md`` gives its exercises.
    """
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    modules = {name: importlib.import_module(f"{__name__}.{name}") for name in names}
    return {name: tuple(module.EXERCISES) for name, module in modules.items()}


@functools.cache
def all_exercises():
    """Return every exercise by its id.

    Returns
    -------
    dict of str to Exercise

    Raises
    ------
    ValueError
        If two exercises have one id.
    """
    return index(exercises_of_pages())


def index(pages):
    """Return the exercises of some pages by id; ids must differ.

    >>> index({})
    {}
    """
    found, page_of = {}, {}
    for page, exercises in pages.items():
        for exercise in exercises:
            if exercise.id in found:
                raise ValueError(
                    f"two exercises are named {exercise.id!r}, "
                    f"in bank/{page_of[exercise.id]}.py and bank/{page}.py: rename one"
                )
            found[exercise.id], page_of[exercise.id] = exercise, page
    return found
