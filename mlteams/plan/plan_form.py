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
_MISSING = {"says": "what the plan rests on, under says,"}


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
    """Return the form of a plan, or None and what is wrong with it."""
    try:
        return plan_form().model_validate(data), []
    except ValidationError as mistakes:
        return None, list(_independent(mistakes.errors()))


def _independent(errors: list[ErrorDetails]) -> Iterator[ErrorDetails]:
    """Yield errors but those that another explains: a missing key with a misspelt one beside it."""
    misspelt = {error["loc"][:-1] for error in errors if error["type"] == "extra_forbidden"}
    for error in errors:
        if not (error["type"] == "missing" and error["loc"][:-1] in misspelt):
            yield error


def sentence(path: Path, error: ErrorDetails, lines: Lines) -> BadInput:
    """Return an error's sentence, with the full key where the plain word would not say which."""
    form = form_at(error["loc"][:-1])
    known = [field.alias or key for key, field in form.model_fields.items()] if form else ()
    keys = [key for key in error["loc"] if isinstance(key, str)]
    own = form_at(error["loc"])
    wanted = ", ".join(own.model_fields) if own else "one value"
    instead = (f"under {'.'.join(keys)}", f"a mapping with {wanted}" if own else wanted)
    if error["type"] in ("tuple_type", "list_type"):
        instead = (instead[0], "a list, a line each with a dash")
    if error["type"] == "extra_forbidden" and form and (homes := _homes(form, str(error["loc"][-1]))):
        found = f"the key {shown(error['loc'][-1])} beside {homes[0]}"
        right = f"the same under {' or '.join(homes)}"
        return BadInput(path, f"line {line_of(lines, error['loc'])}", found, right)
    if error["type"] == "too_long":
        context = error["ctx"]
        found = f"{context['actual_length']:,} entries under {keys[-1]}"
        return BadInput(
            path, f"line {line_of(lines, error['loc'])}", found, f"at most {context['max_length']}"
        )
    return form_errors.sentence(path, line_of(lines, error["loc"]), error, known, _MISSING, instead)


def _homes(form: type[BaseModel], key: str) -> list[str]:
    """Return the keys under which a key would be known."""
    below = {name: _form_in(field.annotation) for name, field in form.model_fields.items()}
    return [name for name, one in below.items() if one and key in one.model_fields]


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
    """Yield the keys of a form that hold nothing."""
    for key in type(form).model_fields:
        value = getattr(form, key)
        if key in getattr(form, "OPTIONAL", ()):
            continue
        if isinstance(value, BaseModel) and not (above and not value.model_fields_set):
            yield from empty_keys(value, f"{above}{key}.")
        elif value is None or value == () or isinstance(value, BaseModel):
            yield f"{above}{key}"
        elif isinstance(value, tuple):
            for place, one in enumerate(value, 1):
                if isinstance(one, BaseModel):
                    yield from empty_keys(one, f"{above}{key}[{place}].")
