"""The plan of the lesson “The board”: a sentence that those who pay can read, the benefit, and what they are asked.

How sure a team is of a benefit and how sure it is of a date are two numbers; the date's stands with the promise.
"""

import re
from calendar import month_name
from collections.abc import Iterator
from datetime import date

from mlteams.core.block import Block, Grid, Paragraph, Quote
from mlteams.core.section import Contradiction
from mlteams.core.words import listed, written
from mlteams.input.values import Day, Unfinished
from mlteams.management.models.cost_sensitive import ALL, FEATURES, SPLITS
from mlteams.management.models.metrics import F1_COSTS_HIGH, F1_COSTS_LOW, F1_COSTS_TIMES, RATIO
from mlteams.management.plan.dates import Sentence
from mlteams.management.plan.promise import Confidence, Promise
from mlteams.management.plan.study import Study, differ, exact, points

READ = "chapters/management/board.html#sec-hand"
SCORE = re.compile(
    r"\b(?:f-?1|f[1-]?[ -]?score|accuracy|auc|auroc|roc|precision|recall|log-?loss|perplexity|bleu|rouge|kappa|"
    r"rmse|mae|mse|r2|r²|error rate)\b",
    re.I,
)
# What a leader pays for, earns, serves or waits for. Lists of words, so they can be wrong: they only decide whether a
# sentence that speaks of a score speaks of anything else.
MONEY = (
    r"[€$£¥]|\b(?:eur|euros?|usd|dollars?|gbp|pounds?|chf|francs?|yen|money|costs?|revenue|profit|margin|budget|"
    r"savings?|prices?|fees?|fines?|refunds?)\b"
)
CUSTOMERS = (
    r"\b(?:customers?|clients?|users?|senders?|buyers?|shoppers?|visitors?|patients?|clerks?|complaints?|"
    r"conversions?)\b"
)
TIME = r"\b(?:seconds?|minutes?|hours?|days?|weeks?|months?|quarters?|years?)\b"
MATTERS = re.compile(f"{MONEY}|{CUSTOMERS}|{TIME}", re.I)
_UNIT = re.compile(
    r"[^\W\d_]{2,}|[€$£¥]"
)  # a word of two letters, or a currency: what a number needs to be of something
_MONTHS = "|".join(month_name[1:])
_DATES = (
    re.compile(r"\b(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)\b"),
    re.compile(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?P<month>{_MONTHS}),? (?P<year>\d{{4}})\b", re.I),
    re.compile(rf"\b(?P<month>{_MONTHS}) (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>\d{{4}})\b", re.I),
)
_SURE = re.compile(r"(\d{1,3}(?:\.\d+)?) ?(?:%|per ?cent) (?:sure|certain|confident|confidence)", re.I)


class Board(Unfinished):
    """What the team tells those who pay, how sure it is of the benefit and when that is known, and what it asks."""

    sentence: Sentence | None = None
    benefit: Sentence | None = None
    confidence: Confidence | None = None
    when: Day | None = None
    ask: Sentence | None = None
    answer_by: Day | None = None
    otherwise: Sentence | None = None


TEMPLATE = """\
  # What do you say to those who pay? One sentence about money, customers or time, and what it is worth in their unit,
  # such as EUR 120,000 a year. The lesson “The board”. Filled by management.board.sentence.
  board:
    sentence:
    benefit:
    confidence:            # how sure you are of the benefit; how sure of the date stands under dates.promise
    when:                  # the day by which it is known whether the benefit comes

    # What you ask of them. The report begins with it, and you write it.
    ask:                   # such as Free two people for a trial in one depot
    answer_by:             # the day by which you need their answer
    otherwise:             # what happens if they say no
"""


def contradictions(said: Board, promise: Promise, study: Study) -> Iterator[Contradiction]:
    """Yield words that only experts can read, days that have passed, and dates and odds that the plan does not know."""
    yield from _of_scores(said, study)
    yield from _bare_number(said, study)
    yield from _passed(said, promise, study)
    yield from _another_day(said, promise, study)
    yield from _as_sure(said, promise, study)


def _of_scores(said: Board, study: Study) -> Iterator[Contradiction]:
    for key, text, what in (
        ("sentence", said.sentence, "The sentence for leadership"),
        ("benefit", said.benefit, "The benefit"),
    ):
        score = SCORE.search(text or "")
        if score is None or MATTERS.search(text or ""):
            continue
        yield Contradiction(
            (study.line("board", key),),
            f"{what} speaks of {score[0]} and of no money, customer or time.",
            f"A score can rise while money is lost: where a missed case costs {RATIO} false alarms, the threshold "
            f"chosen by F1 costs {F1_COSTS_TIMES} times as much as the one chosen by cost (public data on tumours, "
            f"a model that sees {FEATURES} of {ALL} measurements, paid for on cases that chose neither; "
            f"{F1_COSTS_LOW} to {F1_COSTS_HIGH} in 9 of 10 of {SPLITS:,} splits).",
            READ,
        )


