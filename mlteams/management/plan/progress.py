"""How the management section can contradict itself: what it says against what its own models compute."""

from collections.abc import Iterator, Sequence

from mlteams.core.section import Contradiction
from mlteams.management.models.estimates import SIP_20_PAIRS, SIP_20_RATIOS
from mlteams.management.models.incentives import STRUCTURED, break_even_projects, results_validity
from mlteams.management.models.progress import stall_probability
from mlteams.management.plan.approaches import approaches
from mlteams.management.plan.leadership import leadership
from mlteams.management.plan.promise import promise, risky_tasks, top_risk
from mlteams.management.plan.study import CHAPTER, Study
from mlteams.management.tool.roadmap_report import percent

LEVEL = 0.05  # what chance explains more often is no evidence: the level of every test in the course


def contradictions(study: Study) -> Sequence[Contradiction]:
    """Return all contradictions of the section."""
    rules = (promise, top_risk, risky_tasks, estimates, approaches, stall, leadership, rewards, assumptions)
    return [found for rule in rules for found in rule(study)]


def estimates(study: Study) -> Iterator[Contradiction]:
    """Yield what is wrong with how estimates are resampled."""
    said = study.form.estimates
    line, read = study.line("estimates", "resampled"), f"{CHAPTER}#sec-estimates"
    if said.resampled == "ratios":
        yield Contradiction(
            (line,),
            "Ratios of actual to estimate are resampled, as if a large task could miss by the ratio of a small one.",
            f"Of twenty published tasks the total stays within the plan with probability {percent(SIP_20_PAIRS)} "
            f"when whole tasks are resampled, and {percent(SIP_20_RATIOS)} when their ratios are.",
            read,
        )
    if said.resampled in ("tasks", "ratios") and said.record == 0:
        yield Contradiction(
            (study.line("estimates", "record"), line),
            f"Past {said.resampled} are resampled, and the record of finished tasks is empty.",
            "There are 0 tasks to draw from. Record some, or write none.",
            read,
        )


def stall(study: Study) -> Iterator[Contradiction]:
    """Yield a rule that acts at what chance alone explains."""
    said = study.form.stall
    if said.runs is None or said.without_best is None or said.then in (None, "keep searching"):
        return
    chance = stall_probability(said.runs - said.without_best, said.without_best)
    if chance <= LEVEL:
        return
    needed = said.runs - int(LEVEL * said.runs + 1e-9)
    enough = f"{needed:,} of {said.runs:,}" if needed < said.runs else f"more than {said.runs:,}"
    yield Contradiction(
        tuple(study.line("stall", key) for key in ("runs", "without_best", "then")),
        f"After {said.without_best:,} of {said.runs:,} runs without a new best you {said.then}, at what chance alone "
        "explains.",
        f"With nobody at fault, the last {said.without_best:,} of {said.runs:,} runs bring nothing new with "
        f"probability {percent(chance)}. For {LEVEL:.0%} or less it takes {enough} runs without a best.",
        f"{CHAPTER}#sec-progress",
    )


def rewards(study: Study) -> Iterator[Contradiction]:
    """Yield rewards for results where results say less than a review of inputs."""
    said = study.form.rewards
    if said is None or said.by != "results":
        return
    even = break_even_projects(STRUCTURED)
    if said.projects is not None and said.projects >= even:
        return
    if said.projects:
        found = (
            f"After {said.projects} projects, results correlate {results_validity(said.projects):.2f} with skill, "
            f"and a structured review of inputs {STRUCTURED:.2f}."
        )
    else:
        found = "The plan does not say how many projects each person has finished."
    yield Contradiction(
        (study.line("rewards"),),
        "Results are rewarded where they say less about a person than a review of the work would.",
        f"{found} Results say more from about {even:.0f} projects each on (spread of skill assumed).",
        f"{CHAPTER}#sec-incentives",
    )


def assumptions(study: Study) -> Iterator[Contradiction]:
    """Yield a plan in which everything is measured and nothing was recorded."""
    said = study.form.assumptions
    if said and study.form.estimates.record == 0 and all(one.status == "measured" for one in said):
        count = "The only assumption is" if len(said) == 1 else f"All {len(said)} assumptions are"
        yield Contradiction(
            (study.line("estimates", "record"), study.line("assumptions")),
            f"{count} called measured, and the durations of the roadmap rest on no record.",
            "With 0 finished tasks recorded, at least every duration is assumed. Say so in the list.",
            f"{CHAPTER}#sec-estimates",
        )
