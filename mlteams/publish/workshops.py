"""What the site takes from workshops: agendas for every slot, sheets for print, and slides."""

import shutil
from collections.abc import Mapping

from mlteams import parts
from mlteams.core.part import Part
from mlteams.input.errors import BadInput
from mlteams.paths import BUILD, write_whole
from mlteams.publish import numbers
from mlteams.workshop import agenda, guide, sheets
from mlteams.workshop.agenda_formats import as_fragment


def write() -> None:
    """Write agendas to `_build/agendas` and what is printed to `_build/workshops`.

    Raises:
        BadInput: a guide or a sheet is not valid, or a guide has outgrown a slot.
    """
    held = [part for part in parts.written() if part.workshop]
    for name in ("agendas", "workshops"):
        shutil.rmtree(BUILD / name, ignore_errors=True)
        (BUILD / name).mkdir(parents=True)
    for part in held:
        _agendas(part)
    find = told()
    for part in held:
        write_whole(BUILD / "workshops" / f"{part.name}-cards.html", sheets.printed(part, False, find))
        write_whole(BUILD / "workshops" / f"{part.name}-answers.html", sheets.printed(part, True, find))


def _agendas(part: Part) -> None:
    """Write the agenda of a guide for every slot, as a page shows it."""
    path = guide.path_of(part.name)
    read = guide.read_guide(path)
    for name, slot in agenda.SLOTS.items():
        planned = agenda.plan(read, slot)
        if planned is None:
            found = f"a workshop that takes {agenda.shortest(read)} minutes after every cut"
            raise BadInput(path, name, found, f"at most {slot}")
        write_whole(BUILD / "agendas" / f"{part.name}-{slot}.html", as_fragment(planned, folded=True))


def told() -> sheets.Told:
    """Return what finds a number's text and where it comes from, by the name that a page would call it."""
    BUILD.mkdir(exist_ok=True)  # where computed numbers are kept
    rows = {f"source.{row['key']}": row for row in numbers.sources()}
    computed = numbers.computed()

    def find(name: str) -> tuple[str, str]:
        if name in rows:
            return rows[name]["value"], f"{rows[name]['source']}, {rows[name]['status']}"
        found: object = computed
        for key in name.split("."):
            if not isinstance(found, Mapping):
                raise KeyError(name)
            found = found[key]
        if isinstance(found, Mapping):
            raise KeyError(name)  # a module, not one of its numbers
        return str(found), "computed by the course"

    return find
