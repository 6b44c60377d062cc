"""From an F1 brag to a sentence a CFO can use.

What can be checked: money a month, how sure, known by when, and no word that only the team understands. Whether a
CFO could act on the sentence is the learner's own judgement, by a rubric beside two examples.
"""

import re
from calendar import month_name
from datetime import date
from typing import cast

import numpy as np

from mlteams.core.exercise import Brief, Exercise, Fault, Mistake, Plain, Point
from mlteams.input.heron import day, fact

Facts = dict[str, str | float]
MOST_WORDS = 60
ROUNDED = 0.03  # an amount may be rounded to two digits
JARGON = (
    *("f1", "f-score", "precision", "recall", "accuracy", "auc", "roc", "threshold", "kappa", "log loss"),
    *("confusion matrix", "cross-validation", "hyperparameter", "epoch", "embedding", "softmax"),
)
_WORDS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
          "ten": 10, "twenty": 20}  # fmt: skip
_JARGON = re.compile(rf"\b(?:{'|'.join(map(re.escape, JARGON))})\b", re.IGNORECASE)
_NUMBER = re.compile(r"\d[\d.,\u00a0\u202f ']*\d|\d")
_SCALE = re.compile(r"\s*(k\b|thousand|million|m\b)", re.IGNORECASE)
_SHARE = re.compile(r"(\d+|" + "|".join(_WORDS) + r") (?:\w+ )?(?:in|of|out of) (?:every )?(\d+|"
                    + "|".join(_WORDS) + r")\b")  # fmt: skip


def brief(seed: int) -> Brief:
    """Return (facts,): what the team knows about the release, with its brag."""
    rng = np.random.default_rng(seed)
    facts: Facts = {
        "brag": "F1 is up from 0.88 to 0.93!",
        "labels_a_day": int(fact("company.labels_a_day")),
        "days_a_month": int(fact("company.days_a_month")),
        "read_alone": fact("management.read_alone"),  # share of labels that no clerk has to key
        "misread": fact("management.misread"),  # share of those that send a parcel the wrong way
        "keying_cost": fact("company.keying_cost"),  # euros for a label keyed by a clerk
        "misread_cost": fact("company.misread_cost"),  # euros for a parcel sent the wrong way
        "confidence": fact("management.confidence"),  # that the saving is at least this large
        "known_by": day("management.known_by").isoformat(),
    }
    if seed:
        facts |= {
            "brag": f"F1 is up to 0.{rng.integers(81, 99)}!",
            "labels_a_day": 1_000 * int(rng.integers(12, 60)),
            "read_alone": float(rng.choice([0.35, 0.45, 0.5, 0.7])),
            "misread": float(rng.choice([0.002, 0.003, 0.005])),
            "keying_cost": float(rng.choice([0.05, 0.08, 0.09])),
            "misread_cost": float(rng.choice([4.0, 6.0, 7.0])),
            "confidence": float(rng.choice([0.6, 0.7, 0.75, 0.9])),
            "known_by": date(2028, int(rng.integers(1, 13)), int(rng.integers(13, 29))).isoformat(),
        }
    return (facts,)


def benefit(facts: Facts) -> float:
    """Return euros a month: keying saved less what misread labels cost."""
    return _gross(facts) - _read(facts) * float(facts["misread"]) * float(facts["misread_cost"])


def _read(facts: Facts) -> float:
    return float(facts["labels_a_day"]) * float(facts["days_a_month"]) * float(facts["read_alone"])


def _gross(facts: Facts) -> float:
    return _read(facts) * float(facts["keying_cost"])


def amounts(text: str) -> list[float]:
    """Return the numbers in a text, with 1,000 or 1.000 or 1 thousand or 1k read as a thousand."""
    found = []
    for match in _NUMBER.finditer(text):
        digits = match[0].rstrip(".,' ")
        grouped = re.fullmatch(r"\d{1,3}(?:[.,\u00a0\u202f ']\d{3})+(?:[.,]\d{1,2})?", digits)
        if grouped:
            whole = re.sub(r"[.,]\d{1,2}$", "", digits)
            value = float(re.sub(r"\D", "", whole))
        else:
            try:
                value = float(digits.replace(",", "."))
            except ValueError:
                continue
        scale = _SCALE.match(text, match.start() + len(digits))
        factor = 1.0 if not scale else 1e3 if scale[1].lower() in ("k", "thousand") else 1e6
        found.append(value * factor)
    return found


