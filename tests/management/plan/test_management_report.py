"""What management says in the report of a plan: in every form the same, and something for any plan that is valid."""

import re
from datetime import date
from pathlib import Path

import pypandoc
import pytest
from html_page import read_page, stands_alone
from planted import HERON, written

from mlteams.plan.plan_file import read_plan
from mlteams.plan.plan_report import plan_report
from mlteams.report.html import as_html
from mlteams.report.write import write

ROOT = Path(__file__).parents[3]
TODAY = date(2027, 1, 4)
DATES = "management:\n  dates:\n    "
WANTED = [
    "Decide about all depots when the shadow run has shown",
    "An answer is needed by 7 May 2027",
    "If the answer is no: clerks go on typing 30,000 labels a day",
    *("80%, known by 30 April 2027", "85%, if it works"),
    *("Three numbers, and what they mean", "When is it done?", "What decides it", "Which way first?"),
    *(
        "What is agreed",
        "What the plan rests on",
        "Assumptions and their status",
        "Where the numbers come from",
    ),
    "From September a machine types three labels in five",
    "3 September 2027",
    "Shadow run in one depot",
    "Printed labels",
    "57 of 60 runs without a new best: change the search",
    "measure it in the shadow run",
    "published",
    "Tasks count as independent",
]


def test_herons_report_says_everything_in_every_form(tmp_path):
    plan = read_plan(ROOT / "examples" / "heron" / "plan.yaml", TODAY)
    (study,) = (study for part, _, study in plan.studies if part.name == "management")
    report, outcome = plan_report(plan), study.forecast.outcome
    texts = [stands_alone(as_html(report)).text]
    for end in ("docx", "md"):
        write(report, tmp_path / f"plan.{end}")
        text = pypandoc.convert_file(
            str(tmp_path / f"plan.{end}"), "plain", extra_args=["--wrap=none", "--columns=500"]
        )
        texts.append(re.sub(r"\s+", " ", text))
    for text in texts:
        for wanted in [*WANTED, f"{outcome.cost:.0f} person-weeks"]:
            assert wanted in text, wanted
    picture = re.search(r"<svg.*?</svg>", as_html(report), re.S)[0]
    assert ">promised</text>" in picture
    assert picture.count("var(--violet)") >= 2  # the line and its label


# Words that a technical lead who is no statistician may not know. Those that the glossary explains may stand.
TECHNICAL = (
    r"p\d\d|percentiles?|quantiles?|quartiles?|medians?|means?|variances?|standard (?:deviations?|errors?)|"
    r"distributions?|lognormal|pert|monte carlo|simulat\w+|samples?|seeds?|criticality|critical path|correlat\w+|"
    r"independen\w+|probabilit\w+|likelihood|prior|posterior|bayes\w*|regression|confidence intervals?|"
    r"significan\w+|hypothes\w+|expected (?:value|cost)|stochastic|heavy tail|spread|resampl\w+|f-?1|auc|precision|"
    r"recall|accuracy|baseline|thresholds?|stall|portfolio|λ"
)


def explained():
    page = (ROOT / "glossary.qmd").read_text(encoding="utf-8")
    return re.findall(r"^\[([^\]]+)\]\{#", page, flags=re.M)


def unexplained(text):
    """Return the technical terms of a text that no entry of the glossary begins like."""
    known = [part.lower() for term in explained() for part in term.split(", ")]
    found = {one.lower() for one in re.findall(rf"\b(?:{TECHNICAL})\b", text, flags=re.I)}
    return {one for one in found if not any(one.startswith(term.rstrip("e")) for term in known)}


@pytest.mark.parametrize("name", ["heron", "insurer"])
def test_the_report_uses_no_technical_term_that_the_glossary_does_not_carry(name):
    page = as_html(plan_report(read_plan(ROOT / "examples" / name / "plan.yaml", TODAY)))
    text = re.sub(r"<[^>]*>", " ", re.sub(r"(?s)<style>.*?</style>", " ", page))
    own = (ROOT / "examples" / name / "plan.yaml").read_text(encoding="utf-8")  # the team's words are its own
    assert unexplained(text) - unexplained(own) == set()
    assert unexplained("the P95, a quantile") == {"p95", "quantile"}
    assert unexplained("the P85, the mean, correlations, resampled") == set()


def test_the_report_is_read_in_the_order_in_which_somebody_decides():
    report = plan_report(read_plan(HERON, TODAY))
    asked = "Decide about all depots when the shadow run has shown what the machine misreads"
    assert report.answer.startswith(asked)
    assert [type(block).__name__ for block in report.blocks[:5]] == [
        *("Quote", "Paragraph", "Grid", "Heading", "Numbers")
    ]
    assert len(report.blocks[4].numbers) == 3
    assert [block.text for block in report.blocks if type(block).__name__ == "Heading"][-2:] == [
        *("What the plan rests on", "Where the numbers come from")
    ]


def test_a_plan_without_a_title_takes_the_roadmaps(tmp_path):
    text = "    - {name: a, estimate: 1}\n"
    path = written(tmp_path, "  dates: {roadmap: tasks.yaml}\n", text)
    for title, said in (("", "plan"), ("title: Parcels fly\n", "Parcels fly")):
        (tmp_path / "tasks.yaml").write_text(f"{title}unit: weeks\ntasks:\n{text}")
        assert plan_report(read_plan(path, TODAY)).title == said
    path.write_text("title: Ours\n" + path.read_text())
    assert plan_report(read_plan(path, TODAY)).title == "Ours"


@pytest.mark.parametrize(
    "text",
    [
        "title: x\n",
        f"{DATES}promise: {{date: 2026-01-01, confidence: 1}}\n    top_risk: {{date: a, chance: b}}\n",
        f"{DATES}roadmap: {{unit: days, tasks: [{{name: a, estimate: 1, status: failed}}]}}\n"
        "    top_risk: {date: a}\n",
        f"{DATES}roadmap: {{unit: days, tasks: [{{name: a, estimate: 0}}]}}\n"
        "    promise: {date: 2027-01-04, confidence: 1}\n",
        f"{DATES}roadmap: {{unit: days, start: 2028-01-01, tasks: [{{name: a, estimate: 3}}]}}\n"
        "    promise: {date: 2027-05-05}\n",
        "management:\n  approaches: {shared: 1, options: "
        "[{name: a, chance: 1, cost: 1}, {name: b, chance: 0, cost: 9}]}\n",
        "management:\n  approaches: {options: [{name: a, chance: 0, cost: 1}, {name: b}]}\n"
        "  progress: {stall: {runs: 3}}\n",
        "management:\n  approaches: {shared: 0.5, options: ["
        + "{name: a, chance: 0.5, cost: 1}, " * 50
        + "]}\n",
    ],
)
def test_plans_at_the_edge_have_a_report_in_every_form(tmp_path, text):
    (tmp_path / "plan.yaml").write_text(text)
    report = plan_report(read_plan(tmp_path / "plan.yaml", TODAY))
    assert "nan" not in re.findall(r"\w+", read_page(as_html(report)).text.lower())
    for end in ("html", "docx", "md"):
        write(report, tmp_path / f"out.{end}")
