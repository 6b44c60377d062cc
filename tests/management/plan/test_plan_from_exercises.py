"""Whoever solves the exercises has a plan that does not contradict itself."""

import json
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

from mlteams.plan.plan_check import contradictions
from mlteams.plan.plan_file import read_plan, template

ROOT = Path(__file__).parents[3]


def test_the_solutions_leave_a_plan_that_holds(tmp_path):
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    (tmp_path / ".course.json").write_text("{}")  # marks a work folder
    cells = json.loads((ROOT / "solutions" / "management.ipynb").read_text(encoding="utf-8"))["cells"]
    code = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, check=False, text=True
    )
    assert done.returncode == 0, done.stderr
    plan = read_plan(tmp_path / "plan.yaml", date(2027, 1, 4))
    assert contradictions(plan) == ()
    # What the exercises do not fill, the template says is the team's to write.
    left = {"title", "management.top_risk.chance", "management.rewards", "management.assumptions"}
    assert set(plan.empty) <= left
    text = (tmp_path / "plan.yaml").read_text(encoding="utf-8")
    assert [
        line for line in template().splitlines() if line.strip().startswith("#") and line not in text
    ] == []
