"""Pieces of work that pass from research to engineers: Heron's and hidden ones, and how long they take."""

from collections.abc import Callable, Sequence
from functools import cache
from itertools import combinations

import numpy as np

from mlteams.core.exercise import Brief
from mlteams.input.heron import fact
from mlteams.management.models.collaboration import lead_time

Piece = dict[str, str | float]
Time = Callable[[Piece, bool], float]  # weeks of a piece, built together or not
HERON = ("reader on the belt", "photographs of new depots", "monthly retraining", "alarm when labels change")
SHARES = ("comes_back", "prevented", "overhead")
NAMES = ("search", "prices", "forecast", "returns", "routes", "damage")


@cache
def brief(seed: int) -> Brief:
    """Return (pieces, engineers): dictionaries with name, weeks and three shares, and how many can be built together.

    In odd briefs there is one engineer more than pieces that gain by it, in even ones one too few.
    """
    from mlteams.management.exercises.handover.answers import separates

    if seed == 0:
        return [_herons(name) for name in HERON], int(fact("management.handover.engineers"))
    for attempt in range(20_000):
        rng = np.random.default_rng([seed, attempt])
        pieces = [_drawn(rng, name) for name in rng.permutation(NAMES)]
        gain = sum(saved(one) > 0 for one in pieces)
        engineers = gain + 1 if seed % 2 else gain - 1
        if 2 <= engineers < len(pieces) and separates(pieces, engineers):
            return pieces, engineers
    raise AssertionError(f"no brief for seed {seed}")


def _herons(name: str) -> Piece:
    key = f"management.handover.{name.replace(' ', '_')}"
    once = ["weeks"]
    if name == HERON[0]:  # the piece that the lesson speaks of
        key, once = "management.hand_over", ["research", "engineering"]
    whole = sum(fact(f"{key}.{one}") for one in once)
    return {"name": name, "weeks": whole, **{one: fact(f"{key}.{one}") for one in SHARES}}


def _drawn(rng: np.random.Generator, name: str) -> Piece:
    ends = {"comes_back": (0.05, 0.6), "prevented": (0.2, 0.8), "overhead": (0.05, 0.5)}
    shares = {one: round(float(rng.uniform(*ends[one])), 2) for one in SHARES}
    return {"name": str(name), "weeks": int(rng.integers(1, 13)), **shares}


def weeks(piece: Piece, together: bool) -> float:
    """Return the expected weeks of a piece until it is accepted, built together or handed over."""
    once, back, prevented, more = (float(piece[one]) for one in ("weeks", *SHARES))
    return lead_time(once, back, more, prevented) if together else lead_time(once, back)


def saved(piece: Piece, time: Time = weeks) -> float:
    """Return the weeks that building a piece together saves; below 0 it costs some."""
    return time(piece, False) - time(piece, True)


def chosen(pieces: Sequence[Piece], engineers: int, time: Time = weeks) -> list[str]:
    """Return the names of the pieces that save most: as many as there are engineers, and none that saves nothing."""
    best = sorted(pieces, key=lambda one: -saved(one, time))[:engineers]
    return [str(one["name"]) for one in best if saved(one, time) > 0]


def total(pieces: Sequence[Piece], names: Sequence[str], time: Time = weeks) -> float:
    """Return the expected weeks of all pieces if those of some names are built together."""
    return sum(time(one, one["name"] in names) for one in pieces)


def least_weeks(pieces: Sequence[Piece], engineers: int) -> float:
    """Return the fewest expected weeks of all choices of at most so many pieces, by trying all."""
    names = [str(one["name"]) for one in pieces]
    few = range(min(engineers, len(names)) + 1)
    return min(total(pieces, some) for count in few for some in combinations(names, count))
