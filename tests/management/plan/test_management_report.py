"""What management says in the report of a plan: in every form the same, and something for any plan that is valid."""

import re
from datetime import date
from pathlib import Path

import pypandoc
import pytest
from html_page import read_page, stands_alone

from mlteams.plan.plan_file import read_plan
from mlteams.plan.plan_report import plan_report
from mlteams.report.html import as_html
from mlteams.report.write import write

ROOT = Path(__file__).parents[3]
TODAY = date(2027, 1, 4)
DATES = "management:\n  dates:\n    "
WANTED = [
    *("The sentence for leadership", "When is it done?", "Top risks", "Approaches", "What is agreed"),
    "Assumptions and their status",
    "From September a machine types three labels in five",
    "3 September 2027",
    "Shadow run in one depot",
    "Printed labels",
    "57 of 60 runs without a new best: change the search",
    "measure it in the shadow run",
    "published",
    "Durations and successes are drawn independently",
]


def test_herons_report_says_everything_in_every_form(tmp_path):
    plan = read_plan(ROOT / "examples" / "heron" / "plan.yaml", TODAY)
    report, outcome = plan_report(plan), plan.studies[0][2].forecast.outcome
    texts = [stands_alone(as_html(report)).text]
    for end in ("docx", "md"):
        write(report, tmp_path / f"plan.{end}")
        text = pypandoc.convert_file(
            str(tmp_path / f"plan.{end}"), "plain", extra_args=["--wrap=none", "--columns=500"]
        )
        texts.append(re.sub(r"\s+", " ", text))
    for text in texts:
        for wanted in [*WANTED, f"{outcome.p85:.1f} weeks"]:
            assert wanted in text, wanted
    picture = re.search(r"<svg.*?</svg>", as_html(report), re.S)[0]
    assert ">promised</text>" in picture
    assert picture.count("var(--violet)") >= 2  # the line and its label


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
