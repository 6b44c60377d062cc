"""What the site takes from the guides of workshops: agendas for every slot, cards, sheets and answers."""

import shutil

from mlteams import parts
from mlteams.core.sheet import Sheets
from mlteams.input.errors import BadInput
from mlteams.management.tool.roadmap_file import read_roadmap
from mlteams.paths import BUILD, ROOT, write_whole
from mlteams.publish import numbers
from mlteams.workshop import agenda, cards, guide
from mlteams.workshop.agenda_formats import as_fragment


def write() -> None:
    """Write agendas to `_build/agendas` and what is printed to `_build/workshops`.

    Raises:
        BadInput: a guide is not valid, or has outgrown a slot.
    """
    _agendas()
    folder = BUILD / "workshops"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for part in [one.name for one in parts.written() if one.workshop]:
        write_whole(folder / f"{part}-cards.html", printed(part, answers=False))
        write_whole(folder / f"{part}-answers.html", printed(part, answers=True))


def _agendas() -> None:
    """Write the agenda of every guide for every slot, as a page shows it.

    Raises:
        BadInput: a guide has outgrown a slot.
    """
    folder = BUILD / "agendas"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for part in guide.parts():
        read = guide.read_guide(guide.path_of(part))
        for name, slot in agenda.SLOTS.items():
            planned = agenda.plan(read, slot)
            if planned is None:
                found = f"a workshop that takes {agenda.shortest(read)} minutes after every cut"
                raise BadInput(guide.path_of(part), name, found, f"at most {slot}")
            write_whole(folder / f"{part}-{slot}.html", as_fragment(planned))


def printed(part: str, answers: bool) -> str:
    """Return the cards and sheets of a part's workshop as a page, or the facilitator's answers."""
    title = guide.read_guide(guide.path_of(part)).title
    sheets: Sheets = parts.workshop(parts.part(part)).SHEETS
    rows = {f"source.{row['key']}": row for row in numbers.sources()}
    computed = numbers.computed()

    def told(name: str) -> tuple[str, str]:
        if name in rows:
            row = rows[name]
            return row["value"], f"{row['source']}, {row['status']}"
        where, module, key = name.split(".")
        return str(computed[where][module][key]), "computed by the course"

    if answers:
        return cards.answers_html(title, sheets, told)
    return cards.as_html(title, sheets, read_roadmap(ROOT / sheets.plan).roadmap, told)