def _says_share(text: str, share: float) -> bool:
    """Tell whether a probability stands in a text: 80%, 80 per cent, 0.8, 4 in 5, four times out of five."""
    percents = [float(n) / 100 for n in re.findall(r"(\d+(?:\.\d+)?) ?(?:%|per ?cent)", text)]
    decimals = [float(n) for n in re.findall(r"(?<![\d.,])0\.\d+", text)]
    parts = [(_count(a), _count(b)) for a, b in _SHARE.findall(text.lower())]
    shares = [a / b for a, b in parts if b]
    return any(abs(said - share) < 0.006 for said in (*percents, *decimals, *shares))


def _count(word: str) -> int:
    return _WORDS[word] if word in _WORDS else int(word[:9])


def _says_date(text: str, day: date) -> bool:
    """Tell whether a date stands in a text, as ISO, in words in either order, or with dots or slashes."""
    month = month_name[day.month]
    names = f"(?:{month}|{month[:3]}\\.?)"
    forms = (
        day.isoformat(),
        rf"\b0?{day.day}(?:st|nd|rd|th)?(?: of)? {names}",
        rf"{names} 0?{day.day}\b",
        rf"\b0?{day.day}([./])0?{day.month}\1(?:20)?{day.year % 100}\b",
        rf"\b0?{day.month}/0?{day.day}/(?:20)?{day.year % 100}\b",
    )
    return any(re.search(form, text, re.IGNORECASE) for form in forms)


def fault(given: Brief, value: Plain) -> Fault | None:
    """Return the first thing a CFO would miss in a text."""
    facts = cast(Facts, given[0])
    if type(value) is not str:
        return Fault("form", "What came back is not a text")
    text = " ".join(value.split())
    words = len(text.split())
    jargon = _JARGON.search(text)
    if jargon:
        return Fault("jargon", f"“{jargon[0]}” is a word of the team. Say what it does to the money")
    if not re.search(r"€|\beuros?\b|\bEUR\b", text, re.IGNORECASE):
        return Fault("money", "The text names no euros. A score has no price; hours, parcels and euros have")
    right = benefit(facts)
    if not any(abs(said - right) <= ROUNDED * right for said in amounts(text)):
        return Fault("amount", "The euros are not what the release brings in a month")
    if not _says_share(text, float(facts["confidence"])):
        return Fault("confidence", "The text does not say how sure you are, so it reads as a promise")
    if not _says_date(text, date.fromisoformat(str(facts["known_by"]))):
        return Fault("date", "The text does not say by when it will be known, so nobody can hold you to it")
    if words > MOST_WORDS:
        return Fault("length", f"The text has {words} words; {MOST_WORDS} are enough")
    return None


def _distance(aspect: str, one: Plain, other: Plain) -> float:
    if aspect != "amount":
        return 0  # the property that failed says it all
    like = amounts(cast(str, other))[0]
    return min((abs(said - like) / (ROUNDED * like) for said in amounts(cast(str, one))), default=np.inf)


def _written(facts: Facts, euros: float, sure: bool = True, when: bool = True) -> str:
    text = f"€{euros:,.0f} a month is what this should save"
    text += f"; we are {float(facts['confidence']):.0%} sure of it" if sure else ""
    return text + (f" and shall know by {facts['known_by']}." if when else ".")


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
            lambda facts: _written(facts, _gross(facts)),
            "You counted the keying saved and forgot the parcels sent the wrong way. Someone will ask.",
        ),
        Mistake(
            "a year for a month",
            "amount",
            lambda facts: _written(facts, 12 * benefit(facts)),
            "That is the sum of a whole year. The CFO's accounts are monthly, and the trial was short.",
        ),
        Mistake(
            "one day for a month",
            "amount",
            lambda facts: _written(facts, benefit(facts) / float(facts["days_a_month"])),
            "That is the sum of one day. Say it for a month, as the accounts do.",
        ),
        Mistake(
            "a promise",
            "confidence",
            lambda facts: _written(facts, benefit(facts), sure=False),
            "Without a probability the sentence is a promise. The team is sure to a degree; say which.",
        ),
        Mistake(
            "no date",
            "date",
            lambda facts: _written(facts, benefit(facts), when=False),
            "Without a date the sentence can never turn out wrong, and a CFO hears that.",
        ),
    ),
    right="the money, the odds and the date are those of the brief, and no word needs an explanation",
    hints=(
        "Read the brag as the CFO would. What changes in the accounts, when will it be seen, and how likely is "
        "that? What does the machine cost when it is wrong?",
        "Labels read alone in a month = labels a day × days × share. Each saves the keying; a share of them is "
        "misread and costs a parcel sent the wrong way. The benefit is the saving less that cost.",
        "Return an f-string with three numbers from the facts: the benefit as euros a month, the confidence as a "
        "percentage, and the date. Begin with the money. Leave the score out.",
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
)
