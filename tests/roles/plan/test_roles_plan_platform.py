"""Titles, skills and platform: one title for two kinds of work, a mix that nobody has, an engineer for few models."""

import pytest
from planted_roles import found, only
from scipy.stats import multivariate_normal, norm

from mlteams.roles.models.repair_queue import busy, free


def posts(*pairs):
    rows = "".join(f"      - {{title: {title}, work: {work}}}\n" for title, work in pairs)
    return f"  titles:\n    posts:\n{rows}"


@pytest.mark.parametrize(
    ("pairs", "lines"),
    [
        ([("data scientist", "ML engineer"), ("x", "x"), ("Data Scientist", "analyst")], (4, 6)),
        ([("data scientist", "ML engineer"), ("data scientist", "ML engineer")], None),
        ([("a", "ML engineer"), ("b", "analyst")], None),
        ([("a", "ML engineer"), ("a", "")], None),
    ],
)
def test_one_title_stands_over_one_kind_of_work(tmp_path, pairs, lines):
    some = found(tmp_path, posts(*pairs))
    assert [one.lines for one in some] == ([lines] if lines else [])
    if lines:
        assert "the work of ML engineer and analyst" in only(some).says


def mix(skills, have, pool):
    names = ", ".join(f"s{one}" for one in range(skills))
    return f"  skills:\n    asked: [{names}]\n    have: {have}\n    pool: {pool}\n"


def test_a_post_asks_for_no_more_than_somebody_has(tmp_path):
    """The edge by SciPy's bivariate normal: both of two skills, each that of one in five."""
    cut, together = norm.isf(0.2), 0.3  # as the lesson assumes
    both = multivariate_normal([0, 0], [[1, together], [together, 1]]).cdf([-cut, -cut])
    enough = int(1 / both) + 1
    assert found(tmp_path, mix(2, "20%", enough)) == []
    some = only(found(tmp_path, mix(2, "20%", enough - 1)))
    assert some.says == f"One post asks for 2 skills at once, and {enough - 1} people could apply."
    assert f"1 in {1 / both:.0f}" in some.because


@pytest.mark.parametrize(("pool", "bad"), [(5, False), (4, True)])
def test_one_person_is_enough(tmp_path, pool, bad):
    """One skill of one in five: of five people one has it, of four less."""
    assert bool(found(tmp_path, mix(1, "20%", pool))) is bad


def test_a_skill_that_is_named_twice_is_one(tmp_path):
    text = "  skills:\n    asked: [a, a, a, a, a]\n    have: 20%\n    pool: 5\n"
    assert found(tmp_path, text) == []


def platform(models, add, engineers=1, left="", between=30, repair=1.5):
    return (
        f"  platform:\n    models: {models}\n    days_between_breakages: {between}\n    repair_days: {repair}\n"
        f"    engineers: {engineers}\n    left: {left}\n    add: {add}\n"
    )


def test_a_platform_engineer_for_two_models(tmp_path):
    some = only(found(tmp_path, platform(2, "platform engineer")))
    assert some.says == "A platform engineer is added for 2 models."
    assert some.lines == (3, 8)
    hers, other = free(2, 0.05, 1, 0.5), free(2, 0.05, 2)
    assert f"the time of {hers:.2f} engineers" in some.because
    assert f"that of {other:.2f}" in some.because


@pytest.mark.parametrize("left", ["", "50%", "40%"])
def test_she_pays_from_where_she_leaves_as_much_time(tmp_path, left):
    share = float(left.removesuffix("%") or 50) / 100
    edge = next(n for n in range(1, 100) if free(n, 0.05, 1, share) >= free(n, 0.05, 2))
    assert found(tmp_path, platform(edge, "platform engineer", left=left)) == []
    some = only(found(tmp_path, platform(edge - 1, "platform engineer", left=left)))
    assert f"from {edge} models on" in some.because
    for add in ("task engineer", ""):
        assert found(tmp_path, platform(edge - 1, add, left=left)) == []


def test_nobody_is_added_although_repairs_take_more_than_half(tmp_path):
    """Google's cap: an equal load of the closed queue crosses half between 10 and 12 models (46 and 55 percent)."""
    edge = next(n for n in range(1, 100) if busy(n, 0.05) > 0.5)
    assert 10 < edge <= 12
    assert found(tmp_path, platform(edge - 1, "nobody")) == []
    some = only(found(tmp_path, platform(edge, "nobody")))
    assert some.says == f"Nobody is added, and {edge} models take more than half of the time."
    assert some.read.endswith("#sec-see")
    assert found(tmp_path, platform(edge, "nobody", engineers=2)) == []
