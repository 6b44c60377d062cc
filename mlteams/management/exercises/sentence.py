"""From an F1 brag to a sentence a CFO can use.

What can be checked: money a month, how sure, known by when, and no word that only the team understands. Whether a
CFO could act on the sentence is the learner's own judgement, by a rubric beside two examples.
"""

import re
from datetime import date
from functools import cache
from typing import cast

import numpy as np

from mlteams.core.exercise import Brief, Exercise, Fault, Mistake, Mutant, Plain, Point
from mlteams.input.heron import day, fact
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

Facts = dict[str, str | float]
MOST_WORDS = 60
MOST_SENTENCES = 2
ROUNDED = 0.03  # an amount may be rounded to two digits
SHARE = 0.006  # a share may be rounded to a hundredth
SMALL = 12  # numbers up to it count depots or months, and need no source
LOSSES = (3, 4, 9, 10)  # hidden releases that cost more than they save
APART = 0.08  # of the benefit: between it and every sum that people take for it
JARGON = (
    *("f1", "f-score", "precision", "recall", "accuracy", "auc", "roc", "threshold", "kappa", "log loss"),
    *("confusion matrix", "cross-validation", "hyperparameter", "epoch", "embedding", "softmax"),
)
_JARGON = re.compile(rf"\b(?:{'|'.join(map(re.escape, JARGON))})\b", re.IGNORECASE)
_MONTH = re.compile(
    r"\b(?:a|per|each|every|one|the|calendar) month\b|/ ?mo(?:nth)?\b|\bmonthly\b", re.IGNORECASE
)
_YEAR = re.compile(r".{0,20}\b(?:years?|yearly|annual\w*)\b", re.IGNORECASE)


@cache
def brief(seed: int) -> Brief:
    """Return (facts,): what the team knows about the release, with its brag."""
    if seed == 0:
        facts: Facts = {
            "brag": "F1 is up from 0.88 to 0.93!",
            "labels_a_day": int(fact("company.labels_a_day")),
            "days_a_month": int(fact("company.days_a_month")),
            "read_alone": fact("management.read_alone"),  # share of labels that no clerk has to key
            "misread": fact("management.misread"),  # share of those that send a parcel the wrong way
            "keying_cost": fact("company.keying_cost"),  # euros for a label keyed by a clerk
            "misread_cost": fact("company.misread_cost"),  # euros for a parcel sent the wrong way
            "confidence": fact("management.confidence"),  # that the month brings at least this much
            "known_by": day("management.known_by").isoformat(),
        }
        return (facts,)
    for attempt in range(1_000):
        facts = _drawn(np.random.default_rng([seed, attempt]), loss=seed in LOSSES)
        if _separates(facts):
            return (facts,)
    raise AssertionError(f"no brief for seed {seed}")


def _drawn(rng: np.random.Generator, loss: bool) -> Facts:
    return {
        "brag": f"F1 is up to 0.{rng.integers(81, 99)}!",
        "labels_a_day": 1_000 * int(rng.integers(12, 60)),
        "days_a_month": int(rng.choice([18, 19, 23, 24, 25, 26])),
        "read_alone": float(rng.choice([0.35, 0.45, 0.5, 0.65])),
        "misread": float(rng.choice([0.012, 0.015, 0.02] if loss else [0.002, 0.003, 0.005])),
        "keying_cost": float(rng.choice([0.05, 0.08, 0.09])),
        "misread_cost": float(rng.choice([8.0, 9.0] if loss else [4.0, 6.0, 7.0])),
        "confidence": float(rng.choice([0.6, 0.7, 0.75, 0.9])),
        "known_by": date(2028, int(rng.integers(1, 13)), int(rng.integers(13, 29))).isoformat(),
    }


def _heron(key: str) -> float:
    return float(cast(Facts, brief(0)[0])[key])


def _separates(facts: Facts) -> bool:
    """Tell whether no other sum of the brief can be taken for its benefit."""
    right = benefit(facts)
    others = [
        _gross(facts),
        _misreads(facts),
        _net(facts, read_alone=1),
        *(right * by for by in (12, 1 / 12)),
    ]
    others += [right / float(facts["days_a_month"]), _net(facts, days_a_month=_heron("days_a_month"))]
    return all(abs(abs(right) - abs(other)) > APART * abs(right) for other in others)


def benefit(facts: Facts) -> float:
    """Return euros a month: keying saved less what misread labels cost; below 0 where these cost more."""
    return _gross(facts) - _misreads(facts)


