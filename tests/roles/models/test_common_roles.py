import re

from mlteams.paths import ROOT
from mlteams.roles.models import common_roles as c


def test_five_roles_of_the_lecture_and_four_since():
    assert [role.lecture for role in c.ROLES] == [True] * 5 + [False] * 4
    assert len(set(c.NAMES)) == 9


def test_the_table_has_a_row_for_each_role():
    table = c.table()
    assert list(table["role"]) == list(c.NAMES)
    assert (table != "").all().all()


def test_the_lesson_shows_the_same_table():
    page = (ROOT / "chapters" / "roles" / "titles.qmd").read_text(encoding="utf-8")
    shown = re.findall(r"^\| \*\*(.+?)\*\* \| (.+?): \*(.+?)\* \| (.+?) \|$", page, flags=re.M)
    assert shown == [(role.name, role.does, role.product, role.tools) for role in c.ROLES]
