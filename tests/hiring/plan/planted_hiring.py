"""Plans of hiring with something planted in them, and what contradicts itself there."""

from datetime import date
from pathlib import Path

from planted_plan import only, shaped

from mlteams.hiring import PART
from mlteams.plan.plan_check import contradictions
from mlteams.plan.plan_file import read_plan

ROOT = Path(__file__).parents[3]
HERON = ROOT / "examples" / "heron" / "plan.yaml"
__all__ = ["HERON", "PAGES", "TODAY", "found", "only", "study_of", "written"]
TODAY = date(2026, 11, 16)
PAGES = {f"chapters/hiring/{lesson.name}.html" for lesson in PART.lessons}


def written(tmp_path, text, more=""):
    """Write what stands under `hiring:`, and more of the plan below."""
    path = tmp_path / "plan.yaml"
    path.write_text(f"hiring:\n{text}{more}", encoding="utf-8")
    return path


def study_of(tmp_path, text, more=""):
    studies = read_plan(written(tmp_path, text, more), TODAY).studies
    (study,) = (study for part, _, study in studies if part is PART)
    return study


def found(tmp_path, text, more=""):
    """Return the contradictions of hiring, each of the shape that all have."""
    some = contradictions(read_plan(written(tmp_path, text, more), TODAY))
    ours = [one for one in some if one.read.startswith("chapters/hiring/")]
    return shaped(ours, len((text + more).splitlines()) + 1, PAGES)
