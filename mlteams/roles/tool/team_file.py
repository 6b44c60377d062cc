"""From a team's file, YAML, CSV or XLSX, to a Team; from mistakes in it to a sentence each, with its place."""

import difflib
import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from pydantic import BaseModel, ValidationError

from mlteams.input import form_errors, yaml_lines
from mlteams.input.errors import BadInput, BadInputs, Refused, shown
from mlteams.input.lines import Lines, Loc, line_of
from mlteams.input.text_file import read_text
from mlteams.roles.tool import levels, team_schema
from mlteams.roles.tool.skills_matrix import MOST_PEOPLE, MOST_SKILLS, Matrix, read_matrix
from mlteams.roles.tool.team import RAISED, SCALE, Costs, Models, Need, Person, Post, Team

_QUOTED = re.compile(r"'.*'")
_FORMS: dict[str, type[BaseModel]] = {
    "people": team_schema.PersonForm,
    "needs": team_schema.NeedForm,
    "posts": team_schema.PostForm,
    "models": team_schema.ModelsForm,
    "costs": team_schema.CostsForm,
}


@dataclass(frozen=True)
class Options:
    """Words of the command line that say how a file is read.

    Attributes:
        scale: the highest level; None for that of the file, or 4.
        level: from which level a skill counts where the file names none; None for three quarters of the scale.
        columns, skip, sheet: as `read_matrix`.
        anonymous: whether names and cells are kept out of every sentence.
    """

    scale: float | None = None
    level: float | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    skip: tuple[str, ...] = ()
    sheet: str | None = None
    anonymous: bool = False


def read_team(path: Path, options: Options | None = None) -> Team:
    """Read a team.

    Raises:
        BadInput: what is not right in the file, as `BadInputs` where several things can be told at once.
    """
    options = options or Options()
    try:
        if path.suffix.lower() in (".yaml", ".yml"):
            return _from_yaml(path, options)
        return _from_matrix(path, options)
    except BadInput as problem:
        if not options.anonymous:
            raise
        found = problem.problems if isinstance(problem, BadInputs) else (problem,)
        raise BadInputs([_hidden(one) for one in found]) from None


def _hidden(problem: BadInput) -> BadInput:
    """Return a sentence without what the file holds: a name may stand in any cell."""
    return BadInput(
        problem.file,
        _QUOTED.sub("…", problem.place),
        _QUOTED.sub("text that is not shown", problem.found),
        _QUOTED.sub("what its place asks for", problem.right),
    )


def _level(options: Options, scale: float) -> float:
    """Return the level from which a skill counts if the file does not say."""
    level = options.level if options.level is not None else math.ceil(0.75 * scale)
    if level > scale:
        raise BadInput(
            "--level", f"{level:g}", f"a level above the scale, which ends at {scale:g}", "a lower one"
        )
    return level


def _matrix(path: Path, options: Options, scale: float) -> Matrix:
    return read_matrix(path, scale=scale, columns=options.columns, skip=options.skip, sheet=options.sheet)


def _from_matrix(path: Path, options: Options) -> Team:
    scale = options.scale or SCALE
    level = _level(options, scale)
    matrix = _matrix(path, options, scale)
    return Team(
        title=path.stem[:100],
        people=matrix.people,
        needs=tuple(Need(skill, level) for skill in matrix.skills),
        scale=scale,
        assumed=(
            f"Every skill in the file is needed, from level {level:g} of {scale:g} on; a YAML file says what is "
            "needed, and on how many days.",
            *matrix.assumed,
        ),
        notes=matrix.notes,
    )


@dataclass
class _Written:
    """A YAML file that is being read; problems grow, each with its line."""

    path: Path
    lines: Lines
    scale: float
    problems: list[tuple[int, BadInput]] = field(default_factory=list)

    def fail(self, loc: Loc, found: str, right: str) -> None:
        line = line_of(self.lines, loc)
        self.problems.append((line, BadInput(self.path, f"line {line}", found, right)))

    def level(self, loc: Loc, said: object) -> float:
        try:
            return levels.level(said, self.scale)
        except Refused as problem:
            self.fail(loc, problem.found, problem.right)
            return 0.0

    def levels(self, loc: Loc, said: Mapping[str, str]) -> dict[str, float]:
        found = {" ".join(skill.split()): self.level((*loc, skill), text) for skill, text in said.items()}
        return {skill: level for skill, level in found.items() if level > 0}

    def once(self, key: str, what: str, names: Iterable[str], name_key: str) -> None:
        first: dict[str, int] = {}
        for place, name in enumerate(names):
            if name.casefold() in first:
                line = line_of(self.lines, (key, first[name.casefold()], name_key))
                found = f"the {what} {shown(name)} a second time (first: line {line})"
                self.fail((key, place, name_key), found, "each once")
            first.setdefault(name.casefold(), place)

    def settle(self) -> None:
        if self.problems:
            raise BadInputs([one for _, one in sorted(self.problems, key=lambda one: one[0])])


