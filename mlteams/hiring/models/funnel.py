"""When will a post be filled, at even odds and at 17 in 20?

Claims: hiring for ML is hard; a company that stands out fills a post sooner. Model: candidates come as a Poisson
process from several channels, and each is hired with the chance published for the channel, so those who will be hired
come as a Poisson process too, at the sum of candidates × chance (thinning; Kingman 1993). The first of them signs
`process` weeks after the first mail: the time to fill is a shifted exponential. Assumptions: chances are those of other
companies (Lever 2016, all trades); candidates come at a steady rate; nobody is kept waiting; nothing is learned.
A longer list of musts lowers candidates as it lowers the share of readers who have them all. Units: weeks, days.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from math import ceil, inf, log

import numpy as np
import pandas as pd

from mlteams.core import figure as look
from mlteams.core import parcels
from mlteams.core.claim import Claim, Evidence, Line, Span, Verdict
from mlteams.core.explorable import Choice, Explorable, Range, Slider, View
from mlteams.hiring.models import unicorn
from mlteams.input.heron import day, fact

# Published (lever2016): candidates of each channel for one who is hired.
PER_HIRE: Mapping[str, int] = {"applied": 152, "referred": 16, "written_to": 72, "agency": 22}
# Published (lever2017): what one hire takes in companies of up to 200 people.
STAGES = (
    ("candidates", 86.0),
    ("first talks", 15.0),
    ("long interviews", 4.7),
    ("offers", 1.5),
    ("hires", 1.0),
)
CANDIDATES: Mapping[str, float] = {channel: fact(f"hiring.candidates.{channel}") for channel in PER_HIRE}
PROCESS = fact("hiring.weeks_to_sign")
AGAIN, PAUSE, BACK = day("hiring.again"), day("hiring.pause_from"), day("hiring.pause_to")
P85 = 0.85
ALONE, KNOWN, LETTERS, AGENCY = (
    "advertisement alone",
    "advertisement, referrals",
    "advertisement, referrals, letters",
    "all four channels",
)
CHANNELS: Mapping[str, tuple[str, ...]] = {
    ALONE: ("applied",),
    KNOWN: ("applied", "referred"),
    LETTERS: ("applied", "referred", "written_to"),
    AGENCY: ("applied", "referred", "written_to", "agency"),
}
THREE, SEVEN, NINE = "three", "seven, without the right two", "all nine"
LISTS: Mapping[str, float] = {
    THREE: 1.0,
    SEVEN: unicorn.left(unicorn.NINE, unicorn.right_to_drop(unicorn.NINE, 2)) / unicorn.joint(unicorn.THREE),
    NINE: unicorn.joint(unicorn.NINE) / unicorn.joint(unicorn.THREE),
}
YEAR = 52  # weeks; what is not filled by then counts as never


def hires_a_week(candidates: Mapping[str, float]) -> float:
    """Return how many of a week's candidates will be hired on average.

    Args:
        candidates: a week, by channel: applied, referred, written_to, agency.

    Raises:
        ValueError: a channel is not known, or fewer than none come.
    """
    for channel, people in candidates.items():
        if channel not in PER_HIRE or people < 0:
            raise ValueError(
                f"{people} candidates {channel}; channels are {', '.join(PER_HIRE)}, from 0 people on"
            )
    return sum(people / PER_HIRE[channel] for channel, people in candidates.items())


def weeks_to_fill(chance: float, rate: float, process: float) -> float:
    """Return the weeks within which a post is filled with a chance.

    Args:
        chance: from 0 to below 1.
        rate: future hires among a week's candidates; with 0 the post is never filled.
        process: weeks from the first mail to a signature.

    Raises:
        ValueError: a number is outside its range.
    """
    if not 0 <= chance < 1 or rate < 0 or process < 0:
        raise ValueError(
            f"chance {chance}, rate {rate}, process {process}; a chance is below 1, nothing below 0"
        )
    return process - log(1 - chance) / rate if rate else inf


def calendar(weeks: float) -> float:
    """Return weeks of work after Heron's second advertisement as weeks of the calendar: the pause is added."""
    before, pause = (PAUSE - AGAIN).days / 7, (BACK - PAUSE).days / 7
    return weeks if weeks <= before else weeks + pause


def day_filled(chance: float, rate: float, process: float) -> date:
    """Return the day by which Heron's post is filled with a chance."""
    return AGAIN + timedelta(days=ceil(7 * calendar(weeks_to_fill(chance, rate, process)) - 1e-9))


