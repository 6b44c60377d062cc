"""Objects, values and functions that no notebook should ever meet; pytest itself would stumble over some."""

import itertools
import sys
import time

import numpy as np
import pandas as pd


class Raises(Exception):
    pass


def fails(*_args, **_more):
    raise Raises("from inside")


class Meta(type):
    __hash__ = __eq__ = __instancecheck__ = __subclasscheck__ = fails  # type: ignore[assignment]


class Hostile(metaclass=Meta):
    """Every way to look at it raises; `__getattribute__` also answers isinstance and __class__."""

    __repr__ = __str__ = __eq__ = __hash__ = __len__ = __iter__ = __bool__ = __float__ = fails
    __getattribute__ = __reduce_ex__ = __deepcopy__ = __array__ = __format__ = fails


class HostileText(str):
    __slots__ = ()
    __len__ = __eq__ = __hash__ = __iter__ = fails


class HostileError(BaseException):
    __str__ = __repr__ = fails


class LastWord:
    def __del__(self):
        raise Raises("in the end")


def endless():
    while True:
        pass


def stubborn():
    until = time.monotonic() + 4  # so that the test's process ends
    while time.monotonic() < until:
        try:
            time.sleep(0.01)
        except BaseException:
            print("no")


def deep():  # without *_: Python 3.13.0 sets no limit to calls of functions that have it
    return deep()


def nested():
    found = []
    found.append(found)
    return found


def objects():
    found = np.empty(2, dtype=object)
    found[0] = Hostile()
    return found


def raising(error):
    def answer(*_):
        raise error

    return answer


NO_FUNCTIONS = [
    *(None, "text", "x" * 10**7, float("nan"), 10**5_000, True, ..., [0] * 10**6, {}, {1}, (), b"bytes"),
    *(Hostile(), HostileText("x"), np.zeros(10**6), pd.DataFrame({"a": [1]}), iter([]), itertools.count()),
    *(NotImplemented, object(), sys, Meta),
]
RETURNS = {
    "nothing": None,
    "a number": 3.5,
    "nan": float("nan"),
    "inf": [float("inf"), "x"],
    "a huge number": [10**5_000, "x"],
    "a text": "a letter",
    "a long text": "x" * 10**7,
    "a million items": ["x"] * 10**6,
    "itself": nested(),
    "hostile": Hostile(),
    "a list of hostile": [Hostile()] * 4,
    "hostile text": [HostileText("a")] * 4,
    "endless": itertools.count(),
    "objects": objects(),
    "frame": pd.DataFrame({"a": [1]}),
    "strange keys": {1: 2, None: 3},
    "lone surrogate": ["\ud800", "\0"],
    "a type": Meta,
}
RAISES = [
    *(ValueError("no"), SystemExit(3), KeyboardInterrupt(), GeneratorExit(), StopIteration(), MemoryError()),
    *(HostileError(), RecursionError(), Exception("x" * 10**6), Exception("\x1b[31mred\nlines")),
]
NAMES = [None, 3, "", "post.stamps.fe", "x" * 10**6, Hostile(), HostileText("a"), ["a"]]
POINTS = [
    3,
    "yes",
    {},
    {"kind": 1, "short": 1, "true": 1},
    {"kind": True},
    Hostile(),
    [True] * 4,
    {"a": Hostile()},
    [0] * 10**6,
]
STEPS = [0, 4, "1", 1.5, Hostile(), True]
