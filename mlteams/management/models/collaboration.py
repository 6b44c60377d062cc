"""Should researchers hand a prototype over, or build it together with engineers?

Claim: research and engineering must work together for good ML products to reach production.
Model: an absorbing Markov chain. Research builds a prototype, engineering integrates it, and with probability
q it goes back and both are done again, so the number of passes is geometric. Working together makes each pass
longer by an overhead h and prevents a share s of the returns (concurrent engineering): q becomes q(1 − s). In each
week the project may also be stopped; it reaches production if it is accepted before that.
References: Kemeny & Snell (1960), chapter 3, for absorbing chains; Nahar et al. (2022) for where researchers and
engineers lose time; Boehm & Basili (2001) for rework.
Assumptions: every pass takes the same time and has the same chance of return (nothing is learnt from a
return); q, s, h, the weeks of a pass and the chance of a stop are assumed. Here rework is a share q of all effort, so
the 40 to 50% that Boehm & Basili report for avoidable rework in software is an anchor for q, not a measurement of ML
teams. The quality of the product is not in the model. Units: weeks.
"""

import math

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from mlteams.core import figure as look
from mlteams.core.claim import Claim, Evidence, Line, Span, Verdict
from mlteams.core.explorable import Explorable, Range, Slider, View
from mlteams.input.heron import fact

# Weeks of a pass.
RESEARCH, ENGINEERING = (fact(f"management.hand_over.{one}") for one in ("research", "engineering"))
COMES_BACK, PREVENTED = fact("management.hand_over.comes_back"), fact("management.hand_over.prevented")
OVERHEAD = fact("management.hand_over.overhead")
WORKDAYS = 5  # a week


def _check(rework: float, overhead: float = 0.0, prevented: float = 0.0) -> None:
    if not 0 <= rework < 1 or overhead < 0 or not 0 <= prevented <= 1:
        found = f"rework {rework}, overhead {overhead}, prevented {prevented}"
        raise ValueError(f"{found}; rework must be from 0 to below 1, overhead at least 0, prevented 0 to 1")


def expected_passes(rework: float) -> float:
    """Return the expected number of passes until a prototype is accepted, 1/(1 − rework).

    Raises:
        ValueError: rework is not in 0 to 1 (1 excluded).
    """
    _check(rework)
    return 1 / (1 - rework)


def passes_for(rework: float, certainty: float) -> int:
    """Return the least number of passes that suffices with probability `certainty` (a quantile).

    Raises:
        ValueError: rework as in `expected_passes`, or certainty is not strictly between 0 and 1.
    """
    _check(rework)
    if not 0 < certainty < 1:
        raise ValueError(f"certainty is {certainty}; it must be above 0 and below 1")
    if rework <= 1 - certainty:
        return 1
    return math.ceil(math.log(1 - certainty) / math.log(rework) - 1e-12)


def lead_time(weeks: float, rework: float, overhead: float = 0.0, prevented: float = 0.0) -> float:
    """Return the expected weeks to an accepted product: weeks · (1 + overhead) · expected passes.

    Defaults describe a handover; working together has an overhead and prevents a share of the returns.

    Raises:
        ValueError: rework, overhead or prevented is outside its range.
    """
    _check(rework, overhead, prevented)
    return weeks * (1 + overhead) * expected_passes(rework * (1 - prevented))


def break_even_overhead(rework: float, prevented: float) -> float:
    """Return the overhead per pass at which working together takes as long as handing over.

    (1 + h)/(1 − q(1 − s)) = 1/(1 − q) gives h = qs/(1 − q): linear in the share prevented, steep in q.

    Raises:
        ValueError: rework or prevented is outside its range.
    """
    _check(rework, 0.0, prevented)
    return rework * prevented / (1 - rework)


