"""Runs what a learner wrote, so that nothing it is or does stops the notebook.

The function runs in a thread of its own with a time limit and without output, and only plain data come back.
Outside that thread no method of an unknown object is ever called: no repr, no comparison, no length. One thing is
beyond a thread: a single call into C that never returns, such as sum(itertools.count()), stops the kernel.
"""

import builtins
import copy
import ctypes
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from types import FunctionType, GeneratorType, TracebackType
from typing import TextIO, cast

import numpy as np

from mlteams.core.exercise import Plain

SECONDS = 1.5  # for all calls of one check together
GRACE = 0.2  # seconds in which a thread is asked again and again to stop
MOST_ITEMS = 10_000
MOST_LETTERS = 10_000
MOST_DEPTH = 5
MOST_BITS = 1_024  # of a whole number; more is no count of anything

_NUMBERS = (np.float64, np.float32, np.int64, np.int32, np.bool_)
_KINDS: tuple[tuple[type, str], ...] = (
    (type(None), "nothing (None)"),
    (str, "a text"),
    (bool, "True or False"),
    (int, "a number"),
    (float, "a number"),
    (list, "a list"),
    (tuple, "a tuple"),
    (dict, "a dictionary"),
    (set, "a set, which has no order,"),
    (GeneratorType, "a generator"),
    (type(...), "the three dots of the stub"),
    (FunctionType, "a function"),
    (np.ndarray, "an array"),
    *((kind, "a number") for kind in _NUMBERS),
)


@dataclass(frozen=True)
class Trouble:
    """Why there is no result, as a sentence about "your function"."""

    sentence: str


class NotPlain(Exception):
    """Carries what was found where plain data should be."""


def kind(value: object) -> str:
    """Return in words what a value is, by its exact type alone."""
    found = type(value)
    return next((words for known, words in _KINDS if found is known), "an object of another kind")


def plain(value: object, depth: int = 0) -> Plain:
    """Return a value as plain data, tuples and arrays as lists; it copies, by exact type.

    Raises:
        NotPlain: it holds something else, or too much.
    """
    found = type(value)
    if value is None or _one_of(found, bool, float, date) or (found is int and _small(value)):
        return value
    if found is datetime:
        return cast(datetime, value).date()
    if _one_of(found, *_NUMBERS):
        return cast(np.float64, value).item()
    if found is np.str_ or (found is str and len(cast(str, value)) <= MOST_LETTERS):
        return str(value)[:MOST_LETTERS]
    if found is np.ndarray:
        array = cast("np.ndarray[tuple[int, ...], np.dtype[np.float64]]", value)
        if array.size > MOST_ITEMS or array.dtype.kind not in "biufU":
            raise NotPlain("an array with more than numbers, or with too many,")
        return array.tolist()
    if not _one_of(found, list, tuple, dict) or depth == MOST_DEPTH:
        large = _one_of(found, str, int, list, tuple, dict)
        raise NotPlain(f"{kind(value)} too long or too deep to read" if large else kind(value))
    items = cast("list[object] | dict[object, object]", value)
    if len(items) > MOST_ITEMS:
        raise NotPlain(f"{kind(value)} of {len(items):,} items")
    if isinstance(items, dict):
        if any(type(key) is not str for key in items):
            raise NotPlain("a dictionary whose keys are not all text")
        return {cast(str, key): plain(item, depth + 1) for key, item in items.items()}
    return [plain(item, depth + 1) for item in items]


def _small(value: object) -> bool:
    return cast(int, value).bit_length() <= MOST_BITS


def _one_of(found: type, *kinds: type) -> bool:
    """Tell whether a type is one of some; `in` would ask its metaclass, which may be a learner's."""
    return any(found is kind for kind in kinds)


def call(
    function: Callable[..., object], arguments: Sequence[tuple[object, ...]], seconds: float = SECONDS
) -> tuple[list[Plain], Trouble | None]:
    """Call a function with copies of each tuple of arguments, in turn, all within `seconds`.

    Returns:
        The results as plain data, and what ended the series early if something did.
    """
    results: list[Plain] = []
    troubles: list[Trouble] = []
    done = threading.Event()

    def work() -> None:
        try:
            for each in arguments:
                results.append(plain(function(*copy.deepcopy(each))))
        except NotPlain as problem:
            troubles.append(Trouble(f"Your function returned {problem}"))
        except BaseException as error:
            try:
                troubles.append(Trouble(f"Your function {_described(error)}"))
            except BaseException:
                troubles.append(Trouble("Your function raised an error that cannot even be shown"))
        done.set()

    thread = threading.Thread(target=work, daemon=True)
    streams = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = (cast(TextIO, _Door(thread, stream)) for stream in streams)
    try:
        thread.start()
        in_time = done.wait(seconds)
        found, trouble = results[:], troubles[0] if troubles and in_time else None
        if not in_time:
            _stop(thread)
            trouble = Trouble(f"Your function had not finished after {seconds} s, so it was stopped")
        else:
            thread.join(GRACE)
    finally:
        if not thread.is_alive():  # one that cannot be stopped would flood them
            sys.stdout, sys.stderr = streams
    return found, trouble


def _described(error: BaseException) -> str:
    """Return what happened, with the line of the learner's own code; runs inside the guarded thread."""
    if isinstance(error, SystemExit):
        return "tried to end the program"
    name, said = type(error).__name__, str(error)[:150]
    own = {value for value in vars(builtins).values() if isinstance(value, type)}
    name = name if type(error) in own else "an error of its own kind"
    line = _line(error.__traceback__)
    at = f" on its line {line}" if line else ""
    text = " ".join("".join(c if c.isprintable() else " " for c in said).split())
    return f"raised {name}{at}" + (f" ({text})" if text else "")


def _line(trace: TracebackType | None) -> int | None:
    """Return the last line of the file or cell that was called first."""
    trace = trace.tb_next if trace else None  # the first frame is ours
    if trace is None:
        return None
    file, line = trace.tb_frame.f_code.co_filename, trace.tb_lineno
    first = trace.tb_frame.f_code.co_firstlineno
    for _ in range(1_000):
        trace = trace.tb_next
        if trace is None:
            break
        if trace.tb_frame.f_code.co_filename == file:
            line, first = trace.tb_lineno, min(first, trace.tb_frame.f_code.co_firstlineno)
    return line - first + 1


def _stop(thread: threading.Thread) -> None:
    """Ask a thread to end, several times, as its code may catch the first."""
    until = time.monotonic() + GRACE
    while thread.is_alive() and time.monotonic() < until:
        identity = ctypes.c_ulong(thread.ident or 0)
        ctypes.pythonapi.PyThreadState_SetAsyncExc(identity, ctypes.py_object(SystemExit))
        thread.join(0.02)


class _Door:
    """Passes everything to a stream, except what one thread writes."""

    def __init__(self, thread: threading.Thread, stream: TextIO) -> None:
        self._thread, self._stream = thread, stream

    def write(self, text: str) -> int:
        """Write, or drop."""
        return len(text) if threading.current_thread() is self._thread else self._stream.write(text)

    def __getattr__(self, name: str) -> object:
        """Everything else is the stream's."""
        return getattr(self._stream, name)
