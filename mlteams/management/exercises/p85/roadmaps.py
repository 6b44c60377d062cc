"""The roadmaps of the exercise: Heron's, and hidden ones in which every planted mistake misses by far."""

from functools import lru_cache

import numpy as np

from mlteams.core.exercise import Brief
from mlteams.management.exercises.p85 import answers
from mlteams.management.models.estimates import Pert
from mlteams.management.models.roadmap import Alternatives, Roadmap, Task
from mlteams.management.tool.roadmap_file import read_roadmap
from mlteams.paths import ROOT

APART = 0.06  # of the date: between it and every planted one, at least
LEADS = 1.5  # times the second largest gain: by far more than what is named with the largest, or perhaps


@lru_cache(maxsize=32)
def brief(seed: int) -> Brief:
    """Return (roadmap, seed)."""
    if seed == 0:
        return read_roadmap(ROOT / "examples" / "heron" / "roadmap.yaml").roadmap, 0
    for attempt in range(1_000):
        roadmap = _drawn(np.random.default_rng([seed, attempt]), beside=seed % 2 == 1)
        if separates(roadmap):
            return roadmap, seed
    raise AssertionError(f"no brief for seed {seed}")


def _drawn(rng: np.random.Generator, beside: bool) -> Roadmap:
    """Return a roadmap in Heron's manner, in which one wide task decides the late futures alone.

    It lies beside all others, or has its turn when a quick attempt has failed. A longer task is known better, and a
    wider one is a last resort.
    """

    def pert(likely: float, width: float) -> Pert:
        return Pert(round(likely * (1 - width), 1), round(likely, 1), round(likely * (1 + 3 * width), 1))

    def short() -> Pert:
        return pert(rng.uniform(0.4, 0.7), 0.3)

    wide = Pert(*(round(rng.uniform(*ends), 1) for ends in ((1, 3), (4, 8), (24, 34))))
    chances = [float(chance) for chance in rng.permutation([0.8, 0.85, 0.9, 0.95])]
    own = Task("Train a reader", short() if beside else wide, chance=chances[0])
    ready = Task("Buy a reader", short(), chance=0.4)
    rig = Task("Build a camera rig", Pert(1, 2, round(rng.uniform(36, 46), 1)), chance=0.6)
    readers = (own, ready, rig) if beside else (ready, own, rig)
    return Roadmap(
        "Another plan",
        "weeks",
        (
            Task("Collect images", pert(rng.uniform(10, 12), 0.05), chance=chances[1]),
            Task("Label images", short(), after=("Collect images",), chance=chances[2]),
            Alternatives("A reader", readers, after=("Label images",) if beside else (), tried="in turn"),
            Task("Sign a contract", wide if beside else pert(4, 0.3), chance=chances[3]),
            Task("Roll out", short(), after=("Label images", "A reader", "Sign a contract")),
        ),
    )


def separates(roadmap: Roadmap) -> bool:
    """Tell whether every planted date misses by far, and one task leads that no planted answer names."""
    outcome, (first, second, *_) = answers.outcome(roadmap), answers.advice(roadmap).date
    wrong = [
        answer(roadmap, 0)[0] for answer in (answers.even, answers.average, answers.likely, answers.late)
    ]
    others = [
        answer(roadmap, 0)[1]
        for answer in (answers.critical, answers.longest, answers.widest, answers.unlikely)
    ]
    never = not np.isfinite(answers.all_futures(roadmap, 0)[0])  # more than three futures of twenty fail
    far = never and all(abs(time - outcome.p85) > APART * outcome.p85 for time in wrong)
    apart = len({first.task, *others}) == 1 + len(others)
    return far and apart and first.gain > LEADS * second.gain
