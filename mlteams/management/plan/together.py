"""The plan of the lesson “Together”: what is handed over, who chooses among ideas, and how people agree."""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from mlteams.core.words import listed
from mlteams.input.values import Name, Unfinished, number, reader, whole, word
from mlteams.management.models.collaboration import lead_time

WAYS, CHOOSERS, AGREED = ("together", "hand over"), ("one for all", "each area"), ("talk", "documents")
MOST_PIECES = 50

Weeks = Annotated[
    float, *reader(number("number of weeks", 0.01, 520), type="number", minimum=0.01, maximum=520)
]
Overhead = Annotated[float, *reader(number("share", 0, 5, percent=True), type=["number", "string"])]
Share = Annotated[float, *reader(number("share", 0, 1, percent=True), type=["number", "string"])]
Back = Annotated[float, *reader(number("share", 0, 0.99, percent=True), type=["number", "string"])]
Engineers = Annotated[
    int, *reader(whole("number of engineers", 0, 200), type="integer", minimum=0, maximum=200)
]
Areas = Annotated[int, *reader(whole("number", 1, 100), type="integer", minimum=1, maximum=100)]
Ideas = Annotated[int, *reader(whole("number", 1, 100), type="integer", minimum=1, maximum=100)]
Colleagues = Annotated[int, *reader(whole("number", 0, 10_000), type="integer", minimum=0, maximum=10_000)]
Minutes = Annotated[float, *reader(number("number of minutes", 0, 2_400), type="number", minimum=0)]
Hours = Annotated[float, *reader(number("number of hours", 0, 168), type="number", minimum=0)]
Validity = Annotated[float, *reader(number("validity", 0, 1), type="number", minimum=0, maximum=1)]
Way = Annotated[Literal["together", "hand over"], *reader(word(*WAYS), enum=WAYS)]
Chooser = Annotated[Literal["one for all", "each area"], *reader(word(*CHOOSERS), enum=CHOOSERS)]
Agreed = Annotated[Literal["talk", "documents"], *reader(word(*AGREED), enum=AGREED)]


class Piece(Unfinished):
    """A piece of work that passes from one group to another."""

    name: Name
    weeks: Weeks | None = None
    comes_back: Back | None = None
    prevented: Share | None = None
    overhead: Overhead | None = None
    way: Way | None = None

    def apart(self) -> float | None:
        """Return the expected weeks if it is handed over, None if the plan does not say enough."""
        if self.weeks is None or self.comes_back is None:
            return None
        return lead_time(self.weeks, self.comes_back)

    def joint(self) -> float | None:
        """Return the expected weeks if it is built together, None if the plan does not say enough."""
        if self.weeks is None or self.comes_back is None or self.prevented is None or self.overhead is None:
            return None
        return lead_time(self.weeks, self.comes_back, self.overhead, self.prevented)


class Work(Unfinished):
    """What passes from hand to hand, and how many pieces can be built together."""

    engineers: Engineers | None = None
    pieces: Annotated[tuple[Piece, ...], Field(max_length=MOST_PIECES)] = ()


class Choice(Unfinished):
    """Who chooses among the ideas of all areas; the two validities are correlations of a judgement with value."""

    who: Chooser | None = None
    areas: Areas | None = None
    ideas: Ideas | None = None
    within: Validity | None = None
    across: Validity | None = None


class Process(Unfinished):
    """How those who must agree do it: by talk, or with documents that spare some of it."""

    way: Agreed | None = None
    colleagues: Colleagues | None = None
    talk: Minutes | None = None
    documents: Hours | None = None
    spared: Share | None = None


class Together(Unfinished):
    """Who works with whom, who chooses, and how people agree."""

    work: Work = Work()
    choice: Choice = Choice()
    process: Process = Process()


TEMPLATE = """\
  # Who works with whom, who chooses, and does a process pay? The lesson “Together”.
  together:
    # What passes from one group to another. Filled by management.together.handover. `way` is one of: together,
    # hand over.
    work:
      engineers:           # how many pieces can be built together at a time
      pieces:              # a line each, such as - {name: Reader on the belt, weeks: 5, comes_back: 40%,
                           # prevented: 60%, overhead: 20%, way: together}

    # Who chooses among the ideas: one for all, or each area its own. You decide it, after the section “Who decides what
    # comes first”. `within` and `across` say how closely a judgement goes with value, as a correlation from 0 to 1.
    choice:
      who:                 # one for all, or each area
      areas:               # that have ideas
      ideas:               # of each area at a time
      within:              # of those who know one area
      across:              # of one who judges all

    # How people agree: by talk, or with the documents of a framework. You decide it, after the section “A process for
    # all this”.
    process:
      way:                 # talk, or documents
      colleagues:          # with how many each must agree
      talk:                # minutes a week with each of them
      documents:           # hours a week that documents would take, each person
      spared:              # share of the talk that they would spare, such as 50%
"""


def agreed(said: Together) -> Iterator[tuple[str, str, str]]:
    """Yield rows of what is agreed: question, answer, note."""
    joined = [piece.name for piece in said.work.pieces if piece.way == WAYS[0]]
    handed = [piece.name for piece in said.work.pieces if piece.way == WAYS[1]]
    weeks = weeks_of(said)
    if joined or handed:
        answer = f"together: {listed(joined)}" if joined else "all is handed over"
        note = f"{weeks[1]:.0f} weeks in all, {weeks[0]:.0f} if all is handed over" if weeks else ""
        yield "What do two groups build together?", answer, note
    if said.choice.who:
        yield "Who chooses among ideas?", said.choice.who, ""
    if said.process.way:
        yield "How do people agree?", f"by {said.process.way}", ""


def weeks_of(said: Together) -> tuple[float, float] | None:
    """Return the expected weeks of all pieces if handed over, and as the plan has them; None if it does not say."""
    ways = [
        (piece.apart(), piece.joint() if piece.way == WAYS[0] else piece.apart())
        for piece in said.work.pieces
    ]
    known = [(apart, now) for apart, now in ways if apart is not None and now is not None]
    if not known or len(known) < len(ways):
        return None
    return sum(apart for apart, _ in known), sum(now for _, now in known)
