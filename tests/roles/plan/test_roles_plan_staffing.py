"""Staffing and absence: needs that nobody covers, who answers for what, and what stands on one person."""

import pytest
from planted_roles import found, only

NEEDS = "  staffing:\n    needs:\n      - {name: serving, days: 4}\n      - {name: evaluation, days: 3}\n    posts:\n"
PROMISE = "management:\n  dates:\n    promise: {date: 2027-09-03}\n"
BENEFIT = "management:\n  board:\n    benefit: EUR 180,000 a year\n"
NAMED = "    error_cost: builder\n    lead: builder\n"


def team(*posts, named=""):
    """Return a staffing whose posts begin in line 6."""
    rows = "".join(
        f"      - {{name: {name}, people: {count}, covers: [{can}]}}\n" for name, count, can in posts
    )
    return f"{NEEDS}{rows}{named}"


BUILDER = ("builder", 2, "serving, evaluation")


def test_a_need_that_nobody_covers_is_named_with_what_is_promised(tmp_path):
    plain = only(found(tmp_path, team(("builder", 1, "serving"))))
    assert plain.says == "Nobody covers 'evaluation'."
    assert plain.lines == (5, 6)
    assert "1 person is hired, and of 2 needs" in plain.because
    with_promise = only(found(tmp_path, team(("builder", 1, "serving"), named=NAMED), PROMISE))
    assert with_promise.lines == (5, 6, 12)
    assert "3 September 2027" in with_promise.because


@pytest.mark.parametrize(
    "text",
    [
        NEEDS,  # nobody hired yet, so nothing is left out
        team(("builder", 0, "serving")),  # no one in the post
        team(BUILDER),
        team(("a", 1, "serving"), ("b", 1, "evaluation")),
    ],
)
def test_no_need_is_left_out(tmp_path, text):
    assert found(tmp_path, text) == []


def test_a_post_with_nobody_in_it_covers_nothing(tmp_path):
    some = found(tmp_path, team(("builder", 1, "serving"), ("tester", 0, "evaluation")))
    assert only(some).says == "Nobody covers 'evaluation'."


def test_a_post_covers_what_is_no_need(tmp_path):
    some = only(found(tmp_path, team(BUILDER, ("other", 1, "servng"))))
    assert "covers 'servng', which is no need" in some.says
    assert "did you mean 'serving'?" in some.because


# A person has 4.5 days a week: two have 9, three 13.5, and 4 + 3 are asked for.
@pytest.mark.parametrize(
    ("count", "serving", "short"), [(1, 1.5, False), (1, 1.6, True), (2, 6, False), (2, 6.1, True)]
)
def test_days_are_short_from_what_a_week_holds_on(tmp_path, count, serving, short):
    text = team(("builder", count, "serving, evaluation")).replace("days: 4", f"days: {serving}")
    some = found(tmp_path, text)
    assert bool(some) is short
    if short:
        assert f"{serving + 3:g} days a week are needed" in only(some).because
        assert f"has {4.5 * count:g}" in only(some).because


def test_days_are_short_for_one_need_although_others_have_room(tmp_path):
    some = only(
        found(tmp_path, team(("a", 1, "serving"), ("b", 2, "evaluation")).replace("days: 4", "days: 5"))
    )
    assert some.says == "For 'serving' the people have fewer days than the plan needs."


@pytest.mark.parametrize(("count", "bad"), [(4, False), (5, True), (6, True)])
def test_five_people_need_somebody_who_says_what_an_error_costs(tmp_path, count, bad):
    post = ("builder", count, "serving, evaluation")
    some = found(tmp_path, team(post))
    assert bool(some) is bad
    if bad:
        assert only(some).says == f"{count} people are hired, and no post says what an error costs."
    assert found(tmp_path, team(post, named="    error_cost: builder\n")) == []


def test_a_benefit_that_leadership_hears_needs_it_too(tmp_path):
    some = only(found(tmp_path, team(BUILDER), BENEFIT))
    assert some.lines == (6, 10)  # posts, and the benefit
    assert "no post says what an error costs" in some.says
    assert found(tmp_path, team(BUILDER, named="    error_cost: builder\n"), BENEFIT) == []
    assert found(tmp_path, NEEDS, BENEFIT) == []


