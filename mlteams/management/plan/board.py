"""The sentence for leadership: whether they can read it, and whether it says what the plan promises."""

import re
from calendar import month_name
from collections.abc import Iterator
from datetime import date

from mlteams.core.section import Contradiction
from mlteams.management.models.metrics import RATIO, best_thresholds, cost, scored_cases
from mlteams.management.plan.study import CHAPTER, Study
from mlteams.management.tool.roadmap_report import percent, written

READ = f"{CHAPTER}#sec-metrics"
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


def leadership(study: Study) -> Iterator[Contradiction]:
    """Yield a sentence that only experts can read, and dates and confidences that are not the promise's."""
    said, promise = study.form.leadership, study.form.promise
    line = study.line("leadership", "sentence")
    if said.sentence and (score := SCORE.search(said.sentence)) and not MATTERS.search(said.sentence):
        scores, cases = scored_cases()
        by_f1, by_cost = (cost(scores, cases, one, RATIO) for one in best_thresholds(RATIO))
        yield Contradiction(
            (line,),
            f"The sentence for leadership speaks of {score[0]} and of no money, customer or time.",
            f"A score can rise while money is lost: where a missed case costs {RATIO} false alarms, the threshold of "
            f"best F1 costs {by_f1 / by_cost:.1f} times as much as the cheapest (on a public data set).",
            READ,
        )
    told = [(study.line("leadership", "when"), said.when)] if said.when else []
    told += [(line, day) for day in _days(said.sentence or "")]
    for where, day in told:
        if promise.date and day != promise.date:
            gap = abs((day - promise.date).days)
            yield Contradiction(
                (study.line("promise", "date"), where),
                f"Leadership hears {written(day)}, and the promise is {written(promise.date)}.",
                f"The two are {gap:,} day{'s' if gap != 1 else ''} apart, and one plan has one date.",
                READ,
            )
    sure = [(study.line("leadership", "confidence"), said.confidence)] if said.confidence is not None else []
    sure += [(line, float(found[1]) / 100) for found in _SURE.finditer(said.sentence or "")]
    for where, confidence in sure:
        if promise.confidence is not None and abs(confidence - promise.confidence) > 1e-9:
            yield Contradiction(
                (study.line("promise", "confidence"), where),
                f"Leadership hears {percent(confidence)}, and the promise is made at {percent(promise.confidence)}.",
                f"That is {100 * abs(confidence - promise.confidence):.0f} points of certainty that one of the two "
                "does not have.",
                READ,
            )


def _days(sentence: str) -> Iterator[date]:
    """Yield the dates a sentence names."""
    months = {name.lower(): number for number, name in enumerate(month_name)}
    for pattern in _DATES:
        for found in pattern.finditer(sentence):
            month = found["month"]
            try:
                yield date(int(found["year"]), months.get(month.lower()) or int(month), int(found["day"]))
            except ValueError:
                continue  # no day of the calendar, so no date
