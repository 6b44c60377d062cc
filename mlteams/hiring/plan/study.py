"""What the section stands on: the form, and what other parts of the plan say, by key."""

from functools import cached_property
from typing import Any

from mlteams.core.section import Context
from mlteams.hiring.plan.form import HiringForm
from mlteams.input import dates, yaml_lines
from mlteams.input.errors import BadInput, Refused
from mlteams.input.text_file import read_text

MOST_ITEMS = 100_000  # of a roadmap


class Study:
    """A plan's hiring, and how its parts stand to each other."""

    def __init__(self, form: HiringForm, context: Context) -> None:
        """Keep the form and the lines of the plan."""
        self.form, self.context, self.line = form, context, context.line

    @cached_property
    def posts(self) -> tuple[str, ...]:
        """The posts that roles staffs: those with people in them or with no number."""
        found = self.context.elsewhere("roles", "staffing", "posts")
        rows = [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []
        named = [one.get("name") for one in rows if str(one.get("people")).strip() != "0"]
        return tuple(dict.fromkeys(name for name in named if isinstance(name, str)))

    @cached_property
    def not_before(self) -> Any:  # noqa: ANN401 - a day, or nothing
        """The day before which the first task of the post cannot start, as management's roadmap says; None if not.

        A roadmap that cannot be read is management's to tell.
        """
        name, task = self.context.elsewhere("management", "dates", "roadmap"), self.form.sourcing.first_task
        if not isinstance(name, str) or task is None or not name.lower().endswith((".yaml", ".yml")):
            return None
        path = self.context.path.parent / name
        try:
            data, _ = yaml_lines.load(path, read_text(path, "a roadmap"), MOST_ITEMS, [])
        except (BadInput, OSError, ValueError):
            return None
        tasks = data.get("tasks") if isinstance(data, dict) else None
        for one in tasks if isinstance(tasks, list) else []:
            if isinstance(one, dict) and one.get("name") == task:
                try:
                    return dates.day(one["not_before"]) if one.get("not_before") else None
                except Refused:
                    return None
        return None
