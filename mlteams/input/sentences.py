"""Reads what people say in a sentence or two: amounts of money, odds, days, and whether money is gained or lost.

A reader of words is never complete. It is made so that plain English passes, and what it cannot read gets a sentence.
"""

import re
from calendar import month_abbr, month_name
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

Kind = Literal["money", "share", "count"]
_WORDS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
          "ten": 10, "twelve": 12, "twenty": 20, "hundred": 100}  # fmt: skip
_MONTH = f"(?:{'|'.join((*month_name[1:], *month_abbr[1:], 'Sept'))})"
_SMALL = rf"(?:\d{{1,6}}|{'|'.join(_WORDS)})"
_PERCENT = re.compile(r"(?<![\d.,])(\d{1,3}(?:[.,]\d+)?)\s?(?:%|per ?cent\b|percent\b)", re.IGNORECASE)
_DECIMAL = re.compile(r"(?<![\d.,€])0?\.\d+(?![\d,.]*\s?(?:€|euro|eur\b|k\b))", re.IGNORECASE)
_PARTS = re.compile(
    rf"\b({_SMALL}) (?:\w+ )?(?:in|of|out of)(?: every)? (?:a )?({_SMALL})\b(?!\s?%)", re.IGNORECASE
)
_NUMBER = re.compile(r"\d[\d.,\u00a0\u202f' ]*\d|\d")
_GROUPED = re.compile(r"\d{1,3}(?:[.,\u00a0\u202f' ]\d{3})+(?:[.,]\d{1,2})?")
_SCALE = re.compile(r"\s?(k\b|thousand\b|million\b|m\b)", re.IGNORECASE)
_DATES = (
    re.compile(r"\b\d{4}-\d\d-\d\d\b"),
    re.compile(r"\b\d{1,2}([./-])\d{1,2}\1(?:\d{4}|\d{2})\b"),
    re.compile(
        rf"\b\d{{1,2}}(?:st|nd|rd|th)?\.?(?: of)?[ -]{_MONTH}\b\.?,?(?:[ -]\d{{4}}\b)?", re.IGNORECASE
    ),
    re.compile(rf"\b{_MONTH}\b\.? (?:the )?\d{{1,2}}(?:st|nd|rd|th)?\b(?:,? \d{{4}}\b)?", re.IGNORECASE),
    re.compile(r"(?<![€\d.,-])(?<!€ )\b(?:19|20)\d\d\b(?=\s*(?:[.,;)](?!\d)|$|and\b|or\b))"),
)
_END = re.compile(r"[.!?]+[”’\"')]*\s+(?=[A-Z€\d“‘\"(])")
_ABBREVIATED = re.compile(r"\b(?:approx|ca|e\.g|i\.e|vs|no)\.\s+$", re.IGNORECASE)
_SHORT_MONTH = re.compile(rf"\b(?:{'|'.join((*month_abbr[1:], 'Sept'))})\.\s+$", re.IGNORECASE)
_DAY = re.compile(r"\b\d{1,2}\.\s+$")


@dataclass(frozen=True)
class Number:
    """A number that stands in a text, with what it counts and where it stands."""

    value: float
    kind: Kind
    start: int
    end: int


def sentences(text: str) -> list[str]:
    """Return the sentences of a text; a dot as in “30. April”, “Apr. 30” and “approx. 3” ends none."""
    found, start = [], 0
    for end in _END.finditer(text):
        so_far, then = text[start : end.end()], text[end.end() :]
        day = _DAY.search(so_far) and re.match(_MONTH, then)
        month = _SHORT_MONTH.search(so_far) and then[0].isdigit()
        if not (day or month or _ABBREVIATED.search(so_far)):
            found.append(so_far.strip())
            start = end.end()
    return [*found, text[start:].strip()] if text[start:].strip() else found


def numbers(text: str) -> list[Number]:
    """Return the numbers of a text in digits, and odds such as “four in five”; those of dates are left out."""
    for pattern in _DATES:
        text = pattern.sub(lambda match: "\n" * len(match[0]), text)
    found: list[Number] = []

    def share(pattern: re.Pattern[str], text: str) -> str:
        for match in pattern.finditer(text):
            value = _share(match)
            if value is not None:
                found.append(Number(value, "share", match.start(), match.end()))
                text = text[: match.start()] + "\n" * len(match[0]) + text[match.end() :]
        return text

    for pattern in (_PERCENT, _PARTS, _DECIMAL):
        text = share(pattern, text)
    return sorted([*found, *_amounts(text)], key=lambda number: number.start)


