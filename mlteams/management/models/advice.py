"""What to do about a roadmap: what is worth securing, shortening, and trying in another order?

Model: paired differences on common random numbers. The roadmap is run once more on the very same futures, with
one thing changed: a task certain to succeed (Birnbaum's importance times its chance of failing), a task one unit
of time shorter, or a group tried in its best order. What differs is due to the change alone.
Where success depends on no duration and few tasks are risky, the chance is worked out exactly, over all patterns
of success and failure.
References: Birnbaum (1969); Glasserman & Yao (1992), common random numbers; Asmussen & Glynn (2007, III.4),
sectioning for errors of quantiles.
Assumptions: those of `roadmap`; one change at a time, and the others stay as they are. Units: the roadmap's.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from mlteams.management.models.critical_path import Times
from mlteams.management.models.exact_chance import PATTERNS, exact_gains
from mlteams.management.models.futures import prepared
from mlteams.management.models.orders import Saving, savings
from mlteams.management.models.paired_runs import SUCCESSES, Runs, screened, section_error
from mlteams.management.models.roadmap import check_samples
from mlteams.management.models.tasks import Roadmap
from mlteams.management.models.working import Working

# Errors by which a gain must differ from none, and from the best gain, to count: noise does so in 1 of 4,000
# comparisons (Student's t, 39 degrees of freedom), so that 200 seeds agree.
CLEAR = 4.0
# Errors beyond what is as good as the best, by which a task is clearly less good. Between them a task is
# named as perhaps as good, so that two seeds seldom disagree on whether it is.
LESS = 4.0
# Sections, of 150 successes at least, below which their own errors are not to be leant on: with 12, gains were seen to
# spread up to 1.6 times as far over seeds as is said. Then too few futures work to call a task clearly less good.
ENOUGH = 20
# Where the plan works in fewer futures than that, up to so many times as many are drawn, but no more than so many
# durations at a time; a version of the plan takes as long again, and there are some forty.
MORE, MOST_MORE = 8, 4_000_000
SAME = 0.05  # points or units of time: gains closer than this, with one decimal, read the same
# Of a date, what gains at least four fifths of the best is as good to a reader who asks what to shorten, and how
# easy that is will decide.
ALIKE = 0.2


@dataclass(frozen=True)
class Gain:
    """What one change to one task brings.

    Attributes:
        task: its name.
        gain: in points (of 100) for a chance, in the roadmap's unit for a date; above 0 is better.
        error: standard error of `gain`, for 1.96 of it on each side to hold the truth for 95 of 100 seeds; 0 where
            it was worked out exactly.
    """

    task: str
    gain: float
    error: float


@dataclass(frozen=True)
class Advice:
    """What to do about a roadmap. Gains descend; of equal ones the task listed first comes first.

    Attributes:
        chance: points of the plan's chance if a task were certain to succeed, for tasks that may fail.
        date: time by which the P85, given success, comes earlier if a task took one unit less (a day or a week,
            and not below 0).
        done_by: points of the probability of success by the date asked for, for the same; empty without one.
        chance_best, date_best, done_by_best: names of the largest gain that is clear of 0 and of those that are
            seen to be as good, in roadmap order; empty where none is clear of 0. As good is what gains at most
            `SAME` less or, for a date, the share `ALIKE`.
        orders: for groups of two or more open options and none done, in roadmap order.
        chance_perhaps, date_perhaps, done_by_perhaps: names of those that are seen to be less good by less than
            `LESS` errors or, where few futures work, by any, in roadmap order. Another seed may move a name between
            these and the best, seldom between the best and those that are clearly less good.
        drawn: how many futures gains are from, of those in which what must succeed does.
        works: in how many of them the plan works. In fewer than `ENOUGH` times `SUCCESSES`, where drawing more
            could not help, no task is named as best.
    """

    chance: tuple[Gain, ...]
    date: tuple[Gain, ...]
    done_by: tuple[Gain, ...]
    chance_best: tuple[str, ...]
    date_best: tuple[str, ...]
    done_by_best: tuple[str, ...]
    orders: tuple[Saving, ...]
    chance_perhaps: tuple[str, ...] = ()
    date_perhaps: tuple[str, ...] = ()
    done_by_perhaps: tuple[str, ...] = ()
    drawn: int = 0
    works: int = 0


def advise(roadmap: Roadmap, *, samples: int = 20_000, seed: int = 0, by: float | None = None) -> Advice:
    """Say what is worth doing; the same arguments give the same advice, on the futures that `simulate` draws.

    Raises:
        ValueError: as `simulate`.
    """
    check_samples(samples)
    futures = prepared(roadmap)
    working = Working(futures, PATTERNS)
    exact = exact_gains(futures, PATTERNS)
    screen = screened(working, samples, seed)
    certain = [] if exact is not None else screen.certain
    drawn = samples if working.known else _more(samples, screen.works, len(futures.tasks))
    size = futures.replicates(drawn)[1]
    base = Runs(futures, size)
    sure = [Runs(futures, size, keep=False) for _ in certain]
    short = [Runs(futures, size) for _ in screen.shorter]
    for lasts, works in working.blocks(drawn, seed):
        base.add(futures.network, lasts, works)
        for row, runs in zip(certain, sure, strict=True):
            luck = works.copy()
            luck[row] = True
            runs.add(futures.network, lasts, luck)
        for row, runs in zip(screen.shorter, short, strict=True):
            less = lasts.copy()
            np.maximum(less[row] - 1, 0, out=less[row])
            runs.add(futures.network, less, works)
    successes = round(float(base.works.sum()) * size)
    few = not working.known and successes < ENOUGH * SUCCESSES
    names = [task.name for task in futures.tasks]
    if exact is None:
        gained = {row: runs.works - base.works for row, runs in zip(certain, sure, strict=True)}
        # What must succeed is in all these futures certain to; without that, it is so in a share of them.
        gained |= {row: base.works * (1 / float(futures.chances[row]) - 1) for row in working.needed}
        points = [100 * working.given * gained[row] for row in sorted(gained)]
        chance = _ranked([names[row] for row in sorted(gained)], [float(p.mean()) for p in points], points)
    else:
        none = [np.zeros(ENOUGH)] * len(exact)
        chance = _ranked([names[row] for row in exact], [100 * gain for gain in exact.values()], none)
    shorter = [names[row] for row in screen.shorter]
    p85, parts = base.p85(base.sections)
    pairs = [runs.p85(base.sections) for runs in short]
    date = _ranked(shorter, [p85 - one for one, _ in pairs], [parts - some for _, some in pairs], ALIKE)
    done_by: Ranked = ((), (), ())
    if by is not None:
        points = [100 * working.given * (runs.share(by) - base.share(by)) for runs in short]
        done_by = _ranked(shorter, [float(p.mean()) for p in points], points, ALIKE)
    if few:
        date, done_by = _unranked(date), _unranked(done_by)
    return Advice(
        chance[0],
        date[0],
        done_by[0],
        chance[1],
        date[1],
        done_by[1],
        savings(futures, screen.groups, samples, seed),
        chance[2],
        date[2],
        done_by[2],
        len(base.works) * size,
        successes,
    )


Ranked = tuple[tuple[Gain, ...], tuple[str, ...], tuple[str, ...]]


def _more(samples: int, share: float, tasks: int) -> int:
    """Return how many futures to draw for `ENOUGH` sections of those that work, if the plan works in a share."""
    enough = ENOUGH * SUCCESSES / max(share, 1e-9)
    return max(samples, int(min(enough, MORE * samples, MOST_MORE / max(1, tasks))))


def _unranked(found: Ranked) -> Ranked:
    """Return gains of which too few futures tell the order."""
    return found[0], (), tuple(dict.fromkeys((*found[1], *found[2])))


def _ranked(
    names: Sequence[str], gains: Sequence[float], paired: Sequence[Times], alike: float = 0.0
) -> Ranked:
    """Return the gains, descending, the names of the best and of what is perhaps as good.

    `paired` has each gain by section of the futures. As good is what gains at most the share `alike` less.
    """
    found = [Gain(name, gain, section_error(p)) for name, gain, p in zip(names, gains, paired, strict=True)]
    order = sorted(range(len(found)), key=lambda i: -found[i].gain)
    ranked = tuple(found[i] for i in order if not np.isnan(found[i].gain))
    leader = next((i for i in order if found[i].gain > SAME + CLEAR * found[i].error), None)
    if leader is None:
        return ranked, (), ()
    room = max(SAME, alike * found[leader].gain)
    less = np.array([found[leader].gain - one.gain for one in found])
    unsure = np.array([LESS * section_error(paired[leader] - one) for one in paired])
    best, perhaps = less <= room, less <= room + unsure
    if len(paired[leader]) < ENOUGH:
        perhaps |= np.array([one.gain > SAME for one in found])
    return (
        ranked,
        tuple(name for name, is_best in zip(names, best, strict=True) if is_best),
        tuple(name for name, may_be in zip(names, perhaps & ~best, strict=True) if may_be),
    )
