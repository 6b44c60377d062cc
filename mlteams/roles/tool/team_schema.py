"""The form of a team's YAML file, and its JSON Schema for editors. Levels are read later, when the scale is known."""

from typing import Annotated, Any

from pydantic import Field

from mlteams.input.errors import Refused, seen
from mlteams.input.values import Cost, Name, Strict, number, reader, text, whole
from mlteams.roles.tool import levels


def _mapping(value: object) -> dict[str, str]:
    """Return levels by skill as they are written."""
    if not isinstance(value, dict):
        raise Refused(f"{seen(value)} as skills", "a mapping of skills to levels")
    return value


def _file_or_list(value: object) -> object:
    """Let a file's name or a list pass."""
    if value == []:
        raise Refused("nobody under people", "a list of people, or the name of a CSV or XLSX file,")
    if not isinstance(value, str | list) or not value:
        raise Refused(f"{seen(value)} under people", "a list of people, or the name of a CSV or XLSX file,")
    return value


_AMOUNT = {"type": ["number", "string"]}
_BETWEEN = 0.1  # of a day: a model that breaks more often than ten times a day is no model in use
_scale = number("scale", 1, 100)


Days = Annotated[float, *reader(lambda value: levels.days(value), **_AMOUNT)]
Skills = Annotated[dict[str, str], *reader(_mapping, type="object", additionalProperties=_AMOUNT)]
Level = Annotated[str, *reader(text("level", 20), **_AMOUNT)]


class PersonForm(Strict):
    """Somebody on the team."""

    name: Name
    days: Days = 5.0
    skills: Skills = Field(default_factory=dict)


class NeedForm(Strict):
    """A skill that is needed."""

    skill: Name
    days: Annotated[float | None, *reader(number("days", 0, 10_000), type="number")] = None
    level: Level | None = None


class PostForm(Strict):
    """Somebody who could be hired."""

    name: Name
    skills: Skills
    days: Days = 5.0
    cost: Cost | None = None


class ModelsForm(Strict):
    """Models in production and what keeps them healthy."""

    in_use: Annotated[int, *reader(whole("number of models", 1, 5_000), type="integer")]
    days_between_breakages: Annotated[
        float, *reader(number("days between breakages", _BETWEEN, 10_000), type="number")
    ]
    repair_days: Annotated[float, *reader(number("days of a repair", 0.01, 1_000), type="number")]
    skill: Name


class CostsForm(Strict):
    """What things cost."""

    day: Cost | None = None
    days_to_rise_a_level: Annotated[
        float | None, *reader(number("days to rise a level", 0, 1e3), type="number")
    ] = None
    currency: Annotated[str, *reader(text("currency", 5), type="string", maxLength=5)] = "€"


class TeamForm(Strict):
    """A team: people, in the file or beside it, and what is needed."""

    title: Name = "Team"
    scale: Annotated[float | None, *reader(_scale, type="number", minimum=1)] = None
    people: Annotated[
        str | list[PersonForm], *reader(_file_or_list, anyOf=[{"type": "string"}, {"type": "array"}])
    ]
    needs: Annotated[list[NeedForm], Field(min_length=1)]
    posts: list[PostForm] = Field(default_factory=list)
    models: ModelsForm | None = None
    costs: CostsForm = Field(default_factory=CostsForm)


def team_schema() -> dict[str, Any]:
    """Return the JSON Schema of a team's file."""
    return TeamForm.model_json_schema()
