"""A team's report in words: who stands behind what, what an option buys, what it costs."""

from collections.abc import Sequence

from mlteams.core.words import amount, listed
from mlteams.roles.tool.team import Need, Team
from mlteams.roles.tool.team_load import Load
from mlteams.roles.tool.team_options import Option, Standing

MOST_NAMED = 3  # people or skills named in one cell; the rest is counted


def days(value: float) -> str:
    """Return days as text without idle digits."""
    return f"{round(value, 1):,g}"


def of_days(value: float) -> str:
    """Return a number of days with its noun."""
    return f"{days(value)} day{'' if days(value) == '1' else 's'}"


def some(names: Sequence[str], noun: str = "more") -> str:
    """Return the first names of several, and how many more there are."""
    more = len(names) - MOST_NAMED
    return listed([*names[:MOST_NAMED], f"{more:,} {noun}"]) if more > 1 else listed(list(names))


def people(count: int) -> str:
    """Return a number of people in words."""
    return "one person" if count == 1 else f"{count:,} people"


def who(names: frozenset[str], standing: Standing, anonymous: bool) -> str:
    """Return people in the order of the file, or how many where nobody is named."""
    if anonymous or not names:
        return people(len(names)) if names else "nobody"
    return some([one.name for one in standing.team.people if one.name in names])


def state(need: Need, standing: Standing, place: int) -> str:
    """Return how a need stands."""
    count = len(standing.able[need.skill])
    if count == 0:
        return "nobody"
    if place in standing.flow.short:
        return "short of days, one person" if count == 1 else "short of days"
    return "one person" if count == 1 else "covered"


def answer(standing: Standing) -> str:
    """Return the sentence that is said first."""
    able = standing.able
    nobody = [skill for skill, names in able.items() if not names]
    alone = [skill for skill, names in able.items() if len(names) == 1]
    parts = []
    if nobody:
        parts.append(f"nobody can do {some(nobody)}")
    if alone:
        stands = "stands on one person" if len(alone) == 1 else "stand on one person each"
        parts.append(f"{some(alone)} {stands}")
    total = sum(standing.wanted)
    if total:
        parts.append(f"{days(standing.flow.days)} of {days(total)} needed days a week are covered")
    if not nobody and not alone:
        parts.insert(0, "every needed skill has two people or more")
    text = "; ".join(parts)
    if not nobody and not alone:
        return f"{text[0].upper()}{text[1:]}."
    return f"Of {len(able)} needed skills, {text}." if len(able) > 1 else f"{text[0].upper()}{text[1:]}."


def short(standing: Standing) -> list[str]:
    """Return which skills are short of days together, a sentence each; those that nobody can do are told elsewhere."""
    told = []
    for one in standing.flow.shortages:
        if one.have == 0:
            continue
        names = [standing.team.needs[place].skill for place in one.needs]
        verb, these = ("needs", "it") if len(names) == 1 else ("together need", "any of them")
        told.append(
            f"{some(names)} {verb} {of_days(one.days)} a week; those who can do {these} have {days(one.have)}."
        )
    return told


def without_days(standing: Standing, anonymous: bool) -> list[str]:
    """Return who has no days for this work, a sentence, or nothing."""
    names = [one.name for one in standing.team.people if one.days <= 0]
    if not names:
        return []
    verb = "has" if len(names) == 1 else "have"
    covers = "covers" if len(names) == 1 else "cover"
    said = people(len(names)).capitalize() if anonymous else some(names)
    return [f"{said} {verb} 0 days a week for this work and {covers} nothing."]


def title(option: Option, team: Team, anonymous: bool) -> str:
    """Return what an option is, such as "hire: ML engineer"."""
    if option.kind == "hire":
        return f"hire: {option.who or f'somebody for {option.skill}'}"
    level = next(need.level for need in team.needs if need.skill == option.skill)
    person = "somebody" if anonymous else option.who
    return f"train: {person} in {option.skill}, from level {option.have:g} to {level:g}"


def buys(option: Option) -> str:
    """Return what an option buys."""
    parts = []
    if option.opened:
        parts.append(f"somebody for {some(option.opened)}")
    if round(option.days, 1) > 0:
        parts.append(f"{days(option.days)} more day{'' if days(option.days) == '1' else 's'} a week covered")
    if option.relieved:
        parts.append(f"a second person for {some(option.relieved)}")
    return ", ".join(parts) or "nothing that the file needs"


def price(option: Option, team: Team) -> str:
    """Return what an option costs."""
    if option.kind == "train":
        text = f"{of_days(option.effort)}, once"
        return text if option.once is None else f"{money(option.once, team)} ({text})"
    text = f"{of_days(option.effort)} a year"
    return text if option.yearly is None else f"{money(option.yearly, team)} a year"


def money(value: float, team: Team) -> str:
    """Return an amount of money."""
    text = f"{value:,.0f}" if value < 1e9 else amount(value)
    return (
        f"{team.costs.currency}{text}" if len(team.costs.currency) == 1 else f"{team.costs.currency} {text}"
    )


def compared(hire: Option | None, train: Option | None) -> str:
    """Return what speaks for the one and the other."""
    best = [one for one in (hire, train) if one and any(one.buys)]
    if not best:
        return "Neither one more person nor training one would close anything that the file needs."
    if len(best) == 1:
        other = "Training somebody" if best[0].kind == "hire" else "A hire"
        return f"{other} would close nothing that the file needs, as far as it says."
    assert hire is not None
    assert train is not None
    if all(mine >= theirs for mine, theirs in zip(train.buys, hire.buys, strict=True)):
        return "Training buys no less than the hire, and is paid once: it comes first."
    if all(mine <= theirs for mine, theirs in zip(train.buys, hire.buys, strict=True)):
        return "The hire buys more, and is paid every year; training is what can begin on Monday."
    return "They buy different things; the table says which."


def load_rows(load: Load) -> list[tuple[str, str]]:
    """Return what is known of the team's load: measure and value."""
    rows = [("days a week that the people have", days(load.have))]
    if load.needed is not None:
        rows.append(("days a week that are needed", days(load.needed)))
        rows.append(
            ("load: needed of what they have", f"{load.needed / load.have:.0%}" if load.have else "no days")
        )
    if load.models is None:
        return rows
    rows.append(("models in production", f"{load.models:,}"))
    if not load.engineers or load.firefighting is None or load.repairs is None or load.broken is None:
        return [*rows, ("who keeps them healthy", "nobody has the days")]
    week = "week" if load.engineers == 1 else f"{load.engineers:,} weeks"
    rows.append((f"firefighting: of a person’s {week}", f"{load.firefighting:.0%}"))
    rows.append(("days a week of repairs", days(load.repairs)))
    rows.append(("models broken on an average day", f"{load.broken:,.1f}"))
    return rows


def overload(load: Load, skill: str) -> str:
    """Return what repairs leave of the days that the file gives them; empty if it does not say or they are enough."""
    if load.repairs is None or load.given is None or load.repairs <= load.given:
        return ""
    return f"Repairs take {days(load.repairs)} days a week, and the file gives {skill} {days(load.given)}."
