"""An advertisement as the rules see it: sentences, each with its line and the section it stands in; or why it is none.

Sections are told by headings. What is written in no section is "other". The same is done in the browser, by
assets/ad.js, and must be changed in both.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mlteams.hiring.tool.ad_lines import has_letters, parts, sentences, small, table_cells, unmarked, whole
from mlteams.hiring.tool.ad_list import list_of
from mlteams.hiring.tool.ad_rules import expression, phrases, rules

_WORD = re.compile("[a-z\u00df-\u00f6\u00f8-\u024f']{1,60}")
_TITLED = re.compile("^(?:job title|title|position|role):[ ]{0,3}")
_BEYOND = re.compile("[\ud800-\udfff\U00010000-\U0010ffff]")  # two letters to JavaScript, and none to a rule
_DEEP = 9  # the level of a heading that no mark gives one


@dataclass(frozen=True)
class Unit:
    """A sentence or an entry of a list.

    Attributes:
        line: counted from 1.
        text: as written, with plain quotation marks and hyphens.
        low: the same, ASCII letters small.
        kind: of its section: must, nice, task, offer, process, about, legal or other.
        heading: whether it is one.
    """

    line: int
    text: str
    low: str
    kind: str
    heading: bool = False


@dataclass(frozen=True)
class Ad:
    """An advertisement: its title, empty if none is seen, the line of it, and its units."""

    title: str
    line: int
    units: tuple[Unit, ...]


def clean(text: str) -> str:
    """Return a text with one kind of line end, quotation mark and hyphen, and nothing that turns or hides letters."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _BEYOND.sub("", text.translate(str.maketrans(rules()["replace"])))


def problem(text: str) -> tuple[str, str] | None:
    """Return what a text is instead of an advertisement in English, and what would be right; None if it is one."""
    known = rules()
    whole_text, text = text, small(clean(text))
    if len(text) > known["most_characters"]:
        return _said("long", characters=f"{len(text):,}", most=f"{known['most_characters']:,}")
    letters = sum("a" <= one <= "z" for one in text)
    foreign = sum("\u0370" <= one < "\u2000" or "\u2e80" <= one < "\ue000" for one in text)
    if foreign > letters:
        return _said("script")
    words = _WORD.findall(text)
    if len(words) < known["least_words"]:
        return _said("short", words=str(len(words)), least=str(known["least_words"]))
    counts = {}
    for language, few in known["languages"].items():
        seen = set(few)
        counts[language] = sum(word in seen for word in words)
    most = max(counts, key=lambda language: counts[language])
    if counts[most] != counts["English"] and known["one_in"] * counts[most] >= len(words):
        return _said("language", language=most)
    return None if _marks(text, read_ad(whole_text)) >= known["least_marks"] else _said("none")


def _marks(text: str, ad: Ad) -> int:
    """Return of how many kinds the marks of an advertisement are that a text, its letters small, holds."""
    known = rules()
    found = {kind for kind, words in known["marks"].items() if phrases(tuple(words)).search(text)}
    found |= {"must" if unit.kind == "nice" else unit.kind for unit in ad.units if unit.heading}
    if expression(known["pay"]["find"]).search(text):
        found.add("pay")
    if phrases(tuple(known["trades"])).search(small(ad.title)):
        found.add("title")
    return len(found - {"other", "about", "legal"})


def _said(name: str, **values: str) -> tuple[str, str]:
    said = rules()["problems"][name]
    return filled(said["found"], values), filled(said["right"], values)


def filled(sentence: str, values: dict[str, str]) -> str:
    """Return a sentence of the rules with its values in place of their names."""
    for name, value in values.items():
        sentence = sentence.replace(f"{{{name}}}", value)
    return sentence


def read_ad(text: str) -> Ad:
    """Return the title and the units of an advertisement."""
    title, at = "", 0
    state = _Section()
    units: list[Unit] = []
    for line, raw, after_gap in whole(table_cells(clean(text).split("\n"))):
        for part in parts(raw):
            bare, hashes, bullet = unmarked(part)
            if not has_letters(bare):
                continue
            if not title and not bullet and (not units or hashes == 1) and _is_title(bare):
                title, at = bare, line
            elif (
                line <= at + 12
                and (named := _TITLED.match(small(bare)))
                and len(bare) <= rules()["most_title"]
            ):
                title, at = bare[named.end() :].strip(" "), line
            elif (found := _heading(bare, hashes, bullet, part)) is not None:
                units.append(state.begins(Unit(line, bare, small(bare), "", heading=True), *found))
            else:
                state.goes_on(bullet, after_gap)
                units += state.units(bare, line)
    return Ad(title, at, tuple(units))


