"""Plans of hiring with something planted in them, and what contradicts itself there."""

from datetime import date

from planted_plan import Planted, only

from mlteams.hiring import PART

__all__ = ["PAGES", "PLANTED", "TODAY", "found", "only", "study_of", "written"]
TODAY = date(2026, 11, 16)
PLANTED = Planted(PART, TODAY)
PAGES, written, study_of, found = PLANTED.pages, PLANTED.written, PLANTED.study_of, PLANTED.found
