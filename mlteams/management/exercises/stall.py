"""Sixty runs, the last 25 without a new best: is the team stuck?

The properties: the probability is that of the record process, exactly; the decision follows from it and from
the level the team agreed on before it looked.
"""

from typing import cast

import numpy as np

from mlteams.core.exercise import Brief, Exercise, Fault, Mistake, Mutant, Plain, is_number
from mlteams.input.heron import fact
from mlteams.management.models.progress import stall_probability

KEEP, CHANGE = "keep searching", "change the search"
TOLERANCE = 0.005  # of the probability: it may be rounded to a hundredth
ROUNDING = 1e-9


# Hidden searches (runs, runs since the last best, level): odd ones to change, even ones to keep. In some the level
# is not Heron's and chance lies between the two; in two, chance is the level itself, which is reason enough.
_SEARCHES = (
    *((90, 86, 0.1), (40, 20, 0.05), (80, 72, 0.1), (50, 44, 0.1), (120, 119, 0.02), (100, 97, 0.02)),
    *((48, 36, 0.25), (64, 50, 0.2), (75, 70, 0.08), (36, 9, 0.1), (140, 138, 0.04), (110, 70, 0.2)),
)


def brief(seed: int) -> Brief:
    """Return (runs, without_best, level)."""
    if seed:
        return _SEARCHES[seed - 1]
    runs, without = (int(fact(f"management.{one}")) for one in ("runs", "runs_without_best"))
    return runs, without, fact("management.stall_level")


def decide(runs: int, without_best: int, level: float) -> list[Plain]:
    """Return the probability of so long a wait by chance, and the decision."""
    chance = stall_probability(runs - without_best, without_best)
    return [chance, KEEP if chance > level else CHANGE]


def fault(given: Brief, value: Plain) -> Fault | None:
    """Return what is wrong with a probability and a decision."""
    runs, without_best, level = cast(tuple[int, int, float], given)
    if type(value) is not list or len(value) != 2 or not is_number(value[0]) or type(value[1]) is not str:
        return Fault("form", "What came back is not a pair of a probability and a decision")
    chance, decision = cast(tuple[float, str], value)
    right, then = decide(runs, without_best, level)
    if decision not in (KEEP, CHANGE):
        return Fault("words", f"The decision is neither “{KEEP}” nor “{CHANGE}”")
    if not 0 <= chance <= 1:
        return Fault("chance", "A probability lies between 0 and 1: forty per cent is 0.4")
    if abs(chance - cast(float, right)) > TOLERANCE:
        return Fault("chance", "Your probability is not how often such a wait happens by chance")
    # At the level itself what a computer rounds may decide, so that an own probability a hair above it speaks too.
    at_level = abs(cast(float, right) - level) < ROUNDING
    if decision != then and not (at_level and chance > level and decision == KEEP):
        return Fault("decision", "The decision does not follow from the probability and the agreed level")
    return None


def _distance(aspect: str, one: Plain, other: Plain) -> float:
    mine, theirs = cast(list[Plain], one), cast(list[Plain], other)
    if aspect == "decision":
        return 0 if mine[1] == theirs[1] else np.inf
    return abs(cast(float, mine[0]) - cast(float, theirs[0])) / TOLERANCE


def _generously(runs: int, without: int, level: float) -> list[Plain]:
    chance = (runs - without) / runs
    return [chance, KEEP if chance >= level else CHANGE]


def _turned(runs: int, without: int, level: float) -> list[Plain]:
    chance, then = decide(runs, without, level)
    return [chance, CHANGE if then == KEEP else KEEP]


def _off(best: int, of: int, without: int, level: float) -> list[Plain]:
    chance = (best - without) / of
    return [chance, KEEP if chance > level else CHANGE]


EXERCISE = Exercise(
    call="stall(runs, without_best, level)",
    returns=f"a probability and a decision, “{KEEP}” or “{CHANGE}”",
    brief=brief,
    fault=fault,
    distance=_distance,
    mistakes=(
        Mistake(
            "share of runs without a best",
            "chance",
            lambda runs, without, level: (without / runs, KEEP),
            "That is the share of runs since the last best, which is the chance that the best lies among them. "
            "Nothing has come since then, so you want the opposite.",
        ),
        Mistake(
            "every run the same chance",
            "chance",
            lambda runs, without, level: ((1 - 1 / runs) ** without, KEEP),
            "You gave every run the same chance to set a record. Records become rarer: run k is the best so far "
            "with probability 1/k.",
        ),
        Mistake(
            "expected number of records",
            "chance",
            lambda runs, without, level: (
                min(1.0, sum(1 / run for run in range(runs - without + 1, runs + 1))),
                KEEP,
            ),
            "You added up the chances of a record, which gives the number of records to expect. Asked is the "
            "probability that there is none.",
        ),
        Mistake(
            "the last best is not counted",
            "chance",
            lambda runs, without, level: _off(runs - 1, runs, without, level),
            "You are one run short. The best lies among the runs before the wait, and the last of these counts too.",
        ),
        Mistake(
            "one run too many",
            "chance",
            lambda runs, without, level: _off(runs + 1, runs, without, level),
            "You count one run too many. Before the wait there are runs − without_best of them.",
        ),
        Mistake(
            "one in as many runs",
            "chance",
            lambda runs, without, level: (1 / runs, KEEP),
            "That is the chance that the best is one certain run. It may be any of those before the wait.",
        ),
        Mistake(
            "at the level the search goes on",
            "decision",
            _generously,
            "At the level itself the search is changed; only above it does it go on.",
        ),
        Mistake(
            "the level is taken to be .05",
            "decision",
            lambda runs, without, level: decide(runs, without, 0.05),
            "You compared with 0.05, which is Heron's level. `level` is the one that was agreed.",
        ),
        Mistake(
            "always worried",
            "decision",
            lambda runs, without, level: (stall_probability(runs - without, without), CHANGE),
            "Your probability is right, and it is above the agreed level: such a wait is common when nothing is "
            "wrong. It is no reason to change the search, nor proof that all is well.",
        ),
        Mistake(
            "never worried",
            "decision",
            lambda runs, without, level: (stall_probability(runs - without, without), KEEP),
            "Your probability is right, and it is below the agreed level: chance alone seldom brings such a wait. "
            "A rule that never says “change” is no rule.",
        ),
        Mistake(
            "upside down",
            "decision",
            _turned,
            "Your probability is right, and the decision is turned round: a wait that chance often brings is no reason "
            "to change.",
        ),
    ),
    mutants=(
        Mutant(
            "sixty runs are taken for granted",
            lambda runs, without, level: decide(60, min(without, 59), level),
        ),
        Mutant("25 runs are taken for granted", lambda runs, without, level: decide(runs, 25, level)),
        Mutant("one run too many in all", lambda runs, without, level: _off(runs, runs + 1, without, level)),
        Mutant("Heron's search", lambda runs, without, level: decide(60, 25, level)),
        Mutant("in per cent", lambda runs, without, level: (100 * (runs - without) / runs, KEEP)),
    ),
    right="the probability is that of the record process, and the decision follows from the level",
    hints=(
        "Forget the scores and think of places. If all runs were equally good at chance, where among them would "
        "the best one lie? When has nobody seen a new best in the last stretch?",
        "The best of n runs is equally likely to be any of them. No new best in the last k means that the best "
        "lies among the first n − k. Compare the probability of that with the level agreed before.",
        "Divide the number of runs before the wait by the number of all runs. If the result is above the "
        f"level, decide “{KEEP}”, otherwise “{CHANGE}”. Return both.",
    ),
    fills=("management.progress.stall",),
)
