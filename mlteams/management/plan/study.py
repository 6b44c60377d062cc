"""What the section stands on besides its own words: the roadmap, read at once, and its odds, drawn when asked for."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from mlteams.core.section import Context
from mlteams.input.errors import BadInput, shown
from mlteams.management.models.tasks import Task, parts, scoped
from mlteams.management.tool.forecast import Forecast, make_forecast
from mlteams.management.tool.roadmap_file import RoadmapFile, read_roadmap, roadmap_from
from mlteams.management.tool.roadmap_schema import RoadmapForm

FUTURES = 100_000  # five times those of `mlteams roadmap`: tasks of nearly equal risk must not trade places
MOST_DRAWS = 20_000_000  # tasks × futures: some seconds; large roadmaps get fewer futures
SAME = 1e-9  # how far one share written in two ways can be apart in floating point: 1.1% and 0.011


@dataclass(frozen=True)
class Place:
    """A task of the roadmap, and whether nothing can stand in for it."""

    task: Task
    alone: bool


class Study:
    """The roadmap under a plan, its odds, and the lines of the plan."""

    def __init__(self, roadmap: object, promised: date | None, context: Context) -> None:
        """Read the roadmap, if one is given: a mapping, or the name of a file in the plan's own folder.

        Raises:
            BadInput: it is not beside the plan, or not valid.
        """
        self.promised, self.today, self.line = promised, context.today, context.line
        self.roadmap = _roadmap(roadmap, context)
        self.roadmap_name = "" if roadmap is None or isinstance(roadmap, dict) else str(roadmap).strip()

    @property
    def title(self) -> str:
        """What the roadmap calls what is built; empty if it does not say."""
        title = self.roadmap.roadmap.title if self.roadmap else ""
        return "" if title == RoadmapForm.model_fields["title"].default else title

    @cached_property
    def forecast(self) -> Forecast | None:
        """The odds of the roadmap, asked for the promised day; None without a roadmap."""
        if self.roadmap is None:
            return None
        asked = None if self.promised is None or self.promised < self.roadmap.start else self.promised
        return make_forecast(self.roadmap, futures(len(self.places)), 0, asked)

    @cached_property
    def kept(self) -> float | None:
        """The share of the futures in which the plan works that keep the promised day; None if there is none."""
        forecast = self.forecast
        if forecast is None or self.promised is None or forecast.outcome.chance == 0:
            return None
        if self.promised < forecast.file.start:
            return 0.0
        return min(1.0, (forecast.outcome.done_by or 0.0) / forecast.outcome.chance)

    @cached_property
    def places(self) -> dict[str, Place]:
        """The roadmap's tasks and options by name, without what was dropped."""
        found = {}
        for step in scoped(self.roadmap.roadmap).steps if self.roadmap else ():
            alone = sum(option.status != "failed" for option in parts(step)) < 2
            found.update({task.name: Place(task, alone) for task in parts(step)})
        return found


def futures(tasks: int) -> int:
    """Return how many futures are drawn for a roadmap of so many tasks."""
    return min(FUTURES, MOST_DRAWS // tasks)


def differ(one: float, other: float) -> bool:
    """Tell whether two shares are two, and not one written in two ways."""
    return abs(one - other) > SAME


def exact(share: float) -> str:
    """Return a share as a percentage, to the digits in which it was written."""
    return f"{100 * share:.6g}%"


def points(one: float, other: float) -> str:
    """Return how far two shares are apart."""
    gap = f"{100 * abs(one - other):.6g}"
    return f"{gap} point{'' if gap == '1' else 's'}"


def _roadmap(said: object, context: Context) -> RoadmapFile | None:
    if said is None:
        return None
    if isinstance(said, dict):
        return roadmap_from(context.path, said, context.lines_below("dates", "roadmap"), today=context.today)
    place = f"line {context.line('dates', 'roadmap')}"
    right = "the name of a file in the plan's own folder"
    name = str(said).strip()
    try:
        folder = context.path.resolve().parent
        path = (folder / name).resolve()
        # A plan travels: it is checked on other people's machines, whose files are not its business.
        if not path.is_relative_to(folder):
            raise BadInput(context.path, place, f"the roadmap {shown(name)}, outside its folder", right)
        if not path.is_file():
            kind = "which is no file" if path.exists() else "which is not there"
            raise BadInput(context.path, place, f"the roadmap {shown(name)}, {kind}", right)
    except (OSError, ValueError, RuntimeError):  # a name no file can have, or links in a circle
        raise BadInput(context.path, place, f"the roadmap {shown(name)}", right) from None
    context.files.append(path)
    return read_roadmap(context.path.parent / Path(name), today=context.today)
