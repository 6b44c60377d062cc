"""The plan of the lesson “Advert”: the post, and what it demands."""

from collections.abc import Iterator

from mlteams.core.block import Block, Heading, Paragraph
from mlteams.core.section import Contradiction
from mlteams.core.words import listed
from mlteams.hiring.models.unicorn import same
from mlteams.hiring.plan.study import Study
from mlteams.input.errors import shown

READ = "chapters/hiring/advert.html#sec-hand"
HAVE, TOGETHER, READERS = (
    0.2,
    0.3,
    300,
)  # assumed where the plan does not say: the best fifth; correlation; people
ONE = 1.0  # reader, on average, who has all that is demanded

TEMPLATE = """\
  # What do you ask for? The lesson “Advert”. Filled by hiring.advert.repair.
  advert:
    post:                  # one of the posts under roles.staffing, such as ML engineer
    musts:                 # what nobody can do without on the first day, such as [software engineering, operations]
    wishes:                # what can be learned here, such as [statistics]; may stay empty
    outcome:               # what will be done after a year that is not done today
    readers:               # people who look for such work and may read it, such as 300
    have:                  # the share of them who have any one must; empty: 20%
"""


def expected(study: Study) -> float | None:
    """Return how many of those who read it have every must, on average; None if nothing is demanded."""
    said = study.form.advert
    if not said.musts:
        return None
    return (said.readers or READERS) * same(len(set(said.musts)), said.have or HAVE, TOGETHER)


def contradictions(study: Study) -> Iterator[Contradiction]:
    """Yield a post that nobody needs, and demands that nobody meets."""
    said, found = study.form.advert, expected(study)
    known = {name.casefold() for name in study.posts}
    if said.post is not None and known and said.post.casefold() not in known:
        yield Contradiction(
            (study.line("advert", "post"), study.context.elsewhere_line("roles", "staffing", "posts")),
            f"The plan advertises {shown(said.post)}, and no role that it staffs has that name.",
            f"Under roles.staffing stand {len(study.posts)}: {listed(list(study.posts))}. Whoever comes would have "
            f"work "
            "that nobody has counted.",
            READ,
        )
    if found is not None and found < ONE:
        count = len(set(said.musts))
        have = said.have or HAVE
        yield Contradiction(
            (study.line("advert", "musts"),),
            f"The advertisement has {count} must-haves, and of {said.readers or READERS:,} people who read it fewer "
            "than one has all of them.",
            f"On average {found:.2g} of them do, where {have:.0%} have each (a correlation of {TOGETHER} is "
            f"assumed). Make "
            "wishes of those that can be learned here.",
            READ,
        )
    both = [name for name in dict.fromkeys(said.musts) if name in said.wishes]
    if both:
        yield Contradiction(
            (study.line("advert", "musts"), study.line("advert", "wishes")),
            f"{listed([shown(name) for name in both])} {'is' if len(both) == 1 else 'are'} demanded and only wished "
            f"for.",
            f"{len(both)} of {len(set(said.musts))} musts: a reader cannot tell whether to write.",
            READ,
        )


def blocks(study: Study) -> Iterator[Block]:
    """Yield what the advertisement asks."""
    said, found = study.form.advert, expected(study)
    if not (said.post or said.musts or said.outcome):
        return
    yield Heading("The advertisement")
    text = f"The post: {said.post}." if said.post else "The post has no name yet."
    if said.musts:
        text += f" It demands {listed(list(dict.fromkeys(said.musts)))}."
    if said.wishes:
        text += f" It would like {listed(list(dict.fromkeys(said.wishes)))}."
    if found is not None:
        of_all = f"{said.readers or READERS:,} readers"
        text += f" About {found:.0f} of {of_all} have every must, if the assumed shares hold."
    if said.outcome:
        text += f" After a year: {said.outcome}."
    yield Paragraph(text)
