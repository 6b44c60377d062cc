"""From a team's YAML file to a Team, with every mistake in it told in one answer."""

import difflib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from pydantic import BaseModel, ValidationError

from mlteams.input import form_errors, yaml_lines
from mlteams.input.errors import BadInput, Refused, shown
from mlteams.input.lines import line_of
from mlteams.input.text_file import read_text
from mlteams.input.values import number
from mlteams.roles.tool import levels, matrix_words, team_schema
from mlteams.roles.tool.matrix_levels import MOST_SKILLS
from mlteams.roles.tool.matrix_rows import VACANT, Passed
from mlteams.roles.tool.reading_options import Options, usual_level
from mlteams.roles.tool.skills_matrix import KEEP, MOST_PEOPLE, Matrix, read_matrix
from mlteams.roles.tool.team import RAISED, SCALE, Costs, Models, Need, Person, Post, Team
from mlteams.roles.tool.team_checks import Written, check

_FORMS: dict[str, type[BaseModel]] = {
    "people": team_schema.PersonForm,
    "needs": team_schema.NeedForm,
    "posts": team_schema.PostForm,
    "models": team_schema.ModelsForm,
    "costs": team_schema.CostsForm,
}
_MISSING = {
    "people": "a list of people, or the name of a file,",
    "needs": "a list of needs",
    "skills": "a mapping of skills to levels",
}


def read_yaml(path: Path, options: Options) -> Team:
    """Read a team from YAML, its people from there or from a matrix beside it.

    Raises:
        BadInput: what is not right in it, as `BadInputs` where several things can be told at once.
    """
    text = read_text(path, "a YAML, CSV or XLSX file")
    data, lines = yaml_lines.load(path, text, MOST_PEOPLE)
    if not isinstance(data, dict):
        raise BadInput(
            path, f"line {line_of(lines, ())}", "no mapping", "a mapping with the keys people and needs"
        )
    scale = options.scale or _scale(data.get("scale"))
    written = Written(path, lines, scale, options.words.levels)
    usual = usual_level(options, scale)
    check(written, data)
    form = _form(written, data)
    written.settle()
    assert form is not None  # or there was a problem
    return _team(written, form, options, usual)


def _scale(said: object) -> float:
    """Return the scale that a file names, if it is one; the form tells what else it is."""
    try:
        return number("scale", 1, 100)(said)
    except Refused:
        return SCALE


def _team(written: Written, form: team_schema.TeamForm, options: Options, usual: float) -> Team:
    scale = written.scale
    if len(form.needs) > MOST_SKILLS or len(form.posts) > MOST_SKILLS:
        written.fail(
            ("needs",), "more needs or posts than a team can weigh", f"at most {MOST_SKILLS} of each"
        )
    needs = tuple(
        Need(
            " ".join(one.skill.split()), usual if one.level is None else _level(written, one.level), one.days
        )
        for one in form.needs
    )
    posts = tuple(Post(one.name, _levels(written, one.skills), one.days, one.cost) for one in form.posts)
    people, matrix, sources = _people(written, form, options)
    written.settle()
    known = dict.fromkeys(need.skill for need in needs)
    people = tuple(replace(one, levels=_renamed(one.levels, known)) for one in people)
    posts = tuple(replace(one, levels=_renamed(one.levels, known)) for one in posts)
    _check_skills(written, needs, people)
    written.settle()
    assumed = matrix.assumed
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
    return Team(
        form.title,
        people,
        needs,
        posts,
        models,
        costs,
        scale,
        assumed,
        matrix.notes,
        matrix.left_out,
        sources,
        matrix.texts,
    )


def _level(written: Written, said: str) -> float:
    return levels.level(said, written.scale, written.words)


def _levels(written: Written, said: Mapping[str, str]) -> dict[str, float]:
    found = {" ".join(skill.split()): _level(written, text) for skill, text in said.items()}
    return {skill: level for skill, level in found.items() if level > 0}


def _form(written: Written, data: object) -> team_schema.TeamForm | None:
    """Return the file as its form; None, and problems, if it has another."""
    try:
        return team_schema.TeamForm.model_validate(data)
    except ValidationError as problem:
        for error in form_errors.independent(problem.errors()):
            loc = tuple(
                one for one in error["loc"] if not str(one).startswith(("list[", "str")) or one in ("skills",)
            )
            line = line_of(written.lines, loc)
            form = _FORMS.get(str(loc[0]) if len(loc) > 1 else "", team_schema.TeamForm)
            if error["type"] == "string_type" and loc == ("people",):
                continue  # the list beside it says more
            said = form_errors.sentence(
                written.path,
                line,
                error,
                form.model_fields,
                _MISSING,
                ("here", "a mapping of keys and values"),
            )
            written.add(line, said.found, said.right)
        return None


def _people(
    written: Written, form: team_schema.TeamForm, options: Options
) -> tuple[tuple[Person, ...], Matrix, tuple[Path, ...]]:
    """Return the people, what is to be said of how they were read, and the file beside the YAML that they are in."""
    nobody = Matrix((), (), (), ())
    if isinstance(form.people, list):
        return *_listed(written, form.people, options), ()
    beside = written.path.parent / form.people
    if Path(form.people).is_absolute() or ".." in Path(form.people).parts:
        written.fail(("people",), f"the file {shown(form.people)}", "a file in the same folder or below it")
        return (), nobody, ()
    if beside.suffix.lower() in (".yaml", ".yml"):
        written.fail(
            ("people",), f"the file {shown(form.people)}", "a CSV or XLSX file, or a list of people,"
        )
        return (), nobody, ()
    elsewhere = (*(one.skill for one in form.needs), *(one.name for one in form.posts))
    matrix = read_matrix(beside, replace(options.words, elsewhere=elsewhere), scale=written.scale)
    return matrix.people, matrix, (beside,)


def _listed(
    written: Written, forms: list[team_schema.PersonForm], options: Options
) -> tuple[tuple[Person, ...], Matrix]:
    """Return the people of a list; who is called as a post that nobody holds is nobody."""
    keep = set(map(matrix_words.plain, options.words.keep))
    passed, people, vacant = Passed(options.words.anonymous), [], []
    for place, one in enumerate(forms):
        if matrix_words.is_vacant(one.name) and matrix_words.plain(one.name) not in keep:
            line = line_of(written.lines, ("people", place, "name"))
            passed.add(VACANT, one.name, f"line {line}")
            vacant.append(one.name)
        else:
            people.append(Person(one.name, _levels(written, one.skills), one.days))
    left_out = tuple(passed.sentences("people"))
    said = (*left_out, KEEP) if left_out else ()
    return tuple(people), Matrix((), (), (), (), said, frozenset(vacant))


def _renamed(given: Mapping[str, float], known: Mapping[str, None]) -> dict[str, float]:
    """Return levels under the names of the needs, capital letters apart."""
    names = {skill.casefold(): skill for skill in known}
    return {names.get(skill.casefold(), skill): level for skill, level in given.items()}


def _check_skills(written: Written, needs: tuple[Need, ...], people: tuple[Person, ...]) -> None:
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