def _read(facts: Facts) -> float:
    return float(facts["labels_a_day"]) * float(facts["days_a_month"]) * float(facts["read_alone"])


def _gross(facts: Facts) -> float:
    return _read(facts) * float(facts["keying_cost"])


def _misreads(facts: Facts) -> float:
    return _read(facts) * float(facts["misread"]) * float(facts["misread_cost"])


def _net(facts: Facts, **other: float) -> float:
    """Return the benefit with some facts changed."""
    return benefit({**facts, **other})


def fault(given: Brief, value: Plain) -> Fault | None:
    """Return the first thing a CFO would miss in a text."""
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
    if right < 0 and gains != {False}:  # money that a text names reads as a gain
        return Fault(
            "loss", "The release costs more than it saves here, and the text does not say that it loses"
        )
    if right < 0 and any(has_minus(text, one) for one in told):
        return Fault(
            "loss", "The text hides a loss behind a minus sign; it should say in words that money is lost"
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
    days, daily = float(facts["days_a_month"]), _read(facts) / float(facts["days_a_month"])
    if number.kind == "money":
        sums = [abs(benefit(facts)), _gross(facts), _misreads(facts)]
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


def _distance(aspect: str, one: Plain, other: Plain) -> float:
    if aspect != "amount":
        return 0  # the property that failed says it all
    (like,) = (number.value for number in numbers(cast(str, other)) if number.kind == "money")
    said = [number.value for number in numbers(cast(str, one)) if number.kind == "money"]
    return min((abs(value - like) / (ROUNDED * like) for value in said), default=np.inf)


def written(facts: Facts, euros: float | None = None, sure: str = "", when: str = "", verb: str = "") -> str:
    """Return a plain sentence, right unless something is put in place of the facts."""
    euros = benefit(facts) if euros is None else euros
    verb = verb or ("saves" if benefit(facts) > 0 else "costs")
    sure = sure or f"; we are {float(facts['confidence']):.0%} sure that it is no worse"
    return f"The machine {verb} €{abs(euros):,.0f} a month{sure}" + (
        when or f" and shall know by {facts['known_by']}."
    )


def _verb(facts: Facts) -> str:
    return "saves" if benefit(facts) > 0 else "costs"


def _minus(facts: Facts) -> str:
    return "€" if benefit(facts) > 0 else "€-"


def _sure(facts: Facts, words: str) -> str:
    return f"; we are {float(facts['confidence']):.0%} {words}"


def _other(facts: Facts) -> str:
    return f"; we are {1 - float(facts['confidence']):.0%} sure that it is no worse"


def _by(facts: Facts, more: str) -> str:
    return f" and shall know by {facts['known_by']}{more}"


EXERCISE = Exercise(
    call="sentence(facts)",
    returns="a text of one or two sentences",
    brief=brief,
    fault=fault,
    distance=_distance,
    mistakes=(
        Mistake(
            "the brag",
            "jargon",
            lambda facts: str(facts["brag"]),
            "The CFO does not know that score, and cannot see in it whether Heron gains or loses.",
        ),
        Mistake(
            "no money",
            "money",
            lambda facts: (
                f"The machine reads {facts['read_alone']:.0%} of labels alone; more by {facts['known_by']}."
            ),
            "A share of labels is still the team's unit. What does it save, and what do the misread ones cost?",
        ),
        Mistake(
            "misreads forgotten",
            "amount",
            lambda facts: written(facts, _gross(facts)),
            "You counted the keying saved and forgot the parcels sent the wrong way. Someone will ask.",
        ),
        Mistake(
            "a year for a month",
            "amount",
            lambda facts: written(facts, 12 * benefit(facts)),
            "That is the sum of a whole year. The CFO's accounts are monthly, and the trial was short.",
        ),
        Mistake(
            "one day for a month",
            "amount",
            lambda facts: written(facts, benefit(facts) / float(facts["days_a_month"])),
            "That is the sum of one day. Say it for a month, as the accounts do.",
        ),
        Mistake(
            "a promise",
            "confidence",
            lambda facts: written(facts, sure=", misreads paid for,"),
            "Without a probability the sentence is a promise. The team is sure to a degree; say which.",
        ),
        Mistake(
            "no date",
            "date",
            lambda facts: written(facts, when="."),
            "Without a date the sentence can never turn out wrong, and a CFO hears that.",
        ),
        Mistake(
            "a loss called a saving",
            "loss",
            lambda facts: written(facts, verb="saves"),
            "Where misread parcels cost more than the keying saved, the CFO must hear that the machine costs money.",
        ),
    ),
    mutants=(
        Mutant("costs us", lambda facts: written(facts, verb="costs us")),
        Mutant("at most", lambda facts: written(facts, verb=f"{_verb(facts)} at most")),
        Mutant(
            "sure that it will not", lambda facts: written(facts, sure=_sure(facts, "sure that it will NOT"))
        ),
        Mutant(
            "sure that it does not",
            lambda facts: written(facts, sure=_sure(facts, "sure it doesn't do that")),
        ),
        Mutant("three sentences", lambda facts: f"{written(facts)} The clerks know. More will follow."),
        Mutant(
            "a second wild number", lambda facts: written(facts, when=_by(facts, ", or €999,999 with luck."))
        ),
        Mutant(
            "a wild number of parcels", lambda facts: written(facts, when=_by(facts, ", on 777,000 parcels."))
        ),
        Mutant(
            "Heron's days", lambda facts: written(facts, _net(facts, days_a_month=_heron("days_a_month")))
        ),
        Mutant(
            "Heron's labels", lambda facts: written(facts, _net(facts, labels_a_day=_heron("labels_a_day")))
        ),
        Mutant("Heron's share", lambda facts: written(facts, _net(facts, read_alone=_heron("read_alone")))),
        Mutant("Heron's misreads", lambda facts: written(facts, _net(facts, misread=_heron("misread")))),
        Mutant(
            "Heron's keying", lambda facts: written(facts, _net(facts, keying_cost=_heron("keying_cost")))
        ),
        Mutant(
            "Heron's parcels", lambda facts: written(facts, _net(facts, misread_cost=_heron("misread_cost")))
        ),
        Mutant("Heron's odds", lambda facts: written(facts, sure="; we are 80% sure that it is no worse")),
        Mutant("Heron's day", lambda facts: written(facts, when=" and shall know by 2027-04-30.")),
        Mutant("Heron's sentence", lambda facts: written(cast(Facts, brief(0)[0]))),
        Mutant("all labels", lambda facts: written(facts, _net(facts, read_alone=1))),
        Mutant("misreads added", lambda facts: written(facts, _gross(facts) + _misreads(facts))),
        Mutant("only the misreads", lambda facts: written(facts, _misreads(facts))),
        Mutant("other odds", lambda facts: written(facts, sure="; we are 95% sure that it is no worse")),
        Mutant("the odds turned round", lambda facts: written(facts, sure=_other(facts))),
        Mutant("no month", lambda facts: written(facts).replace(" a month", "")),
        Mutant("always a saving", lambda facts: written(facts, verb="saves")),
        Mutant("a minus for a loss", lambda facts: written(facts, verb="saves").replace("€", _minus(facts))),
        Mutant(
            "not before the day",
            lambda facts: written(facts, when=f" and shall know after {facts['known_by']}."),
        ),
        Mutant("too long", lambda facts: written(facts, when=_by(facts, ", and" + " so on" * 30 + "."))),
    ),
    right="the money, the odds and the date are those of the brief, and no word needs an explanation",
    hints=(
        "Read the brag as the CFO would. What changes in the accounts, when will it be seen, and how likely is "
        "that? What does the machine cost when it is wrong?",
        "Labels read alone in a month = labels a day × days × share. Each saves the keying; a share of them is "
        "misread and costs a parcel sent the wrong way. The benefit is the saving less that cost; below 0, a loss.",
        "Return an f-string with three numbers from the facts: the benefit as euros a month, the confidence as a "
        "percentage, and the date. Begin with the money, with “saves” or “costs” by its sign. Leave the score out.",
    ),
    rubric=(
        Point("decision", "Does it say what the CFO can decide, or that nothing needs deciding yet?"),
        Point("plain", "Could the CFO repeat it to the board without asking the team for a word?"),
        Point("risk", "Does it name what could make the number wrong?"),
        Point("scope", "Does it claim no more than the trial has shown?"),
    ),
    examples=(
        "If the machine goes on reading at this rate, it saves about €15,000 a month after paying for the parcels "
        "it sends the wrong way. We are 80% sure of at least that and shall know by 30 April, before the next "
        "scanners have to be ordered.",
        "Four times in five we expect at least 15,000 euros a month from labels that nobody keys, misreads paid. "
        "One depot's trial is all we have; by 30 April the second will tell, and until then please keep the clerks' "
        "budget.",
    ),
    fills=("management.board",),
)
