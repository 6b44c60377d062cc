"""The plan of the lesson “The board”: a sentence that those who pay can read, and that says what is promised."""

import re
from calendar import month_name
from collections.abc import Iterator
from datetime import date

from mlteams.core.block import Block, Grid, Heading, Paragraph, Quote
from mlteams.core.section import Contradiction
from mlteams.core.words import percent, written
from mlteams.input.values import Day, Unfinished
from mlteams.management.models.cost_sensitive import SPLITS
from mlteams.management.models.metrics import F1_COSTS_HIGH, F1_COSTS_LOW, F1_COSTS_TIMES, RATIO
from mlteams.management.plan.dates import Sentence
from mlteams.management.plan.promise import Confidence, Promise
from mlteams.management.plan.study import Study, differ, exact, points

READ = "chapters/management/board.html#sec-metrics"
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
_MONTHS = "|".join(month_name[1:])
_DATES = (
    re.compile(r"\b(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)\b"),
    re.compile(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?P<month>{_MONTHS}),? (?P<year>\d{{4}})\b", re.I),
    re.compile(rf"\b(?P<month>{_MONTHS}) (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>\d{{4}})\b", re.I),
)
_SURE = re.compile(r"(\d{1,3}(?:\.\d+)?) ?(?:%|per ?cent) (?:sure|certain|confident|confidence)", re.I)


class Board(Unfinished):
    """What the team tells those who pay, and when they will know."""

    sentence: Sentence | None = None
    benefit: Sentence | None = None
    confidence: Confidence | None = None
    when: Day | None = None


TEMPLATE = """\
  # What do you say to those who pay? One sentence about money, customers or time, and what it is worth in their unit,
  # such as 120,000 a year. The lesson “The board”. Filled by management.board.sentence.
  board:
    sentence:
    benefit:
    confidence:            # how sure you are: the promise's
    when:                  # when they will know: the promise's date
"""


def contradictions(said: Board, promise: Promise, study: Study) -> Iterator[Contradiction]:
    """Yield a sentence that only experts can read, and dates and confidences that are not the promise's."""
    yield from _of_scores(said, study)
    yield from _another_day(said, promise, study)
    yield from _as_sure(said, promise, study)


def _of_scores(said: Board, study: Study) -> Iterator[Contradiction]:
    score = SCORE.search(said.sentence or "")
    if score is None or MATTERS.search(said.sentence or ""):
        return
    yield Contradiction(
        (study.line("board", "sentence"),),
        f"The sentence for leadership speaks of {score[0]} and of no money, customer or time.",
        f"A score can rise while money is lost: where a missed case costs {RATIO} false alarms, the threshold chosen "
        f"by F1 costs {F1_COSTS_TIMES} times as much as the one chosen by cost (public data on tumours, paid for on "
        f"cases that chose neither; {F1_COSTS_LOW} to {F1_COSTS_HIGH} in 9 of 10 of {SPLITS} splits).",
        READ,
    )


def _another_day(said: Board, promise: Promise, study: Study) -> Iterator[Contradiction]:
    told = [("when", said.when)] if said.when else []
    told += [("sentence", day) for day in days(said.sentence or "")]
    for key, day in told:
        if promise.date and day != promise.date:
            gap = abs((day - promise.date).days)
            yield Contradiction(
                (study.line("dates", "promise", "date"), study.line("board", key)),
                f"Leadership hears {written(day)}, and the promise is {written(promise.date)}.",
                f"The two are {gap:,} day{'s' if gap > 1 else ''} apart, and one plan has one date.",
                READ,
            )


def _as_sure(said: Board, promise: Promise, study: Study) -> Iterator[Contradiction]:
    told = [("confidence", said.confidence)] if said.confidence is not None else []
    told += [("sentence", float(found[1]) / 100) for found in _SURE.finditer(said.sentence or "")]
    for key, confidence in told:
        if promise.confidence is not None and differ(confidence, promise.confidence):
            yield Contradiction(
                (study.line("dates", "promise", "confidence"), study.line("board", key)),
                f"Leadership hears {exact(confidence)}, and the promise is made at {exact(promise.confidence)}.",
                f"That is {points(confidence, promise.confidence)} of certainty that one of the two does not have.",
                READ,
            )


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


def blocks(said: Board, promise: Promise, study: Study) -> Iterator[Block]:
    """Yield the sentence, and beside it what is promised."""
    rows = [
        ("Benefit", said.benefit or ""),
        ("How sure", percent(said.confidence) if said.confidence is not None else ""),
        ("When they will know", written(said.when) if said.when else ""),
        ("Promised day", written(promise.date) if promise.date else ""),
        ("Promised at", percent(promise.confidence) if promise.confidence is not None else ""),
    ]
    told = tuple(row for row in rows if row[1])
    if not said.sentence and not told:
        return
    yield Heading("The sentence for leadership")
    if said.sentence:
        yield Quote(said.sentence)
    if told:
        yield Grid("What it promises", ("what", "as the plan says"), told)
    if study.forecast and study.kept is not None and study.forecast.outcome.chance < 1:
        chance = study.forecast.outcome.chance
        yield Paragraph(
            f"The confidence counts the futures in which the plan works, which are {percent(chance)} of all. Of "
            f"these, {percent(study.kept)} keep the promised day. Counted over all futures, "
            f"{percent(study.kept * chance)} do."
        )
