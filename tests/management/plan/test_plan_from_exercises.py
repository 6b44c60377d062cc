"""Whoever solves the exercises has a plan that does not contradict itself."""

import json
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from mlteams.plan.plan_check import contradictions
from mlteams.plan.plan_file import read_plan, template

ROOT = Path(__file__).parents[3]


def code_of(notebook: Path) -> str:
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    return "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")


@pytest.mark.parametrize("backwards", [False, True])
def test_the_solutions_leave_a_plan_that_holds_in_whatever_order(tmp_path, backwards):
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    (tmp_path / ".course.json").write_text("{}")  # marks a work folder
    notebooks = sorted((ROOT / "solutions" / "management").glob("*.ipynb"), reverse=backwards)
    for notebook in notebooks:  # each in a process of its own, as each has its own kernel
        done = subprocess.run(
            [sys.executable, "-c", code_of(notebook)],
            cwd=tmp_path,
            capture_output=True,
            check=False,
            text=True,
        )
        assert done.returncode == 0, done.stderr
    plan = read_plan(tmp_path / "plan.yaml", date(2027, 1, 4))
    assert contradictions(plan) == ()
    # What the exercises do not fill, the template says is the team's to write.
    written = (
        "dates.top_risk.chance",
        "progress.rewards",
        "dates.assumptions",
        "together.choice",
        "together.process",
    )
    written += ("board.ask", "board.answer_by", "board.otherwise")
    empty = {one for one in plan.empty if one.startswith("management")}
    assert empty <= {f"management.{key}" for key in written}
    text = (tmp_path / "plan.yaml").read_text(encoding="utf-8")
    assert [
        line for line in template().splitlines() if line.strip().startswith("#") and line not in text
    ] == []
