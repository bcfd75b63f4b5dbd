"""Run texts on each engine in a process of its own, and say in what they differ.

MXNet may end its process, or never come back: that program counts as unanswered, and another
process goes on with the next one.
"""

import ast
import json
import os
import pickle
import re
import signal
import subprocess
import sys
import tempfile
import warnings
from itertools import zip_longest

import numpy as np
from harness import compare, flattened

SECONDS = 20  # for one program
MOST_ENDED = 10  # programs that end their process
TOLERANCES = {"float16": (5e-3, 5e-3)}
USUAL = (1e-4, 1e-5)

alarm = getattr(signal, "alarm", lambda seconds: None)  # ends the process; not on Windows


def answers(engine, texts):
    """What each text shows on one engine: a dict of results by name, or None."""
    found = []
    while len(found) < len(texts):
        found += one_process(engine, texts[len(found) :])
        if len(found) < len(texts):
            found.append(None)
        if found.count(None) > MOST_ENDED:
            raise RuntimeError(
                f"{engine} ends its process again and again, as on:\n{texts[len(found) - 1]}"
            )
    return found


def one_process(engine, texts):
    """The answers to the texts up to the one that ends the process."""
    command = [sys.executable, os.path.abspath(__file__), engine]
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
        "MXNET_ENGINE_TYPE": "NaiveEngine",  # errors where they are made
    }
    with (
        tempfile.TemporaryDirectory() as folder,
        subprocess.Popen(
            command, stdin=-1, stdout=-1, stderr=subprocess.DEVNULL, cwd=folder, env=environment
        ) as process,
    ):
        for text in texts:
            try:
                process.stdin.write(json.dumps(text).encode() + b"\n")
                process.stdin.flush()
                yield pickle.load(process.stdout)
            except (EOFError, OSError, pickle.UnpicklingError):
                process.kill()
                return


def serve(engine):
    """Answer the texts that come in, one on each line."""
    mx = __import__(engine)
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a program prints is no answer
    warnings.simplefilter("ignore")
    np.seterr(all="ignore")
    for line in sys.stdin:
        alarm(SECONDS)
        pickle.dump(outcome(mx, json.loads(line)), out)
        out.flush()
        alarm(0)


def outcome(mx, text):
    """What a text shows, as NumPy arrays by name, the last of them the error that ended it."""
    shown = {}

    def show(*values):
        for value in values:
            for name, each in flattened(str(len(shown)), value):
                shown[name] = np.array(each)

    names = {"mx": mx, "nd": mx.nd, "autograd": mx.autograd, "gluon": mx.gluon, "np": np}
    try:
        exec(compile(text, "program", "exec"), {**names, "show": show})
    except Exception as error:
        classes = [each.__name__ for each in type(error).__mro__[:-2]]
        shown["error"] = np.array(f"raised {' < '.join(classes)}: {error}")
    finally:
        mx.autograd.set_recording(False)
        mx.autograd.set_training(False)
    return shown


def apart(ours, theirs):
    """The first result in which two answers differ, described for both; None where they agree."""
    for one, other in zip_longest(ours.items(), theirs.items(), fillvalue=("nothing", None)):
        if not alike(one, other):
            return described(*one), described(*other)
    return None


def alike(one, other):
    (name, a), (other_name, b) = one, other
    if name == other_name == "error":  # what catches MXNet's error must catch ours
        kinds, other_kinds = (re.findall(r"\w+", str(e).split(":")[0]) for e in (a, b))
        return other_kinds[1] in kinds
    if name != other_name:
        return False
    try:
        compare({name: a}, {name: b}, *TOLERANCES.get(a.dtype.name, USUAL), "one", "the other", "")
    except AssertionError:
        return False
    return True


def described(name, array):
    """A result in words."""
    if array is None or array.dtype.kind == "U":
        return name if array is None else str(array)
    return f"{array.dtype} {array.shape} {array.tolist()}"


def shrunk(text, still_apart):
    """The text without every statement that can go: `still_apart` judges a list of texts."""
    while True:
        texts = list(shorter(text))
        kept = [each for each, apart in zip(texts, still_apart(texts), strict=True) if apart]
        if not kept:
            return text
        text = kept[0]


def shorter(text):
    """The text with one statement less, for each of its statements, from the last one on."""
    for place in reversed(range(len(statements(ast.parse(text))))):
        tree = ast.parse(text)
        block, statement = statements(tree)[place]
        block.remove(statement)
        if not isinstance(statement, ast.Pass):
            if block is not tree.body and not block:
                block.append(ast.Pass())
            yield ast.unparse(tree) + "\n"


def statements(tree):
    """Every statement of a program with the block in which it stands."""
    blocks = [getattr(node, "body", None) for node in ast.walk(tree)]
    return [(block, each) for block in blocks if isinstance(block, list) for each in block]


if __name__ == "__main__":
    serve(sys.argv[1])
