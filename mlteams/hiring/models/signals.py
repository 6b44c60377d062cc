"""What does a sign on an application tell, and what is left of it when anybody can make one?

Claims: five signs stand out in the lecture's order; standing out is hard.
Model: Bayes' rule with likelihood ratios, and signalling (Spence 1973): a sign informs as far as those who can do the
work show it more often than those who cannot, because it costs them less. A likelihood ratio of 3 makes the odds three
times as good. Reference: Spence (1973).
Assumptions: every share is assumed, none is measured; signs of one person say partly the same, by one `overlap`; those
who copy a sign are as many among both kinds of people. Shares are of populations of applicants, and say nothing about
a person. Nothing here is a rule for screening: whoever screens by names of employers or schools screens by who could
afford them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log, prod

import pandas as pd

from mlteams.core import figure as look
from mlteams.core.claim import Claim, Evidence, Line, Span, Verdict
from mlteams.core.explorable import Choice, Explorable, Pick, Range, Slider, View, slug


@dataclass(frozen=True)
class Sign:
    """A sign, in the lecture's order.

    Attributes:
        name: as a figure says it.
        example: what the lecture or today's reader would show.
        good, other: the share of applicants who show it, of those who can do the work and of those who cannot; assumed.
        copied: whether somebody with an assistant can make one that looks the same.
        hours: until there is one, failed tries included; None where hours alone do not bring it; assumed.
    """

    name: str
    example: str
    good: float
    other: float
    copied: bool
    hours: float | None


SIGNS = (
    Sign("interest", "a course certificate, a conference", 0.6, 0.4, True, 30),
    Sign("engineering", "years as a software engineer", 0.4, 0.16, False, None),
    Sign("knowledge", "articles that sum up a field", 0.15, 0.05, True, 50),
    Sign("project", "a tool that runs, a paper rebuilt", 0.25, 0.05, True, 100),
    Sign("new ideas", "a paper, a prize in a contest", 0.04, 0.005, False, 600),
)
# Of the people who can do a post's work, the share for whom each sign is about that work; assumed.
POSTS = {
    "research": (1.0, 0.4, 1.0, 1.0, 1.0),
    "ML engineer": (1.0, 1.0, 0.6, 1.0, 0.3),
    "platform engineer": (1.0, 1.0, 0.3, 0.6, 0.1),
}
FOUND = 0.8  # assumed: the share of copies that a talk about the work finds
LOOKS = {"read": 1.0, "talked about": 1 - FOUND}
COPIED = 20  # percent, assumed: of those without a project, who show a copy where the lesson begins
OVERLAP = 0.5  # assumed: what a further sign says that the strongest has said already
MOST_RATIO = 9.0  # the end of the axis


def ratio(good: float, other: float, fit: float = 1.0, copied: float = 0.0) -> float:
    """Return the likelihood ratio of a sign: by how much it multiplies the odds that its bearer can do the work.

    Args:
        good, other: the share who show it, of people whose work it is and of people whose it is not.
        fit: the share of those who can do the post's work for whom the sign is about that work; the rest show it as
            often as `other`.
        copied: the share of those without the sign who now make one that looks the same, of either kind of people.
    """
    able = fit * good + (1 - fit) * other
    return (able + copied * (1 - able)) / (other + copied * (1 - other))


def ratios(post: str, copied: float = 0.0, look_at: str = "read") -> tuple[float, ...]:
    """Return the likelihood ratio of each sign for a post, in the lecture's order."""
    left = copied * LOOKS[look_at]
    return tuple(
        ratio(one.good, one.other, fit, left if one.copied else 0.0)
        for one, fit in zip(SIGNS, POSTS[post], strict=True)
    )


def together(found: Sequence[float], overlap: float = OVERLAP) -> float:
    """Return the likelihood ratio of several signs: the strongest in full, of the others what is not said already.

    With an overlap of 0 the logarithms add up, as for signs that are independent; with 1 the strongest is all.
    """
    strongest = max(found, default=1.0)
    return float(strongest**overlap * prod(found) ** (1 - overlap))


def chance(base: float, times: float) -> float:
    """Return the probability whose odds are `times` those of `base`."""
    odds = base / (1 - base) * times
    return odds / (1 + odds)


def _shown(times: float) -> str:
    """Return a ratio with the digits that it deserves."""
    return f"{times:.0f}" if times >= 10 else f"{times:.1f}".removesuffix(".0")