def _from_yaml(path: Path, options: Options) -> Team:
    text = read_text(path, "a YAML, CSV or XLSX file")
    data, lines = yaml_lines.load(path, text, MOST_PEOPLE)
    form = _form(path, data, lines)
    scale = options.scale or form.scale or SCALE
    written = _Written(path, lines, scale)
    usual = _level(options, scale)
    written.once("needs", "skill", (one.skill for one in form.needs), "skill")
    written.once("posts", "post", (one.name for one in form.posts), "name")
    if len(form.needs) > MOST_SKILLS or len(form.posts) > MOST_SKILLS:
        written.fail(
            ("needs",), "more needs or posts than a team can weigh", f"at most {MOST_SKILLS} of each"
        )
    needs = tuple(_need(written, place, one, usual) for place, one in enumerate(form.needs))
    posts = tuple(
        Post(one.name, written.levels(("posts", place, "skills"), one.skills), one.days, one.cost)
        for place, one in enumerate(form.posts)
    )
    people, assumed, notes, sources = _people(written, form, options)
    written.settle()
    known = dict.fromkeys(need.skill for need in needs)
    people = tuple(replace(one, levels=_renamed(one.levels, known)) for one in people)
    posts = tuple(replace(one, levels=_renamed(one.levels, known)) for one in posts)
    _check_skills(written, needs, people, form)
    written.settle()
    models = None
    if said := form.models:
        skill = " ".join(said.skill.split())
        models = Models(said.in_use, said.days_between_breakages, said.repair_days, skill)
    costs = Costs(form.costs.day, form.costs.days_to_rise_a_level, form.costs.currency)
    if any(need.days is None for need in needs):
        assumed = (*assumed, "A need without days needs somebody, and none of anybody’s time.")
    if any(form.needs[place].level is None for place in range(len(needs))):
        assumed = (
            *assumed,
            f"A skill counts from level {usual:g} of {scale:g} where the file names no level.",
        )
    if costs.level_days is None:
        days = RAISED * SCALE / scale
        assumed = (*assumed, f"It takes a person {days:g} days to rise by one level (assumed).")
    return Team(form.title, people, needs, posts, models, costs, scale, assumed, notes, sources)


def _form(path: Path, data: object, lines: Lines) -> team_schema.TeamForm:
    if not isinstance(data, dict):
        raise BadInput(
            path, f"line {line_of(lines, ())}", "no mapping", "a mapping with the keys people and needs"
        )
    try:
        return team_schema.TeamForm.model_validate(data)
    except ValidationError as problem:
        found = {}
        for error in form_errors.independent(problem.errors()):
            loc = tuple(
                one for one in error["loc"] if not str(one).startswith(("list[", "str")) or one in ("skills",)
            )
            line = line_of(lines, loc)
            form = _FORMS.get(str(loc[0]) if len(loc) > 1 else "", team_schema.TeamForm)
            keys = form.model_fields
            missing = {"people": "a list of people, or the name of a file,", "needs": "a list of needs"}
            if error["type"] == "string_type" and loc == ("people",):
                continue  # the list beside it says more
            said = form_errors.sentence(
                path, line, error, keys, missing, ("here", "a mapping of keys and values")
            )
            found[str(said)] = (line, said)
        raise BadInputs([one for _, one in sorted(found.values(), key=lambda one: one[0])]) from None


def _need(written: _Written, place: int, form: team_schema.NeedForm, usual: float) -> Need:
    loc: Loc = ("needs", place, "level")
    before = len(written.problems)
    level = usual if form.level is None else written.level(loc, form.level)
    if level == 0 and len(written.problems) == before:
        written.fail(loc, f"the level {shown(form.level)} of a need", "a level above 0")
    return Need(" ".join(form.skill.split()), level, form.days)


def _people(
    written: _Written, form: team_schema.TeamForm, options: Options
) -> tuple[tuple[Person, ...], tuple[str, ...], tuple[str, ...], tuple[Path, ...]]:
    """Return the people, what was assumed, notes, and the file beside the YAML that they were read from."""
    if isinstance(form.people, list):
        written.once("people", "name", (one.name for one in form.people), "name")
        people = tuple(
            Person(one.name, written.levels(("people", place, "skills"), one.skills), one.days)
            for place, one in enumerate(form.people)
        )
        return people, (), (), ()
    beside = written.path.parent / form.people
    if Path(form.people).is_absolute() or ".." in Path(form.people).parts:
        written.fail(("people",), f"the file {shown(form.people)}", "a file in the same folder or below it")
        return (), (), (), ()
    if beside.suffix.lower() in (".yaml", ".yml"):
        written.fail(
            ("people",), f"the file {shown(form.people)}", "a CSV or XLSX file, or a list of people,"
        )
        return (), (), (), ()
    matrix = _matrix(beside, options, written.scale)
    return matrix.people, matrix.assumed, matrix.notes, (beside,)


def _renamed(given: Mapping[str, float], known: Mapping[str, None]) -> dict[str, float]:
    """Return levels under the names of the needs, capital letters apart."""
    names = {skill.casefold(): skill for skill in known}
    return {names.get(skill.casefold(), skill): level for skill, level in given.items()}


def _check_skills(
    written: _Written, needs: tuple[Need, ...], people: tuple[Person, ...], form: team_schema.TeamForm
) -> None:
    """Find needs that are probably misspelt: nobody has such a skill, and somebody has one nearly called so."""
    had = dict.fromkeys(skill for one in people for skill in one.levels)
    wanted = {need.skill for need in needs}
    for place, need in enumerate(needs):
        near = difflib.get_close_matches(
            need.skill[:60], [one for one in had if one not in wanted], 1, cutoff=0.85
        )
        if need.skill not in had and near:
            written.fail(
                ("needs", place, "skill"), f"the skill {shown(need.skill)}, which nobody has", shown(near[0])
            )
    if form.models and " ".join(form.models.skill.split()) not in wanted:
        right = f"one of {', '.join(need.skill for need in needs[:12])}"
        written.fail(("models", "skill"), f"the skill {shown(form.models.skill)}, which no need names", right)