def first_day(process: float) -> date:
    """Return the day before which nobody can have signed, whoever comes first."""
    return AGAIN + timedelta(days=ceil(7 * calendar(process) - 1e-9))


def friday(when: date) -> date:
    """Return a day if it is a Friday, else the Friday that follows."""
    return when + timedelta(days=(4 - when.weekday()) % 7)


def starts(signed: date) -> date:
    """Return the Monday on which somebody begins who has signed, after notice."""
    free = signed + timedelta(weeks=fact("hiring.notice"))
    return free + timedelta(days=(7 - free.weekday()) % 7)


def rate_of(channels: str, musts: str) -> float:
    """Return Heron's future hires among a week's candidates."""
    return LISTS[musts] * hires_a_week({one: CANDIDATES[one] for one in CHANNELS[channels]})


def _days(futures: int, rate: float, process: float) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
    """Return weeks of the calendar in equally likely futures; those beyond a year are never."""
    chances = (np.arange(futures) + 0.5) / futures
    weeks = np.array([calendar(weeks_to_fill(float(chance), rate, process)) for chance in chances])
    return np.where(weeks > YEAR, np.inf, weeks)


def draw_day(channels: str, musts: str, process: int) -> View:
    """Draw twenty futures of the post: when somebody signs, and how many before the team begins."""
    rate = rate_of(channels, musts)
    times = _days(20, rate, process)
    begins = (BACK - AGAIN).days / 7
    kept, lost = parcels.kept(times, begins), int(np.isinf(times).sum())
    made, (axes,) = look.figure(height=3.2, left=0.15, right=0.15, bottom=0.5, top=0.35)
    look.frame(axes, "weeks after 16 November", "", (0, 28), (0, 1), grid="")
    late = calendar(weeks_to_fill(P85, rate, process))
    parcels.draw(
        axes,
        times,
        begins,
        "4 January",
        scale=(0, 28),
        wide=1,  # talks and the pause last whole weeks, so no place begins before the first possible day
        never="not in a year",
        safe=late if late <= 28 else inf,
    )
    axes.set_xticks(range(0, 29, 7), [*map(str, range(0, 28, 7)), "28+"])
    first = first_day(process)
    opens = (first - AGAIN).days / 7
    axes.axvspan(0, opens, color=look.GRID, alpha=0.5, linewidth=0, zorder=0)
    look.label(
        axes,
        f"grey: talks until {first.day} {first:%B}",
        (axes.get_xlim()[1], 10.2),
        (-4, 0),
        look.MUTED,
        "right",
    )
    half = day_filled(0.5, rate, process)
    sentence = (
        f"Signed before 4 January in {kept} of 20 futures. Even odds: {_said(half)}; "
        f"17 in 20: {_said(day_filled(P85, rate, process))}."
    )
    sentence += (
        f" Somebody suitable comes once in {_every(rate)}; nobody signs before {first.day} {first:%B}."
    )
    if lost:
        sentence += f" In {lost} of 20 it takes more than a year."
    rows = [
        ("candidates a week", f"{LISTS[musts] * sum(CANDIDATES[one] for one in CHANNELS[channels]):.3g}"),
        ("of them hired, a week", f"{rate:.2g}"),
        ("even odds", _said(half)),
        ("17 in 20", _said(day_filled(P85, rate, process))),
    ]
    return View(made, sentence, pd.DataFrame(rows, columns=["", "Heron"]), float(kept))


def _every(rate: float) -> str:
    weeks = 1 / rate
    if weeks > 2 * YEAR:
        return f"{weeks * 7 / 365.25:,.0f} years"
    return f"{weeks:.2g} weeks"


def _said(when: date) -> str:
    """Return a day in words; beyond a year only its distance."""
    if when > AGAIN + timedelta(weeks=YEAR):
        years = (when - AGAIN).days / 365.25
        if years > 10:
            return "not within ten years"
        return f"after {years:.0f} years" if years >= 1.5 else "after more than a year"
    return f"{when.day} {when:%B %Y}"


def _long(when: date) -> str:
    return f"{when:%A}, {when.day} {when:%B %Y}"


