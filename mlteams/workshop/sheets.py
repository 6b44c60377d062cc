"""What a workshop prints, as one page of HTML: sheets that fit A4 and Letter, with a place to write."""

import math
import re
from collections.abc import Callable
from dataclasses import dataclass, replace

import jinja2

from mlteams.core.sheet import Card, Question, Sheets
from mlteams.management.models.estimates import Pert
from mlteams.management.models.roadmap import Alternatives, Roadmap, Task

MOST_CARDS = 8  # on a sheet, two columns of four
Told = Callable[[str], tuple[str, str]]  # from a number's name to its text and where it comes from
_PAGES = jinja2.Environment(
    loader=jinja2.PackageLoader("mlteams.workshop", "templates"), autoescape=True, trim_blocks=True
)


@dataclass(frozen=True)
class Line:
    """A line of the roadmap on paper; a group of alternatives has no estimate."""

    name: str
    after: str
    estimate: tuple[str, ...]
    chance: str
    cost: str
    option: bool = False


def as_html(title: str, sheets: Sheets, roadmap: Roadmap, told: Told) -> str:
    """Return what the room gets: score sheet, roadmap, risk cards, cards for private numbers.

    Raises:
        ValueError: the cards do not fill a whole number of sheets.
    """
    return _PAGES.get_template("cards.html").render(
        title=title,
        sheets=sheets,
        questions=[(_asked(question, told), question.unit) for question in sheets.questions],
        roadmap=roadmap,
        lines=_lines(roadmap),
        factors=_factors(roadmap),
        card_sheets=_card_sheets(sheets.cards),
    )


def answers_html(title: str, sheets: Sheets, told: Told) -> str:
    """Return the facilitator's sheet: each question with its answer, where it comes from, what to say with it."""
    answers = []
    for question in sheets.questions:
        answer, source = told(question.answer)
        unit = question.unit.removeprefix("%" if answer.endswith("%") else "").strip()
        answers.append((_asked(question, told), answer, unit, source, question.why))
    return _PAGES.get_template("answers.html").render(title=title, answers=answers)


def _asked(question: Question, told: Told) -> str:
    return re.sub(r"\{([\w.]+)\}", lambda name: told(name[1])[0], question.ask)


def _card_sheets(cards: tuple[Card, ...]) -> list[list[Card]]:
    every = [card for card in cards for _ in range(card.copies)]
    if len(every) % MOST_CARDS:
        raise ValueError(f"{len(every)} cards; a sheet holds {MOST_CARDS}, so some paper would stay empty")
    return [every[start : start + MOST_CARDS] for start in range(0, len(every), MOST_CARDS)]


def _lines(roadmap: Roadmap) -> list[Line]:
    lines = []
    for step in roadmap.steps:
        after = ", ".join(step.after) or "–"
        if isinstance(step, Alternatives):
            lines.append(Line(f"{step.name} (one is enough, tried {step.tried})", after, (), "", ""))
            lines += [replace(_line(option), option=True) for option in step.options]
        else:
            lines.append(_line(step))
    return lines


def _line(task: Task) -> Line:
    guess = task.estimate
    if isinstance(guess, Pert):
        estimate: tuple[str, ...] = tuple(f"{value:g}" for value in (guess.low, guess.likely, guess.high))
    else:
        estimate = (f"median {guess.median:g}, spread {guess.spread:g}",)
    chance = f"{task.chance:.0%}" if task.chance < 1 else "sure"
    return Line(task.name, ", ".join(task.after) or "–", estimate, chance, f"{task.cost:g}")


def _factors(roadmap: Roadmap) -> list[tuple[str, str]]:
    """Return each spread in use, and the factor around the median within which two outcomes in three lie."""
    guesses = [task.estimate for step in roadmap.steps for task in _tasks(step)]
    spreads = sorted({guess.spread for guess in guesses if not isinstance(guess, Pert)})
    return [(f"{spread:g}", f"{math.exp(spread):.1f}") for spread in spreads]


def _tasks(step: Task | Alternatives) -> tuple[Task, ...]:
    return step.options if isinstance(step, Alternatives) else (step,)
