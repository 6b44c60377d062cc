"""A roadmap with its calendar and its simulated futures: what the report and the plan's section ask."""

import importlib
import importlib.util
import math
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from types import SimpleNamespace
from typing import Any

import numpy as np

from mlteams.management.models.network import Times
from mlteams.management.models.roadmap import Alternatives, Outcome, Roadmap, Task, simulate
from mlteams.management.tool.roadmap_calendar import time_to
from mlteams.management.tool.roadmap_file import RoadmapFile

ADVISED = 20_000  # futures at most in each run behind an advice; its errors are told beside it


@dataclass(frozen=True)
class Forecast:
    """A roadmap, its calendar and its odds, asked for a day or for none."""

    file: RoadmapFile
    outcome: Outcome
    seed: int
    by: date | None

    @property
    def roadmap(self) -> Roadmap:
        """Return the roadmap."""
        return self.file.roadmap

    @cached_property
    def _finishes(self) -> Times:
        return np.sort(self.outcome.finish)

    def time_of_all(self, share: float) -> float:
        """Return the time by which a share of all futures is done, those in which the plan fails included.

        Infinite if the plan works in fewer of them.
        """
        place = math.ceil(share * len(self._finishes) - 1e-9)
        return float(self._finishes[max(0, place - 1)])

    def time_of_working(self, share: float) -> float:
        """Return the time by which a share of the futures in which the plan works is done; nan if it never works."""
        works = self._finishes[np.isfinite(self._finishes)]
        return float(np.quantile(works, share)) if len(works) else math.nan

    @cached_property
    def advice(self) -> Any:  # noqa: ANN401 - models.advice.Advice, or until there is one what has its fields
        """What most moves the date, the chance and the cost; drawn when it is first asked for."""
        if importlib.util.find_spec("mlteams.management.models.advice") is None:
            return _from_outcome(self)
        advise = importlib.import_module("mlteams.management.models.advice").advise
        time = None if self.by is None else time_to(self.file, self.by)
        return advise(self.roadmap, samples=min(self.outcome.samples, ADVISED), seed=self.seed, by=time)


def make_forecast(file: RoadmapFile, samples: int, seed: int, by: date | None) -> Forecast:
    """Simulate a roadmap; `by` overrides the date in the file."""
    by = by or file.by
    time = None if by is None else time_to(file, by)
    return Forecast(file, simulate(file.roadmap, samples=samples, seed=seed, by=time), seed, by)


def tasks_of(roadmap: Roadmap) -> list[Task]:
    """Return the tasks of a roadmap, options of alternatives among them, in its order."""
    return [
        task
        for step in roadmap.steps
        for task in (step.options if isinstance(step, Alternatives) else (step,))
    ]


def _from_outcome(forecast: Forecast) -> SimpleNamespace:
    """Return what the simulation itself says, in the shape of an Advice, until models.advice is there."""
    outcome = forecast.outcome
    failing = {task.name: 1 - task.chance for task in tasks_of(forecast.roadmap)}
    rises = zip(map(str, outcome.tasks.index), outcome.tasks.birnbaum.fillna(0), strict=True)
    gains = {name: float(rise) * failing[name] for name, rise in rises}
    chance = tuple(
        SimpleNamespace(task=name, gain=gain, error=0.0) for name, gain in gains.items() if gain > 0.001
    )
    best = tuple(one.task for one in sorted(chance, key=lambda one: -one.gain)[:1])
    orders = tuple(
        SimpleNamespace(
            group=name, order=one.best, cost=one.given_cost - one.cost, cost_error=0.0,
            given_cost=one.given_cost, time=0.0, time_error=0.0,
        )
        for name, one in outcome.orders.items()
    )  # fmt: skip
    return SimpleNamespace(date=(), date_best=(), chance=chance, chance_best=best, orders=orders)