def variables() -> dict[str, str]:
    """Return the numbers that the lesson quotes."""
    rate = rate_of(AGENCY, THREE)
    even, late = friday(day_filled(0.5, rate, PROCESS)), friday(day_filled(P85, rate, PROCESS))
    share = {channel: CANDIDATES[channel] / PER_HIRE[channel] / rate for channel in PER_HIRE}
    return {
        "rate": f"{rate:.2f}".lstrip("0"),
        "weeks_for_one": f"{1 / rate:.1f}",
        "median_weeks": f"{log(2) / rate:.1f}",
        "late_weeks": f"{-log(1 - P85) / rate:.1f}",
        "even_day": _long(even),
        "late_day": _long(late),
        "even_start": _long(starts(even)),
        "late_start": _long(starts(late)),
        "written_share": f"{share['written_to']:.0%}",
        **{
            f"rate_{channel}": f"{CANDIDATES[channel] / people:.2f}".lstrip("0")
            for channel, people in PER_HIRE.items()
        },
        "candidates_a_week": f"{sum(CANDIDATES.values()):.0f}",
    }


def _hard(candidates: float, per_hire: float, process: float) -> float:
    """Margin of hard: weeks by which even odds of a signature lie beyond seven."""
    return weeks_to_fill(0.5, candidates / per_hire, process) - 7


def stand_out(offers: float, accepted: float, more: float, spent: float) -> float:
    """Return the weeks by which a higher acceptance brings even odds forward, less those spent on it.

    Args:
        offers: that could be made, a week.
        accepted: share of offers taken.
        more: by how much this share rises.
        spent: weeks of somebody's time.
    """
    return log(2) / offers * (1 / accepted - 1 / (accepted + more)) - spent


CLAIMS = (
    Claim(
        name="hiring-is-hard",
        says="Since few people can do it and demand is high, hiring for ML is hard.",
        lecture="Sourcing",
        evidence=Evidence.NEAR,
        measured="In about 600 companies of up to 200 people one hire took 86 candidates in 2016, for "
        "engineers 120, and 41 "
        "percent of the engineers who got an offer said no [@lever2017]. Figures for ML posts were not "
        "found.",
        lines=(
            Line(
                model="Poisson candidates, each hired with the channel's chance",
                verdict=Verdict.HOLDS_WHEN,
                because="the candidates of seven weeks make less than one hire. With more of them, or "
                "better ones, "
                "the process itself is what takes the weeks.",
                margin=_hard,
                ranges={
                    "candidates": Span(2, 60, "assumed: a small company and a known one", "a week", log=True),
                    "per_hire": Span(16, 152, "referred and applied [@lever2016]", "candidates", log=True),
                    "process": Span(
                        2.5,
                        6,
                        "assumed: talks on the days that follow each other, or with the usual waits",
                        "weeks",
                    ),
                },
                when=lambda candidates, per_hire, process: 7 * candidates < per_hire,
                unit="weeks beyond seven, at even odds",
            ),
        ),
        references=("kingman1993",),
    ),
    Claim(
        name="sell",
        says="Sell: those whom you want must hear how good the team is and what it is for.",
        lecture="Sourcing",
        evidence=Evidence.NEAR,
        measured="In about 600 small companies engineers took 59 percent of offers, everybody together 69 "
        "[@lever2017]. "
        "What selling changes in it was not found.",
        lines=(
            Line(
                model="Poisson offers, each taken with a chance",
                verdict=Verdict.HOLDS_WHEN,
                because="in the weeks that it takes you would make fewer offers than about two thirds of "
                "what it adds to the share of "
                "offers that are taken: where offers are rare, each refusal costs weeks.",
                margin=stand_out,
                ranges={
                    "offers": Span(0.02, 2, "assumed: from one a year to two a week", "a week", log=True),
                    "accepted": Span(
                        0.3,
                        0.74,
                        "assumed: around the 59 percent of engineers and the 69 of all [@lever2017]",
                    ),
                    "more": Span(0.02, 0.25, "assumed: from hardly to much"),
                    "spent": Span(0.1, 4, "assumed: from half a day to a month", "weeks", log=True),
                },
                # Since no share exceeds 1, a rise of d saves at least d · ln 2 / offers weeks.
                when=lambda offers, accepted, more, spent: offers * spent < log(2) * more,
                unit="weeks saved",
            ),
        ),
    ),
)

EXPLORABLES = (
    Explorable(
        name="funnel-day",
        question="When does somebody sign?",
        predict=Range(
            "In how many of 20 futures has somebody signed before the team begins on 4 January?",
            "of 20",
            0,
            20,
        ),
        controls=(
            Choice("channels", "Heron asks through", tuple(CHANNELS), AGENCY),
            Choice("musts", "Musts", tuple(LISTS), THREE),
            Slider("process", "From first mail to signature", 2, 6, 1, 3, "{} weeks"),
        ),
        draw=draw_day,
    ),
)
