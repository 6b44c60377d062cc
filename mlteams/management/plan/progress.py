"""The plan of the lesson “Progress”: when a search counts as stuck, and what people are rewarded for."""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import model_validator

from mlteams.core.section import Contradiction
from mlteams.core.words import percent
from mlteams.input.errors import Refused
from mlteams.input.values import Unfinished, reader, whole, word
from mlteams.management.models.incentives import STRUCTURED, break_even_projects, results_validity
from mlteams.management.models.progress import stall_probability
from mlteams.management.plan.study import Study

READ_STALL = "chapters/management/progress.html#sec-hand"
READ_REWARDS = "chapters/management/progress.html#sec-see"
LEVEL = 0.05  # what chance explains more often is no evidence: the level of every test in the course
MOST_RUNS = 1_000_000  # of a search, or projects of a person; more is a slip of the hand
THEN = ("keep searching", "change the search", "stop")
REWARDED = ("inputs", "results")

Runs = Annotated[
    int, *reader(whole("number of runs", 1, MOST_RUNS), type="integer", minimum=1, maximum=MOST_RUNS)
]
Projects = Annotated[
    int, *reader(whole("number", 0, MOST_RUNS), type="integer", minimum=0, maximum=MOST_RUNS)
]
Then = Annotated[Literal["keep searching", "change the search", "stop"], *reader(word(*THEN), enum=THEN)]
By = Annotated[Literal["inputs", "results"], *reader(word(*REWARDED), enum=REWARDED)]


def rewards(value: object) -> object:
    """Return the form of `rewards`, of which a single word is the short way."""
    return {"by": value} if isinstance(value, str) else value


class Stall(Unfinished):
    """When a search counts as stuck, and what happens then."""

    runs: Runs | None = None
    without_best: Runs | None = None
    then: Then | None = None

    @model_validator(mode="after")
    def fewer_than_all(self) -> "Stall":
        """Refuse a stall longer than the search: the first run is always the best so far."""
        if self.runs is not None and self.without_best is not None and self.without_best >= self.runs:
            found = f"{self.without_best:,} runs without a new best among {self.runs:,}"
            raise Refused(found, f"at most {self.runs - 1:,}, as the first run is a best,")
        return self


class Rewards(Unfinished):
    """What people are rewarded for; `projects` is how many each of them has finished."""

    OPTIONAL = ("projects",)
    by: By | None = None
    projects: Projects | None = None


RewardsHere = Annotated[
    Rewards | None,
    *reader(
        rewards,
        anyOf=[
            {"enum": [*REWARDED]},
            {
                "type": "object",
                "properties": {"by": {"enum": [*REWARDED]}, "projects": {"type": "integer"}},
            },
            {"type": "null"},
        ],
    ),
]


class Progress(Unfinished):
    """How progress is judged, of a search and of people."""

    stall: Stall = Stall()
    rewards: RewardsHere = None


TEMPLATE = """\
  # Is it stuck, or is this what search looks like? And what do you reward? The lesson “Progress”.
  progress:
    # When a search counts as stuck, and what you do then. Filled by management.progress.stall.
    # `then` is one of: keep searching, change the search, stop.
    stall:
      runs:                # after how many runs you look
      without_best:        # how many of them, the last ones, brought no new best
      then:

    # What people are rewarded for: inputs (was the question clear, the test clean?) or results. You decide it, after
    # the section “Predict, then see”. With results, say how many projects each person has finished:
    # {by: results, projects: 40}.
    rewards:               # inputs or results
"""


def contradictions(said: Progress, study: Study) -> Iterator[Contradiction]:
    """Yield what in the rules of progress cannot be meant."""
    yield from _by_chance(said.stall, study)
    if said.rewards is not None and said.rewards.by == "results":
        yield from _too_few(said.rewards.projects, study)


def _by_chance(said: Stall, study: Study) -> Iterator[Contradiction]:
    """Yield a rule that acts at what chance alone explains, or goes on at what it does not."""
    if said.runs is None or said.without_best is None or said.then is None:
        return
    chance = stall_probability(said.runs - said.without_best, said.without_best)
    goes_on = said.then == THEN[0]
    if goes_on == (chance > LEVEL):
        return
    lines = tuple(study.line("progress", "stall", key) for key in ("runs", "without_best", "then"))
    last = f"With nobody at fault, the last {said.without_best:,} of {said.runs:,} runs bring nothing new "
    last += f"with a chance of {percent(chance)}."
    needed = said.runs - int(LEVEL * said.runs)
    enough = f"{needed:,} of {said.runs:,}" if needed < said.runs else f"more than {said.runs:,}"
    if goes_on:
        yield Contradiction(
            lines,
            f"After {said.without_best:,} of {said.runs:,} runs without a new best you {said.then}, although chance "
            "alone seldom explains that.",
            f"{last} From {enough} on it is {LEVEL:.0%} or less: change the search, or stop.",
            READ_STALL,
        )
        return
    yield Contradiction(
        lines,
        f"After {said.without_best:,} of {said.runs:,} runs without a new best you {said.then}, at what chance alone "
        "explains.",
        f"{last} For {LEVEL:.0%} or less it takes {enough} runs without a best.",
        READ_STALL,
    )


def _too_few(projects: int | None, study: Study) -> Iterator[Contradiction]:
    """Yield rewards for results where these say less than a review of inputs."""
    even = break_even_projects(STRUCTURED)
    if projects is not None and projects >= even:
        return
    if projects is None:
        found = "The plan does not say how many projects each person has finished."
    elif projects == 0:
        found = "With 0 projects finished there is no result to reward."
    else:
        after = f"{projects} project{'s' if projects > 1 else ''}"
        found = (
            f"After {after}, results correlate {results_validity(projects):.2f} with skill, and a structured review "
            f"of inputs {STRUCTURED:.2f}."
        )
    yield Contradiction(
        (study.line("progress", "rewards"),),
        "Results are rewarded where they say less about a person than a review of the work would.",
        f"{found} Results say more from about {even:.0f} projects each on (spread of skill assumed).",
        READ_REWARDS,
    )


def agreed(said: Progress) -> Iterator[tuple[str, str, str]]:
    """Yield rows of what is agreed: question, answer, note."""
    stall = said.stall
    if stall.runs and stall.without_best:
        chance = percent(stall_probability(stall.runs - stall.without_best, stall.without_best))
        what = f"{stall.without_best:,} of {stall.runs:,} runs without a new best: {stall.then or 'not said'}"
        yield "When is a search stuck?", what, f"by chance alone it happens in {chance} of searches"
    if said.rewards and said.rewards.by:
        count = said.rewards.projects
        note = "" if count is None else f"{count} project{'' if count == 1 else 's'} each"
        yield "What is rewarded?", said.rewards.by, note
