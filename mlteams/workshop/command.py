"""`mlteams workshop`: the agenda, the slides and the cards of a part, from its guide."""

import argparse
import re
from collections.abc import Callable
from datetime import date, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mlteams.input.arguments import day

if TYPE_CHECKING:
    from mlteams.core.part import Part
    from mlteams.workshop.agenda import Agenda
    from mlteams.workshop.sheets import Told

FORMS = (".html", ".md", ".ics")
Deck = Callable[[str, dict[str, int]], str]  # from a part and the minutes of its steps to slides


def add_to(commands: Any, deck: Deck, told: "Callable[[], Told]") -> None:  # noqa: ANN401 - argparse names this type for itself alone
    """Add `workshop` and its sub-commands. Slides and numbers come from an engine above this one: `deck` and `told`."""
    workshop = commands.add_parser("workshop", help="print what an instructor needs: agenda, slides, cards")
    kinds = workshop.add_subparsers(title="commands", required=True, metavar="WHAT")
    agenda = kinds.add_parser("agenda", help="compute an agenda from the guide, breaks and cuts included")
    _add_part(agenda)
    _add_slot(agenda)
    agenda.add_argument("--date", type=day, default=None, help="the day in a calendar (today)")
    _add_target(agenda, "write a page (.html), Markdown (.md) or a calendar (.ics)", required=False)
    agenda.set_defaults(run=_agenda)
    slides = kinds.add_parser(
        "slides", help="write the slides of that agenda, with speaker notes, as one page"
    )
    _add_part(slides)
    _add_slot(slides)
    _add_target(slides, "the page to write (.html)")
    slides.set_defaults(run=_slides, deck=deck)
    cards = kinds.add_parser("cards", help="write cards and score sheets for print, A4 or Letter")
    _add_part(cards)
    cards.add_argument("--answers", action="store_true", help="the facilitator's answers instead")
    _add_target(cards, "the page to write (.html)")
    cards.set_defaults(run=_cards, told=told)


def _add_part(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--part", required=True, help="a part of the course, such as management")


def _add_slot(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--start", type=_time, metavar="HH:MM", help="when it begins (planned for 09:00)")
    parser.add_argument("--minutes", type=_minutes, help="how long the slot is; left out: nothing is cut")


def _add_target(parser: argparse.ArgumentParser, what: str, required: bool = True) -> None:
    parser.add_argument("-o", metavar="FILE", required=required, help=what)
    parser.add_argument("--force", action="store_true", help="replace a FILE that is not the course's")


def _time(text: str) -> time:
    if not re.fullmatch(r"([01]?\d|2[0-3]):[0-5]\d", text):
        raise argparse.ArgumentTypeError(f"found {text!r}; a time such as 09:00 would be right")
    hours, minutes = text.split(":")
    return time(int(hours), int(minutes))


def _minutes(text: str) -> int:
    if not re.fullmatch(r"[1-9]\d{0,2}", text):
        raise argparse.ArgumentTypeError(f"found {text!r}; a whole number from 1 to 999 would be right")
    return int(text)


def _agenda(arguments: argparse.Namespace) -> None:
    from rich.console import Console

    from mlteams.workshop import agenda_formats as forms

    part = _part(arguments.part)
    target = _target(arguments, part, "agenda", FORMS) if arguments.o is not None else None
    agenda = _planned(arguments, part)
    if target is None:
        forms.print_agenda(agenda, Console(highlight=False))
        return
    form = target.suffix.lower()
    if form == ".ics":
        text = _calendar(agenda, arguments.date or date.today())
    else:
        text = forms.as_markdown(agenda) if form == ".md" else forms.as_html(agenda)
    _write(target, text, forms.start_assumed(agenda))


def _calendar(agenda: "Agenda", on: date) -> str:
    from mlteams.input.errors import BadInput
    from mlteams.workshop.agenda_formats import as_calendar

    try:
        return as_calendar(agenda, on)
    except OverflowError:
        right = f"a date before {date.max}"
        raise BadInput("--date", str(on), f"an agenda that ends after {date.max}", right) from None


def _slides(arguments: argparse.Namespace) -> None:
    from mlteams.workshop.agenda_formats import start_assumed

    part = _part(arguments.part)
    target = _target(arguments, part, "slides")
    agenda = _planned(arguments, part)
    minutes = {row.key: row.minutes for row in agenda.rows if row.kind == "work"}
    _write(target, arguments.deck(part.name, minutes), start_assumed(agenda))


def _cards(arguments: argparse.Namespace) -> None:
    from mlteams.workshop.sheets import printed

    part = _part(arguments.part)
    target = _target(arguments, part, "answers" if arguments.answers else "cards")
    _write(target, printed(part, arguments.answers, arguments.told()))


def _planned(arguments: argparse.Namespace, part: "Part") -> "Agenda":
    from mlteams.input.errors import BadInput
    from mlteams.workshop.agenda import plan, shortest
    from mlteams.workshop.guide import path_of, read_guide

    guide = read_guide(path_of(part.name))
    agenda = plan(guide, arguments.minutes, arguments.start)
    if agenda is None:
        right = f"{shortest(guide, arguments.start)} minutes or more, the shortest this workshop can be,"
        raise BadInput("--minutes", str(arguments.minutes), "too little time", right)
    return agenda


def _part(name: str) -> "Part":
    """Return a part that has a workshop."""
    from mlteams.input.errors import BadInput, shown
    from mlteams.parts import written

    held = {part.name: part for part in written() if part.workshop}
    if name not in held:
        raise BadInput("--part", shown(name), "no workshop of that name", f"one of {', '.join(held)}")
    return held[name]


def _target(
    arguments: argparse.Namespace, part: "Part", kind: str, suffixes: tuple[str, ...] = (".html",)
) -> Path:
    """Return the file to write, an output of a kind; refuse it before any work is done."""
    from mlteams.input.errors import BadInput, shown
    from mlteams.input.target import check_target
    from mlteams.workshop.guide import path_of

    path = Path(arguments.o)
    if path.suffix.lower() not in suffixes:
        right = f"a name that ends in {' or '.join(suffixes)}"
        raise BadInput("-o", shown(arguments.o), "a name of another kind", right)
    check_target("-o", path, [path_of(part.name)], kind, arguments.force)
    return path


def _write(path: Path, text: str, more: str = "") -> None:
    from mlteams.input.errors import BadInput, printable
    from mlteams.paths import write_whole

    try:
        write_whole(path, text)
    except OSError as error:
        raise BadInput("-o", str(path), error.strerror or str(error), "a file that can be written") from None
    print(printable(f"{path} written. {more}" if more else f"{path} written"))
