"""Does a process framework help a data science project, or slow it down?

Claims: use CRISP-DM or TDSP if you have a genuine large-scale coordination problem, and not otherwise; they can
slow you down because they are oriented around traditional data science; TDSP is the more structured of the two.
Model: hours a week that one person spends on coordination. Each must agree with some colleagues, by talk or by common
documents; summed over n people who all must agree with each other, talk grows as the n(n − 1)/2 pairs of Brooks (1975).
Assumptions: with every such colleague a person talks for a fixed time; documents take a fixed time and spare a share of
the talk. All of it is assumed. What the documents are worth later, to a successor or an auditor, is not in the model,
nor whether the steps of a framework fit the work. Units: hours a week.
"""

import numpy as np
import pandas as pd

from mlteams.core import figure as look
from mlteams.core.claim import Claim, Evidence, Line, Span, Verdict
from mlteams.core.explorable import Explorable, Range, Slider, View
from mlteams.input.heron import fact
from mlteams.management.models.process_graphs import draw_graphs

PAIR_HOURS = fact("management.agreement.talk")  # a week, with one colleague with whom one must agree
DOCUMENTS, SPARED = fact("management.agreement.documents"), fact("management.agreement.spared")
COLLEAGUES = int(fact("management.agreement.colleagues"))  # with whom each must agree
MOST = 40  # colleagues that the picture shows


def _check(colleagues: float, pair_hours: float, spared: float, document_hours: float) -> None:
    if min(colleagues, pair_hours, document_hours) < 0 or not 0 <= spared <= 1:
        found = f"colleagues {colleagues}, talk {pair_hours}, spared {spared}, documents {document_hours}"
        raise ValueError(f"{found}; the share spared must be 0 to 1, and the others 0 or more")


def hours_without(colleagues: float, pair_hours: float = PAIR_HOURS) -> float:
    """Return the hours a week in which one person agrees with colleagues, all by talk."""
    _check(colleagues, pair_hours, 0.0, 0.0)
    return colleagues * pair_hours


def hours_with(
    colleagues: float, document_hours: float, spared: float, pair_hours: float = PAIR_HOURS
) -> float:
    """Return the hours a week if documents take `document_hours` and spare a share of the talk.

    Raises:
        ValueError: a number is negative, or spared is above 1.
    """
    _check(colleagues, pair_hours, spared, document_hours)
    return document_hours + colleagues * pair_hours * (1 - spared)


def break_even_colleagues(document_hours: float, spared: float, pair_hours: float = PAIR_HOURS) -> float:
    """Return with how many colleagues one must agree for documents to save as much as they take.

    Raises:
        ValueError: as in `hours_with`, or no talk is spared.
    """
    _check(0, pair_hours, spared, document_hours)
    if not spared * pair_hours:
        raise ValueError("no talk is spared; the share and the hours must be above 0")
    return document_hours / (spared * pair_hours)


def draw_hours(document_hours: int, spared: float, colleagues: int) -> View:
    """Draw one person's hours of coordination a week with documents and without."""
    each = np.arange(0, MOST + 1)
    without, joint = hours_without(colleagues), hours_with(colleagues, document_hours, spared)
    even = break_even_colleagues(document_hours, spared)
    made, (axes,) = look.figure(right=1.1)
    look.frame(
        axes, "colleagues with whom each must agree", "hours a week to agree, each", (0, MOST), (0, 13)
    )
    axes.set_xticks(range(0, MOST + 1, 10))
    axes.set_yticks(range(0, 13, 3))
    axes.plot(each, hours_without(1) * each, color=look.MUTED)
    axes.plot(each, document_hours + (1 - spared) * hours_without(1) * each, color=look.MAIN)
    last = hours_without(MOST), hours_with(MOST, document_hours, spared)
    apart = 0.0 if abs(last[0] - last[1]) > 2.2 else 1.1 - abs(last[0] - last[1]) / 2
    up = 1 if last[0] >= last[1] else -1
    look.label(axes, "by talk", (MOST, last[0] + up * apart), (6, 0), look.MUTED, va="center")
    look.label(axes, "with\ndocuments", (MOST, last[1] - up * apart), (6, 0), look.MAIN, va="center")
    for hours in (without, joint):
        look.dot(axes, (colleagues, hours), look.MARK)
    change = without - joint
    verdict = (
        "which changes nothing" if abs(change) < 0.05 else
        f"which {'saves' if change > 0 else 'costs'} each {_hours(abs(change))} a week"
    )  # fmt: skip
    sentence = (
        f"Whoever must agree with {colleagues} colleagues talks {_hours(without)} a week; a framework makes it "
        f"{_hours(joint)} with its documents, {verdict}. It pays above {even:.0f} colleagues (all inputs assumed)."
    )
    table = pd.DataFrame(
        [
            (n, f"{hours_without(n):.1f}", f"{hours_with(n, document_hours, spared):.1f}")
            for n in range(5, MOST + 1, 5)
        ],
        columns=["colleagues", "hours by talk", "hours with documents"],
    )
    return View(made, sentence, table, even)


