"""What a workshop prints, as one page of HTML: sheets that fit A4 and Letter, with a place to write."""

import re
from collections.abc import Callable, Iterable

import jinja2

from mlteams import parts
from mlteams.core.part import Part
from mlteams.core.sheet import Card, CardSheet, Copies, Offered, Question, ScoreSheet, Sheet, Table
from mlteams.input.errors import BadInput, shown
from mlteams.input.target import mark
from mlteams.workshop.guide import Guide, path_of, read_guide

Told = Callable[
    [str], tuple[str, str]
]  # from a number's name to its text and where it comes from; or KeyError
COPIES: dict[Copies, str] = {
    "person": "once for each person",
    "two": "once for every two people",
    "table": "once for each table",
    "facilitator": "once, for the facilitator",
}
_TEMPLATES: dict[type[Sheet], str] = {
    ScoreSheet: "score_sheet.html",
    CardSheet: "card_sheet.html",
    Table: "table_sheet.html",
}
_PAGES = jinja2.Environment(
    loader=jinja2.PackageLoader("mlteams.workshop", "templates"), autoescape=True, trim_blocks=True
)


def printed(part: Part, answers: bool, told: Told) -> str:
    """Return the sheets of a part's workshop as a page, or the facilitator's answers.

    Raises:
        BadInput: the guide or a sheet is not valid, or a number that a question names is not there.
    """
    place = parts.place(f"{parts.PACKAGES[part.name]}.workshop")
    guide, sheets = read_guide(path_of(part.name)), made(parts.workshop(part).SHEETS)
    check(sheets, guide, place)

    def known(name: str) -> tuple[str, str]:
        try:
            return told(name)
        except KeyError:
            right = "a number of a model, of the workshop or of a sources.csv"
            raise BadInput(place, "SHEETS", f"the number {shown(name)}", right) from None

    return answers_html(guide, sheets, known) if answers else as_html(guide, sheets, known)


def made(offered: Iterable[Offered]) -> tuple[Sheet, ...]:
    """Return the sheets that a part offers, those made that are made when they are printed."""
    return tuple(one if isinstance(one, Sheet) else one() for one in offered)


def check(sheets: tuple[Sheet, ...], guide: Guide, place: str) -> None:
    """Refuse sheets that do not fit the guide, or the paper.

    Raises:
        BadInput: with the module at `place` as its file.
    """
    steps = {step.key for session in guide.sessions for step in session.steps}
    seen: set[str] = set()
    for sheet in sheets:
        where = f"the sheet {shown(sheet.name)}"
        if sheet.name in seen:
            raise BadInput(place, where, "its name a second time", "a name of its own")
        seen.add(sheet.name)
        if not sheet.steps:
            raise BadInput(place, where, "no steps", "at least one step that uses it")
        for key in sheet.steps:
            if key not in steps:
                right = f"a step of workshops/{guide.part}.qmd, such as {next(iter(sorted(steps)))}"
                raise BadInput(place, where, f"the step {shown(key)}", right)
        if isinstance(sheet, CardSheet):
            count, room = sum(card.copies for card in sheet.cards), 2 * sheet.rows
            if count % room or not count:
                right = f"a multiple of the {room} that a page holds, so that no paper stays empty,"
                raise BadInput(place, where, f"{count} cards", right)


def as_html(guide: Guide, sheets: tuple[Sheet, ...], told: Told) -> str:
    """Return what the room gets, with a list of what is printed how often on the screen."""
    titles = {step.key: step.title for session in guide.sessions for step in session.steps}
    return _PAGES.get_template("sheets.html").render(
        title=guide.title,
        mark=mark("cards"),
        sheets=[(_TEMPLATES[type(sheet)], sheet) for sheet in sheets],
        used=[(sheet, COPIES[sheet.copies], [titles[key] for key in sheet.steps]) for sheet in sheets],
        asked=lambda question: _asked(question, told),
        pages=_pages,
    )


def answers_html(guide: Guide, sheets: tuple[Sheet, ...], told: Told) -> str:
    """Return the facilitator's answers: each question, its answer, where it comes from, what to say with it."""
    scored = [sheet for sheet in sheets if isinstance(sheet, ScoreSheet)]
    answers = [[_answered(question, told) for question in sheet.questions] for sheet in scored]
    return _PAGES.get_template("answers.html").render(
        title=guide.title, mark=mark("answers"), answered=zip(scored, answers, strict=True)
    )


def _answered(question: Question, told: Told) -> tuple[str, str, str, str, str]:
    answer, source = told(question.answer)
    unit = question.unit.removeprefix("%" if answer.endswith("%") else "").strip()
    return _asked(question, told), answer, unit, source, question.why


def _asked(question: Question, told: Told) -> str:
    return re.sub(r"\{([\w.]+)\}", lambda name: told(name[1])[0], question.ask)


def _pages(sheet: CardSheet) -> list[list[Card]]:
    """Return the cards of each page of paper."""
    every, room = [card for card in sheet.cards for _ in range(card.copies)], 2 * sheet.rows
    return [every[first : first + room] for first in range(0, len(every), room)]