def _share(match: re.Match[str]) -> float | None:
    if match.re is _PERCENT:
        return float(match[1].replace(",", ".")) / 100
    if match.re is _DECIMAL:
        return float(match[0])
    some, of = (_WORDS.get(word.lower()) or int(word) for word in match.groups())
    return some / of if 0 < some <= of else None


def _amounts(text: str) -> Iterator[Number]:
    """Yield numbers with 1,000 or 1.000 or 1 thousand or 1k read as a thousand."""
    for match in _NUMBER.finditer(text):
        digits = match[0].rstrip(".,' ")
        if " " in digits and not _GROUPED.fullmatch(digits):
            digits = digits.split(" ")[0].rstrip(".,'")
        end = match.start() + len(digits)
        if _GROUPED.fullmatch(digits):
            value = float(re.sub(r"\D", "", re.sub(r"[.,]\d{1,2}$", "", digits)))
        else:
            try:
                value = float(digits.replace(",", "."))
            except ValueError:
                continue
        scale = _SCALE.match(text, end)
        if scale:
            value *= 1e3 if scale[1].lower() in ("k", "thousand") else 1e6
            end = scale.end()
        before, after = text[: match.start()], text[end:]
        euros = re.search(r"(?:€|\beuros?|\beur)\s?[-−–]?\s?$", before, re.IGNORECASE)
        euros = euros or re.match(r"\s?(?:€|euros?\b|eur\b)", after, re.IGNORECASE)
        cents = re.match(r"\s?(?:cents?\b|ct\b)", after, re.IGNORECASE)
        yield Number(
            value / 100 if cents else value, "money" if euros or cents else "count", match.start(), end
        )


def says_date(text: str, day: date) -> bool:
    """Tell whether a day stands in a text as the one by which: as ISO, in words, with dots or slashes."""
    names = [month_name[day.month], month_abbr[day.month], *(["Sept"] if day.month == 9 else [])]
    month = rf"(?:{'|'.join(names)})\b\.?"
    year = rf"(?:,?[ -]{day.year}\b|(?!,?[ -]\d{{4}}\b))"
    forms = (
        day.isoformat(),
        rf"\b0?{day.day}(?:st|nd|rd|th)?\.?(?: of)?[ -]{month}{year}",
        rf"\b{month} (?:the )?0?{day.day}(?:st|nd|rd|th)?\b{year}",
        rf"\b0?{day.day}([./-])0?{day.month}\1(?:20)?{day.year % 100}\b",
        rf"\b0?{day.month}/0?{day.day}/(?:20)?{day.year % 100}\b",
    )
    later = re.compile(
        r"\b(?:after|since|from|not before|no earlier than|not until)(?: the)? $", re.IGNORECASE
    )
    return any(
        not later.search(text[: found.start()])
        for form in forms
        for found in re.finditer(form, text, re.IGNORECASE)
    )


_SAVES = (
    r"(?:sav(?:e|es|ed|ing|ings)|gain\w*|earn\w*|benefit\w*|bring\w*|yield\w*|profit\w*|deliver\w*|return\w*)"
)
_LESS = r"(?:cut\w*|lower\w*|reduc\w+|sav(?:e|es|ing)|avoid\w*|trim\w*|shrink\w*)"
_COST = r"(?:costs?|expenses?|spending|losses|bills?|outlay)"
# In this order: what is found is taken out of the text before the next is looked for. True is a gain, None neither.
_DIRECTIONS: tuple[tuple[str, bool | None], ...] = (
    (rf"\b(?:more than|less than) (?:it|they|that|the \w+) {_SAVES}\b", None),
    (rf"\b(?:not|never|no|without|instead of|rather than|fails? to|cannot|\w+n['’]t) (?:\w+ ){{0,2}}{_SAVES}\b", False),
    (rf"\bno longer (?:\w+ )?{_COST}\b", True),
    (rf"\b(?:after|less|net of|minus|deduct\w*|cover\w*|includ\w*|pay(?:ing)?|paid|counting|despite|subtracting)"
     rf"(?: for)? (?:[\w-]+ ){{0,5}}?{_COST}\b", None),
    (rf"\b{_COST} (?:[\w-]+ ){{0,3}}?(?:paid|deducted|included|covered|subtracted|counted)\b", None),
    (rf"\b{_LESS} (?:\w+ ){{0,4}}?{_COST}\b", True),
    (rf"\b(?:{_COST}|costing|los(?:e|es|ing|s)|lost|burn\w*|dearer|more expensive|worse off|deficit|shortfall|"
     r"wast\w+|drain\w*|spends?|overspen\w+)\b", False),
    (rf"\b(?:{_SAVES}|worth|adds?|added|adding|frees?|surplus|better off|cheaper|{_LESS}|improv\w+|generat\w+|"
     r"contribut\w+|win\w*)\b", True),
)  # fmt: skip


