"""What people answer: another choice of pieces, or weeks that are reckoned in another way."""

from collections.abc import Callable

import numpy as np

from mlteams.management.exercises.handover.pieces import Piece, Time, chosen, saved, total, weeks

Answer = Callable[[list[Piece], int], tuple[list[str], float]]
APART = 0.3  # weeks by which every planted mistake misses in a hidden brief
NEAR = 0.1  # weeks by which the strict rule misses, where it leaves out a piece


def separates(pieces: list[Piece], engineers: int) -> bool:
    """Tell whether every planted choice takes longer than the best, and every planted sum is another."""
    least = total(pieces, chosen(pieces, engineers))
    choices = [tuple(sorted(top(pieces, engineers, rule))) for rule in (back, once_through, relief)]
    late = all(total(pieces, names) > least + APART for names in choices) and len({*choices}) == len(choices)
    sums = np.array(
        [
            least,
            total(pieces, []),
            *(reckoned(time)(pieces, engineers)[1] for time in (once, free, less, kept)),
        ]
    )
    apart = np.abs(sums[:, None] - sums) + np.eye(len(sums))
    full = top(pieces, engineers, saved)
    wasted = len(chosen(pieces, engineers)) == len(full) or total(pieces, full) > least + APART
    some = strict(pieces, engineers)
    missed = len(some) == engineers or total(pieces, some) > least + NEAR
    return late and bool((apart > APART).all()) and wasted and missed


def reckoned(time: Time, more: int = 0) -> Answer:
    """Return an answer that reckons with another time, or with more engineers."""

    def answer(pieces: list[Piece], engineers: int) -> tuple[list[str], float]:
        names = chosen(pieces, engineers + more, time)
        return names, total(pieces, names, time)

    return answer


def choosing(choose: Callable[[list[Piece], int], list[str]]) -> Answer:
    """Return an answer with another choice, and the weeks that it takes."""

    def answer(pieces: list[Piece], engineers: int) -> tuple[list[str], float]:
        names = choose(pieces, engineers)
        return names, total(pieces, names)

    return answer


def by(rule: Callable[[Piece], float]) -> Answer:
    """Return an answer in which all engineers sit in, where a rule gives the largest numbers."""
    return choosing(lambda pieces, engineers: top(pieces, engineers, rule))


def top(pieces: list[Piece], engineers: int, rule: Callable[[Piece], float]) -> list[str]:
    """Return the names of as many pieces as there are engineers, the largest by a rule."""
    return [str(one["name"]) for one in sorted(pieces, key=rule, reverse=True)[:engineers]]


def strict(pieces: list[Piece], engineers: int) -> list[str]:
    """Return the best pieces whose overhead is below the share of first hand-overs that would be spared."""
    some = [one for one in pieces if float(one["overhead"]) < back(one) * float(one["prevented"])]
    return chosen(some, engineers)


def back(piece: Piece) -> float:
    """Return the share of hand-overs that comes back."""
    return float(piece["comes_back"])


def once_through(piece: Piece) -> float:
    """Return the weeks of one pass."""
    return float(piece["weeks"])


def relief(piece: Piece) -> float:
    """Return the weeks of returns that a piece is spared, whatever the overhead."""
    return saved({**piece, "overhead": 0.0})


def once(piece: Piece, together: bool) -> float:
    """Return the weeks if nothing came back a second time."""
    again = back(piece) * (1 - together * float(piece["prevented"]))
    return once_through(piece) * (1 + together * float(piece["overhead"])) * (1 + again)


def free(piece: Piece, together: bool) -> float:
    """Return the weeks if sitting together took no time."""
    return weeks({**piece, "overhead": 0.0}, together)


def less(piece: Piece, together: bool) -> float:
    """Return the weeks if the share prevented were taken off the share that comes back."""
    again = max(0.0, back(piece) - together * float(piece["prevented"]))
    return once_through(piece) * (1 + together * float(piece["overhead"])) / (1 - again)


def kept(piece: Piece, together: bool) -> float:
    """Return the weeks if nothing came back of what is built together."""
    return weeks({**piece, "prevented": 1.0}, together)