class _Section:
    """The section that lines stand in, as headings and legal sentences change it."""

    def __init__(self) -> None:
        self.kind, self.level, self.listed = "other", _DEEP, False

    def begins(self, heading: Unit, kind: str, level: int) -> Unit:
        """Enter the section of a heading and return the heading; an unknown one below another stays in its section."""
        if (
            kind == "must"
            and self.kind == "nice"
            and not phrases(tuple(rules()["strong"])).search(heading.low)
        ):
            kind = "nice"
        if kind or level <= self.level:
            self.kind, self.level, self.listed = kind or "other", level, False
        return Unit(heading.line, heading.text, heading.low, self.kind, heading=True)

    def goes_on(self, bullet: bool, after_gap: bool) -> None:
        """Leave a list of musts, wishes or tasks where a paragraph follows it."""
        if self.listed and not bullet and after_gap and self.kind in ("must", "nice", "task"):
            self.kind = "other"
        self.listed = self.listed or bullet

    def units(self, bare: str, line: int) -> Iterator[Unit]:
        """Yield the sentences of a line, or the entries of a list after a colon; a sentence may be a heading."""
        known = rules()
        at = bare.find(": ")
        label = section(small(bare[:at])) if 0 < at <= known["most_label"] else ""
        rest = bare[at + 2 :].strip(" ") if label in ("must", "nice") else bare
        entries = list_of(rest, labelled=True) if label in ("must", "nice") else []
        if (
            not entries and has_letters(rest) and rest.count(" ") < known["few_words"]
        ):  # "Experience: 6 to 9 years" says little without its label
            rest = bare
        for place, text in enumerate(entries or sentences(rest)):
            low = small(text)
            if not has_letters(text):
                continue
            if not label and (found := _heading(text, 0, False, "")) is not None and found[0]:
                yield self.begins(Unit(line, text, low, "", heading=True), *found)
                continue
            legal = phrases(tuple(known["legal"])).search(low)
            if legal and place == 0:
                self.kind = "legal"
            yield Unit(line, text, low, "legal" if legal else label or self.kind)


def _is_title(bare: str) -> bool:
    """Tell whether the first line of a text is a title: short, and neither a sentence nor what says what follows."""
    return len(bare) <= rules()["most_title"] and bare[-1] not in ".!?:;" and not _is_plain(small(bare))


def _heading(bare: str, hashes: int, bullet: bool, raw: str) -> tuple[str, int] | None:
    """Return the kind of section that a heading begins, empty if unknown, and its level; None of any other line."""
    known = rules()
    low = small(bare)
    if hashes:
        return section(low), hashes
    if len(bare) > known["most_heading"] or bullet:
        return None
    whole = raw.strip(" ")
    bold = (whole.startswith("**") and whole.rstrip(": ").endswith("**")) or (
        whole.startswith("__") and whole.rstrip(": ").endswith("__")
    )
    if bold:
        return section(low), _DEEP - 1
    if bare.endswith(":"):
        return section(low), _DEEP + 1 if not section(low) else _DEEP
    if bare[-1] not in ".!?;," and (_is_plain(low) or _is_large(bare)) and section(low):
        return section(low), _DEEP
    return None


def _is_large(bare: str) -> bool:
    return not any("a" <= one <= "z" for one in bare) and any("A" <= one <= "Z" for one in bare)


def _is_plain(low: str) -> bool:
    """Tell whether a line holds nothing but words that headings are made of."""
    words = _WORD.findall(low)
    allowed = set(rules()["heading_words"])
    return bool(words) and all(word in allowed for word in words) and bool(section(low))


def section(low: str) -> str:
    """Return the kind of section that some words announce; empty if they announce none."""
    for one in rules()["sections"]:
        if phrases(tuple(one["words"])).search(low):
            return str(one["kind"])
    return ""
