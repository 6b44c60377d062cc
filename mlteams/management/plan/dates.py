"""The plan of the lesson “Dates”: a roadmap, a promise and its risks, what is known of estimates, what is assumed."""

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import Field, PlainValidator

from mlteams.core.block import Block
from mlteams.core.section import Contradiction
from mlteams.core.words import percent
from mlteams.input.errors import Refused, seen
from mlteams.input.values import Unfinished, reader, text, whole, word
from mlteams.management.models.estimates import SIP_20_PAIRS, SIP_20_RATIOS
from mlteams.management.plan import promise, risks
from mlteams.management.plan.promise import Promise
from mlteams.management.plan.risks import TopRisk
from mlteams.management.plan.study import Study
from mlteams.management.tool.roadmap_advice import advice
from mlteams.management.tool.roadmap_dates import counted
from mlteams.management.tool.roadmap_schema import RoadmapForm

READ = "chapters/management/dates.html#sec-hand"
RESAMPLED = ("tasks", "ratios", "none")
STATUSES = ("measured", "published", "assumed")
MOST_RECORDED = 1_000_000  # finished tasks; more is a slip of the hand
MOST_ASSUMPTIONS = 500
MOST_CHARACTERS = 600  # of one sentence


def roadmap(value: object) -> object:
    """Return a roadmap as it stands here, a mapping, or the name of the file that holds it."""
    if isinstance(value, dict) or (isinstance(value, str) and value.strip() and "\0" not in value):
        return value
    raise Refused(f"the roadmap {seen(value)}", "the name of a file beside the plan, or its tasks")


Sentence = Annotated[str, *reader(text("text", MOST_CHARACTERS), type="string", maxLength=MOST_CHARACTERS)]
Count = Annotated[
    int, *reader(whole("number", 0, MOST_RECORDED), type="integer", minimum=0, maximum=MOST_RECORDED)
]
Resampled = Annotated[Literal["tasks", "ratios", "none"], *reader(word(*RESAMPLED), enum=RESAMPLED)]
Status = Annotated[Literal["measured", "published", "assumed"], *reader(word(*STATUSES), enum=STATUSES)]
RoadmapHere = Annotated[Any, PlainValidator(roadmap, json_schema_input_type=RoadmapForm | str)]


class Estimates(Unfinished):
    """What the team knows of its own estimates."""

    record: Count | None = None
    resampled: Resampled | None = None


class Assumption(Unfinished):
    """A number or belief the plan rests on, what it rests on itself, and how to find out."""

    says: Sentence = Field(description="what the plan rests on")
    status: Status | None = None
    check: Sentence | None = None


class Dates(Unfinished):
    """When it is done, and how sure the team is."""

    roadmap: RoadmapHere | None = None
    promise: Promise = Promise()
    top_risk: TopRisk = TopRisk()
    estimates: Estimates = Estimates()
    assumptions: Annotated[tuple[Assumption, ...], Field(max_length=MOST_ASSUMPTIONS)] = ()


ASSUMED = (
    "Tasks count as independent: a cause that delays all of them at once is not in these odds.",
    "A task that fails takes its time too, and nobody plans anew on the way: the odds are those of today.",
    "Of alternatives one success is enough. Those that are tried in turn begin when the one before has failed.",
)
TEMPLATE = """\
  # When is it done, and how sure are you? The lesson “Dates”.
  dates:
    # The tasks of the plan, each with three durations and a chance. Here stands the name of a file in this folder, or
    # the tasks themselves; the form is in examples/README.md. The exercise management.dates.p85 names Heron's: put
    # your own in its place.
    roadmap:               # such as roadmap.yaml

    # The date you give, and how sure you are of it in the futures in which the plan works at all: 85% means that
    # the date is kept in 17 of 20. The exercise management.dates.p85 fills it.
    promise:
      date:                # such as 2027-09-30
      confidence:          # such as 85%

    # Two tasks of the roadmap. The exercise management.dates.p85 fills the first, `plan report` computes both.
    top_risk:
      date:                # the task of which a week less brings the P85 forward most
      chance:              # the task whose success is most worth securing

    # What you know of your own estimates. Filled by management.dates.analysts.
    estimates:
      record:              # how many finished tasks you have written down, with estimate and actual; 0 is honest
      resampled:           # tasks (estimate and actual together), ratios, or none

    # What the plan rests on, a line each, and what that rests on: measured (by you), published, or assumed. You
    # write it. Such as - {says: Half the labels are printed, status: assumed, check: count 200 of them}
    assumptions:
"""


