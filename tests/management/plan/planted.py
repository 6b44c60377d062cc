"""Plans of management with something planted in them, and what contradicts itself there."""

from datetime import date
from pathlib import Path

from planted_plan import only, shaped

from mlteams.management import PART
from mlteams.plan.plan_check import contradictions
from mlteams.plan.plan_file import read_plan

ROOT = Path(__file__).parents[3]
HERON = ROOT / "examples" / "heron" / "plan.yaml"
__all__ = ["HERON", "PAGES", "TODAY", "found", "only", "study_of", "written"]
TODAY = date(2027, 1, 4)
BESIDE = "  dates:\n    roadmap: tasks.yaml\n"  # lines 2 and 3 of a plan
PAGES = {f"chapters/management/{lesson.name}.html" for lesson in PART.lessons}


def written(tmp_path, text, tasks=None):
    """Write what stands under `management:`, and beside the plan a roadmap of tasks, in weeks."""
    if tasks:
        (tmp_path / "tasks.yaml").write_text(f"unit: weeks\ntasks:\n{tasks}", encoding="utf-8")
    path = tmp_path / "plan.yaml"
    path.write_text(f"management:\n{text}", encoding="utf-8")
    return path


def study_of(tmp_path, text, tasks=None):
    studies = read_plan(written(tmp_path, text, tasks), TODAY).studies
    (study,) = (study for part, _, study in studies if part is PART)
    return study


def found(tmp_path, text, tasks=None):
    """Return the contradictions of a plan, each of the shape that all have."""
    some = contradictions(read_plan(written(tmp_path, text, tasks), TODAY))
    length = len(text.splitlines()) + 1
    return shaped(some, length, PAGES)
