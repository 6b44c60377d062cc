"""Who sits with whom: which pieces of work are built together, and how long do all of them take?

The properties: the weeks are those of the chain of rework, with the choice that was made; no other choice of at most as
many pieces takes fewer. Hidden briefs are drawn until every planted mistake misses by far (`pieces`, `answers`).
"""

from typing import cast

import numpy as np

from mlteams.core.exercise import Brief, Exercise, Fault, Mistake, Mutant, Plain, is_number
from mlteams.management.exercises.handover import answers
from mlteams.management.exercises.handover.answers import by, choosing, reckoned, top
from mlteams.management.exercises.handover.pieces import (
    Piece,
    brief,
    chosen,
    least_weeks,
    saved,
    total,
    weeks,
)

ROUNDED = 0.051  # weeks: an answer may be rounded to a tenth


def fault(given: Brief, value: Plain) -> Fault | None:
    """Return what is wrong with a list of names and a number of weeks."""
    pieces, engineers = cast(tuple[list[Piece], int], given)
    if type(value) is not list or len(value) != 2 or type(value[0]) is not list or not is_number(value[1]):
        return Fault("form", "What came back is not a pair of a list of names and a number of weeks")
    names, said = cast(tuple[list[Plain], float], value)
    known = {one["name"] for one in pieces}
    strange = [one for one in names if type(one) is not str or one not in known]
    if strange:
        return Fault("names", f"“{str(strange[0])[:40]}” is the name of no piece of work in the brief")
    called = cast(list[str], names)
    if len(set(called)) < len(called):
        return Fault("names", "A piece of work is named more than once")
    if len(called) > engineers:
        return Fault("engineers", "More pieces are built together than there are engineers to sit with")
    if abs(said - total(pieces, called)) > ROUNDED:
        return Fault("weeks", "Your number of weeks is not what all the pieces take with your choice")
    if total(pieces, called) > least_weeks(pieces, engineers) + ROUNDED:
        return Fault("choice", "With another choice the pieces take fewer weeks")
    return None


def _distance(aspect: str, one: Plain, other: Plain) -> float:
    mine, theirs = cast(list[tuple[list[str], float]], [one, other])
    if aspect == "weeks":
        return abs(mine[1] - theirs[1]) / ROUNDED
    return 0 if set(mine[0]) == set(theirs[0]) else np.inf


def _heron(_pieces: list[Piece], _engineers: int) -> tuple[list[str], float]:
    return choosing(chosen)(*cast(tuple[list[Piece], int], brief(0)))