def test_a_promise_of_management_needs_a_post_that_answers_for_it(tmp_path):
    some = only(found(tmp_path, team(BUILDER), PROMISE))
    assert some.says == "3 September 2027 is promised, and no post answers for it."
    assert some.lines == (6, 10)
    assert found(tmp_path, team(BUILDER, named="    lead: builder\n"), PROMISE) == []
    assert found(tmp_path, team(BUILDER)) == []
    assert found(tmp_path, NEEDS, PROMISE) == []


@pytest.mark.parametrize("key", ["lead", "error_cost"])
@pytest.mark.parametrize("who", ["product manager", "tester"])
def test_who_answers_for_something_is_hired(tmp_path, key, who):
    text = team(BUILDER, ("tester", 0, "evaluation"), named=f"    {key}: {who}\n")
    some = only(found(tmp_path, text))
    assert f"The plan says that '{who}'" in some.says
    assert "nobody is hired for that post" in some.says


def test_two_of_one_name(tmp_path):
    some = only(found(tmp_path, team(BUILDER, BUILDER)))
    assert some.says == "Two posts are called 'builder'."
    assert some.lines == (7, 8)


def absence(*posts, **keys):
    return team(*posts) + "  absence:\n" + "".join(f"    {key}: {value}\n" for key, value in keys.items())


ALONE = ("builder", 1, "serving, evaluation")


def days(text):
    """Return a staffing whose needs take a day each, so that one person has the time."""
    return text.replace("days: 4", "days: 1").replace("days: 3", "days: 1")


def test_one_person_behind_two_critical_skills(tmp_path):
    text = days(absence(ALONE, critical="[serving, evaluation]", away="10%"))
    some = only(found(tmp_path, text))
    assert some.says == "One person, the builder, is behind 'serving' and 'evaluation', both critical."
    assert "25 of 250 working days" in some.because
    assert some.lines == (7, 9)


@pytest.mark.parametrize(
    ("posts", "keys"),
    [
        ([BUILDER], {"critical": "[serving, evaluation]"}),  # two people
        ([ALONE], {"critical": "[serving]"}),  # one skill
        ([ALONE, ("tester", 1, "evaluation")], {"critical": "[serving, evaluation]"}),
        ([("a", 1, "serving"), ("b", 1, "evaluation")], {"critical": "[serving, evaluation]"}),
        (
            [ALONE, ("clerk", 1, "")],
            {"critical": "[serving, evaluation]", "train": "[{who: clerk, learns: evaluation}]"},
        ),
        ([ALONE], {"critical": ""}),
    ],
)
def test_not_one_person_behind_two(tmp_path, posts, keys):
    assert found(tmp_path, days(absence(*posts, **keys))) == []


@pytest.mark.parametrize(
    ("answer", "bad"), [("nothing", True), ("train", False), ("hire", False), ("", False)]
)
def test_a_critical_need_on_one_person_is_not_left_alone(tmp_path, answer, bad):
    text = absence(
        ("a", 1, "serving"), ("b", 2, "evaluation"), critical="[serving, evaluation]", answer=answer
    )
    some = found(tmp_path, text)
    assert bool(some) is bad
    if bad:
        assert only(some).says.startswith("'serving' is critical, stands on one person")
        assert "12 of 250" in only(some).because  # one day in twenty, where the plan does not say


def test_training_that_cannot_be_meant(tmp_path):
    rows = "[{who: clerk, learns: serving}, {who: builder, learns: serving}, {who: builder, learns: law}]"
    some = found(tmp_path, absence(BUILDER, train=rows))
    assert [one.says for one in some] == [
        "'law' is learned, and is no need of the plan.",
        "'clerk' learns something, and nobody is hired for that post.",
        "'builder' learns 'serving', and covers it already.",
    ]


def test_a_critical_skill_is_a_need(tmp_path):
    some = only(found(tmp_path, absence(BUILDER, critical="[sorting]")))
    assert some.says == "'sorting' is critical, and is no need of the plan."
