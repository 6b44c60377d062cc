"""The form of a whole plan, put together from the sections: its schema, its mistakes, and what is empty in it."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Annotated, Any, get_args

from pydantic import BaseModel, ValidationError, create_model
from pydantic_core import ErrorDetails

from mlteams.input import form_errors
from mlteams.input.errors import BadInput, shown
from mlteams.input.lines import Lines, Loc, line_of
from mlteams.input.values import Day, Unfinished, reader, text
from mlteams.parts import sections

TITLE = "Plan of Ship the Team"  # by which a schema is known as ours


@cache
def plan_form() -> type[BaseModel]:
    """Return the form of a whole plan."""
    title = Annotated[str, *reader(text("title", 120), type="string", maxLength=120)]
    parts: dict[str, Any] = {part.name: (one.form, one.form()) for part, one in sections()}
    head: dict[str, Any] = {"title": (title | None, None), "as_of": (Day | None, None)}
    form: type[BaseModel] = create_model("Plan", __base__=Unfinished, **head, **parts)
    form.__doc__ = "The plan of one team."
    form.OPTIONAL = ("as_of",)  # type: ignore[attr-defined]
    return form


def schema() -> str:
    """Return the JSON Schema of a plan as text, the same in every run."""
    found = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **plan_form().model_json_schema(by_alias=True),
    }
    return json.dumps(found | {"title": TITLE}, indent=1, ensure_ascii=False) + "\n"


def validated(data: dict[str, Any]) -> tuple[Any, list[ErrorDetails]]:
    """Return the form of a plan, or None and all that is wrong with it."""
    try:
        return plan_form().model_validate(data), []
    except ValidationError as mistakes:
        return None, mistakes.errors()


def independent(errors: list[ErrorDetails]) -> Iterator[ErrorDetails]:
    """Yield errors but those that another explains: a missing key with a misspelt one beside it."""
    misspelt = {error["loc"][:-1] for error in errors if error["type"] == "extra_forbidden"}
    for error in errors:
        if not (error["type"] == "missing" and error["loc"][:-1] in misspelt):
            yield error


def sentence(path: Path, error: ErrorDetails, lines: Lines) -> BadInput:
    """Return an error's sentence, with the full key where the plain word would not say which."""
    line = line_of(lines, error["loc"])
    keys = [key for key in error["loc"] if isinstance(key, str)]
    around, own = form_at(error["loc"][:-1]), form_at(error["loc"])
    if error["type"] == "extra_forbidden" and around and (right := _homes(around, tuple(keys))):
        places = [f"{key} under {'.'.join(above)}" for *above, key in right]
        return BadInput(path, f"line {line}", f"the key {shown('.'.join(keys))}", " or ".join(places))
    if error["type"] == "too_long":
        found = f"{error['ctx']['actual_length']:,} entries under {keys[-1]}"
        return BadInput(path, f"line {line}", found, f"at most {error['ctx']['max_length']}")
    fields = around.model_fields if around else {}
    known = [field.alias or key for key, field in fields.items()]
    missing = {
        key: f"{field.description}, under {key}," for key, field in fields.items() if field.description
    }
    wanted = f"a mapping with {', '.join(own.model_fields)}" if own else "one value"
    if error["type"] in ("tuple_type", "list_type"):
        wanted = "a list, a line each with a dash"
    instead = (f"under {'.'.join(keys)}", wanted)
    return form_errors.sentence(path, line, error, known, missing, instead)


def _homes(form: type[BaseModel], keys: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Return the paths under which a key that stands in a form belongs: further down, or under the name it has today.

    `FORMER` of a form are names that its keys had in an earlier edition.
    """
    *above, key = keys
    now = getattr(form, "FORMER", {}).get(key)
    if now:
        return [(*above, now)]
    return [(*above, *home) for home in _places(form, key)]


def _places(form: type[BaseModel], key: str) -> Iterator[tuple[str, ...]]:
    """Yield the paths below a form's own keys under which a key would be known."""
    for name, field in form.model_fields.items():
        below = _form_in(field.annotation)
        if below and key in below.model_fields:
            yield name, key
        elif below:
            yield from ((name, *path) for path in _places(below, key))


def form_at(loc: Loc) -> type[BaseModel] | None:
    """Return the form that stands at a place of a plan."""
    found: type[BaseModel] | None = plan_form()
    for key in loc:
        if isinstance(key, int):
            continue  # an entry has the form of its list
        field = found.model_fields.get(key) if found else None
        found = _form_in(field.annotation) if field else None
    return found


def _form_in(kind: Any) -> type[BaseModel] | None:  # noqa: ANN401 - a type as pydantic keeps it
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return kind
    return next((form for one in get_args(kind) if (form := _form_in(one))), None)


def empty_keys(form: BaseModel, above: str = "") -> Iterator[str]:
    """Yield the keys of a plan that hold nothing; a lesson in which nothing is filled counts as one key."""
    for key in type(form).model_fields:
        value = getattr(form, key)
        if key in getattr(form, "OPTIONAL", ()):
            continue
        if _holds_nothing(value) and (above or not isinstance(value, BaseModel)):
            yield f"{above}{key}"
        elif isinstance(value, BaseModel):
            yield from empty_keys(value, f"{above}{key}.")
        elif isinstance(value, tuple):
            for place, one in enumerate(value, 1):
                if isinstance(one, BaseModel):
                    yield from empty_keys(one, f"{above}{key}[{place}].")


def _holds_nothing(value: object) -> bool:
    if isinstance(value, BaseModel):
        return all(_holds_nothing(getattr(value, key)) for key in type(value).model_fields)
    return value is None or value == ()