def draw_order(post: str, copied: int, looked: str) -> View:
    """Draw how much each sign multiplies the odds, in the lecture's order."""
    found = ratios(post, copied / 100, looked)
    most = max(range(len(SIGNS)), key=lambda place: found[place])
    made, (axes,) = look.figure(height=2.6, left=1.25, right=0.5, bottom=0.1, top=0.55)
    axes.set(xlim=(1, MOST_RATIO), ylim=(4.6, -0.6))
    axes.axis("off")
    look.line(made, 0, "A sign makes the odds so many times as good.")
    look.line(made, 1, "The lecture’s order, the most impressive last:", look.MUTED)
    for row, (sign, times) in enumerate(zip(SIGNS, found, strict=True)):
        first = row == most
        colour = look.MARK if first else look.MAIN
        look.bar(axes, row, times - 1, 0.6, look.FILL if first else look.MAIN, colour, left=1)
        look.label(axes, f"{row + 1} {sign.name}", (1, row), (-5, 0), colour, ha="right", va="center")
        look.label(axes, f"× {_shown(times)}", (times, row), (4, 0), colour, va="center")
    best = SIGNS[most]
    sentence = (
        (f"For a post in {post}" if post == "research" else f"For the post of {_an(post)}")
        + f" the sign “{best.name}” tells most if it is {looked}: it makes the odds "
        f"{_shown(found[most])} times as good."
    )
    rows = [(sign.name, sign.example, f"× {_shown(times)}") for sign, times in zip(SIGNS, found, strict=True)]
    return View(made, sentence, pd.DataFrame(rows, columns=["sign", "such as", "odds"]), slug(best.name))


def _an(post: str) -> str:
    return f"an {post}" if post[0] == "M" else f"a {post}"