EXERCISE = Exercise(
    call="work_together(pieces, engineers)",
    returns="a list with the names of the pieces to build together, and the expected weeks of all pieces",
    brief=brief,
    fault=fault,
    distance=_distance,
    mistakes=(
        Mistake(
            "what comes back most",
            "choice",
            by(answers.back),
            "You chose what comes back most often. A short piece that comes back often may cost fewer weeks than a "
            "long one that seldom does, and not everything that comes back can be spared.",
        ),
        Mistake(
            "the longest",
            "choice",
            by(answers.once_through),
            "You chose the longest pieces. Where little comes back, sitting together makes a long pass longer still.",
        ),
        Mistake(
            "the overhead forgotten in the choice",
            "choice",
            by(answers.relief),
            "You chose by the weeks of returns that are spared. Take off what sitting together adds to every pass.",
        ),
        Mistake(
            "every engineer sits in",
            "choice",
            by(saved),
            "You used every engineer there is. A piece that gains nothing is quicker handed over, even if somebody is "
            "free.",
        ),
        Mistake(
            "nothing together",
            "choice",
            choosing(lambda pieces, engineers: []),
            "You hand everything over. Look for pieces that take fewer weeks with an engineer in the room.",
        ),
        Mistake(
            "those that save least",
            "choice",
            by(lambda one: -saved(one)),
            "You chose the pieces that gain least: sorted() puts the smallest first.",
        ),
        Mistake(
            "one engineer fewer",
            "choice",
            choosing(lambda pieces, engineers: chosen(pieces, engineers - 1)),
            "You left an engineer out who could sit in with a piece that gains.",
        ),
        Mistake(
            "prevented and left exchanged",
            "weeks",
            reckoned(
                lambda one, together: weeks({**one, "prevented": 1 - float(one["prevented"])}, together)
            ),
            "You let the share that is prevented come back. What is left of the returns is 1 − prevented.",
        ),
        Mistake(
            "the weeks saved",
            "weeks",
            lambda pieces, engineers: (
                chosen(pieces, engineers),
                total(pieces, []) - total(pieces, chosen(pieces, engineers)),
            ),
            "Those are the weeks that are saved. Asked are the weeks that all pieces take.",
        ),
        Mistake(
            "only the pieces of the list",
            "weeks",
            lambda pieces, engineers: (
                chosen(pieces, engineers),
                sum(weeks(one, together=True) for one in pieces if one["name"] in chosen(pieces, engineers)),
            ),
            "You added the weeks of your list alone. Add those of the pieces that are handed over.",
        ),
        Mistake(
            "every piece passes once",
            "weeks",
            lambda pieces, engineers: (chosen(pieces, engineers), sum(map(answers.once_through, pieces))),
            "You added one pass of each piece. A share comes back and is done again.",
        ),
        Mistake(
            "all that gains",
            "engineers",
            reckoned(weeks, more=99),
            "You named every piece that gains. There are fewer engineers than that: which of the pieces gain most?",
        ),
        Mistake(
            "one return at most",
            "weeks",
            reckoned(answers.once),
            "You let each piece come back once at most. What has come back can come back again: with a share q each "
            "time, how many passes are that on average?",
        ),
        Mistake(
            "no overhead",
            "weeks",
            reckoned(answers.free),
            "You left out what sitting together adds to a pass.",
        ),
        Mistake(
            "shares subtracted",
            "weeks",
            reckoned(answers.less),
            "You took the share prevented off the share that comes back. It is a share of the returns: of four in ten, "
            "half prevented leaves two in ten.",
        ),
        Mistake(
            "everything prevented",
            "weeks",
            reckoned(answers.kept),
            "You let nothing come back of what is built together. Only a share of the returns is prevented.",
        ),
        Mistake(
            "all handed over",
            "weeks",
            lambda pieces, engineers: (chosen(pieces, engineers), total(pieces, [])),
            "Those are the weeks if every piece is handed over. Count those of your list as built together.",
        ),
    ),
    mutants=(
        Mutant("Heron's answer", _heron),
        Mutant("two engineers", lambda pieces, engineers: choosing(chosen)(pieces, 2)),
        Mutant("one engineer more", reckoned(weeks, more=1)),
        Mutant(
            "the first ones",
            choosing(lambda pieces, engineers: [str(one["name"]) for one in pieces[:engineers]]),
        ),
        Mutant("the overhead against first hand-overs only", choosing(answers.strict)),
        Mutant("by the share saved", by(lambda one: saved(one) / weeks(one, together=False))),
        Mutant(
            "Heron's overhead",
            reckoned(lambda one, together: weeks({**one, "overhead": 0.2}, together)),
        ),
        Mutant(
            "Heron's share prevented",
            reckoned(lambda one, together: weeks({**one, "prevented": 0.6}, together)),
        ),
        Mutant(
            "the overhead also on what is handed over",
            reckoned(
                lambda one, together: weeks(one, together) * (1 if together else 1 + float(one["overhead"]))
            ),
        ),
        Mutant(
            "days for weeks",
            lambda pieces, engineers: (
                chosen(pieces, engineers),
                7 * total(pieces, chosen(pieces, engineers)),
            ),
        ),
        Mutant("no engineer left out", choosing(lambda pieces, engineers: top(pieces, len(pieces), saved))),
    ),
    right="the weeks are those of the chain of rework, and no other choice for these engineers takes fewer",
    hints=(
        "Take one piece of work. How many weeks does it take if it is handed over and comes back now and then, and how "
        "many if two sit together? Which pieces lose most if nobody sits in on them?",
        "If a share q comes back each time, there are 1/(1 − q) passes of w weeks on average. Built together, a pass "
        "takes w·(1 + h) weeks and q(1 − s) comes back: s is the share prevented, h the overhead. A piece is worth an "
        "engineer if that takes fewer weeks.",
        "For each piece work out the weeks handed over and the weeks together, and the difference. Sort by it, the "
        "largest first, keep as many as there are engineers, and of these only the ones above 0. Return their names, "
        "and the sum of the weeks of all pieces: together for those, handed over for the others.",
    ),
    fills=("management.together.work",),
)
