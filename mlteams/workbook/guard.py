"""Runs what a learner wrote, so that nothing it is or does stops the notebook, and the same code gives the same.

The function runs in a thread of its own with a time limit a call and without output, and only plain data come back.
Every source of random numbers starts each call from the same place. One thing is beyond a thread: a single call
into C that never returns, such as sum(itertools.count()), holds Python's lock and stops the kernel; the exercises
say to restart it.
"""

import builtins
import copy
import ctypes
import queue
import random
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from types import FunctionType, TracebackType
from typing import Any, TextIO, cast

import numpy as np
from numpy.random import bit_generator

from mlteams.core.exercise import Plain
from mlteams.workbook.plain import NotPlain, described, plain

SECONDS = 2.0  # that a call may take unless an exercise says otherwise
GRACE = 0.2  # seconds in which a thread is asked again and again to stop
SEED = 20_270_104  # of every source of random numbers, before each call


@dataclass(frozen=True)
class Value:
    """What a call returned: as plain data, and in words what it was before."""

    plain: Plain
    was: str


@dataclass(frozen=True)
class Trouble:
    """Why there is no value, as the end of a sentence that begins with what was called: "raised KeyError"."""

    sentence: str
    late: bool = False  # whether it had to be stopped


def call(
    function: Callable[..., object], arguments: Sequence[tuple[object, ...]], seconds: float = SECONDS
) -> tuple[list[Value], Trouble | None]:
    """Call a function with copies of each tuple of arguments, in turn, each call within `seconds`.

    Returns:
        The values, and what ended the series early if something did.
    """
    told: queue.SimpleQueue[Value | Trouble] = queue.SimpleQueue()

    def work() -> None:
        for each in arguments:
            one = _one(function, each)
            told.put(one)
            if isinstance(one, Trouble):
                break

    thread = threading.Thread(target=work, daemon=True)
    found: list[Value] = []
    with _quiet(thread), _same_numbers():
        thread.start()
        while len(found) < len(arguments):
            try:
                one = told.get(timeout=seconds)
            except queue.Empty:
                _stop(thread)
                return found, Trouble(
                    f"had not answered after {seconds:g} seconds and was stopped", late=True
                )
            if isinstance(one, Trouble):
                return found, one
            found.append(one)
        thread.join(GRACE)
    return found, None


def _one(function: Callable[..., object], given: tuple[object, ...]) -> Value | Trouble:
    try:
        own = copy.deepcopy(given)
        _seed(function)
        value = function(*own)
        return Value(plain(value), described(value))
    except NotPlain as problem:
        return Trouble(f"returned {problem}")
    except BaseException as error:
        try:
            return Trouble(_described(error))
        except BaseException:
            return Trouble("raised an error that cannot even be shown")


@contextmanager
def _quiet(thread: threading.Thread) -> Iterator[None]:
    """Drop what a thread prints."""
    streams = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = (cast(TextIO, _Door(thread, stream)) for stream in streams)
    try:
        yield
    finally:
        if not thread.is_alive():  # one that cannot be stopped would flood them
            sys.stdout, sys.stderr = streams


@contextmanager
def _same_numbers() -> Iterator[None]:
    """Let generators without a seed begin alike, and leave the modules' own as they were."""
    own, numpys, entropy = random.getstate(), np.random.get_state(), bit_generator.randbits  # type: ignore[attr-defined]
    bit_generator.randbits = lambda _bits: SEED  # type: ignore[attr-defined]
    try:
        yield
    finally:
        bit_generator.randbits = entropy  # type: ignore[attr-defined]
        random.setstate(own)
        np.random.set_state(numpys)


def _seed(function: object) -> None:
    """Set what draws random numbers to one place: the modules' generators, and those a notebook has made."""
    random.seed(SEED)
    np.random.seed(SEED)
    if type(function) is not FunctionType:
        return
    for one in list(function.__globals__.values()):
        if type(one) is np.random.Generator:
            bits = one.bit_generator
            bits.state = type(bits)(SEED).state
        elif type(one) is np.random.RandomState or type(one) is random.Random:
            cast("random.Random", one).seed(SEED)


def _described(error: BaseException) -> str:
    """Return what happened, with the line of the learner's own code; runs inside the guarded thread."""
    if isinstance(error, SystemExit):
        return "tried to end the program"
    said = str(error)[:150]
    known = [one for one in type(error).__mro__ if getattr(builtins, one.__name__, None) is one]
    name = known[0].__name__ if known[0] not in (Exception, BaseException) else "an error of its own kind"
    name = type(error).__name__ if type(error) is known[0] else name
    line = _line(error.__traceback__)
    at = f" on its line {line}" if line else ""
    text = " ".join("".join(c if c.isprintable() else " " for c in said).split())
    more = ". A cell above may not have run yet" if type(error) is NameError else ""
    return f"raised {name}{at}" + (f" ({text})" if text else "") + more


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

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the stream has
        """Everything else is the stream's."""
        return getattr(self._stream, name)


def _with_text() -> None:
    """Do nothing, as the stubs do."""


def _without_text() -> None: ...


_EMPTY = {_with_text.__code__.co_code, _without_text.__code__.co_code}


def is_stub(function: object) -> bool:
    """Tell whether a function is still the stub: it does nothing and returns nothing."""
    if type(function) is not FunctionType or function.__code__.co_names:
        return False
    nothing = all(one is None or one is function.__doc__ for one in function.__code__.co_consts)
    return nothing and function.__code__.co_code in _EMPTY
