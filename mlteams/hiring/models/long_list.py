"""Is a long list of demands worth its wait, or is a short one quicker, with the rest taught?

Claims: extensive descriptions that demand only the best are the wrong way; software engineers with an interest in ML
can be taught the rest; a description must say what is to be done. Model: who has every must comes after
1/(readers a week × share) weeks on average, as a Poisson process does, with the joint share of models/unicorn.py; what
the shorter list leaves out is taught, week after week, before the work is done. Assumptions: all musts are met by the
same share of readers and correlate alike; teaching begins when somebody has come. Units: shares of people, weeks.
"""

from mlteams.core.claim import Claim, Evidence, Line, Span, Verdict
from mlteams.hiring.models.unicorn import same


def wait_or_teach(
    musts: int, extra: int, readers: float, bar: float, correlation: float, teach: float
) -> float:
    """Return the weeks that a list without its extra musts saves: less waiting, more teaching.

    Args:
        musts: on the long list.
        extra: of them, that can be taught.
        readers: a week.
        bar: share of readers who meet one must.
        correlation: of two musts.
        teach: weeks for one extra must.
    """
    long, short = same(musts, bar, correlation), same(musts - extra, bar, correlation)
    return (1 / long - 1 / short) / readers - extra * teach


LIST = "joint share of all musts under a one-factor Gaussian model, against waiting and teaching"
_BAR = Span(0.05, 0.33, "assumed: from the best in twenty to the best third", log=True)
_TOGETHER = Span(0, 0.5, "assumed: around the 0.41 of thinking tasks [@erceg2024], and none")


def _long_list(musts: int, readers: float, bar: float, correlation: float, teach: float) -> float:
    return wait_or_teach(musts, musts - 3, readers, bar, correlation, teach)


def _waits_long(musts: int, readers: float, bar: float, correlation: float, teach: float) -> bool:
    # Three further musts at least double the wait, so half of it at least is saved.
    return 1 / (readers * same(musts, bar, correlation)) > 2 * (musts - 3) * teach


def _one_more(readers: float, bar: float, correlation: float, teach: float) -> float:
    return wait_or_teach(2, 1, readers, bar, correlation, teach)


def _both_rare(readers: float, bar: float, correlation: float, teach: float) -> bool:
    # Of those with one skill at most 55 percent have the other, over these ranges. A wait of k times the teaching then
    # saves something if k > 1 / (1 − .55), which is 2.2 and a little.
    return 1 / (readers * same(2, bar, correlation)) > 2.25 * teach


CLAIMS = (
    Claim(
        name="wrong-descriptions",
        says="The wrong way to hire ML engineers is a long description that demands only the best.",
        lecture="Sourcing",
        evidence=Evidence.NEAR,
        measured="Thirty advertisements for data scientists around Tampa in April 2020 demanded six "
        "things each in the middle, "
        "and up to seventeen [@tampa2020]. More than 10,000 people asked in an online experiment were "
        "ready to apply when they met "
        "a little over half of what was asked, so a long list is read as a wish by many [@bit2022]. "
        "Whether posts with "
        "long lists stay open longer was not found.",
        lines=(
            Line(
                model=LIST,
                verdict=Verdict.HOLDS_WHEN,
                because="somebody who has everything comes less often than in twice the weeks that it "
                "takes to teach "
                "all but three of the musts. With many readers, or musts that take long to learn, a "
                "longer list is right.",
                margin=_long_list,
                ranges={
                    "musts": Span(
                        6, 12, "around the six counted in the middle [@tampa2020] and more", whole=True
                    ),
                    "readers": Span(
                        5, 500, "assumed: a week, for a small company and a known one", "a week", log=True
                    ),
                    "bar": _BAR,
                    "correlation": _TOGETHER,
                    "teach": Span(
                        1, 26, "assumed: from a week to half a year for one thing", "weeks", log=True
                    ),
                },
                when=_waits_long,
                unit="weeks saved by the short list",
            ),
        ),
    ),
    Claim(
        name="software-and-interest",
        says="Hire for software engineering, an interest in ML and a wish to learn; the rest can be taught.",
        lecture="Sourcing",
        evidence=Evidence.NEAR,
        measured="Of 793 people who did data science at one company 24 percent were software engineers by "
        "title [@kim2018], so "
        "many do come that way. Whether those who were taught do as well as those who were hired with ML "
        "was not found.",
        lines=(
            Line(
                model="waiting for both skills, or for one and teaching the other",
                verdict=Verdict.HOLDS_WHEN,
                because="somebody with both comes less often than in two and a quarter times the weeks that teaching "
                "ML takes. If many "
                "read, or teaching takes long, waiting is quicker.",
                margin=_one_more,
                ranges={
                    "readers": Span(0.5, 50, "assumed: software engineers who read it", "a week", log=True),
                    "bar": _BAR,
                    "correlation": _TOGETHER,
                    "teach": Span(
                        4, 52, "assumed: from a month to a year beside the work", "weeks", log=True
                    ),
                },
                when=_both_rare,
                unit="weeks saved by teaching",
            ),
        ),
    ),
    Claim(
        name="be-specific",
        says="Most of all, say precisely what the position and the person are to do.",
        lecture="Sourcing",
        evidence=Evidence.NEAR,
        measured="In two experiments with imagined advertisements, readers liked those better that said "
        "precisely "
        "what the job, the company and the surroundings are, and were readier to apply [@feldman2006]. "
        "None of the 169 "
        "advertisements around Tampa said what is to be different after some months [@tampa2020].",
        unmodelled="what a sentence about the work does to those who read it is a question about readers, "
        "and a model would "
        "return what it was told.",
    ),
    Claim(
        name="kinds-of-roles",
        says="ML posts are core ML, beside ML, or business analytics; those beside ML, such as product "
        "manager or data "
        "engineer, need interest and a grasp in conversation more than traditional ML.",
        lecture="Sourcing",
        evidence=Evidence.NEAR,
        measured="By how they spent their time, people who do data science at one company were of nine kinds "
        "[@kim2018].",
        unmodelled="it orders names, which is useful or not; what a post needs follows from its tasks, "
        "and the lesson Titles "
        "of Roles asks who can do which.",
    ),
)
