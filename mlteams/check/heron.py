"""What Heron says of a part: the facts that it reads, its key in Heron's plan, and the schema of all plans."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from mlteams import parts
from mlteams.check.checked import Checked, place, text_of
from mlteams.check.readers import Readers
from mlteams.input import yaml_lines
from mlteams.input.errors import BadInput
from mlteams.input.heron import facts
from mlteams.input.yaml_write import MOST_ITEMS
from mlteams.plan.plan_file import at_fault
from mlteams.plan.plan_form import empty_keys, form_at, independent, schema, sentence, validated

FACTS, PLAN = Path("examples/heron/facts.yaml"), Path("examples/heron/plan.yaml")
SCHEMA = Path("examples/plan.schema.json")


def of_part(checked: Checked) -> Iterator[BadInput]:
    """Yield facts of a part that nothing reads, exercises that fill no key, and what is wrong with Heron's key."""
    yield from unread(checked.root, checked.readers, checked.part.name)
    yield from _fills(checked)
    if checked.part.plan:
        yield from _schema(checked.root)
        yield from _plan(checked)


def unread(root: Path, readers: Readers, *groups: str) -> Iterator[BadInput]:
    """Yield facts of some groups, or of those of no part if none is given, that nothing reads.

    A fact is read where its whole key stands, or where code that reads facts holds each word of it: such a key is
    put together from the names of tasks, posts or skills.
    """
    try:
        known = facts()
    except BadInput as problem:
        yield problem  # as the models that read it say it
        return
    said = _said(readers, root)
    for key in known:
        group, *words = key.split(".")
        if (group not in groups if groups else group in parts.PACKAGES) or {
            key,
            f"heron.{key}",
        } & readers.dotted:
            continue
        if not all(f"_{word}_" in said for word in words):
            right = "a page, model, exercise or test that reads it, or no such fact,"
            yield BadInput(FACTS.as_posix(), key, "a fact that nothing reads", right)


def _said(readers: Readers, root: Path) -> str:
    """Return the strings of code that reads facts, and Heron's own files, as keys are written."""
    files = (root / FACTS).parent.glob("*.yaml")
    texts = [path.read_text(encoding="utf-8", errors="replace") for path in files if path.name != FACTS.name]
    return f"_{re.sub('[^a-z0-9]+', '_', ' '.join([*texts, *readers.strings]).lower().replace('’', ''))}_"


def _fills(checked: Checked) -> Iterator[BadInput]:
    """Yield exercises that fill no key of the plan, or one that no part has."""
    package = f"{parts.PACKAGES[checked.part.name]}.exercises"
    for lesson in checked.part.lessons:
        for name in lesson.exercises:
            fills = parts.load(f"{package}.{name}").EXERCISE.fills
            for key in fills or ("",):
                if not _is_key(key):
                    found = f"the key {key!r}, which no plan has" if key else "no key of the plan"
                    right = "a key of a lesson, which `new key` begins,"
                    yield BadInput(parts.place(f"{package}.{name}"), "fills", found, right)


def _is_key(key: str) -> bool:
    *above, last = key.split(".")
    form = form_at(tuple(above)) if above else None
    return form is not None and last in form.model_fields


def _schema(root: Path) -> Iterator[BadInput]:
    """Yield that the published schema is not that of the forms."""
    try:
        same = text_of(root / SCHEMA, root, "the schema of plans") == schema()
    except BadInput as problem:
        yield problem
        return
    if not same:
        right = f"`python3 course.py plan schema > {SCHEMA.as_posix()}`"
        yield BadInput(SCHEMA.as_posix(), "the whole file", "a schema that is not that of the forms", right)


def _plan(checked: Checked) -> Iterator[BadInput]:
    """Yield what Heron's plan lacks of the part's key, or has wrong there."""
    path, name = checked.root / PLAN, checked.part.name
    try:
        data, lines = yaml_lines.load(path, checked.text(path, "Heron's plan"), MOST_ITEMS, [])
    except BadInput as problem:
        yield checked.bad(path, problem.place, problem.found, problem.right)
        return
    found, errors = validated(data if isinstance(data, dict) else {})
    for error in independent(errors):
        if at_fault(error)[:1] == (name,):
            wrong = sentence(path, error, lines)
            yield checked.bad(path, wrong.place, wrong.found, wrong.right)
    empty: Iterable[str] = empty_keys(found) if found else ()
    for key in empty:
        if key.startswith(f"{name}."):
            yield BadInput(place(path, checked.root), key, "nothing", "Heron's value")