def break_even_rework(overhead: float, prevented: float) -> float:
    """Return the rework probability above which working together is faster, h/(h + s).

    Raises:
        ValueError: overhead or prevented is outside its range, or both are 0 (the ways are the same).
    """
    _check(0.0, overhead, prevented)
    if overhead + prevented == 0:
        raise ValueError("overhead and prevented are both 0; one must be above 0")
    return overhead / (overhead + prevented)


def reaches_production(
    weeks: float, rework: float, stop: float, overhead: float = 0.0, prevented: float = 0.0
) -> float:
    """Return P(accepted before the project is stopped), when it is stopped at a rate of `stop` a week.

    The time to acceptance is geometric in passes of w = weeks · (1 + overhead), so with x = exp(−stop · w) its Laplace
    transform gives (1 − q)x/(1 − qx).

    Raises:
        ValueError: rework, overhead or prevented is outside its range, or stop is negative.
    """
    _check(rework, overhead, prevented)
    if stop < 0:
        raise ValueError(f"stop is {stop}; it must be 0 or more")
    again = rework * (1 - prevented)
    goes_on = math.exp(-stop * weeks * (1 + overhead))
    return (1 - again) * goes_on / (1 - again * goes_on)


def visits(rework: float) -> NDArray[np.float64]:
    """Return the fundamental matrix (I − Q)⁻¹ of the chain research → engineering, shape (2, 2).

    Entry (i, j) is the expected number of visits to stage j from stage i (Kemeny & Snell 1960, chapter 3).
    """
    _check(rework)
    transient = np.array([[0.0, 1.0], [rework, 0.0]])
    return np.linalg.inv(np.eye(2) - transient)


def draw_together(rework: float, prevented: float, overhead: float) -> View:
    """Draw the chance of being done by each week, handed over and together, and on the axis both mean times."""
    weeks = RESEARCH + ENGINEERING
    ways = (
        ("handed over", weeks, rework, look.MARK),
        ("together", weeks * (1 + overhead), rework * (1 - prevented), look.MAIN),
    )
    made, (axes,) = look.figure()
    look.frame(axes, "weeks", "chance of being done, %", (0, 60), (0, 104))
    rows = []
    for row, (name, one, again, colour) in enumerate(ways):
        passes = np.arange(0, 13)  # the first line is wider, to show where the two coincide
        done = 100 * (1 - again**passes) if again else 100.0 * (passes > 0)
        axes.step(passes * one, done, where="post", color=colour, linewidth=2.6 - 1.1 * row)
        mean, late = one * expected_passes(again), one * passes_for(again, 0.9)
        axes.plot(mean, 0, "o", markersize=9 - 3 * row, color=colour, clip_on=False)
        axes.text(59.5, 20 - 11 * row, f"{name}: {_weeks(mean)} expected", ha="right", color=colour)
        rows.append((name, f"{one:.1f}", f"{again:.0%}", f"{mean:.1f}", f"{late:.0f}"))
    even = break_even_overhead(rework, prevented)
    apart, joint = (lead_time(weeks, rework, *way) for way in ((0.0, 0.0), (overhead, prevented)))
    gain = apart - joint
    verdict = "as long as" if abs(gain) < 0.05 else "less time than" if gain > 0 else "more time than"
    limit = (
        f"it saves time while the overhead is below {even:.0%}"
        if even
        else "where nothing comes back, there is no time to save"
    )
    sentence = (
        f"If {rework:.0%} of handed-over prototypes come back, working together at {overhead:.0%} overhead "
        f"takes {_weeks(joint)}, {verdict} handing over ({_weeks(apart)}); {limit} (all inputs assumed)."
    )
    columns = ["way", "weeks a pass", "comes back", "weeks expected", "weeks with 90% certainty"]
    return View(made, sentence, pd.DataFrame(rows, columns=columns), 100 * even)


def _weeks(weeks: float) -> str:
    return f"{weeks:.1f}".removesuffix(".0") + " weeks"


