"""The form of the management section, and the text with which a newcomer starts it."""

from typing import Annotated, Any, Literal

from pydantic import Field, PlainValidator, model_validator

from mlteams.input.errors import Refused, seen
from mlteams.input.values import (
    Chance,
    Day,
    Name,
    Unfinished,
    names,
    number,
    reader,
    text,
    whole,
    word,
)
from mlteams.management.tool.roadmap_schema import RoadmapForm

MOST_OPTIONS = 50  # approaches, as many as a roadmap's step has alternatives
MOST_RUNS = 1_000_000
THEN = ("keep searching", "change the search", "stop")
RESAMPLED = ("tasks", "ratios", "none")
STATUSES = ("measured", "published", "assumed")


def roadmap(value: object) -> object:
    """Return a roadmap as it stands here, a mapping, or the name of the file that holds it."""
    if isinstance(value, dict) or (isinstance(value, str) and value.strip() and "\0" not in value):
        return value
    raise Refused(f"the roadmap {seen(value)}", "the name of a file beside the plan, or its tasks")


def rewards(value: object) -> object:
    """Return the form of `rewards`, of which a single word is the short way."""
    return {"by": value} if isinstance(value, str) else value


def order(value: object) -> tuple[str, ...]:
    """Return the names of approaches, at most as many as there can be."""
    found = names(value)
    if len(found) > MOST_OPTIONS:
        raise Refused(f"{len(found):,} names under order", f"at most {MOST_OPTIONS}")
    return found


Share = Annotated[float, *reader(number("share", 0, 1, percent=True), type=["number", "string"])]
Confidence = Annotated[float, *reader(number("confidence", 0, 1, percent=True), type=["number", "string"])]
Weeks = Annotated[float, *reader(number("cost", 1e-9, 1e9), type="number", exclusiveMinimum=0)]
Sentence = Annotated[str, *reader(text("text", 600), type="string", maxLength=600)]
Runs = Annotated[
    int, *reader(whole("number of runs", 1, MOST_RUNS), type="integer", minimum=1, maximum=MOST_RUNS)
]
Count = Annotated[int, *reader(whole("number", 0, MOST_RUNS), type="integer", minimum=0, maximum=MOST_RUNS)]
Order = Annotated[
    tuple[str, ...], *reader(order, type=["string", "array"], items={"type": "string"}, maxItems=MOST_OPTIONS)
]
Then = Annotated[Literal["keep searching", "change the search", "stop"], *reader(word(*THEN), enum=THEN)]
Resampled = Annotated[Literal["tasks", "ratios", "none"], *reader(word(*RESAMPLED), enum=RESAMPLED)]
Status = Annotated[Literal["measured", "published", "assumed"], *reader(word(*STATUSES), enum=STATUSES)]
By = Annotated[Literal["inputs", "results"], *reader(word("inputs", "results"), enum=("inputs", "results"))]


class Promise(Unfinished):
    """The date a team gives, and how sure it is of it in the futures in which the plan works."""

    date: Day | None = None
    confidence: Confidence | None = None


class TopRisk(Unfinished):
    """The task that decides the date, and the task that decides whether the plan works."""

    date: Name | None = None
    chance: Name | None = None


class Estimates(Unfinished):
    """What the team knows of its own estimates."""

    record: Count | None = None
    resampled: Resampled | None = None


class Option(Unfinished):
    """One approach: its chance to work, and what a try costs, in any one unit."""

    name: Name
    chance: Chance | None = None
    cost: Weeks | None = None


class Approaches(Unfinished):
    """The ways to solve the crucial problem, what they share, and in which order they are tried."""

    shared: Share | None = None
    options: Annotated[tuple[Option, ...], Field(max_length=MOST_OPTIONS)] = ()
    order: Order = ()


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


class Leadership(Unfinished):
    """What the team tells those who pay, and when they will know."""

    sentence: Sentence | None = None
    benefit: Sentence | None = None
    confidence: Confidence | None = None
    when: Day | None = None


class Rewards(Unfinished):
    """What people are rewarded for; `projects` is how many each of them has finished."""

    OPTIONAL = ("projects",)
    by: By | None = None
    projects: Count | None = None


class Assumption(Unfinished):
    """A number or belief the plan rests on, what it rests on itself, and how to find out."""

    says: Sentence
    status: Status | None = None
    check: Sentence | None = None


RoadmapHere = Annotated[Any, PlainValidator(roadmap, json_schema_input_type=RoadmapForm | str)]
RewardsHere = Annotated[
    Rewards | None,
    *reader(
        rewards,
        anyOf=[
            {"enum": ["inputs", "results"]},
            {
                "type": "object",
                "properties": {"by": {"enum": ["inputs", "results"]}, "projects": {"type": "integer"}},
            },
            {"type": "null"},
        ],
    ),
]


class ManagementForm(Unfinished):
    """The management section of a plan."""

    roadmap: RoadmapHere | None = None
    promise: Promise = Promise()
    top_risk: TopRisk = TopRisk()
    estimates: Estimates = Estimates()
    approaches: Approaches = Approaches()
    stall: Stall = Stall()
    leadership: Leadership = Leadership()
    rewards: RewardsHere = None
    assumptions: Annotated[tuple[Assumption, ...], Field(max_length=500)] = ()


TEMPLATE = """\
management:
  # The tasks of the plan, each with three durations and a chance. Here stands the name of a file in this folder, or
  # the tasks themselves; the form is in examples/README.md. The exercise management.p85 names Heron's: put your own
  # in its place.
  roadmap:                 # such as roadmap.yaml

  # The date you give, and how sure you are of it in the futures in which the plan works at all: 85% means that
  # the date is kept in 17 of 20. Chapter: "A plan is a set of chances". The exercise management.p85 fills it.
  promise:
    date:                  # such as 2027-09-30
    confidence:            # such as 85%

  # Two tasks of the roadmap. The exercise management.p85 fills the first, `plan report` computes both.
  top_risk:
    date:                  # the task whose duration moves the date most
    chance:                # the task whose success is most worth securing

  # What you know of your own estimates. Chapter: "How long will it take?". Filled by management.analysts.
  estimates:
    record:                # how many finished tasks you have written down, with estimate and actual; 0 is honest
    resampled:             # tasks (estimate and actual together), ratios, or none

  # Ways to solve the crucial problem. Chapter: "More than one way". Filled by management.order.
  # `order` names them, the first to try first, such as [Rented reader, Own model].
  approaches:
    shared:                # how much they share a cause of failure, 0 (nothing) to 1 (they fail together)
    options:               # a line each, such as - {name: Rented reader, chance: 35%, cost: 2}
    order:

  # When a search counts as stuck, and what you do then. Chapter: "Standing still". Filled by management.stall.
  # `then` is one of: keep searching, change the search, stop.
  stall:
    runs:                  # after how many runs you look
    without_best:          # how many of them, the last ones, brought no new best
    then:

  # What you tell those who pay: one sentence about money, customers or time, and what it is worth in their unit, such
  # as 120,000 a year. Chapter: "Say it in money". Filled by management.sentence.
  leadership:
    sentence:
    benefit:
    confidence:            # how sure you are: the promise's
    when:                  # when they will know: the promise's date

  # What people are rewarded for: inputs (was the question clear, the test clean?) or results. You decide it, after
  # the chapter's "What to reward". With results, say how many projects each person has finished:
  # {by: results, projects: 40}.
  rewards:                 # inputs or results

  # What the plan rests on, a line each, and what that rests on: measured (by you), published, or assumed. You
  # write it. Such as - {says: Half the labels are printed, status: assumed, check: count 200 of them}
  assumptions:
"""
