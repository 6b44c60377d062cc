"""The plan of the lesson “Sourcing”: where candidates come from, and when the post is filled."""

from collections.abc import Iterator
from datetime import date, timedelta
from math import ceil, isinf

from mlteams.core.block import Block, Grid, Heading, Paragraph
from mlteams.core.section import Contradiction
from mlteams.core.words import written
from mlteams.hiring.models.funnel import P85, hires_a_week, weeks_to_fill
from mlteams.hiring.plan.form import CHANNELS
from mlteams.hiring.plan.study import Study
from mlteams.input.errors import shown

READ = "chapters/hiring/sourcing.html#sec-hand"
EVEN = 0.5
WEEK = 7  # days

TEMPLATE = """\
  # Where are they, and when is the post filled? The lesson “Sourcing”. Its `channels` are
  # filled by hiring.sourcing.channels; the rest you write.
  sourcing:
    opens:                 # the day the advertisement is out, such as 2026-11-16
    channels:              # applied, referred, written to or agency, such as - {channel: referred, a_week: 1}
    weeks_to_sign:         # from a first mail to a signature, such as 3
    pause_from:            # the first day of a pause in which nobody holds talks; may stay empty
    pause_to:              # the day on which talks go on
    filled_by:             # the day that others are told
    notice:                # weeks between signature and first day, such as 8
    starts:                # the day on which the plan counts on somebody
    first_task:            # the task of management's roadmap that waits for this post; may stay empty
"""


def rate(study: Study) -> float | None:
    """Return how many of a week's candidates will be hired, None if the plan does not say."""
    said = [one for one in study.form.sourcing.channels if one.a_week is not None]
    if not said:
        return None
    total: dict[str, float] = {}
    for one in said:
        name = CHANNELS[one.channel]
        total[name] = total.get(name, 0.0) + (one.a_week or 0.0)
    return hires_a_week(total)


def weeks(study: Study, chance: float) -> float | None:
    """Return the weeks of talks within which the post is filled with a chance; infinite if nobody comes."""
    found = rate(study)
    if found is None:
        return None
    return weeks_to_fill(chance, found, study.form.sourcing.weeks_to_sign or 0.0)


def filled(study: Study, chance: float) -> date | None:
    """Return the day by which the post is filled with a chance; None if not said, or never."""
    said, long = study.form.sourcing, weeks(study, chance)
    if said.opens is None or long is None or isinf(long):
        return None
    try:
        found = said.opens + timedelta(days=ceil(WEEK * long - 1e-9))
        if (
            said.pause_from
            and said.pause_to
            and said.opens < said.pause_from < said.pause_to
            and found > said.pause_from
        ):
            found += said.pause_to - said.pause_from
    except OverflowError:
        return None
    return found


def begins(study: Study, chance: float = P85) -> date | None:
    """Return the first day of work with a chance: notice after the post is filled."""
    found = filled(study, chance)
    try:
        return found and found + timedelta(weeks=study.form.sourcing.notice or 0.0)
    except OverflowError:
        return None


def contradictions(study: Study) -> Iterator[Contradiction]:
    """Yield days on which somebody is counted on before the post can be filled, and tasks that start before that."""
    said = study.form.sourcing
    if weeks(study, EVEN) is not None and rate(study) == 0 and (said.filled_by or said.starts):
        yield Contradiction(
            (
                study.line("sourcing", "channels"),
                study.line("sourcing", "filled_by" if said.filled_by else "starts"),
            ),
            "The plan counts on somebody, and no channel brings candidates.",
            "All channels together bring 0 people a week.",
            READ,
        )
    if said.pause_from and said.pause_to and said.pause_to <= said.pause_from:
        yield Contradiction(
            (study.line("sourcing", "pause_from"), study.line("sourcing", "pause_to")),
            "The pause ends before it begins.",
            f"It begins on {written(said.pause_from)}, and talks go on on {written(said.pause_to)}.",
            READ,
        )
    late, even = filled(study, P85), filled(study, EVEN)
    if late and even and said.filled_by and said.filled_by < late:
        yield Contradiction(
            (study.line("sourcing", "filled_by"), study.line("sourcing", "channels")),
            f"The post is to be filled by {written(said.filled_by)}, earlier than its candidates let one hope.",
            f"At the published rates of hires and this many candidates a week the odds are even for "
            f"{written(even)}, and "
            f"17 in 20 for {written(late)}.",
            READ,
        )
    yield from _starts(study)
    yield from _roadmap(study)


def _starts(study: Study) -> Iterator[Contradiction]:
    said, first = study.form.sourcing, begins(study)
    if said.starts is None or first is None or said.starts >= first:
        return
    notice = f", with {said.notice:g} weeks of notice," if said.notice else ""
    yield Contradiction(
        (study.line("sourcing", "starts"), study.line("sourcing", "channels")),
        f"The plan counts on somebody from {written(said.starts)}, before the post can be filled.",
        f"The first day of work{notice} is {written(first)} or earlier in 17 of 20 futures.",
        READ,
    )


def _roadmap(study: Study) -> Iterator[Contradiction]:
    """Yield a task that may start before whoever does it."""
    task, first, start = study.form.sourcing.first_task, begins(study), study.not_before
    if task is None or first is None or start is None or start >= first:
        return
    yield Contradiction(
        (
            study.line("sourcing", "first_task"),
            study.context.elsewhere_line("management", "dates", "roadmap"),
        ),
        f"In the roadmap {shown(task)} may start on {written(start)}, before there is somebody to do it.",
        f"The post's first day of work is {written(first)} or earlier in 17 of 20 futures; let the task's "
        f"not_before say "
        f"{first.isoformat()}.",
        READ,
    )


def blocks(study: Study) -> Iterator[Block]:
    """Yield where candidates come from, when the post is filled, and what the roadmap should know."""
    said = study.form.sourcing
    if not (said.channels or said.filled_by or said.starts):
        return
    yield Heading("Filling the post")
    if said.channels:
        rows = tuple(
            (one.channel, "not said" if one.a_week is None else f"{one.a_week:g}") for one in said.channels
        )
        yield Grid("Candidates", ("channel", "a week"), rows)
    text = []
    even, late = filled(study, EVEN), filled(study, P85)
    if even and late:
        text.append(f"Even odds that somebody has signed: {written(even)}; 17 in 20: {written(late)}.")
    if said.filled_by:
        text.append(f"Others are told {written(said.filled_by)}.")
    if said.starts:
        text.append(f"The plan counts on somebody from {written(said.starts)}.")
    first = begins(study)
    if said.first_task and first and (study.not_before is None or study.not_before < first):
        text.append(
            f"The task {shown(said.first_task)} waits for this post: in the roadmap, give it not_before: "
            f"{first.isoformat()}, the first day of work in 17 of 20 futures."
        )
    if text:
        yield Paragraph(" ".join(text))


def sources(study: Study) -> Iterator[str]:
    """Yield what the day rests on."""
    if rate(study):
        yield (
            "The days on which the post is filled: candidates a week as the team says, hires per candidate as Lever "
            "published them in 2016 for about 1,000 companies, all trades; candidates come independently."
        )
