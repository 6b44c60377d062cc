"""The report of a plan as a page: nothing asked, nothing that axe finds, and a phone scrolls only down."""

from datetime import date
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from mlteams.plan.plan_file import read_plan
from mlteams.plan.plan_report import plan_report
from mlteams.report.write import write

ROOT = Path(__file__).parents[2]
LONG = "x" * 120
CROWDED = f"""
title: {LONG}
management:
  dates:
    roadmap: {{unit: weeks, tasks: [{{name: {LONG}, estimate: [1, 2, 3], chance: 0.4}}]}}
    promise: {{date: 2027-01-05, confidence: 99%}}
    assumptions: [{{says: {LONG}, status: assumed, check: {LONG}}}]
  approaches: {{options: [{{name: {LONG}, chance: 0.5, cost: 1}}], order: [{LONG}x]}}
""".replace(f"{LONG}x", LONG[1:])
pytestmark = pytest.mark.browser


@pytest.mark.parametrize("crowded", [False, True])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_of_a_plan_is_for_everyone(page, tmp_path, crowded, scheme):
    (tmp_path / "plan.yaml").write_text(CROWDED)
    source = tmp_path / "plan.yaml" if crowded else ROOT / "examples" / "heron" / "plan.yaml"
    write(plan_report(read_plan(source, date(2027, 1, 4))), tmp_path / "plan.html")
    asked = []
    page.on("request", lambda request: asked.append(request.url.split(":")[0]))
    page.emulate_media(color_scheme=scheme)
    page.goto((tmp_path / "plan.html").as_uri())
    found = Axe().run(page).response["violations"]
    assert [(v["id"], v["nodes"][0]["target"]) for v in found] == []
    assert set(asked) <= {"file", "data"}
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
