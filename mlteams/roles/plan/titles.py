"""The plan of the lesson “Titles”: the posts that will be advertised, and whose work stands under which title."""

from collections.abc import Iterator

from mlteams.core.block import Block, Grid, Heading
from mlteams.core.section import Contradiction
from mlteams.core.words import listed
from mlteams.input.errors import shown
from mlteams.roles.plan.study import Study

READ = "chapters/roles/titles.html#sec-hand"

TEMPLATE = """\
  # Which posts do you advertise, and whose work is it? The lesson “Titles”. Filled by roles.titles.adverts. One title
  # over the work of two roles finds people for one of them.
  titles:
    posts:                 # a line each, such as - {title: ML engineer, work: ML engineer}
"""


def contradictions(study: Study) -> Iterator[Contradiction]:
    """Yield a title that stands over the work of several roles."""
    posts = study.form.titles.posts
    for title in dict.fromkeys(one.title.casefold() for one in posts):
        under = [(place, one) for place, one in enumerate(posts) if one.title.casefold() == title]
        work = list(dict.fromkeys(one.work for _, one in under if one.work))
        if len(work) > 1:
            yield Contradiction(
                tuple(study.line("titles", "posts", place) for place, _ in under),
                f"The title {shown(under[0][1].title)} stands over the work of {listed(work)}.",
                f"Whoever reads the title expects one of these {len(work)} kinds of work. Name each post by its own.",
                READ,
            )


def blocks(study: Study) -> Iterator[Block]:
    """Yield the posts as they will be advertised."""
    posts = study.form.titles.posts
    if posts:
        yield Heading("Titles")
        rows = tuple((one.title, one.work or "not said") for one in posts)
        yield Grid("Posts as they are advertised", ("title", "whose work it is"), rows)