def is_gain(text: str, number: Number) -> bool | None:
    """Tell whether a text says that an amount is gained (True) or lost (False); None if it says neither."""
    words = _words_say(text, number)
    if has_minus(text, number):
        return False if words is None else not words
    return words


def has_minus(text: str, number: Number) -> bool:
    """Tell whether a minus sign stands before an amount."""
    before = text[: number.start]
    return bool(re.search(r"(?:(?:^|[\s(€])[-−–]\s?(?:€|EUR)?\s?|\bminus (?:€|EUR)?\s?)$", before))


def _words_say(text: str, number: Number) -> bool | None:
    after = text[number.end :]
    if re.match(r"\W{0,2}(?:euros?\b|€)?\s?(?:(?:a|per|each|every) month )?(?:less|cheaper|fewer)\b", after):
        return True
    told = _told(text)
    whole = sentence_at(text, number.start)
    clause = _clause_at(text, number.start)
    for start, end in (clause, whole, (0, len(text))):
        ahead = [gain for at, gain in told if start <= at < number.start]
        behind = [gain for at, gain in told if number.end <= at < end]
        if ahead or behind:
            return ahead[-1] if ahead else behind[0]
    return None


def _told(text: str) -> list[tuple[int, bool]]:
    found = []
    for pattern, gain in _DIRECTIONS:
        for match in re.finditer(pattern, text, re.IGNORECASE):
            if gain is not None:
                found.append((match.start(), gain))
            text = text[: match.start()] + "\n" * len(match[0]) + text[match.end() :]
    return sorted(found)


def sentence_at(text: str, place: int) -> tuple[int, int]:
    """Return where the sentence begins and ends in which a place lies."""
    start = 0
    for one in sentences(text):
        start = text.index(one, start)
        if start <= place < start + len(one):
            return start, start + len(one)
        start += len(one)
    return 0, len(text)


def _clause_at(text: str, place: int) -> tuple[int, int]:
    start, end = sentence_at(text, place)
    breaks = [match.end() for match in re.finditer(r"[;:,()—]\s|\s[–-]\s", text)]
    return (
        max([start, *(at for at in breaks if start < at <= place)]),
        min([end, *(at for at in breaks if place < at < end)]),
    )


_BELOW = re.compile(
    r"\b(?:at most|at best|up to|no more than|not more than|(?<!no )(?<!not )less than|below|under|"
    r"(?:a )?maximum(?: of)?|max\.?|not)"
    r"(?: about| around| roughly| some)? ?(?:€|EUR)? ?$",
    re.IGNORECASE,
)


def is_bounded_above(text: str, number: Number) -> bool:
    """Tell whether a text says of an amount that it is no more: “at most €5,000”."""
    after = re.match(
        r"\W{0,2}(?:euros?\b|€)?\s?(?:(?:a|per) month )?(?:at most|at best|or less)\b", text[number.end :]
    )
    return bool(_BELOW.search(text[: number.start]) or after)


def is_denied(text: str, number: Number, worse: str) -> bool:
    """Tell whether odds speak against what they stand beside: “80 % sure that it will not”, “not 80 % sure”.

    `worse` are words, divided by |, that make the matter worse, such as "less|lower".
    """
    ahead = re.split(r"[.,;:()—]", text[number.end :])[0]
    ahead = re.sub(r"\b(?:no|not) (?:less|lower|more|higher|worse|fewer)\b", "", " ".join(ahead.split()[:9]))
    bad = rf"\b(?:not|never|no|nobody|cannot|unlikely|fail\w*|wrong|doubt\w*|unsure|uncertain|{worse})\b|n['’]t\b"
    behind = r"(?:\b(?:not|never|under|below|only|barely|hardly|less than|at most|up to)|n['’]t) (?:\w+ )?$"
    behind += r"|\bdoubt\w* (?:\w+ ){0,3}$"
    behind += rf"|(?<!\bno )(?<!\bnot )\b(?:{worse}) is (?:about |only )?$"  # “the risk that it is worse is 20 %”
    return bool(
        re.search(bad, ahead, re.IGNORECASE) or re.search(behind, text[: number.start], re.IGNORECASE)
    )
