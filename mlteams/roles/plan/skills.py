"""The plan of the lesson “Skills”: what one post asks for, and how many people have all of it."""

from collections.abc import Iterator

from mlteams.core.block import Block, Heading, Paragraph
from mlteams.core.section import Contradiction
from mlteams.core.words import listed, one_in
from mlteams.roles.models.rare_mix import TOGETHER, all_good
from mlteams.roles.plan.study import Study

READ = "chapters/roles/skills.html#sec-hand"
ONE = 1.0  # person, on average, among those who could apply
ROUNDING = 1e-6  # of an integral

TEMPLATE = """\
  # What does one post ask for, and how many people have all of it? The lesson “Skills”. Its `asked`
  # is filled by roles.skills.split; the rest you write.
  skills:
    asked:                 # such as [evaluation, analysis, writing]
    have:                  # the share of people who have any one of them, such as 20%
    pool:                  # how many people could apply, such as 300
"""


def expected(study: Study) -> float | None:
    """Return how many of those who could apply have all that is asked for, on average; None if not said."""
    said = study.form.skills
    if not said.asked or said.have is None or said.pool is None:
        return None
    return said.pool * all_good(len(set(said.asked)), said.have, TOGETHER)


def contradictions(study: Study) -> Iterator[Contradiction]:
    """Yield a post that asks for more than anybody who could apply has."""
    said, found = study.form.skills, expected(study)
    if found is None or found >= ONE - ROUNDING or said.have is None:
        return
    asked = len(set(said.asked))
    share = one_in(all_good(asked, said.have, TOGETHER))
    yield Contradiction(
        (study.line("skills", "asked"), study.line("skills", "pool")),
        f"One post asks for {asked} skill{'' if asked == 1 else 's'} at once, and {said.pool:,} people could apply.",
        f"About {share} has all of them, where {said.have:.0%} have each (a correlation of {TOGETHER} is assumed). Ask "
        "for fewer, or share them between two posts.",
        READ,
    )


def blocks(study: Study) -> Iterator[Block]:
    """Yield what one post asks for."""
    said, found = study.form.skills, expected(study)
    if not said.asked:
        return
    yield Heading("Skills asked of one person")
    text = f"One post asks for {listed(list(dict.fromkeys(said.asked)))}."
    if found is not None and said.have is not None:
        share = one_in(all_good(len(set(said.asked)), said.have, TOGETHER))
        text += f" About {share} has all of it."
    yield Paragraph(text)


def sources(study: Study) -> Iterator[str]:
    """Yield what the share of people who have everything rests on."""
    if study.form.skills.asked and study.form.skills.have is not None:
        yield (
            f"The share of people who have all that one post asks for: any two skills go together with a correlation "
            f"of {TOGETHER}, which is assumed."
        )
