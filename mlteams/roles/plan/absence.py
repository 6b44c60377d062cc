"""The plan of the lesson “Absence”: what must not wait for one person, and what is done before somebody leaves."""

from collections.abc import Iterator

from mlteams.core.block import Block, Grid, Heading, Paragraph
from mlteams.core.section import Contradiction
from mlteams.core.words import listed, percent
from mlteams.input.errors import shown
from mlteams.roles.models.truck_factor import YEAR
from mlteams.roles.plan.staffing import meant
from mlteams.roles.plan.study import Study, people

READ = "chapters/roles/absence.html#sec-hand"
AWAY = 0.05  # assumed where the plan does not say

TEMPLATE = """\
  # What if somebody leaves? The lesson “Absence”. Filled by roles.absence.absence.
  absence:
    critical:              # needs that must not wait for one person, such as [serving, evaluation]
    away:                  # the share of days on which a person is away, such as 5%
    answer:                # nothing, train or hire
    train:                 # who learns what, such as - {who: data scientist, learns: serving}
"""


def contradictions(study: Study) -> Iterator[Contradiction]:
    """Yield what stands on one person although it must not, and who learns what nobody needs."""
    yield from _no_such_need(study)
    yield from _nothing_to_learn(study)
    yield from _one_behind_two(study)
    yield from _left_alone(study)


def _critical(study: Study) -> list[str]:
    return [need for need in dict.fromkeys(study.form.absence.critical) if need in study.needs]


def _no_such_need(study: Study) -> Iterator[Contradiction]:
    said = study.form.absence
    named = [(("critical",), need) for need in dict.fromkeys(said.critical)]
    named += [(("train", place), one.learns) for place, one in enumerate(said.train) if one.learns]  # type: ignore[misc]
    for loc, need in named:
        if study.needs and need not in study.needs:
            yield Contradiction(
                (study.line("absence", *loc), study.line("staffing", "needs")),
                f"{shown(need)} is {'critical' if loc[0] == 'critical' else 'learned'}, and is no need of the plan.",
                f"Of {len(study.needs)} needs none has that name; {meant(need, study.needs)}",
                READ,
            )


def _nothing_to_learn(study: Study) -> Iterator[Contradiction]:
    """Yield somebody who learns and is not hired, or who can do it already."""
    posts = {post.name: (place, post) for place, post in study.hired}
    for place, one in enumerate(study.form.absence.train):
        line = study.line("absence", "train", place)
        if posts and one.who not in posts:
            yield Contradiction(
                (line, study.line("staffing", "posts")),
                f"{shown(one.who)} learns something, and nobody is hired for that post.",
                f"Of {len(posts)} post{'' if len(posts) == 1 else 's'} with people; {meant(one.who, tuple(posts))}",
                READ,
            )
        elif one.who in posts and one.learns in posts[one.who][1].covers:
            at, post = posts[one.who]
            count = people(post)
            yield Contradiction(
                (line, study.line("staffing", "posts", at)),
                f"{shown(one.who)} learns {shown(one.learns)}, and covers it already.",
                f"{count} {'person' if count == 1 else 'people'} in that post can do it today; somebody of another "
                "post would be a second pair of hands.",
                READ,
            )


def _one_behind_two(study: Study) -> Iterator[Contradiction]:
    """Yield a person without whom two critical needs, or more, wait at once."""
    for place, post in study.hired:
        waits = [
            need for need in _critical(study) if need in post.covers and study.behind(need, trained=True) == 1
        ]
        if people(post) == 1 and len(waits) > 1:
            yield Contradiction(
                (study.line("absence", "critical"), study.line("staffing", "posts", place)),
                f"One person, the {post.name}, is behind {listed([shown(one) for one in waits])}, all of them critical."
                if len(waits) > 2
                else f"One person, the {post.name}, is behind {listed([shown(one) for one in waits])}, both critical.",
                f"On about {_days(study)} of {YEAR} working days that person is away, and {len(waits)} critical needs "
                "wait together. Let a colleague learn one of them.",
                READ,
            )


def _days(study: Study) -> str:
    away = study.form.absence.away
    return f"{YEAR * (AWAY if away is None else away):.0f}"


def _left_alone(study: Study) -> Iterator[Contradiction]:
    """Yield a critical need on one person where the plan does nothing about it."""
    if study.form.absence.answer != "nothing":
        return
    for need in _critical(study):
        if study.behind(need, trained=True) == 1:
            yield Contradiction(
                (study.line("absence", "critical"), study.line("absence", "answer")),
                f"{shown(need)} is critical, stands on one person, and nothing is done about it.",
                f"On about {_days(study)} of {YEAR} working days it waits.",
                READ,
            )


def blocks(study: Study) -> Iterator[Block]:
    """Yield what stands on one person, and what is done about it."""
    said = study.form.absence
    alone = [need for need in study.needs if study.behind(need) == 1]
    if not (said.critical or said.answer or said.train):
        return
    yield Heading("If somebody leaves")
    found = f"On one person each: {'; '.join(alone)}." if alone else ""
    if study.needs and not alone:
        found = "No need stands on one person."
    if said.critical:
        found += f" Critical: {'; '.join(said.critical)}."
    if said.away is not None:
        found += f" A person is away on {percent(said.away)} of the days."
    if said.answer:
        found += f" The plan's answer: {said.answer}."
    if found:
        yield Paragraph(found.strip())
    if said.train:
        rows = tuple((one.who, one.learns or "not said") for one in said.train)
        yield Grid("Who learns what", ("who", "learns"), rows)
