"""The plan of the lesson “Stopping”: when an interview stops, and what agreement counts for."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from mlteams.core.block import Block, Heading, Paragraph
from mlteams.core.section import Contradiction
from mlteams.core.words import percent
from mlteams.hiring.models.sprt import capped, outcome, wald
from mlteams.hiring.plan.study import Study

MORE = 1.25  # assumed: how much more often than agreed a rule may be wrong before it counts
MOST_COUNTED = 100  # questions; a limit above that hardly cuts an interview short
READ = "chapters/hiring/stopping.html#sec-hand"

TEMPLATE = """\
  # When do you stop asking? The lesson “Stopping”. The rule is filled by hiring.stopping.sprt, the panel by
  # hiring.stopping.agreement.
  stopping:
    rule:
      below:               # the chance of a right answer of somebody just below the bar, such as 50%
      above:               # of somebody above it, such as 80%
      wrong_yes:           # the share of those below who may pass, such as 10%
      wrong_no:            # the share of those above who may fail, such as 10%
      questions:           # asked of one candidate at most
    panel:
      interviewers:        # who mark independently
      agreement:           # the share of decisions on which they agree with a larger panel
"""


@dataclass(frozen=True)
class Bar:
    """What a rule is to tell apart: chances of a right answer below and above, and the errors that are agreed."""

    below: float
    above: float
    passes: float
    fails: float


def bar(study: Study) -> Bar | None:
    """Return the bar that a plan says; None if a number is missing or nothing lies between its two sides."""
    said = study.form.stopping.rule
    if said.below is None or said.above is None or said.wrong_yes is None or said.wrong_no is None:
        return None
    return Bar(said.below, said.above, said.wrong_yes, said.wrong_no) if said.below < said.above else None


def fewest(study: Study) -> tuple[int, int] | None:
    """Return the fewest questions for a yes (all right) and for a no (all wrong); None if the rule is not said."""
    said = bar(study)
    if said is None:
        return None
    rule = wald(said.below, said.above, said.passes, said.fails)
    yes = next((count for count in range(1, 100_000) if rule(count, 0) == "yes"), 100_000)
    no = next((count for count in range(1, 100_000) if rule(0, count) == "no"), 100_000)
    return yes, no


def errors(study: Study) -> tuple[float, float] | None:
    """Return how many below the bar pass and above it fail under the limit of questions; None if it is not said."""
    said, found, most = bar(study), fewest(study), study.form.stopping.rule.questions
    if said is None or found is None or most is None or not max(found) <= most <= MOST_COUNTED:
        return None
    return _limited(said, most)


@cache
def _limited(said: Bar, most: int) -> tuple[float, float]:
    """Return both errors of Wald's rule after so many questions at most.

    After the last one so many right answers are asked for that the worse of the two exceeds least what is agreed.
    """
    rule = wald(said.below, said.above, said.passes, said.fails)
    tried = (capped(rule, most, need) for need in range(1, most + 1))
    both = ((outcome(one, said.below, most).yes, outcome(one, said.above, most).no) for one in tried)
    return min(both, key=lambda real: max(real[0] / said.passes, real[1] / said.fails))


def contradictions(study: Study) -> Iterator[Contradiction]:
    """Yield a rule that cannot tell, one that never says yes or no, and one that is wrong more often than agreed."""
    said = study.form.stopping.rule
    if said.below is not None and said.above is not None and said.below >= said.above:
        yield Contradiction(
            (study.line("stopping", "rule", "below"), study.line("stopping", "rule", "above")),
            "Whoever is below the bar answers as well as whoever is above it.",
            f"{percent(said.below)} right below, {percent(said.above)} above: no number of questions tells them apart.",
            READ,
        )
    found = fewest(study)
    if found is None or said.questions is None:
        return
    for count, what, how in ((found[0], "yes", "right"), (found[1], "no", "wrong")):
        if said.questions < count:
            yield Contradiction(
                (
                    study.line("stopping", "rule", "questions"),
                    study.line("stopping", "rule", f"wrong_{what}"),
                ),
                f"With so few questions the rule can never say {what}.",
                f"It needs {count} {how} answers in a row at least, and at most {said.questions} are asked.",
                READ,
            )
    agreed, real = bar(study), errors(study)
    if agreed and real and (real[0] > MORE * agreed.passes or real[1] > MORE * agreed.fails):
        yield Contradiction(
            (study.line("stopping", "rule", "questions"), study.line("stopping", "rule", "wrong_yes")),
            "With so few questions the rule is wrong more often than agreed.",
            f"At most {said.questions} are asked. Then {percent(real[0])} of those below the bar pass and "
            f"{percent(real[1])} of those above it fail, at best, where {percent(agreed.passes)} and "
            f"{percent(agreed.fails)} are agreed.",
            READ,
        )


def blocks(study: Study) -> Iterator[Block]:
    """Yield the rule."""
    said, panel, found = study.form.stopping.rule, study.form.stopping.panel, fewest(study)
    text = []
    if found and said.wrong_yes is not None and said.wrong_no is not None:
        text.append(
            f"An interview stops as soon as at most {percent(said.wrong_yes)} of those below the bar would pass, or "
            f"{percent(said.wrong_no)} of those above it fail: after {min(found)} questions at the earliest."
        )
    if said.questions is not None:
        asked = f"At most {said.questions} are asked"
        if real := errors(study):
            asked += (
                f"; then {percent(real[0])} of those below pass and {percent(real[1])} of those above fail"
            )
        text.append(f"{asked}.")
    if panel.interviewers is not None:
        text.append(f"Interviewers who mark independently: {panel.interviewers}.")
    if panel.agreement is not None:
        text.append(
            f"They agree with a larger panel on {percent(panel.agreement)} of decisions, which is no measure of how "
            "often they are right."
        )
    if text:
        yield Heading("When we stop asking")
        yield Paragraph(" ".join(text))
