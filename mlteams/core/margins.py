"""Does a line of the ledger hold over its plausible ranges? Found by looking at many points, not proved.

Every corner of the box of ranges is tried, and 256 points of a scrambled Sobol sequence inside it (Owen 1998),
always the same ones.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from math import isfinite

from mlteams.core.claim import Line, Span, Verdict

INSIDE = 256  # points of the Sobol sequence
TIE = 1e-9  # a margin this near 0 speaks neither for the claim nor against it
CORNER = 0.1  # a condition met by a smaller share of the points inside is a corner of the ranges
TIED = 0.5  # a verdict of which a larger share of those points is a tie says nothing for the most part
Point = Mapping[str, float]


@dataclass(frozen=True)
class Tried:
    """One point that was tried: its inputs, whether the line's condition is met there, and the margin."""

    inputs: Point
    met: bool
    margin: float


@dataclass(frozen=True)
class Found:
    """What a look over the ranges found.

    Attributes:
        corners, inside: the points tried at the corners of the ranges and inside them.
        against: what speaks against the verdict, a sentence each; empty if it stands.
    """

    corners: tuple[Tried, ...]
    inside: tuple[Tried, ...]
    against: tuple[str, ...]

    @property
    def right(self) -> float:
        """Return the share of the points inside the ranges at which the claim is right, 0 to 1."""
        return sum(one.margin > TIE for one in self.inside) / len(self.inside)


def look_over(line: Line) -> Found:
    """Return what the corners and the inside of a line's ranges say of its verdict.

    Raises:
        ValueError: a range is empty, reaches 0 by ratios, or a margin is not finite.
    """
    corners = tuple(_try(line, point) for point in _corners(line.ranges))
    inside = tuple(_try(line, point) for point in _inside(line.ranges))
    against = (*_against(line, [*corners, *inside]), *_hollow(line, inside))
    return Found(corners, inside, against)


def _value(span: Span, at: float) -> float:
    """Return the value of a range `at` a share of its way, 0 to 1."""
    if span.low >= span.high or (span.log and span.low <= 0):
        found = f"a range goes from {span.low} to {span.high}{' by ratios' if span.log else ''}"
        raise ValueError(f"{found}; its low end must be below the other, and above 0 by ratios")
    if span.whole:  # every whole number has the same share of a range that is not by ratios
        last = span.high + 1
        value = span.low * (last / span.low) ** at if span.log else span.low + (last - span.low) * at
        return int(min(value, span.high))
    if at in (0, 1):
        return span.high if at else span.low
    return float(
        span.low * (span.high / span.low) ** at if span.log else span.low + (span.high - span.low) * at
    )


def _corners(ranges: Mapping[str, Span]) -> Iterator[Point]:
    for ends in product((0, 1), repeat=len(ranges)):
        yield {name: _value(span, end) for (name, span), end in zip(ranges.items(), ends, strict=True)}


def _inside(ranges: Mapping[str, Span]) -> Iterator[Point]:
    import numpy as np
    from scipy.stats import qmc

    for row in qmc.Sobol(len(ranges), rng=np.random.default_rng(0)).random(INSIDE):
        yield {name: _value(span, float(at)) for (name, span), at in zip(ranges.items(), row, strict=True)}


def _try(line: Line, point: Point) -> Tried:
    margin = float(line.margin(**point))
    if not isfinite(margin):
        raise ValueError(f"the margin at {_words(point)} is {margin}; it must be a number")
    return Tried(point, bool(line.when(**point)) if line.when else True, margin)


def _against(line: Line, tried: list[Tried]) -> Iterator[str]:
    """Yield what is wrong with a verdict, a sentence each."""
    sign = -1 if line.verdict is Verdict.REVERSES_WHEN else 1
    met = [one for one in tried if one.met]
    wrong = [one for one in met if sign * one.margin < -TIE]
    if wrong:
        worst = min(wrong, key=lambda one: sign * one.margin)
        yield f"“{line.verdict.value}” fails at {_words(worst.inputs)}: the margin is {worst.margin:.3g}"
    if not any(sign * one.margin > TIE for one in met):
        yield f"“{line.verdict.value}” has no point at which it is more than a tie"
    if line.verdict is not Verdict.HOLDS and not any(
        sign * one.margin < -TIE for one in tried if not one.met
    ):
        yield f"“{line.verdict.value}” has no point outside its condition at which the margin turns"
    if (line.when is None) is not (line.verdict is Verdict.HOLDS):
        yield f"“{line.verdict.value}” {'lacks' if line.when is None else 'has'} a condition"
    for name in line.ranges:
        if not _matters(line, name, tried):
            yield f"the input {name} changes no margin"


def _hollow(line: Line, inside: tuple[Tried, ...]) -> Iterator[str]:
    """Yield how a verdict that nothing contradicts says little: its condition is a corner, or most of it are ties.

    The corners of the ranges are left out, for they are no measure of volume.
    """
    met = [one for one in inside if one.met]
    if len(met) < CORNER * len(inside):
        yield f"the condition is met at {len(met)} of {len(inside)} points inside, a corner of the ranges"
    ties = sum(abs(one.margin) <= TIE for one in met)
    if ties > TIED * len(met):
        yield f"“{line.verdict.value}” is a tie at {ties} of the {len(met)} points inside that it speaks of"


def _matters(line: Line, name: str, tried: list[Tried]) -> bool:
    """Return whether one input alone changes the margin anywhere among the points tried."""
    span = line.ranges[name]
    for one in reversed(tried):
        for at in (0.0, 1.0):
            if abs(float(line.margin(**{**one.inputs, name: _value(span, at)})) - one.margin) > TIE:
                return True
    return False


def _words(point: Point) -> str:
    return ", ".join(f"{name} {value:.4g}" for name, value in point.items())
