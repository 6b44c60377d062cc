"""A roadmap with its calendar and its simulated futures: what the report and the plan's section ask."""

import math
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from mlteams.management.models.advice import CLEAR, Advice, advise
from mlteams.management.models.exact_chance import PATTERNS, exact_chance, failing_rows
from mlteams.management.models.futures import prepared
from mlteams.management.models.roadmap import Outcome, Roadmap, Task, simulate
from mlteams.management.models.tasks import parts
from mlteams.management.tool.roadmap_dates import time_to
from mlteams.management.tool.roadmap_file import RoadmapFile

ADVISED = (
    20_000  # futures at most in each of the some forty runs behind an advice; its errors are told beside it
)
DUST = 1e-9  # of a share: what the sum of many products of fractions may be off
MOST_ADVISED = 4_000_000  # tasks × futures of such a run: some seconds for all of them


@dataclass(frozen=True)
class Forecast:
    """A roadmap, its calendar and its odds, asked for a day or for none."""

    file: RoadmapFile
    outcome: Outcome
    seed: int
    by: date | None
    asked: int  # futures that somebody asked for; `outcome.samples` are drawn

    @property
    def roadmap(self) -> Roadmap:
        """Return the roadmap."""
        return self.file.roadmap

    @cached_property
    def _finishes(self) -> NDArray[np.float64]:
        return np.sort(self.outcome.finish)

    def time_of_all(self, share: float) -> float:
        """Return the first time by which a share of all futures is done, those in which the plan fails included.

        Infinite if the plan works in fewer of them; that of the last future that works if they are `on_the_edge`.
        """
        working = self._finishes[np.isfinite(self._finishes)]
        low, high = self._chance
        if share > high + DUST or not len(working):
            return math.inf
        if share >= low - DUST:
            return float(working[-1])
        return min(_first(self._finishes, share), float(working[-1]))

    def on_the_edge(self, share: float) -> bool:
        """Whether noise does not tell the plan's chance from a share, so that only about its last day reaches it."""
        low, high = self._chance
        return low - DUST <= share <= high + DUST and self.outcome.chance > 0 and low < 1

    @cached_property
    def _chance(self) -> tuple[float, float]:
        """The ends of what the plan's chance may be: a point where it can be worked out exactly."""
        exact = self.exact_chance
        if exact is not None:
            return exact, exact
        chance, interval = self.outcome.chance, self.outcome.intervals.get("chance")
        off = CLEAR * interval.error if interval else 0.0
        return chance - off, chance + off

    @cached_property
    def exact_chance(self) -> float | None:
        """The plan's chance worked out exactly; None where it cannot be."""
        return exact_chance(prepared(self.roadmap), PATTERNS)

    def time_of_working(self, share: float) -> float:
        """Return the first time by which a share of the futures in which the plan works is done; nan if none do."""
        return _first(self._finishes[np.isfinite(self._finishes)], share)

    @cached_property
    def may_fail(self) -> int:
        """How many open tasks may fail, of those that the goals depend on."""
        futures = prepared(self.roadmap)
        return len(failing_rows(futures, futures.network))

    @cached_property
    def advice(self) -> Advice:
        """What most moves the date, the chance and the cost; drawn when it is first asked for."""
        samples = min(self.outcome.samples, ADVISED, max(1_000, MOST_ADVISED // len(tasks_of(self.roadmap))))
        time = None if self.by is None else time_to(self.file, self.by)
        return advise(self.roadmap, samples=samples, seed=self.seed, by=time)


def _first(finishes: NDArray[np.float64], share: float) -> float:
    """Return the first of ascending times by which a share of them has passed; nan if there are none."""
    place = math.ceil(share * len(finishes) - 1e-9)  # whole numbers that dust has lifted would go one too far
    return float(finishes[max(0, place - 1)]) if len(finishes) else math.nan


def make_forecast(file: RoadmapFile, samples: int, seed: int, by: date | None) -> Forecast:
    """Simulate a roadmap; `by` overrides the date in the file."""
    by = by or file.by
    time = None if by is None else time_to(file, by)
    return Forecast(file, simulate(file.roadmap, samples=samples, seed=seed, by=time), seed, by, samples)


def tasks_of(roadmap: Roadmap) -> list[Task]:
    """Return the tasks of a roadmap, options of alternatives among them, in its order."""
    return [task for step in roadmap.steps for task in parts(step)]
