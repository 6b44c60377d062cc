"""What an advertisement asks: its musts, its wishes, and what each must is.

The same is done in the browser, by assets/ad.js, and must be changed in both.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from mlteams.hiring.tool.ad_lines import small
from mlteams.hiring.tool.ad_list import list_of
from mlteams.hiring.tool.ad_rules import expression, phrases, rules
from mlteams.hiring.tool.ad_text import Ad, Unit

WORK = ("must", "task", "other")  # sections that say what somebody does or must know
_KEPT_FIRST = ("skill", "tool", "years", "degree")  # of a long list of musts


@dataclass(frozen=True)
class Must:
    """A thing that is asked for: where, in which words, and what it is; `kept` by the draft or not."""

    line: int
    text: str
    kind: str
    kept: bool


def has(words: Sequence[str], low: str) -> bool:
    """Tell whether a text holds one of some phrases."""
    return bool(phrases(tuple(words)).search(low))


def begins(words: Sequence[str], low: str) -> bool:
    """Tell whether a text begins with one of some phrases."""
    return phrases(tuple(words)).match(low) is not None


def shuts_out(low: str) -> bool:
    """Tell whether a text holds words about age, or others that say who need not apply."""
    known = rules()
    return has(known["age"], low) or has(known["excluding"], low)


def is_shut(unit: Unit) -> bool:
    """Tell whether a unit shuts people out: it counts neither as a must nor as a wish, and no draft keeps it."""
    return unit.kind != "legal" and shuts_out(unit.low)


def is_open(unit: Unit) -> bool:
    """Tell whether a unit holds a place that its writer has yet to fill, in brackets, as the draft does."""
    return unit.low.startswith("[") or unit.low.endswith("]")


def is_paid(unit: Unit) -> bool:
    """Tell whether a unit names an amount of pay, or a scale that people can look up."""
    known = rules()["pay"]
    amount = expression(known["find"]).search(unit.low) is not None
    return has(known["words"], unit.low) or (amount and not has(known["unless"], unit.low))


def wishes(unit: Unit) -> bool:
    """Tell whether a unit is worded as a wish: it stands among wishes, or says so itself among the musts."""
    if unit.heading or has(rules()["chatter"], unit.low):
        return False
    return unit.kind == "nice" or (unit.kind == "must" and has(rules()["nice"], unit.low))


def asks(unit: Unit) -> bool:
    """Tell whether a unit is worded as something that whoever applies must have."""
    known = rules()
    if unit.heading or unit.kind not in WORK or unit.low.endswith(":") or is_open(unit):
        return False
    if is_paid(unit) and kind_of(unit) == "skill":  # a line with pay asks for nothing, unless it names more
        return False
    if has(known["chatter"], unit.low) or has(known["nice"], unit.low):
        return False
    said = has(known["must"], unit.low) or begins(known["must_start"], unit.low)
    if said and not has(known["must_not"], unit.low):
        return True
    return unit.kind == "must" and not begins(known["prose"], unit.low)


def is_nice(unit: Unit) -> bool:
    """Tell whether a unit is a wish."""
    return wishes(unit) and not is_shut(unit)


def is_must(unit: Unit) -> bool:
    """Tell whether a unit is a must."""
    return asks(unit) and not is_shut(unit)


def things(unit: Unit) -> list[Unit]:
    """Return a must as the things that it lists; the must itself if it lists none."""
    return [replace(unit, text=one, low=small(one)) for one in list_of(unit.text)] or [unit]


def outcomes(ad: Ad) -> list[Unit]:
    """Return what is said of a result: by its words, or by those of the heading above it; brackets hold a place.

    Under "Your first year", as behind the label "Outcome", stands a result only where a number or a date stands too.
    """
    known = rules()
    found, under, near = [], False, False
    for unit in ad.units:
        if unit.heading:
            under, near = has(known["outcome"], unit.low), has(known["outcome_head"], unit.low)
            continue
        if (
            unit.kind in ("about", "legal", "offer", "process")
            or is_open(unit)
            or has(known["outcome_unless"], unit.low)
        ):
            continue
        promised = near or begins(known["outcome_head"], unit.low.removeprefix("the "))
        dated = expression(known["outcome_dated"]).search(unit.low) is not None
        if under or has(known["outcome"], unit.low) or (promised and dated):
            found.append(unit)
    return found


def kind_of(unit: Unit) -> str:
    """Return what a must is: formal, degree, years, trait or tool; else a skill."""
    for one in rules()["kinds"]:
        if "find" in one:
            fits = expression(one["find"]).search(unit.low) is not None
        else:
            fits = names_degree(unit.low) if one["kind"] == "degree" else has(one["words"], unit.low)
        if fits:
            return str(one["kind"])
    return "skill"


def names_degree(low: str) -> bool:
    """Tell whether a text names a degree, and not "six degrees of freedom" or somebody's students."""
    known = next(one for one in rules()["kinds"] if one["kind"] == "degree")
    return has(known["words"], phrases(tuple(known["apart"])).sub(" ", low))


def sorted_out(wanted: list[Unit]) -> tuple[Must, ...]:
    """Return the musts, and which of them a draft keeps: what is formal, and of a long list the first few skills."""
    known = rules()
    kinds = [kind_of(unit) for unit in wanted]
    if len(wanted) <= known["most_musts"]:
        kept = {place for place, kind in enumerate(kinds) if kind != "trait"}
    else:
        ranked = [(_KEPT_FIRST.index(kind), place) for place, kind in enumerate(kinds) if kind in _KEPT_FIRST]
        kept = {place for _, place in sorted(ranked)[: known["keep"]]}
        kept |= {place for place, kind in enumerate(kinds) if kind == "formal"}
    return tuple(
        Must(unit.line, unit.text, kind, place in kept)
        for place, (unit, kind) in enumerate(zip(wanted, kinds, strict=True))
    )