def variables() -> dict[str, str]:
    """Return the numbers that the chapter quotes."""
    weeks = RESEARCH + ENGINEERING
    return {
        "collaboration_handed_over_weeks": f"{lead_time(weeks, COMES_BACK):.1f}",
        "collaboration_together_weeks": f"{lead_time(weeks, COMES_BACK, OVERHEAD, PREVENTED):.1f}",
        "collaboration_break_even_overhead": f"{break_even_overhead(COMES_BACK, PREVENTED):.0%}",
        "reader_days": _days(_saved("hand_over", "research", "engineering")),
        "photographs_days": _days(_saved("handover.photographs_of_new_depots")),
        "alarm_days": _days(_saved("handover.alarm_when_labels_change")),
        "retraining_days": _days(-_saved("handover.monthly_retraining")),  # it takes longer together
    }


def _saved(piece: str, *passes: str) -> float:
    """Return the expected weeks that building one of Heron's pieces of work together saves."""
    weeks = sum(fact(f"management.{piece}.{one}") for one in passes or ("weeks",))
    back, *way = (fact(f"management.{piece}.{one}") for one in ("comes_back", "overhead", "prevented"))
    return lead_time(weeks, back) - lead_time(weeks, back, *way)


def _days(weeks: float) -> str:
    days = round(WORKDAYS * weeks)
    return f"{days} day{'' if days == 1 else 's'}"


def margin_together(weeks: float, rework: float, prevented: float, overhead: float, stop: float) -> float:
    """Return by how much likelier a product reaches production if it is built together."""
    together = reaches_production(weeks, rework, stop, overhead, prevented)
    return together - reaches_production(weeks, rework, stop)


CLAIMS = (
    Claim(
        name="collaboration",
        says="Research and engineering must work together for good ML products to reach production.",
        lecture="Have researchers and engineers work together",
        evidence=Evidence.NEAR,
        measured="45 practitioners of 28 organisations told interviewers that trouble begins where "
        "requirements, data and finished models pass from one team to another [@nahar2022]. Nobody counted how "
        "many products working together brought into production.",
        lines=(
            Line(
                model="absorbing Markov chain of rework, with a chance that the project is stopped",
                verdict=Verdict.HOLDS_WHEN,
                because="the overhead, as a share of a pass, is smaller than the share of all hand-overs that "
                "working together keeps from coming back. It reverses for routine work that seldom comes back. "
                "The quality of the product is not in the model.",
                margin=margin_together,
                ranges={
                    "weeks": Span(1, 8, "assumed: from a small change to a new model", "weeks"),
                    "rework": Span(
                        0.05,
                        0.6,
                        "assumed: routine work to research; in software 40 to 50% of effort is avoidable rework "
                        "[@boehm2001]",
                    ),
                    "prevented": Span(0.1, 0.8, "assumed: nobody measured it"),
                    "overhead": Span(0.0, 0.5, "assumed: up to half of the time of a pass in meetings"),
                    "stop": Span(
                        0.001, 0.02, "assumed: 5 to 65% of projects stopped within a year", "a week"
                    ),
                },
                when=lambda rework, prevented, overhead, **_: overhead < rework * prevented,
                unit="chance of reaching production",
            ),
        ),
        references=("kemeny1960",),
    ),
)

EXPLORABLES = (
    Explorable(
        name="collaboration-together",
        question="When does working together repay its overhead?",
        predict=Range(
            "Working together, fewer prototypes come back. How much overhead is it worth at most?",
            "%",
            0,
            200,
        ),
        controls=(
            Slider("rework", "Handed-over prototypes that come back", 0.0, 0.8, 0.2, COMES_BACK, "{:.0%}"),
            Slider("prevented", "Returns prevented by working together", 0.2, 0.8, 0.2, PREVENTED, "{:.0%}"),
            Slider("overhead", "Overhead of working together", 0.0, 0.6, 0.2, OVERHEAD, "{:.0%}"),
        ),
        draw=draw_together,
    ),
)
