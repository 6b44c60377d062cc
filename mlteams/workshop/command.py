"""`mlteams workshop`: the agenda, the slides and the cards of a part, from its guide."""

import argparse
import re
from datetime import date, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mlteams.input.arguments import day

if TYPE_CHECKING:
    from mlteams.workshop.agenda import Agenda
    from mlteams.workshop.guide import Guide

FORMS = (".html", ".md", ".ics")


def add_to(commands: Any) -> None:  # noqa: ANN401 - argparse names this type for itself alone
    """Add `workshop` and its sub-commands."""
    workshop = commands.add_parser("workshop", help="print what an instructor needs: agenda, slides, cards")
    kinds = workshop.add_subparsers(title="commands", required=True, metavar="WHAT")
    agenda = kinds.add_parser("agenda", help="compute an agenda from the guide, breaks and cuts included")
    _add_part(agenda)
    agenda.add_argument("--start", type=_time, required=True, metavar="HH:MM", help="when it begins")
    agenda.add_argument("--minutes", type=_minutes, help="how long the slot is; left out: nothing is cut")
    agenda.add_argument("--date", type=day, default=None, help="the day in a calendar (today)")
    agenda.add_argument(
        "-o", metavar="FILE", help="write a page (.html), Markdown (.md) or a calendar (.ics)"
    )
    agenda.set_defaults(run=_agenda)
    slides = kinds.add_parser("slides", help="write the slides, with speaker notes, as one page")
    _add_part(slides)
    slides.add_argument("-o", required=True, metavar="FILE", help="the page to write (.html)")
    slides.set_defaults(run=_slides)
    cards = kinds.add_parser("cards", help="write cards and score sheets for print, A4 or Letter")
    _add_part(cards)
    cards.add_argument("--answers", action="store_true", help="the facilitator's answers instead")
    cards.add_argument("-o", required=True, metavar="FILE", help="the page to write (.html)")
    cards.set_defaults(run=_cards)


def _add_part(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--part", required=True, help="a part of the course, such as management")


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

    start = arguments.start
    target = _target(arguments.o, arguments.part, FORMS) if arguments.o is not None else None
    agenda = _planned(arguments.part, arguments.minutes)
    if target is None:
        forms.print_agenda(agenda, start, Console(highlight=False))
    elif target.suffix == ".ics":
        _write(target, forms.as_calendar(agenda, start, arguments.date or date.today()))
    elif target.suffix == ".md":
        _write(target, forms.as_markdown(agenda, start))
    else:
        _write(target, forms.as_html(agenda, start))


def _slides(arguments: argparse.Namespace) -> None:
    from mlteams.publish.render import deck  # a command stands above both packages

    target = _target(arguments.o, arguments.part, (".html",))
    _write(target, deck(_guide(arguments.part).part))


def _cards(arguments: argparse.Namespace) -> None:
    from mlteams import parts
    from mlteams.input.errors import BadInput, shown
    from mlteams.publish.workshops import printed

    target = _target(arguments.o, arguments.part, (".html",))
    known = [one.name for one in parts.written() if one.workshop]
    if arguments.part not in known:
        raise BadInput("--part", shown(arguments.part), "nothing to print", f"one of {', '.join(known)}")
    _write(target, printed(arguments.part, arguments.answers))


def _planned(part: str, slot: int | None) -> "Agenda":
    from mlteams.input.errors import BadInput
    from mlteams.workshop.agenda import plan, shortest

    guide = _guide(part)
    agenda = plan(guide, slot)
    if agenda is None:
        right = f"{shortest(guide)} minutes or more, the shortest this workshop can be,"
        raise BadInput("--minutes", str(slot), "too little time", right)
    return agenda


def _guide(part: str) -> "Guide":
    from mlteams.input.errors import BadInput, shown
    from mlteams.workshop.guide import parts, path_of, read_guide

    if part not in parts():
        raise BadInput("--part", shown(part), "no guide of that name", f"one of {', '.join(parts())}")
    return read_guide(path_of(part))


def _target(name: str, part: str, suffixes: tuple[str, ...]) -> Path:
    """Return the file to write; refuse it before any work is done."""
    from mlteams.input.errors import BadInput, shown
    from mlteams.input.target import check_target
    from mlteams.workshop.guide import path_of

    path = Path(name)
    if path.suffix not in suffixes:
        right = f"a name that ends in {' or '.join(suffixes)}"
        raise BadInput("-o", shown(name), "a name of another kind", right)
    check_target("-o", path, path_of(part), "guide")
    return path


def _write(path: Path, text: str) -> None:
    from mlteams.input.errors import BadInput
    from mlteams.paths import write_whole

    try:
        write_whole(path, text)
    except OSError as error:
        raise BadInput("-o", str(path), error.strerror or str(error), "a file that can be written") from None
    print(f"{path} written")
