"""Sixty runs, the last 25 without a new best: is the team stuck?

The properties: the probability is that of the record process, exactly; the decision follows from it and from
the level the team agreed on before it looked.
"""

from typing import cast

import numpy as np

from mlteams.core.exercise import Brief, Exercise, Fault, Mistake, Plain, is_number
from mlteams.input.heron import fact
from mlteams.management.models.progress import stall_probability

KEEP, CHANGE = "keep searching", "change the search"
TOLERANCE = 0.005  # of the probability: it may be rounded to a hundredth


def brief(seed: int) -> Brief:
    """Return (runs, without_best, level); even seeds are searches to keep, odd ones to change."""
    if seed == 0:
        runs, without = (int(fact(f"management.{one}")) for one in ("runs", "runs_without_best"))
        return runs, without, fact("management.stall_level")
    rng = np.random.default_rng(seed)
    level = float(rng.choice([0.04, 0.06, 0.1]))
    runs = int(rng.integers(100, 300))
    chance = rng.uniform(0.25, 0.4) if seed % 2 else rng.uniform(3, 4)
    return runs, runs - max(2, round(runs * level * chance)), level


def decide(runs: int, without_best: int, level: float) -> list[Plain]:
    """Return the probability and the decision."""
    chance = stall_probability(runs - without_best, without_best)
    return [chance, KEEP if chance >= level else CHANGE]


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
    if decision != then:
        return Fault("decision", "The decision does not follow from the probability and the agreed level")
    return None


def _distance(aspect: str, one: Plain, other: Plain) -> float:
    mine, theirs = cast(list[Plain], one), cast(list[Plain], other)
    if aspect == "decision":
        return 0 if mine[1] == theirs[1] else np.inf
    return abs(cast(float, mine[0]) - cast(float, theirs[0])) / TOLERANCE


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
    ),
    right="the probability is that of the record process, and the decision follows from the level",
    hints=(
        "Forget the scores and think of places. If all runs were equally good at chance, where among them would "
        "the best one lie? When has nobody seen a new best in the last stretch?",
        "The best of n runs is equally likely to be any of them. No new best in the last k means that the best "
        "lies among the first n − k. Compare the probability of that with the level agreed before.",
        "Divide the number of runs before the wait by the number of all runs. If the result is at least the "
        f"level, decide “{KEEP}”, otherwise “{CHANGE}”. Return both.",
    ),
)
