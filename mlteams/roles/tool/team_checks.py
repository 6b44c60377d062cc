"""What is wrong in a team's YAML file beside its form, so that one answer tells all: names twice, levels off."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mlteams.input.errors import BadInput, BadInputs, Refused, several, shown
from mlteams.input.lines import Lines, Loc, line_of
from mlteams.roles.tool import levels


@dataclass
class Written:
    """A YAML file that is being read; problems grow, each with its line."""

    path: Path
    lines: Lines
    scale: float
    words: Mapping[str, float] = field(default_factory=dict)
    problems: list[tuple[int, BadInput]] = field(default_factory=list)

    def fail(self, loc: Loc, found: str, right: str) -> None:
        """Add a problem at a place."""
        self.add(line_of(self.lines, loc), found, right)

    def add(self, line: int, found: str, right: str) -> None:
        """Add a problem at a line, unless it is there."""
        problem = BadInput(self.path, f"line {line}", found, right)
        if str(problem) not in (str(one) for at, one in self.problems if at == line):
            self.problems.append((line, problem))

    def level(self, loc: Loc, said: object) -> float:
        """Return a level; one that is none becomes a problem, and 0."""
        try:
            return levels.level(said, self.scale, self.words)
        except Refused as problem:
            self.fail(loc, problem.found, problem.right)
            return 0.0

    def settle(self) -> None:
        """Raise what was found, in the order of the file."""
        if self.problems:
            raise BadInputs([one for _, one in sorted(self.problems, key=lambda one: one[0])])


def check(written: Written, data: Mapping[str, Any]) -> None:
    """Add what is wrong to the problems; what has another form than it should is left to the form."""
    for key, name_key, what in (
        ("people", "name", "name"),
        ("needs", "skill", "skill"),
        ("posts", "name", "post"),
    ):
        entries = list(_entries(data, key))
        _once(written, key, what, name_key, entries)
        for place, entry in entries:
            skills = entry.get("skills")
            if key != "needs" and isinstance(skills, dict):
                for skill, said in skills.items():
                    written.level((key, place, "skills", skill), said)
            if key == "needs" and isinstance(said := entry.get("level"), str):
                loc: Loc = (key, place, "level")
                before = len(written.problems)
                if written.level(loc, said) == 0 and len(written.problems) == before:
                    written.fail(loc, f"the level {shown(said)} of a need", "a level above 0")
    _check_models(written, data)


def _check_models(written: Written, data: Mapping[str, Any]) -> None:
    """Find that the skill which repairs models is none of the needs, as far as these can be read."""
    wanted = [entry.get("skill") for _, entry in _entries(data, "needs")]
    models = data.get("models")
    said = models.get("skill") if isinstance(models, dict) else None
    if isinstance(said, str) and wanted and all(isinstance(one, str) for one in wanted):
        names = {" ".join(str(one).split()) for one in wanted}
        if " ".join(said.split()) not in names:
            right = f"one of {several([shown(one) for one in sorted(names)], 12)}"
            written.fail(("models", "skill"), f"the skill {shown(said)}, which no need names", right)


def _entries(data: Mapping[str, Any], key: str) -> Iterator[tuple[int, dict[str, Any]]]:
    found = data.get(key)
    for place, entry in enumerate(found if isinstance(found, list) else []):
        if isinstance(entry, dict):
            yield place, entry


def _once(
    written: Written, key: str, what: str, name_key: str, entries: Iterable[tuple[int, dict[str, Any]]]
) -> None:
    first: dict[str, int] = {}
    for place, entry in entries:
        name = entry.get(name_key)
        if not isinstance(name, str):
            continue
        name = name.strip()
        if name.casefold() in first:
            line = line_of(written.lines, (key, first[name.casefold()], name_key))
            found = f"the {what} {shown(name)} a second time (first: line {line})"
            written.fail((key, place, name_key), found, "each once")
        first.setdefault(name.casefold(), place)
