"""The form of hiring's key: what each lesson leaves in a plan. Any key may be empty."""

from itertools import pairwise
from typing import Annotated, Literal

from pydantic import Field, model_validator

from mlteams.input.errors import Refused
from mlteams.input.values import Day, Name, Unfinished, names, number, reader, text, whole, word

MOST_LISTED = 100  # musts, channels or interviews
CHANNELS = {"applied": "applied", "referred": "referred", "written to": "written_to", "agency": "agency"}
RULES = ("sum of scores", "every bar", "bars, then the sum")


def several(value: object) -> tuple[str, ...]:
    """Return names, at most as many as a plan lists."""
    found = names(value)
    if len(found) > MOST_LISTED:
        raise Refused(f"{len(found):,} names", f"at most {MOST_LISTED}")
    return found


Several = Annotated[
    tuple[str, ...],
    *reader(several, type=["string", "array"], items={"type": "string"}, maxItems=MOST_LISTED),
]
Share = Annotated[float, *reader(number("share", 0.001, 0.999, percent=True), type=["number", "string"])]
Outcome = Annotated[str, *reader(text("outcome", 300), type="string", maxLength=300)]
Readers = Annotated[
    int, *reader(whole("number of people", 1, 1_000_000), type="integer", minimum=1, maximum=1_000_000)
]
AWeek = Annotated[
    float, *reader(number("people a week", 0, 10_000), type="number", minimum=0, maximum=10_000)
]
Weeks = Annotated[float, *reader(number("weeks", 0, 104), type="number", minimum=0, maximum=104)]
Hours = Annotated[float, *reader(number("hours", 0, 200), type="number", minimum=0, maximum=200)]
Count = Annotated[int, *reader(whole("number", 1, 1_000), type="integer", minimum=1, maximum=1_000)]
Inside = Annotated[float, *reader(number("chance", 0.01, 0.99, percent=True), type=["number", "string"])]
Error = Annotated[float, *reader(number("chance", 0.001, 0.49, percent=True), type=["number", "string"])]
Agreed = Annotated[  # of two decisions, which two coins reach
    float, *reader(number("share", 0.5, 1, percent=True), type=["number", "string"])
]
Channel = Annotated[
    Literal["applied", "referred", "written to", "agency"], *reader(word(*CHANNELS), enum=list(CHANNELS))
]
Rule = Annotated[
    Literal["sum of scores", "every bar", "bars, then the sum"], *reader(word(*RULES), enum=list(RULES))
]


class Advert(Unfinished):
    """The post, what it demands, what it would like, and what will have been done after a year."""

    OPTIONAL = ("have", "wishes")
    post: Name | None = None
    musts: Several = ()
    wishes: Several = ()
    outcome: Outcome | None = None
    readers: Readers | None = None
    have: Share | None = None


class Channelled(Unfinished):
    """A way by which candidates come, and how many a week."""

    channel: Channel
    a_week: AWeek | None = None


class Sourcing(Unfinished):
    """Where candidates come from, from when on, and the days that others count on."""

    OPTIONAL = ("pause_from", "pause_to", "first_task")
    opens: Day | None = None
    channels: Annotated[tuple[Channelled, ...], Field(max_length=MOST_LISTED)] = ()
    weeks_to_sign: Weeks | None = None
    pause_from: Day | None = None
    pause_to: Day | None = None
    filled_by: Day | None = None
    notice: Weeks | None = None
    starts: Day | None = None
    first_task: Name | None = None

    @model_validator(mode="after")
    def in_order(self) -> "Sourcing":
        """Refuse a day that comes before one that it follows."""
        days = {key: day for key in ("opens", "filled_by", "starts") if (day := getattr(self, key))}
        for (before, early), (after, late) in pairwise(days.items()):
            if early > late:
                raise Refused(f"{after} {late}, before {before} {early}", f"a day of {early} or later")
        return self


class Interview(Unfinished):
    """One thing asked of a candidate, what it measures, and the hours that it takes."""

    name: Name
    measures: Name | None = None
    hours: Hours | None = None


class Selection(Unfinished):
    """What is asked of a candidate, in which order, and how the scores become a decision."""

    loop: Annotated[tuple[Interview, ...], Field(max_length=MOST_LISTED)] = ()
    rule: Rule | None = None
    candidate_hours: Hours | None = None


class StopRule(Unfinished):
    """When an interview stops.

    `below` and `above` are the chances of a right answer of somebody just below the bar and of somebody above it.
    """

    below: Inside | None = None
    above: Inside | None = None
    wrong_yes: Error | None = None
    wrong_no: Error | None = None
    questions: Count | None = None


class Panel(Unfinished):
    """How many people mark, each by themselves, and how often they decide as a larger panel does."""

    interviewers: Count | None = None
    agreement: Agreed | None = None


class Stopping(Unfinished):
    """When an interview stops, and who marks."""

    rule: StopRule = StopRule()
    panel: Panel = Panel()


class HiringForm(Unfinished):
    """Hiring's key: a key for each lesson that decides something."""

    advert: Advert = Advert()
    sourcing: Sourcing = Sourcing()
    selection: Selection = Selection()
    stopping: Stopping = Stopping()