def contradictions(said: Dates, study: Study) -> Iterator[Contradiction]:
    """Yield what in the dates cannot be meant together."""
    yield from promise.contradictions(said.promise, study)
    yield from risks.contradictions(said.top_risk, said.promise.confidence, study)
    yield from _resampled(said.estimates, study)
    yield from _all_measured(said, study)


def _resampled(said: Estimates, study: Study) -> Iterator[Contradiction]:
    """Yield what is wrong with how estimates are resampled."""
    line = study.line("dates", "estimates", "resampled")
    if said.resampled == "ratios":
        yield Contradiction(
            (line,),
            "Ratios of actual to estimate are resampled, as if a large task could miss by the ratio of a small one.",
            f"Of twenty published tasks the total stays within the plan with a chance of {percent(SIP_20_PAIRS)} "
            f"when whole tasks are resampled, and {percent(SIP_20_RATIOS)} when their ratios are.",
            READ,
        )
    if said.resampled in ("tasks", "ratios") and said.record == 0:
        yield Contradiction(
            (study.line("dates", "estimates", "record"), line),
            f"Past {said.resampled} are resampled, and the record of finished tasks is empty.",
            "There are 0 tasks to draw from. Record some, or write none.",
            READ,
        )


def _all_measured(said: Dates, study: Study) -> Iterator[Contradiction]:
    """Yield a plan in which everything is measured and nothing was recorded."""
    found = said.assumptions
    if found and said.estimates.record == 0 and all(one.status == "measured" for one in found):
        count = "The only assumption is" if len(found) == 1 else f"All {len(found)} assumptions are"
        yield Contradiction(
            (study.line("dates", "estimates", "record"), study.line("dates", "assumptions")),
            f"{count} called measured, and the durations of the roadmap rest on no record.",
            "With 0 finished tasks recorded, at least every duration is assumed. Say so in the list.",
            READ,
        )


def blocks(said: Dates, study: Study) -> Iterator[Block]:
    """Yield when it is done, and what can come between."""
    yield from promise.blocks(study)
    yield from risks.blocks(said.top_risk, study)


def agreed(said: Dates) -> Iterator[tuple[str, str, str]]:
    """Yield rows of what is agreed: question, answer, note."""
    record, resampled = said.estimates.record, said.estimates.resampled
    if record is not None or resampled:
        tasks = "not said" if record is None else f"{record:,} finished task{'' if record == 1 else 's'}"
        yield "What are estimates checked with?", tasks, f"resampled: {resampled or 'not said'}"


def assumptions(said: Dates) -> Iterator[tuple[str, str, str]]:
    """Yield rows of what the plan rests on: what, its status, and how to find out."""
    for one in said.assumptions:
        yield one.says, one.status or "not said", one.check or "not said"


def sources(study: Study) -> Iterator[str]:
    """Yield where the odds come from, and what they take for granted."""
    forecast = study.forecast
    if forecast is None:
        return
    name = study.roadmap_name
    where = f"the roadmap in {name}" if name else "the roadmap in the plan"
    drawn = f"{forecast.outcome.samples:,} futures were drawn from its durations and chances"
    yield f"The odds, the dates and the work are computed from {where}: {drawn}."
    yield from ASSUMED
    yield f"Dates: {counted(forecast.file)}."
    if any("±" in line for line in advice(forecast)):
        yield "A margin after ± holds this model's true figure for 95 of 100 such draws."
    yield from forecast.file.notes