def _hours(hours: float) -> str:
    number = f"{hours:.1f}".removesuffix(".0")
    return f"{number} hour{'' if number == '1' else 's'}"


def variables() -> dict[str, str]:
    """Return the numbers that the chapter quotes."""
    more = hours_with(COLLEAGUES, DOCUMENTS, SPARED) - hours_without(COLLEAGUES)
    return {
        "more_hours": _hours(more),  # at Heron, with documents
        "break_even_colleagues": f"{break_even_colleagues(DOCUMENTS, SPARED):.0f}",
        "pair_minutes": f"{60 * PAIR_HOURS:.0f}",
    }


def margin_framework(colleagues: int, pair_hours: float, spared: float, document_hours: float) -> float:
    """Return the hours a week that a framework saves each person."""
    without = hours_without(colleagues, pair_hours)
    return without - hours_with(colleagues, document_hours, spared, pair_hours)


CLAIMS = (
    Claim(
        name="frameworks",
        says="Try CRISP-DM or TDSP if you have a genuine large-scale coordination problem, and not otherwise.",
        lecture='What is "Agile" for ML?',
        evidence=Evidence.NEAR,
        measured="In an experiment that gave teams the same data science project and four ways to run it, "
        "Kanban did best and Scrum worst; CRISP-DM was one of the two between [@saltz2017]. It did not vary "
        "how many had to agree.",
        lines=(
            Line(
                model="hours of coordination by talk and by documents",
                verdict=Verdict.HOLDS_WHEN,
                because="large-scale means hours: each person talks, to agree with others, more than 5 times as "
                "long as the documents would take, and these spare a fifth of the talk or more. The "
                "number of people alone does not decide. What documents are worth later is not in the "
                "model.",
                margin=margin_framework,
                ranges={
                    "colleagues": Span(
                        2,
                        40,
                        "assumed: with whom each must agree, from a small team to a programme",
                        whole=True,
                    ),
                    "pair_hours": Span(0.1, 0.75, "assumed: talk with each of them", "hours a week"),
                    "spared": Span(
                        0.1,
                        0.6,
                        "assumed: from documents that few read to ones that settle most; nobody measured it",
                    ),
                    "document_hours": Span(0.5, 4, "assumed: from a page to half a day", "hours a week"),
                },
                when=lambda colleagues, pair_hours, spared, document_hours: (
                    colleagues * pair_hours > 5 * document_hours and spared >= 0.2
                ),
                unit="hours a week saved for each",
            ),
        ),
        references=("wirth2000", "brooks1975"),
    ),
    Claim(
        name="frameworks-traditional",
        says="Such frameworks can slow you down, because they are made for traditional data science rather "
        "than for machine learning.",
        lecture='What is "Agile" for ML?',
        evidence=Evidence.NEAR,
        measured="17 people at one bank, ING, named steps of their work that lifecycle models leave out: data "
        "collection, a feasibility study, documentation, monitoring, risk assessment of the model "
        "[@haakman2021]. Whether the gaps slowed anybody down was not measured. A later version of CRISP-DM "
        "adds monitoring [@studer2021].",
        unmodelled="whether the steps of a framework fit the work is read from both; a model would give back "
        "the fit that we put in.",
    ),
    Claim(
        name="structure",
        says="TDSP is the more structured of the two; CRISP-DM stays at a higher level.",
        lecture='What is "Agile" for ML?',
        evidence=Evidence.NEAR,
        measured="Read in both: TDSP describes the tasks of four roles and offers templates for documents "
        "[@tdsp2024]; the guide of CRISP-DM goes down to 24 tasks, with the documents of each [@chapman2000].",
        unmodelled="it is about what two documents prescribe. Which of them is more structured depends on "
        "whether one counts roles or tasks, and nothing in it can be assumed one way or another.",
        references=("wirth2000",),
    ),
)

EXPLORABLES = (
    Explorable(
        name="process-models-graphs", question="What do the two frameworks look like?", draw=draw_graphs
    ),
    Explorable(
        name="process-models-hours",
        question="When do the documents of a framework save more time than they take?",
        predict=Range(
            f"Suppose any two who must agree talk {60 * PAIR_HOURS:.0f} minutes a week. With how many colleagues must "
            "each agree for documents to pay?",
            "colleagues",
            1,
            200,
        ),
        controls=(
            Slider("document_hours", "Hours of documents a week, each", 1, 4, 1, int(DOCUMENTS)),
            Slider("spared", "Talk that they spare", 0.25, 0.75, 0.25, SPARED, "{:.0%}"),
            Slider(
                "colleagues",
                "Colleagues with whom each must agree",
                4,
                MOST,
                4,
                COLLEAGUES,
            ),
        ),
        draw=draw_hours,
    ),
)
