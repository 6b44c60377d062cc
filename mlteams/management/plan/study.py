"""What the management section points to: the roadmap, read at once, and its odds, drawn when asked for."""

from functools import cached_property
from pathlib import Path

from mlteams.core.section import Context
from mlteams.input.errors import BadInput, shown
from mlteams.management.models.roadmap import Alternatives, Task
from mlteams.management.plan.form import ManagementForm, Option
from mlteams.management.tool.roadmap_file import RoadmapFile, read_roadmap, roadmap_from
from mlteams.management.tool.roadmap_report import Report, make_report

CHAPTER = "chapters/management.html"
FUTURES = 100_000  # five times those of `mlteams roadmap`: tasks of nearly equal risk must not trade places
MOST_DRAWS = 20_000_000  # tasks × futures: some seconds; large roadmaps get fewer futures


class Study:
    """A management section with the roadmap it stands on."""

    def __init__(self, form: ManagementForm, context: Context) -> None:
        """Read the roadmap, if one is named.

        Raises:
            BadInput: it is not beside the plan, or not valid.
        """
        self.form, self.context = form, context
        self.line = context.line
        self.roadmap = _roadmap(form.roadmap, context)

    @cached_property
    def report(self) -> Report | None:
        """The odds of the roadmap, asked for the promised day; None without a roadmap."""
        if self.roadmap is None:
            return None
        day = self.form.promise.date
        samples = max(1_000, min(FUTURES, MOST_DRAWS // len(self.tasks)))
        return make_report(self.roadmap, samples, 0, day if day and day >= self.roadmap.start else None)

    @cached_property
    def tasks(self) -> dict[str, Task]:
        """The roadmap's tasks and options by name."""
        steps = self.roadmap.roadmap.steps if self.roadmap else ()
        return {
            task.name: task
            for step in steps
            for task in (step.options if isinstance(step, Alternatives) else (step,))
        }

    @cached_property
    def alone(self) -> set[str]:
        """Names of the open tasks that nothing can stand in for."""
        steps = self.roadmap.roadmap.steps if self.roadmap else ()
        return {
            task.name
            for step in steps
            for task in (step.options if isinstance(step, Alternatives) else (step,))
            if task.status == "open" and (isinstance(step, Task) or len(step.options) == 1)
        }

    @cached_property
    def options(self) -> list[Option]:
        """The approaches whose chance and cost are both given."""
        return [
            option
            for option in self.form.approaches.options
            if option.chance is not None and option.cost is not None
        ]

    @property
    def chances(self) -> list[float]:
        """The chance of each of `options`."""
        return [option.chance or 0.0 for option in self.options]

    @property
    def costs(self) -> list[float]:
        """The cost of each of `options`."""
        return [option.cost or 0.0 for option in self.options]

    @cached_property
    def order(self) -> list[int] | None:
        """The order as places in `options`; None unless it names each of them once."""
        names = [option.name for option in self.options]
        said = self.form.approaches.order
        whole = len(names) == len(self.form.approaches.options) and sorted(said) == sorted(names)
        return [names.index(name) for name in said] if whole and len(set(names)) == len(names) else None


def _roadmap(said: object, context: Context) -> RoadmapFile | None:
    if said is None:
        return None
    if isinstance(said, dict):
        return roadmap_from(context.path, said, context.lines_below("roadmap"), today=context.today)
    place = f"line {context.line('roadmap')}"
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
    return read_roadmap(context.path.parent / Path(name), today=context.today)
