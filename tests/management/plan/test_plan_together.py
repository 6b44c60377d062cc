"""Who works with whom: hand-overs, the choice among ideas and a process that take longer than the other way."""

import pytest
from planted import found, only, study_of

from mlteams.management.plan import together

# Handed over 4/(1 − .5) = 8 weeks; together 4·(1 + h)/(1 − .5·.5): as long at h = .5.
PIECE = "{{name: {}, weeks: {}, comes_back: {}, prevented: 50%, overhead: {}, way: {}}}"


def work(*pieces, engineers=""):
    lines = "".join(f"        - {PIECE.format(*piece)}\n" for piece in pieces)
    return f"  together:\n    work:\n      engineers: {engineers}\n      pieces:\n{lines}"


@pytest.mark.parametrize(
    ("overhead", "way", "told"),
    [
        (0.5, "together", ""),
        (0.514, "together", ""),  # 8.07 weeks: within 1% of 8
        (0.516, "together", "8.1 weeks instead of 8.0"),  # 8.09
        (0.5, "hand over", ""),
        (0.486, "hand over", ""),  # 7.925
        (0.484, "hand over", "7.9 weeks instead of 8.0"),  # 7.915, and 8/1.01 is 7.921
        (0.2, "", ""),
    ],
)
def test_a_piece_that_takes_clearly_longer_this_way(tmp_path, overhead, way, told):
    some = found(tmp_path, work(("a", 4, "50%", overhead, way), engineers=1))
    if told:
        assert told in only(some).because
        assert only(some).lines == (6,)
    else:
        assert some == ()


def test_where_no_number_of_engineers_is_said_nothing_is_handed_over_in_vain(tmp_path):
    assert found(tmp_path, work(("a", 4, "50%", 0.1, "hand over"))) == ()
    assert found(tmp_path, work(("a", 4, "50%", 0.1, "hand over"), engineers=0)) == ()
    one = only(found(tmp_path, work(("a", 4, "50%", 0.1, "hand over"), engineers=1)))
    assert "1 engineer can sit in, and 0 of the pieces are built together." in one.because


def test_more_pieces_than_engineers(tmp_path):
    pieces = [(name, 4, "50%", 0.1, "together") for name in "abc"]
    assert found(tmp_path, work(*pieces, engineers=3)) == ()
    one = only(found(tmp_path, work(*pieces, engineers=2)))
    assert one.says == "3 pieces of work are built together, and 2 engineers can sit in."
    assert one.lines == (4, 6, 7, 8)


@pytest.mark.parametrize(("weeks", "swapped"), [(4, False), (4.13, False), (4.3, True), (3, False)])
def test_two_pieces_that_should_change_places(tmp_path, weeks, swapped):
    """An engineer saves 8 − 5.333·(1 + .1) = 2.1333 weeks at four weeks, in proportion at others; 1% of 8.6 is .086."""
    some = found(
        tmp_path,
        work(("a", 4, "50%", 0.1, "together"), ("b", weeks, "50%", 0.1, "hand over"), engineers=1),
    )
    assert bool(some) is swapped
    if swapped:
        assert only(some).says.startswith("“a” is built together and “b” handed over")
        assert "saves 2.3 weeks at the second and 2.1 at the first" in only(some).because
        assert only(some).lines == (6, 7)


def choice(who, across, areas=2, ideas=2, within=0.5):
    keys = f"who: {who}, areas: {areas}, ideas: {ideas}, within: {within}, across: {across}"
    return f"  together:\n    choice: {{{keys}}}\n"


# The mean of the larger of two normal values is 1/√π = .5642, and of the best two of four (1.0294 + .2970)/2 = .6632
# (tables of Harter 1961). So one for all must judge with .5 · .5642/.6632 = .4254.
@pytest.mark.parametrize(
    ("who", "across", "bad"),
    [
        ("one for all", 0.42, True),
        ("one for all", 0.43, False),
        ("each area", 0.42, False),
        ("each area", 0.43, True),
        ("", 0.43, False),
        ("each area", "", False),
    ],
)
def test_who_chooses_yields_less_than_the_other(tmp_path, who, across, bad):
    some = found(tmp_path, choice(who, across))
    assert bool(some) is bad
    if bad:
        assert "the best 2 of 4 ideas" in only(some).because
        assert f"from 0.43 on; the plan says {across}" in only(some).because


def test_of_one_idea_in_each_area_nobody_chooses(tmp_path):
    assert found(tmp_path, choice("one for all", 0, ideas=1)) == ()


def process(way, colleagues, documents=2, spared="50%", talk=15):
    keys = f"way: {way}, colleagues: {colleagues}, talk: {talk}, documents: {documents}, spared: {spared}"
    return f"  together:\n    process: {{{keys}}}\n"


# Documents of two hours spare half of a quarter of an hour with each: as long with 16 colleagues, four hours a week.
@pytest.mark.parametrize(
    ("way", "colleagues", "told"),
    [
        ("documents", 16, ""),
        ("documents", 15, "3.8 hours a week by talk, 3.9 with documents"),  # 3.75 and 3.875
        ("talk", 16, ""),
        ("talk", 17, "4.2 hours a week by talk, 4.1 with documents"),  # 4.25 and 4.125
        ("talk", 4, ""),
        ("", 40, ""),
    ],
)
def test_a_way_to_agree_that_takes_clearly_longer(tmp_path, way, colleagues, told):
    some = found(tmp_path, process(way, colleagues))
    assert bool(some) is bool(told)
    if told:
        assert told in only(some).because
        assert "Both take as long with 16 colleagues." in only(some).because


def test_documents_that_spare_no_talk(tmp_path):
    assert "spare no talk at all" in only(found(tmp_path, process("documents", 30, spared=0))).because
    assert found(tmp_path, process("documents", 0, documents=0)) == ()


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("{}", []),
        ("{choice: {who: one for all}, process: {way: talk}}", [("one for all", ""), ("by talk", "")]),
        ("{work: {pieces: [{name: a, way: hand over}]}}", [("all is handed over", "")]),
        (
            "{work: {pieces: ["
            + PIECE.format("a", 4, "50%", 0, "together")
            + ", {name: b, way: hand over}]}}",
            [("together: a", "")],  # b has no weeks
        ),
        (
            "{work: {pieces: [" + PIECE.format("a", 4, "50%", 0, "together") + "]}}",
            [("together: a", "5 weeks in all, 8 if all is handed over")],
        ),
    ],
)
def test_what_is_agreed_on_working_together(tmp_path, text, rows):
    agreed = together.agreed(study_of(tmp_path, f"  together: {text}\n").form.together)
    assert [(answer, note) for _, answer, note in agreed] == rows
