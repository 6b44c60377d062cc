"""Whoever solves the exercises has a plan that does not contradict itself."""

import json
import shutil
import subprocess
import sys
from datetime import date

from planted import ROOT

from mlteams.management import PART
from mlteams.plan.plan_check import contradictions
from mlteams.plan.plan_file import read_plan, template


def code(lesson):
    path = ROOT / "solutions" / "management" / f"{lesson.name}.ipynb"
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")


def test_the_solutions_leave_a_plan_that_holds(tmp_path):
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    (tmp_path / ".course.json").write_text("{}")  # marks a work folder
    for lesson in PART.lessons:
        if lesson.exercises:
            command = [sys.executable, "-c", code(lesson)]
            done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False, text=True)
            assert done.returncode == 0, done.stderr
    plan = read_plan(tmp_path / "plan.yaml", date(2027, 1, 4))
    assert contradictions(plan) == ()
    # What the exercises do not fill, the template says is the team's to write.
    left = {
        "title",
        "management.dates.top_risk.chance",
        "management.dates.assumptions",
        "management.progress.rewards",
    }
    assert set(plan.empty) <= left
    text = (tmp_path / "plan.yaml").read_text(encoding="utf-8")
    comments = [line for line in template().splitlines() if line.strip().startswith("#")]
    assert [line for line in comments if line not in text] == []
