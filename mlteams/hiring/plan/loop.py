"""The plan of the lesson “Selection”: what is asked of a candidate, and how the scores become a decision."""

from collections.abc import Iterator

from mlteams.core.block import Block, Grid, Heading, Paragraph
from mlteams.core.section import Contradiction
from mlteams.core.words import listed
from mlteams.hiring.models.interviewer_agreement import SEPARATE, spearman_brown
from mlteams.hiring.plan.study import Study
from mlteams.input.errors import shown

READ = "chapters/hiring/selection.html#sec-hand"
TOO_OFTEN = 4  # times that one thing is measured

TEMPLATE = """\
  # What do you ask of a candidate, and how do scores become a decision? The lesson “Selection”. Loop and rule
  # are filled by hiring.selection.assessments, candidate_hours by hiring.candidate.effort.
  selection:
    loop:                  # such as - {name: a task of ours, measures: software engineering, hours: 2}
    rule:                  # sum of scores; every bar; or bars, then the sum
    candidate_hours:       # that you may ask of a candidate in all, such as 4
"""


def hours(study: Study) -> float:
    """Return the hours that the loop takes of a candidate."""
    return sum(one.hours or 0.0 for one in study.form.selection.loop)


def contradictions(study: Study) -> Iterator[Contradiction]:
    """Yield what is measured too often or not at all, and hours that nobody promised."""
    said, musts = study.form.selection, study.form.advert.musts
    measured = [one.measures for one in said.loop if one.measures]
    for name in dict.fromkeys(measured):
        places = [place for place, one in enumerate(said.loop) if one.measures == name]
        if len(places) >= TOO_OFTEN:
            before, after = (spearman_brown(SEPARATE, count) for count in (len(places) - 1, len(places)))
            yield Contradiction(
                tuple(study.line("selection", "loop", place) for place in places),
                f"{len(places)} interviews measure {shown(name)}.",
                f"The last of them raises the reliability of that mark from {before:.2f} to {after:.2f}, if the "
                f"marks of two interviewers have a correlation of {SEPARATE} as in published studies, and says "
                f"nothing of anything else.",
                READ,
            )
    unasked = [name for name in dict.fromkeys(musts) if name not in measured]
    if measured and unasked:
        yield Contradiction(
            (study.line("advert", "musts"), study.line("selection", "loop")),
            f"The advertisement demands {listed([shown(name) for name in unasked])}, and nothing measures "
            f"{'it' if len(unasked) == 1 else 'them'}.",
            f"Of {len(set(musts))} musts {len(unasked)} {'is' if len(unasked) == 1 else 'are'} taken on trust.",
            READ,
        )
    if said.candidate_hours is not None and said.loop and hours(study) > said.candidate_hours:
        yield Contradiction(
            (study.line("selection", "loop"), study.line("selection", "candidate_hours")),
            "The loop takes more of a candidate's time than you have said you ask for.",
            f"It takes {hours(study):g} hours, and you ask for at most {said.candidate_hours:g}.",
            READ,
        )


def blocks(study: Study) -> Iterator[Block]:
    """Yield the loop and the rule."""
    said = study.form.selection
    if not (said.loop or said.rule):
        return
    yield Heading("How we choose")
    if said.loop:
        rows = tuple(
            (one.name, one.measures or "not said", "not said" if one.hours is None else f"{one.hours:g}")
            for one in said.loop
        )
        yield Grid("What a candidate is asked", ("what", "measures", "hours"), rows)
    if said.rule:
        yield Paragraph(
            f"The decision: {said.rule}. Check at each cut whether one group passes far less often than others."
        )