def draw_sum(base: int, signs: int, overlap: int) -> View:
    """Draw a hundred applicants who show the first signs, and who of them can do the work."""
    times = together(ratios("research")[:signs], overlap / 100)
    able = 100 * chance(base / 100, times)
    count = round(able)
    made, (axes,) = look.figure(height=2.7, left=0.2, right=0.2, bottom=0.1, top=0.55)
    axes.set(xlim=(-0.7, 19.7), ylim=(4.6, -0.6))
    axes.axis("off")
    look.line(made, 0, f"Of 100 applicants with {_signs(signs)},")
    look.line(made, 1, f"{count} can do the work.", look.MARK)
    places = [(one % 20, one // 20) for one in range(100)]
    look.dots(axes, places, count, 8, (look.FILL, look.MARK), (look.SURFACE, look.MUTED))
    sentence = (
        f"Of 100 applicants {base} can do the work. Of 100 with {_signs(signs)}, {count} can: together these make the "
        f"odds {_shown(times)} times as good."
    )
    rows = [
        (sign.name, f"× {_shown(one)}")
        for sign, one in zip(SIGNS[:signs], ratios("research")[:signs], strict=True)
    ]
    table = pd.DataFrame([*rows, ("together", f"× {_shown(times)}")], columns=["sign", "odds"])
    return View(made, sentence, table, able)


def _signs(count: int) -> str:
    return (
        "the first sign",
        "the first two signs",
        "the first three",
        "the first four",
        "all five",
    )[count - 1]


def _project_beats_certificate(
    good: float, other: float, copied: float, certificate_good: float, certificate_other: float
) -> float:
    """Margin of a project over a certificate: the difference of the logarithms of their ratios."""
    return log(ratio(good, other, copied=copied)) - log(ratio(certificate_good, certificate_other))


def _ideas_beat_project(ideas: float, project: float, fit: float) -> float:
    """Margin of a paper or prize over a project that runs, both already ratios for people whose work it is."""
    return log(1 + fit * (ideas - 1)) - log(project)


def _hard(base: float, times: float) -> float:
    """Margin of the claim that one sign leaves somebody unlikely: how far below even odds it leaves the chance."""
    return 0.5 - chance(base, times)


def variables() -> dict[str, str]:
    """Return the numbers that the lesson quotes."""
    project = next(place for place, sign in enumerate(SIGNS) if sign.name == "project")
    copied = COPIED / 100
    return {
        "project_read": f"{ratios('ML engineer')[project]:.3g}",
        "project_copied": f"{ratios('ML engineer', copied)[project]:.1f}",
        "project_talked": f"{ratios('ML engineer', copied, 'talked about')[project]:.1f}",
        "found": f"{FOUND:.0%}",
    }


_COPIED = Span(0, 0.8, "assumed: from nobody to four in five of those without a project of their own")
CLAIMS = (
    Claim(
        name="five-signs",
        says="Five signs make a candidate stand out, each more than the one before: interest, software engineering, "
        "broad knowledge, finished projects, new ideas.",
        lecture="Finding A Job",
        evidence=Evidence.NEAR,
        measured="No study that we found compares the five. Employers who were interviewed trusted work accepted by "
        "others on GitHub more than a CV, for it is hard to fake [@marlow2013]. Freelancers earned more after a test "
        "of "
        "a skill, though they worked no better [@kassi2024]; letters written for the job told employers something "
        "until language models wrote them [@galdin2025].",
        lines=(
            Line(
                model="likelihood ratios, a project against a certificate",
                verdict=Verdict.HOLDS_WHEN,
                because="fewer than one in ten of those who have no project of their own can show a copy that looks "
                "like one. Copied by many, a project tells less than a certificate.",
                margin=_project_beats_certificate,
                ranges={
                    "good": Span(0.2, 0.5, "assumed: of those who can do the work, who show a project"),
                    "other": Span(0.02, 0.06, "assumed: of those who cannot, who show one of their own"),
                    "copied": _COPIED,
                    "certificate_good": Span(0.4, 0.6, "assumed: of those who can, who show a certificate"),
                    "certificate_other": Span(0.4, 0.5, "assumed: of those who cannot; little fewer"),
                },
                when=lambda good, other, copied, certificate_good, certificate_other: copied < 0.1,
                unit="of a logarithm of odds",
            ),
            Line(
                model="likelihood ratios, a paper or prize against a project",
                verdict=Verdict.REVERSES_WHEN,
                because="fewer than one in ten of those who can do the post’s work are people who publish or win "
                "contests, as in posts that keep models running. For research the lecture’s order stands.",
                margin=_ideas_beat_project,
                ranges={
                    "ideas": Span(
                        4, 12, "assumed: the ratio of a paper or prize, for people whose work it is"
                    ),
                    "project": Span(2.2, 8, "assumed: the ratio of a project that runs"),
                    "fit": Span(
                        0.02, 1, "assumed: from a post that asks for nothing new to one in research", log=True
                    ),
                },
                when=lambda ideas, project, fit: fit < 0.1,
                unit="of a logarithm of odds",
            ),
        ),
        references=("spence1973",),
    ),
    Claim(
        name="standing-out",
        says="It is hard to stand out where many apply.",
        lecture="Finding A Job",
        evidence=Evidence.NEAR,
        measured="At about a thousand companies, 2015 and 2016, one in 152 of those who applied was hired "
        "[@lever2016]; "
        "how many of them showed which sign is not told.",
        lines=(
            Line(
                model="Bayes’ rule, one sign and the share of applicants who can do the work",
                verdict=Verdict.HOLDS_WHEN,
                because="fewer than one applicant in twenty can do the work. Then not even the rarest sign makes it "
                "more "
                "likely than not that its bearer can. Where half of the applicants can, any sign does.",
                margin=_hard,
                ranges={
                    "base": Span(
                        0.01, 0.5, "assumed: of those who apply, the share who can do the work", log=True
                    ),
                    "times": Span(1.2, 12, "assumed: from a certificate to a prize", log=True),
                },
                when=lambda base, times: base < 0.05,
                unit="of probability below one half",
            ),
        ),
    ),
)

EXPLORABLES = (
    Explorable(
        name="signals-order",
        question="Which sign tells most, for which post?",
        predict=Pick(
            "Which sign makes the odds that somebody can do this post’s work best?",
            tuple((slug(one.name), f"{one.name}, such as {one.example.split(', ')[0]}") for one in SIGNS),
        ),
        controls=(
            Choice("post", "Post", tuple(POSTS), "ML engineer"),
            Slider("copied", "Who had none and now copies one", 0, 80, 10, COPIED, "{}%"),
            Choice("looked", "The sign is", tuple(LOOKS), "read"),
        ),
        draw=draw_order,
    ),
    Explorable(
        name="signals-sum",
        question="How many of those who show the signs can do the work?",
        predict=Range("Of 100 applicants who show these signs, how many can do the work?", "of 100", 0, 100),
        controls=(
            Slider("base", "Of 100 applicants can do the work", 5, 30, 5, 10),
            Slider("signs", "Signs shown, in the lecture’s order", 1, 5, 1, 4),
            Slider("overlap", "Said already by the strongest", 0, 100, 25, 50, "{}%"),
        ),
        draw=draw_sum,
    ),
)
