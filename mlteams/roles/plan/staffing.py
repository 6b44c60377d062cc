"""The plan of the lesson “Staffing”: what must be done, who is hired for it, and who answers for what."""

import difflib
from collections.abc import Iterator

from mlteams.core.block import Block, Grid, Heading, Paragraph
from mlteams.core.section import Contradiction
from mlteams.core.words import listed, written
from mlteams.input.errors import shown
from mlteams.roles.models.minimum_cost_cover import WEEK
from mlteams.roles.plan.study import Study, people
from mlteams.roles.tool.coverage import Shortage, covered, pooled

READ = "chapters/roles/staffing.html#sec-hand"
READ_TASKS = "chapters/roles/titles.html#sec-hand"
FIVE = 5  # people who build for months: by then somebody must be able to say what a wrong answer costs

TEMPLATE = """\
  # What must be done, and whom do you hire for it? The lesson “Staffing”. Filled by roles.staffing.staffing.
  staffing:
    needs:                 # a line each, with days a week, such as - {name: serving, days: 4}
    posts:                 # such as - {name: ML engineer, people: 1, covers: [training, serving]}
    error_cost:            # the post that says what an error costs, such as product manager
    lead:                  # the post that answers for the date
"""


def contradictions(study: Study) -> Iterator[Contradiction]:
    """Yield what in the staffing cannot be meant together, or together with what management promises."""
    yield from _same_name(study)
    yield from _no_need(study)
    yield from _uncovered(study)
    yield from _short(study)
    yield from _error_cost(study)
    yield from _lead(study)


def _same_name(study: Study) -> Iterator[Contradiction]:
    said = study.form.staffing
    for key, what, called in (
        ("needs", "needs", [one.name for one in said.needs]),
        ("posts", "posts", [one.name for one in said.posts]),
    ):
        for place, name in enumerate(called):
            if name in called[:place]:
                lines = tuple(study.line("staffing", key, at) for at in (called.index(name), place))
                yield Contradiction(
                    lines,
                    f"Two {what} are called {shown(name)}.",
                    "What covers or learns it could mean either of the 2. Give them names of their own.",
                    READ,
                )


def _no_need(study: Study) -> Iterator[Contradiction]:
    """Yield what a post covers and no need asks for."""
    for place, post in enumerate(study.form.staffing.posts):
        for name in dict.fromkeys(post.covers):
            if study.needs and name not in study.needs:
                yield Contradiction(
                    (study.line("staffing", "posts", place), study.line("staffing", "needs")),
                    f"The post {shown(post.name)} covers {shown(name)}, which is no need.",
                    f"Of {len(study.needs)} needs none has that name; {meant(name, study.needs)}",
                    READ,
                )


def meant(name: str, known: tuple[str, ...]) -> str:
    """Return what a name may have meant, or what there is."""
    close = difflib.get_close_matches(name, known, 1)
    return f"did you mean {shown(close[0])}?" if close else f"there are {listed(list(known))}."


def _uncovered(study: Study) -> Iterator[Contradiction]:
    """Yield the needs that nobody covers; where management promises a day, that rests on them too."""
    count = len(study.needs)
    for place, need in study.uncovered():
        lines = [study.line("staffing", "needs", place), study.line("staffing", "posts")]
        because = f"{_heads(study.heads)} hired, and of {count} need{'' if count == 1 else 's'} this one has nobody."
        if study.promised is not None:
            lines.append(study.promise_line())
            because += f" {written(study.promised)} is promised with it."
        yield Contradiction(tuple(lines), f"Nobody covers {shown(need)}.", because, READ)


def _heads(count: int) -> str:
    return f"{count:,} people are" if count != 1 else "1 person is"


def shortages(study: Study) -> tuple[Shortage, ...]:
    """Return the needs that are short of days although somebody covers each of them."""
    names = list(study.needs)
    days = {one.name: one.days or 0.0 for one in study.form.staffing.needs}
    wanted = [days[name] if study.behind(name) else 0.0 for name in names]
    if not any(wanted):
        return ()
    pools = pooled(
        (frozenset(names.index(one) for one in post.covers if one in names), WEEK * people(post))
        for _, post in study.hired
    )
    return covered(pools, wanted).shortages


def _short(study: Study) -> Iterator[Contradiction]:
    for one in shortages(study):
        which = listed([shown(study.needs[place]) for place in one.needs])
        yield Contradiction(
            (study.line("staffing", "needs"), study.line("staffing", "posts")),
            f"For {which} the people have fewer days than the plan needs.",
            f"{one.days:g} days a week are needed, and whoever covers any of it has {one.have:g}, at {WEEK} a person.",
            READ,
        )


def _error_cost(study: Study) -> Iterator[Contradiction]:
    """Yield a team that cannot say what an error costs, once it is large or has told a benefit."""
    named, told = study.form.staffing.error_cost, study.context.elsewhere("management", "board", "benefit")
    if named is not None:
        yield from _no_post("error_cost", named, "says what an error costs", study)
    elif study.heads >= FIVE or (study.hired and told is not None):
        lines = [study.line("staffing", "posts")]
        because = f"{_heads(study.heads)} paid to be right, and without that cost nobody knows how often they must be."
        if told is not None:
            lines.append(study.context.elsewhere_line("management", "board", "benefit"))
            because += " The benefit that leadership hears rests on it."
        yield Contradiction(
            tuple(lines),
            f"{_heads(study.heads)} hired, and no post says what an error costs.",
            because,
            READ_TASKS,
        )


def _lead(study: Study) -> Iterator[Contradiction]:
    """Yield a day that management promises and no post answers for."""
    named = study.form.staffing.lead
    if named is not None:
        yield from _no_post("lead", named, "answers for the date", study)
    elif study.promised is not None and study.hired:
        yield Contradiction(
            (study.promise_line(), study.line("staffing", "posts")),
            f"{written(study.promised)} is promised, and no post answers for it.",
            f"{_heads(study.heads)} hired, and the key roles.staffing.lead is empty. Name the post that says "
            "so when the day moves.",
            READ,
        )


def _no_post(key: str, name: str, does: str, study: Study) -> Iterator[Contradiction]:
    """Yield a post that has something to answer for, and that nobody is hired for."""
    posts = tuple(post.name for _, post in study.hired)
    if not posts or name in posts:
        return
    lines = [study.line("staffing", key), study.line("staffing", "posts")]
    if key == "lead" and study.promised is not None:
        lines.append(study.promise_line())
    yield Contradiction(
        tuple(lines),
        f"The plan says that {shown(name)} {does}, and nobody is hired for that post.",
        f"There are people in {len(posts)} post{'' if len(posts) == 1 else 's'}; {meant(name, posts)}",
        READ if key == "lead" else READ_TASKS,
    )


def blocks(study: Study) -> Iterator[Block]:
    """Yield who is hired, and what each need stands on."""
    said = study.form.staffing
    if study.hired:
        yield Heading("The team")
        rows = tuple(
            (post.name, f"{people(post):,}", "; ".join(post.covers) or "not said") for _, post in study.hired
        )
        yield Grid("Posts", ("post", "people", "can do"), rows)
        answers = [
            f"The {name} {does}."
            for name, does in (
                (said.error_cost, "says what an error costs"),
                (said.lead, "answers for the date"),
            )
            if name
        ]
        if answers:
            yield Paragraph(" ".join(answers))
    if said.needs:
        rows = tuple(
            (one.name, "not said" if one.days is None else f"{one.days:g}", f"{study.behind(one.name):,}")
            for one in said.needs
        )
        yield Grid("Needs", ("need", "days a week", "people who can"), rows)
