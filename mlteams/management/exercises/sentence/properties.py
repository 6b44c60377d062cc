"""What finance needs to find in a sentence: money a month, how sure, by when, and no word that only the team knows."""

import re
from datetime import date
from typing import cast

from mlteams.core.exercise import Brief, Fault, Plain
from mlteams.input.sentences import (
    Number,
    has_minus,
    is_bounded_above,
    is_denied,
    is_gain,
    numbers,
    says_date,
    sentences,
)
from mlteams.management.exercises.sentence.facts import Facts, benefit, gross, misreads, read_a_month

MOST_WORDS = 60
MOST_SENTENCES = 2
ROUNDED = 0.03  # an amount may be rounded to two digits
SHARE = 0.006  # a share may be rounded to a hundredth
SMALL = 12  # numbers up to it count depots or months, and need no source
JARGON = (
    *("f1", "f-score", "precision", "recall", "accuracy", "auc", "roc", "threshold", "kappa", "log loss"),
    *("confusion matrix", "cross-validation", "hyperparameter", "epoch", "embedding", "softmax"),
)
_JARGON = re.compile(rf"\b(?:{'|'.join(map(re.escape, JARGON))})\b", re.IGNORECASE)
_MONTH = re.compile(
    r"\b(?:a|per|each|every|one|the|calendar) month\b|/ ?mo(?:nth)?\b|\bmonthly\b", re.IGNORECASE
)
_YEAR = re.compile(r".{0,20}\b(?:years?|yearly|annual\w*)\b", re.IGNORECASE)


def fault(given: Brief, value: Plain) -> Fault | None:
    """Return the first thing a head of finance would miss in a text."""
    facts = cast(Facts, given[0])
    if type(value) is not str:
        return Fault("form", "What came back is not a text")
    text = " ".join(value.split())
    jargon = _JARGON.search(text)
    if jargon:
        return Fault("jargon", f"“{jargon[0]}” is a word of the team. Say what it does to the money")
    if not _names_euros(text) and any(_near(one.value, abs(benefit(facts))) for one in numbers(text)):
        return Fault("currency", "The sum stands without its currency; euros is the word")
    if not _names_euros(text):
        return Fault("money", "The text names no euros. A score has no price; hours, parcels and euros have")
    found = numbers(text)
    return _of_money(facts, text, found) or _of_odds(facts, text, found) or _of_form(facts, text, found)


def _names_euros(text: str) -> bool:
    return bool(re.search(r"€|\beuros?\b|\bEUR\b", text, re.IGNORECASE))


def _of_money(facts: Facts, text: str, found: list[Number]) -> Fault | None:
    right = benefit(facts)
    told = [one for one in found if one.kind == "money" and _near(one.value, abs(right))]
    if not told:
        return Fault("amount", "The euros are not what the release brings in a month")
    if not _MONTH.search(text):
        return Fault("period", "The text does not say that the euros are those of a month")
    gains = {is_gain(text, one) for one in told}
    if right > 0 and False in gains:
        return Fault("side", "The text says that the euros are lost, and the release saves them")
    if right < 0 and any(has_minus(text, one) for one in told):
        return Fault(
            "loss", "The text hides a loss behind a minus sign; it should say in words that money is lost"
        )
    if right < 0 and gains != {False}:  # money that a text names reads as a gain
        return Fault(
            "loss", "The release costs more than it saves here, and the text does not say that it loses"
        )
    if right > 0 and any(is_bounded_above(text, one) for one in told):
        return Fault("bound", "The team is sure of at least that sum, and the text says that it is no more")
    return None


def _of_odds(facts: Facts, text: str, found: list[Number]) -> Fault | None:
    sure = float(facts["confidence"])
    shares = [one for one in found if one.kind == "share"]
    other = (float(facts["read_alone"]), 1 - float(facts["read_alone"]), float(facts["misread"]))
    odds = [one for one in shares if not any(abs(one.value - share) < 0.001 for share in other)]
    if not odds:
        return Fault("confidence", "The text does not say how sure you are, so it reads as a promise")
    worse = "less|lower|worse|short" if benefit(facts) > 0 else "more|higher|worse"
    denied = {one: is_denied(text, one, worse) for one in odds}
    said = [one for one in odds if abs(one.value - sure) < SHARE]
    against = [one for one in odds if abs(one.value - (1 - sure)) < SHARE and denied[one]]
    if not said and not against:
        return Fault("odds", "The odds in the text are not those of the brief")
    if any(denied[one] for one in said):
        return Fault(
            "denied", "The odds of the text stand beside a no: the team is that sure that it will be so"
        )
    if len(said) + len(against) < len(odds):
        return Fault("odds", "One of the odds in the text is not that of the brief")
    return None


def _of_form(facts: Facts, text: str, found: list[Number]) -> Fault | None:
    if not says_date(text, date.fromisoformat(str(facts["known_by"]))):
        return Fault("date", "The text does not say by when it will be known, so nobody can hold you to it")
    wild = next((one for one in found if one.kind != "share" and not _is_known(facts, text, one)), None)
    if wild:
        return Fault(
            "number", f"The number {text[wild.start : wild.end][:20]} does not follow from the brief"
        )
    many, words = len(sentences(text)), len(text.split())
    if many > MOST_SENTENCES:
        return Fault("length", f"The text has {many} sentences; {MOST_SENTENCES} are enough")
    if words > MOST_WORDS:
        return Fault("length", f"The text has {words} words; {MOST_WORDS} are enough")
    return None


def _near(said: float, right: float) -> bool:
    return abs(said - right) <= ROUNDED * right


def _is_known(facts: Facts, text: str, number: Number) -> bool:
    """Tell whether a number is one of the brief or follows from it."""
    days, daily = float(facts["days_a_month"]), read_a_month(facts) / float(facts["days_a_month"])
    if number.kind == "money":
        sums = [abs(benefit(facts)), gross(facts), misreads(facts)]
        known = [
            *sums,
            *(one / days for one in sums),
            float(facts["keying_cost"]),
            float(facts["misread_cost"]),
        ]
        known += [12 * one for one in sums] if _YEAR.match(text, number.end) else []
    else:
        labels, wrong = float(facts["labels_a_day"]), float(facts["misread"])
        known = [days, labels, labels * days, daily, daily * days, daily * wrong, daily * days * wrong]
    return (number.kind == "count" and number.value <= SMALL) or any(
        _near(number.value, one) for one in known
    )
