"""Plans of hiring with something planted in them, and what contradicts itself there."""

from datetime import date
from pathlib import Path

from planted_plan import Planted, only

from mlteams.hiring import PART

ROOT = Path(__file__).parents[3]
HERON = ROOT / "examples" / "heron" / "plan.yaml"
__all__ = ["HERON", "PAGES", "TODAY", "found", "only", "study_of", "written"]
TODAY = date(2026, 11, 16)
_PLANTED = Planted(PART, TODAY)
PAGES, written, study_of, found = _PLANTED.pages, _PLANTED.written, _PLANTED.study_of, _PLANTED.found
