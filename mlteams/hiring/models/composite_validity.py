"""Which assessments fit into the hours that a candidate gives, and what do they say together?

Claims: test both ML knowledge and software engineering; a take-home project is a helpful inclusion.
Model: a sum of standardised scores, each with the same weight. Its correlation with performance is
Σvᵢ / √(Σᵢⱼ rᵢⱼ), with validities v and correlations r among the scores. The same test made longer follows
Spearman (1910) and Brown (1910).
Assumptions: one correlation for every pair of scores, for no review was found that has all pairs; hours are assumed.
Equal weights are decided before anybody is seen. Units: correlations, hours.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import sqrt

import pandas as pd

from mlteams.core import figure as look
from mlteams.core.claim import Claim, Evidence, Line, Span, Verdict
from mlteams.core.explorable import Choice, Explorable, Pick, Slider, View
from mlteams.core.words import listed
from mlteams.hiring.models.taylor_russell import best_of, success_ratio
from mlteams.hiring.models.validities import VALIDITIES
from mlteams.input.heron import fact

# Hours of the candidate's time, assumed. The ability test is left out: the lesson says why.
HOURS = {
    "structured interview": 1.0,
    "knowledge test": 1.0,
    "work sample": 2.0,
    "unstructured interview": 1.0,
}
TOGETHER = {"a little (.1)": 0.1, "somewhat (.3)": 0.3, "much (.6)": 0.6}
REVIEWS = ("2022", "1998")
COUNTED = ("none", "one", "two", "three")


@dataclass(frozen=True)
class Assessment:
    """One thing to ask of a candidate.

    Attributes:
        name: in the words of a reader.
        hours: of the candidate's time.
        validity: correlation with later performance, 0 to 1.
    """

    name: str
    hours: float
    validity: float


def composite(validities: Sequence[float], correlation: float) -> float:
    """Return the validity of several scores added up with equal weights.

    Args:
        validities: of each score, from -1 to 1; none of them give 0.
        correlation: of any two of the scores, from 0 to 1.

    Raises:
        ValueError: a number is outside its range, or no performance could correlate so with scores that do.
    """
    if not 0 <= correlation <= 1 or not all(-1 <= one <= 1 for one in validities):
        found = f"validities {list(validities)}, correlation {correlation:g}"
        raise ValueError(f"{found}; validities must be from -1 to 1, the correlation from 0 to 1")
    count = len(validities)
    if not count:
        return 0.0
    both = sum(validities) / sqrt(count + count * (count - 1) * correlation)
    if abs(both) > 1 + 1e-12:
        raise ValueError(
            f"validities {list(validities)} at a correlation of {correlation:g} cannot all be true"
        )
    return both


def together(chosen: Sequence[Assessment], correlation: float) -> float:
    """Return the validity of assessments added up with equal weights, as `composite`."""
    return composite([one.validity for one in chosen], correlation)


def sets_that_fit(
    assessments: Sequence[Assessment], hours: float, correlation: float, most: int = 3
) -> list[tuple[Assessment, ...]]:
    """Return every set of at most `most` assessments that fits into the hours, the most valid first; ties by hours."""
    sets = [
        chosen
        for count in range(most + 1)
        for chosen in combinations(assessments, count)
        if sum(one.hours for one in chosen) <= hours
    ]
    return sorted(sets, key=lambda some: (-together(some, correlation), sum(one.hours for one in some)))


def best_set(
    assessments: Sequence[Assessment], hours: float, correlation: float, most: int = 3
) -> tuple[Assessment, ...]:
    """Return the assessments, at most `most`, that fit into the hours and are most valid together; ties by hours."""
    return sets_that_fit(assessments, hours, correlation, most)[0]


def longer(validity: float, reliability: float, times: float) -> float:
    """Return the validity of the same test made `times` as long (Spearman 1910, Brown 1910).

    Args:
        validity: of the test as it is. reliability: its correlation with its own repeat, above 0 and at most 1.
        times: how many times as long, above 0.
    """
    return validity * sqrt(times / (1 + (times - 1) * reliability))


def published(review: str) -> tuple[Assessment, ...]:
    """Return the assessments with the validities of a review, "2022" or "1998"."""
    both = {name: VALIDITIES[name] for name in HOURS}
    return tuple(
        Assessment(name, HOURS[name], one.sackett if review == "2022" else one.schmidt)
        for name, one in both.items()
    )


def _second_test(validity: float, share: float, reliability: float, correlation: float) -> float:
    """Margin of testing both: validity of two tests beyond that of the first made twice as long."""
    return composite([validity, share * validity], correlation) - longer(validity, reliability, 2)


def _take_home(
    interview: float, sample: float, correlation: float, leave: float, hired: float, good: float
) -> float:
    """Margin of a take-home: share of those hired who are good, with it and with the interview alone."""
    both = min(composite([interview, sample], correlation), 1.0)
    return success_ratio(both, good, hired / (1 - leave)) - success_ratio(interview, good, hired)


def _not_another_interviewer(
    interview: float, sample: float, correlation: float, agree: float, before: int
) -> float:
    """Margin of a work sample: validity with it beyond that with one more interviewer, both beside the same panel."""
    panel = longer(interview, agree, before)
    # The sample correlates with one interviewer's mark; with the panel's mean as much more as the panel is surer.
    with_panel = correlation * longer(1, agree, before)
    return composite([panel, sample], min(with_panel, 1.0)) - longer(interview, agree, before + 1)


def draw_sets(hours: int, overlap: str, review: str) -> View:
    """Draw the five most valid sets that fit into the hours: their validity as bars."""
    correlation = TOGETHER[overlap]
    sets = [some for some in sets_that_fit(published(review), hours, correlation) if some][:5]
    made, (axes,) = look.figure(height=3.9, left=0.12, right=0.45, bottom=0.1, top=0.6)
    axes.set(xlim=(0, 0.85), ylim=(4.8, -0.7))
    axes.axis("off")
    long = f"{hours} hour{'' if hours == 1 else 's'}"
    look.line(made, 0, f"What fits into {long},")
    look.line(made, 1, "and how far it goes with later work, 0 to 1:", look.MUTED)
    for row, some in enumerate(sets):
        colour = look.MAIN if row else look.MARK
        value = together(some, correlation)
        words = " + ".join(_short(one.name) for one in some)
        look.label(axes, words, (0, row - 0.36), (0, 0), colour, va="center")
        look.bar(axes, row, value, 0.36, look.MAIN if row else look.FILL, colour)
        look.label(axes, _two(value), (value, row), (5, 0), colour, va="center")
    best = sets[0]
    sentence = (
        f"The best use of {long}: {listed([one.name for one in best])}, together "
        f"{_two(together(best, correlation))}. Where one in two would be good and one in five is hired, "
        f"{100 * success_ratio(together(best, correlation), 0.5, 0.2):.0f} of 100 hired are good."
    )
    rows = [
        (
            " + ".join(one.name for one in some),
            sum(one.hours for one in some),
            _two(together(some, correlation)),
        )
        for some in sets
    ]
    table = pd.DataFrame(rows, columns=["set", "hours", "validity"])
    return View(made, sentence, table, COUNTED[len(best)])


def _short(name: str) -> str:
    return name.replace("unstructured interview", "loose talk").replace(
        "structured interview", "set questions"
    )


def _two(value: float) -> str:
    return f"{value:.2f}".lstrip("0")


def variables() -> dict[str, str]:
    """Return the numbers that the lesson quotes."""
    few, good = int(fact("hiring.selection.assessed")), fact("hiring.selection.good")
    correlation, hours = fact("hiring.selection.together"), fact("hiring.selection.hours")
    best = {review: best_set(published(review), hours, correlation) for review in REVIEWS}
    return {
        "heron_set": listed([one.name for one in best["2022"]]),
        "heron_good": f"{best_of(together(best['2022'], correlation), good, few):.0%}",
        "heron_good_before": f"{best_of(together(best['1998'], correlation), good, few):.0%}",
    }


_RANGES = {
    "interview": Span(0.19, 0.51, "from no set questions [@sackett2022] to set questions [@schmidt1998]"),
    "sample": Span(
        0.05,
        0.54,
        "up to 0.54 [@schmidt1998]; assumed: down to nearly nothing where an assistant writes the answer",
    ),
    "correlation": Span(0, 0.5, "assumed: of the scores of interview and sample"),
}

CLAIMS = (
    Claim(
        name="test-both",
        says="Test both ML knowledge and software engineering, of everybody who will work in industry.",
        lecture="Interviewing",
        evidence=Evidence.NEAR,
        measured="For ML teams nothing was found. In many other jobs, scores that were added up by a fixed "
        "rule predicted "
        "performance better than experts’ overall judgement of the same scores [@kuncel2013].",
        lines=(
            Line(
                model="two tests of equal weight against one test twice as long (Spearman–Brown)",
                verdict=Verdict.HOLDS_WHEN,
                because="the second test says at least nine tenths as much of the work as the first, and the two go "
                "together less than half as closely as a test with its own repeat.",
                margin=_second_test,
                ranges={
                    "validity": Span(0.1, 0.5, "around published validities of tests [@sackett2022]"),
                    "share": Span(0.4, 1.2, "assumed: of the first test’s validity that the second has"),
                    "reliability": Span(0.4, 0.95, "assumed: from a short test to a long one"),
                    "correlation": Span(0, 0.8, "assumed: of the two tests, from none to nearly one test"),
                },
                when=lambda validity, share, reliability, correlation: (
                    share >= 0.9 and correlation < reliability / 2
                ),
                unit="of a correlation",
            ),
        ),
        references=("spearman1910", "brown1910"),
    ),
    Claim(
        name="take-home",
        says="A take-home project or an exercise on ML code is a helpful inclusion.",
        lecture="Interviewing",
        evidence=Evidence.NEAR,
        measured="Work samples of many jobs go with performance at a correlation of about 0.33 "
        "[@sackett2022], 0.54 in an "
        "earlier review [@schmidt1998]. Since assistants write code, no study was found of what a take-home says.",
        lines=(
            Line(
                model="Taylor–Russell, interview and sample against the interview alone, some candidates leave",
                verdict=Verdict.HOLDS_WHEN,
                because="the sample says at least nine tenths as much of the work as the interview, and of "
                "those asked for it at most three in twenty leave.",
                margin=_take_home,
                ranges={
                    **_RANGES,
                    "leave": Span(0, 0.5, "assumed: of candidates who will not do it"),
                    "hired": Span(0.05, 0.3, "assumed: of those who are assessed"),
                    "good": Span(0.2, 0.7, "assumed: of those who are assessed"),
                },
                when=lambda interview, sample, correlation, leave, hired, good: (
                    sample >= 0.9 * interview and leave <= 0.15
                ),
                unit="of those hired",
            ),
            Line(
                model="composite validity, a work sample against one more interviewer",
                verdict=Verdict.HOLDS_WHEN,
                because="the sample says at least nine tenths as much of the work as one interviewer’s mark, the two "
                "correlate at a quarter or less, and at most three interviewers have asked before.",
                margin=_not_another_interviewer,
                ranges={
                    **_RANGES,
                    "agree": Span(
                        0.44,
                        0.76,
                        "correlation of two interviewers’ marks [@huffcutt2013], and assumed above",
                    ),
                    "before": Span(1, 5, "assumed: interviewers before", whole=True),
                },
                when=lambda interview, sample, correlation, agree, before: (
                    sample >= 0.9 * interview and correlation <= 0.25 and before <= 3
                ),
                unit="of a correlation",
            ),
        ),
        references=("taylor1939",),
    ),
    Claim(
        name="less-defined",
        says="Interviews for ML are much less well defined than those for software engineering, after which they are "
        "modelled.",
        lecture="Interviewing",
        evidence=Evidence.NEAR,
        measured="Nobody has compared the two, as far as we could find. In many jobs, interviews with set questions "
        "predict performance better than interviews without, 0.42 against 0.19 [@sackett2022]. And the model that is "
        "copied has faults of its own: watched at a whiteboard, students solved less than half as well as alone "
        "[@behroozi2020].",
        unmodelled="it says how interviews are. What set questions are worth is in the lesson’s first "
        "picture, and more "
        "interviewers in the next lesson.",
    ),
)

EXPLORABLES = (
    Explorable(
        name="composite-validity-hours",
        question="What do you ask in the hours that a candidate gives you?",
        predict=Pick(
            "A structured interview takes an hour, a knowledge test one, a work sample two, a talk without "
            "set questions "
            "one. How many different things make the best use of the time?",
            (("one", "one thing"), ("two", "two things"), ("three", "three things")),
        ),
        controls=(
            Slider("hours", "Hours of the candidate", 1, 5, 1, 4),
            Choice("overlap", "The scores go together", tuple(TOGETHER), "somewhat (.3)"),
            Choice("review", "Validities as published in", REVIEWS, "2022"),
        ),
        draw=draw_sets,
    ),
)
