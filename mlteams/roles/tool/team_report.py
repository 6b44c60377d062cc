"""The report of a team: the answer, coverage, what a loss uncovers, load, what to add next, assumptions."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from mlteams.core import block
from mlteams.roles.models.loss_sets import smallest_loss
from mlteams.roles.tool import team_words as words
from mlteams.roles.tool.team import YEAR, Team
from mlteams.roles.tool.team_load import load_of
from mlteams.roles.tool.team_options import TRIED, Option, Standing

if TYPE_CHECKING:
    from matplotlib.figure import Figure

MOST_ROWS = 10  # of sets, and of options of each kind
MOST_SEARCHED = 60  # people among whom the loss of half of the skills is looked for
ASSUMPTIONS = (
    "The report speaks of what the team needs. A level is what the file says, and measures nobody’s worth.",
    "Whoever is at the needed level can do it as well as anybody else who is; days can be divided at will.",
    "Heads are counted, and a headcount is not a team: who works well with whom, and who decides, is not in here.",
    "Options are ordered by the skills that get somebody, then by days, then by second people, then by cost; of equal "
    "ones the first in the file is named.",
)
_REPAIRS = (
    "Repairs are a machine-repairman queue: models break by chance and independently, and each is repaired by one "
    "person; those who can repair count as so many whole weeks."
)


def team_report(team: Team, *, anonymous: bool = False) -> block.Report:
    """Return the report; with `anonymous` it names nobody."""
    standing = Standing(team)
    hires, trainings = standing.hires(), standing.trainings()
    assumed = _assumed(standing, hires)
    return block.Report(
        kind="team",
        title=team.title,
        answer=words.answer(standing),
        blocks=tuple(_blocks(standing, hires, trainings, assumed, anonymous)),
        data=_data(standing, hires, trainings, assumed, anonymous),
        sources=team.sources,
    )


def _assumed(standing: Standing, hires: list[Option]) -> tuple[str, ...]:
    team = standing.team
    found = [*ASSUMPTIONS, *team.assumed]
    if team.models:
        found.append(_REPAIRS)
    if any(one.kind == "hire" and not one.who for one in hires):
        found.append("The file names no posts: a hire is somebody with one skill and five days a week.")
    if hires:
        found.append(f"A hire’s year has {YEAR} weeks. What recruiting takes is not counted.")
    if len(team.people) * max(1, len(standing.wants)) > TRIED:
        found.append("For each skill, training was tried for those nearest to its level.")
    return tuple(found)


def _blocks(
    standing: Standing,
    hires: list[Option],
    trainings: list[Option],
    assumed: tuple[str, ...],
    anonymous: bool,
) -> Iterator[block.Block]:
    team = standing.team
    if team.left_out:
        yield block.Heading("What the answer leaves out")
        yield block.Items(team.left_out)
    yield block.Heading("What is covered")
    yield _coverage(standing, anonymous)
    if said := [*words.short(standing), *words.without_days(standing, anonymous)]:
        yield block.Items(tuple(said))
    alt = f"For each needed skill, a dot for each person who can do it. {words.answer(standing)}"
    yield block.Picture(
        "coverage", "Who stands behind each skill: one dot, one person", alt, partial(_dots, standing)
    )
    yield block.Heading("If somebody leaves")
    yield from _losses(standing, anonymous)
    yield block.Heading("Load")
    load = load_of(standing)
    yield block.Grid("The team’s week", ("what", "value"), tuple(words.load_rows(load)))
    if team.models and (much := words.overload(load, team.models.skill)):
        yield block.Paragraph(much)
    yield block.Heading("What to add next")
    yield from _next(standing, hires, trainings, anonymous)
    yield block.Heading("What is assumed")
    yield block.Items(assumed)
    if team.notes:
        yield block.Heading("How the file was read")
        yield block.Items(team.notes)


def _coverage(standing: Standing, anonymous: bool) -> block.Grid:
    rows: list[tuple[str, ...]] = []
    for place, need in enumerate(standing.team.needs):
        names = standing.able[need.skill]
        have = sum(one.days for one in standing.team.people if one.name in names)
        wanted = "–" if need.days is None else words.days(need.days)
        state = words.state(need, standing, place)
        who = words.who(names, standing, anonymous)
        rows.append((need.skill, f"{need.level:g}", wanted, str(len(names)), words.days(have), state, who))
    heads: tuple[str, ...] = (
        "skill",
        "from level",
        "days needed",
        "people who can",
        "their days",
        "state",
        "who",
    )
    if anonymous:
        heads, rows = heads[:-1], [row[:-1] for row in rows]
    return block.Grid("Needed skills, by the week", heads, tuple(rows))


def _losses(standing: Standing, anonymous: bool) -> Iterator[block.Block]:
    losses = standing.losses
    if not losses:
        yield block.Paragraph("Nobody can do any of what is needed, so that nothing is left to lose.")
        return
    least = len(losses[0].people)
    count = sum(len(one.people) == least for one in losses)
    ways = "in one way" if count == 1 else f"in {count:,} ways"
    if least == 1:
        yield block.Paragraph(f"If one person leaves, a skill can be left with nobody, {ways}.")
    else:
        yield block.Paragraph(f"It takes the loss of {least:,} people to leave a skill with nobody, {ways}.")
    timed = any(standing.wanted)
    rows: list[tuple[str, ...]] = []
    for one in losses[:MOST_ROWS]:
        row = (words.who(one.people, standing, anonymous), words.some(one.skills))
        rows.append((*row, words.days(standing.without(one.people))) if timed else row)
    heads = ("who", "nobody can then do", "days still covered")
    caption = f"The smallest sets whose loss uncovers something{'' if len(losses) <= MOST_ROWS else ', the first ten'}"
    yield block.Grid(caption, heads if timed else heads[:2], tuple(rows))
    if (half := _half(standing)) is not None:
        yield block.Paragraph(
            f"With {words.people(half)} gone, half of the skills that somebody can do can be left with nobody."
        )


def _half(standing: Standing) -> int | None:
    """Return the fewest people whose loss uncovers half of the skills that somebody can do; None for a large team."""
    able = {skill: names for skill, names in standing.able.items() if names}
    if len(able) < 2 or len(set().union(*able.values())) > MOST_SEARCHED:
        return None
    return len(smallest_loss(able, (len(able) + 1) // 2))


def _next(
    standing: Standing, hires: list[Option], trainings: list[Option], anonymous: bool
) -> Iterator[block.Block]:
    team = standing.team
    best = [next((one for one in some if any(one.buys)), None) for some in (hires, trainings)]
    said = [
        f"Next {name}: {words.title(one, team, anonymous).split(': ', 1)[1]}. It buys {words.buys(one)}, and costs "
        f"{words.price(one, team)}."
        for name, one in zip(("hire", "person to train"), best, strict=True)
        if one
    ]
    yield block.Items((*said, words.compared(*best)))
    options = [*hires[:MOST_ROWS], *trainings[:MOST_ROWS]]
    if options:
        rows = [(words.title(one, team, anonymous), *_bought(one), words.price(one, team)) for one in options]
        heads = ("option", "skills that get somebody", "more days a week", "second people", "cost")
        yield block.Grid("What each buys", heads, tuple(rows))


def _bought(option: Option) -> tuple[str, str, str]:
    opened, more, relieved = option.buys
    return str(opened), words.days(more), str(relieved)


def _dots(standing: Standing) -> "Figure":
    from mlteams.roles.tool.charts import dots

    return dots({skill: len(names) for skill, names in standing.able.items()})


def _data(
    standing: Standing,
    hires: list[Option],
    trainings: list[Option],
    assumed: tuple[str, ...],
    anonymous: bool,
) -> dict[str, Any]:
    """Return the report as plain values; with `anonymous`, numbers of people instead of names."""
    team = standing.team

    def named(names: frozenset[str]) -> Any:  # noqa: ANN401 - a list of names, or their number
        return len(names) if anonymous else [one.name for one in team.people if one.name in names]

    flow = standing.flow
    timed = any(standing.wanted)
    return {
        "title": team.title,
        "answer": words.answer(standing),
        "left_out": list(team.left_out),
        "people": len(team.people),
        "scale": team.scale,
        "skills": [
            {
                "skill": need.skill,
                "level": need.level,
                "days": need.days,
                "who_can": named(standing.able[need.skill]),
                "state": words.state(need, standing, place),
            }
            for place, need in enumerate(team.needs)
        ],
        "days": {
            "needed": sum(standing.wanted) if timed else None,
            "covered": flow.days if timed else None,
            "short": [
                {"skills": [team.needs[at].skill for at in one.needs], "needed": one.days, "have": one.have}
                for one in flow.shortages
            ],
        },
        "losses": [
            {"who": named(one.people), "uncovers": list(one.skills)} for one in standing.losses[:MOST_ROWS]
        ],
        "half_is_lost_with": _half(standing),
        "load": load_of(standing).data(),
        "hires": [_option(one, anonymous) for one in hires[:MOST_ROWS]],
        "trainings": [_option(one, anonymous) for one in trainings[:MOST_ROWS]],
        "assumptions": list(assumed),
        "notes": list(team.notes),
    }


def _option(one: Option, anonymous: bool) -> dict[str, Any]:
    return {
        "who": None if anonymous and one.kind == "train" else one.who or None,
        "skill": one.skill or None,
        "opens": list(one.opened),
        "days": round(one.days, 2),
        "second_person": list(one.relieved),
        "effort_days": round(one.effort, 2),
        "cost_a_year": one.yearly,
        "cost_once": one.once,
    }