def _bare_number(said: Board, study: Study) -> Iterator[Contradiction]:
    """Yield a benefit that is a number of nothing."""
    if said.benefit and re.search(r"\d", said.benefit) and not _UNIT.search(said.benefit):
        yield Contradiction(
            (study.line("board", "benefit"),),
            f"The benefit is the number {said.benefit}, and of what it does not say.",
            f"EUR {said.benefit}, {said.benefit} hours and {said.benefit} complaints are 3 benefits, and those who pay "
            "weigh each in another way.",
            READ,
        )


def _passed(said: Board, promise: Promise, study: Study) -> Iterator[Contradiction]:
    """Yield a day of the board that has passed, and an answer that is asked for after the work is done."""
    for key, day, what in (
        ("when", said.when, "The day by which the benefit is known"),
        ("answer_by", said.answer_by, "The day by which an answer is needed"),
    ):
        if day and day < study.today:
            yield Contradiction(
                (study.line("board", key),),
                f"{what}, {written(day)}, has passed.",
                f"It lies {_days((study.today - day).days)} before {written(study.today)}, the day this plan speaks "
                "of.",
                READ,
            )
    if said.answer_by and promise.date and said.answer_by > promise.date:
        yield Contradiction(
            (study.line("dates", "promise", "date"), study.line("board", "answer_by")),
            f"An answer is asked for by {written(said.answer_by)}, and the work is promised for "
            f"{written(promise.date)}.",
            f"The answer comes {_days((said.answer_by - promise.date).days)} after the work that waits for it.",
            READ,
        )


def _another_day(said: Board, promise: Promise, study: Study) -> Iterator[Contradiction]:
    """Yield a day of the sentence that the plan does not know."""
    known = {
        ("dates", "promise", "date"): ("the promise is", promise.date),
        ("board", "when"): ("the benefit is known by", said.when),
        ("board", "answer_by"): ("an answer is needed by", said.answer_by),
    }
    given = {place: (what, day) for place, (what, day) in known.items() if day}
    for heard in days(said.sentence or ""):
        if given and heard not in [day for _, day in given.values()]:
            gap = min(abs((heard - day).days) for _, day in given.values())
            others = listed([f"{what} {written(day)}" for what, day in given.values()])
            yield Contradiction(
                (study.line("board", "sentence"), *(study.line(*place) for place in given)),
                f"The sentence for leadership names {written(heard)}, and no other line of the plan does: {others}.",
                f"It is {_days(gap)} off the nearest of these.",
                READ,
            )


def _as_sure(said: Board, promise: Promise, study: Study) -> Iterator[Contradiction]:
    """Yield odds of the sentence that the plan does not know."""
    known = {
        ("dates", "promise", "confidence"): ("of the date", promise.confidence),
        ("board", "confidence"): ("of the benefit", said.confidence),
    }
    given = {place: (what, sure) for place, (what, sure) in known.items() if sure is not None}
    for found in _SURE.finditer(said.sentence or ""):
        heard = float(found[1]) / 100
        if given and all(differ(heard, sure) for _, sure in given.values()):
            near = min((sure for _, sure in given.values()), key=lambda sure: abs(sure - heard))
            others = listed([f"{exact(sure)} {what}" for what, sure in given.values()])
            yield Contradiction(
                (study.line("board", "sentence"), *(study.line(*place) for place in given)),
                f"The sentence for leadership says {exact(heard)} sure, and the plan is sure {others}.",
                f"That is {points(heard, near)} of certainty that one of the two does not have.",
                READ,
            )


def _days(count: int) -> str:
    return f"{count:,} day{'s' if count > 1 else ''}"


def days(sentence: str) -> Iterator[date]:
    """Yield the dates a sentence names."""
    months = {name.lower(): number for number, name in enumerate(month_name)}
    for pattern in _DATES:
        for found in pattern.finditer(sentence):
            month = found["month"]
            try:
                yield date(int(found["year"]), months.get(month.lower()) or int(month), int(found["day"]))
            except ValueError:
                continue  # no day of the calendar, so no date


def asked(said: Board) -> str:
    """Return what those who pay are asked for, and by when; nothing if the plan does not say."""
    if not said.ask:
        return ""
    by = f" An answer is needed by {written(said.answer_by)}." if said.answer_by else ""
    return f"{closed(said.ask)}{by}"


def offer(said: Board, promise: Promise) -> Iterator[Block]:
    """Yield the sentence, what happens without a yes, and benefit and date, each with how sure the team is of it."""
    if said.sentence:
        yield Quote(said.sentence)
    if said.otherwise:
        yield Paragraph(f"If the answer is no: {closed(said.otherwise)}")
    rows = []
    if said.benefit:
        known = f"known by {written(said.when)}" if said.when else ""
        rows.append(("Benefit", said.benefit, _sure(said.confidence, known)))
    if promise.date:
        rows.append(("Done by", written(promise.date), _sure(promise.confidence, "if it works")))
    if rows:
        heads = ("what you get", "as the team says", "how sure the team is")
        yield Grid(
            "What the team offers; to be sure of the one is not to be sure of the other", heads, tuple(rows)
        )


def _sure(share: float | None, more: str) -> str:
    return ", ".join(filter(None, (exact(share) if share is not None else "not said", more)))


def closed(text: str) -> str:
    """Return a sentence with a full stop, if it has no end."""
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."
