"""Is a list of sure tasks the wrong plan, and do likelihoods make a better one?

Claims: a waterfall of certain tasks is the wrong shape for ML work; giving each task a likelihood of success and an
importance makes planning more realistic.
Models: (1) stages of parallel tasks with triangular durations that may fail, against the sum of their likely times;
(2) the odds that a plan states, with chances and spreads that may be wrong, against those that are true, and against a
plan that is stated as certain.
References: Malcolm et al. (1959) on plans with three durations; Clark (1961) on the last of several; Van Slyke (1963).
Assumptions: tasks are independent; nobody re-plans. Units: likely durations of one task; chances from 0 to 1.
"""

import numpy as np
from scipy.fft import irfft, next_fast_len, rfft
from scipy.special import ndtr

from mlteams.core.claim import Claim, Evidence, Line, Span, Verdict

EARLY = 0.5  # given: a task of the ledger's stages takes at least half as long as is likely
STAGES = 15  # at most, in the ledger
_STEP = 1 / 400  # of a likely duration: the cells in which durations add up; ½ is a whole number of them


def kept_in_stages(stages: int, paths: int, chance: float, late: float) -> float:
    """Return P(all tasks succeed, and by the plan's date), of stages that start when the last task before is done.

    A stage is `paths` tasks at once, at most four. Each succeeds with `chance` and takes a triangular time from ½
    to 1 + `late` around its likely 1; the plan adds up the likely times, so its date is `stages`.
    """
    # The last of a stage in cells that are centred on the plan's date, and the stages added by convolution.
    # What falls in the cell of the date itself counts half.
    before, wide = round(EARLY / _STEP), EARLY + late
    cells = before + int(np.ceil(late / _STEP)) + 1
    ends = (np.arange(cells + 1) - before - 0.5) * _STEP
    early, tardy = np.clip(ends + EARLY, 0, EARLY), np.clip(late - ends, 0, late)
    by = np.where(ends <= 0, early**2 / (wide * EARLY), 1 - tardy**2 / (wide * late))
    size = next_fast_len(stages * cells, real=True)
    total = irfft(rfft(np.diff(by**paths), size) ** stages, size)
    date = stages * before
    return float(chance ** (stages * paths) * (total[:date].sum() + total[date] / 2))


def _better_than_a_list(stages: int, paths: int, chance: float, late: float) -> float:
    """Return by how much the date of a list of sure tasks is kept less often than an even bet."""
    return 0.5 - kept_in_stages(stages, paths, chance, late)


LEVEL, DEVIATE = 0.85, 1.0364  # of the promised date, and its standard normal deviate


def realistic(chance: float, hope: float, narrow: float, before: float = 1.0) -> float:
    """Return by how much likelihoods bring stated odds nearer to true ones than a plan that states `before`.

    Without likelihoods the plan is stated as certain, for the day that it keeps with even odds if it works. It works
    with `chance`; people say `hope` more. It takes a lognormal time of `narrow` times the spread that people state,
    around the same median, so that the date meant to hold in 85% holds in Φ(1.04 / narrow).
    """
    plain = abs(before - 0.5 * chance)
    stated = LEVEL * min(1.0, max(0.0, chance + hope))
    return plain - abs(stated - chance * float(ndtr(DEVIATE / narrow)))


CLAIMS = (
    Claim(
        name="waterfall",
        says="A fixed sequence of tasks, defined up front, is the wrong shape to force on ML work.",
        lecture="Plan probabilistically",
        lines=(
            Line(
                model="stages of parallel tasks that may fail, against the sum of their likely times",
                verdict=Verdict.HOLDS_WHEN,
                because="tasks can run late by more than they can run early, or may fail so often that all succeed in "
                "less than half of the futures; the date of sure, padded tasks in a row is kept more often than not.",
                margin=_better_than_a_list,
                ranges={
                    "stages": Span(
                        3, STAGES, "assumed: from a quarter to a year of a small team", "tasks", whole=True
                    ),
                    "paths": Span(1, 4, "assumed: as many as a small team works on at once", whole=True),
                    "chance": Span(0.8, 1, "assumed: software tasks seldom fail; research tasks do"),
                    "late": Span(
                        0.2, 3, "assumed: from padded estimates to four times the likely time", log=True
                    ),
                },
                when=lambda stages, paths, chance, late: late > EARLY or chance ** (stages * paths) < 0.5,
                unit="of all futures",
            ),
        ),
        references=("malcolm1959", "clark1961"),
    ),
    Claim(
        name="likelihoods",
        says="Knowing how likely each task is to succeed and how important it is makes plans realistic.",
        lecture="Plan probabilistically",
        evidence=Evidence.NEAR,
        measured="Asked for the worst case, students gave a date for their thesis that lay a week before the one on "
        "which they handed it in on average, so stated spreads can be too narrow [@buehler1994].",
        lines=(
            Line(
                model="stated and true odds of a lognormal plan",
                verdict=Verdict.HOLDS,
                because="against a plan stated as certain, even hopeful chances and narrow spreads come nearer "
                "to the true odds. That is a low bar: where people hope for much more, or the plan can "
                "hardly fail, an even bet would be nearer still. What importance adds is not in this "
                "line.",
                margin=realistic,
                ranges={
                    "chance": Span(0.2, 1, "assumed: from a long shot to a sure plan"),
                    "hope": Span(-0.1, 0.4, "assumed: people rather hope too much than too little"),
                    "narrow": Span(
                        1, 3, "assumed: from honest to a third of the true spread", "times", log=True
                    ),
                },
                unit="of all futures",
            ),
        ),
        references=("vanslyke1963", "tobin2022"),
    ),
)
