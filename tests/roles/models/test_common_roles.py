from mlteams.roles.models import common_roles as c


def test_five_roles_of_the_lecture_and_four_since():
    assert [role.lecture for role in c.ROLES] == [True] * 5 + [False] * 4
    assert len(set(c.NAMES)) == 9


def test_the_table_has_a_row_for_each_role():
    table = c.table()
    assert list(table["role"]) == list(c.NAMES)
    assert (table != "").all().all()


def test_the_picture_names_all_roles():
    view = c.draw_roles()
    texts = {text.get_text() for text in view.figure.axes[0].texts}
    assert set(c.NAMES) <= texts
