import numpy as np
import pytest
from scipy.optimize import brentq

from mlteams.core.margins import look_over
from mlteams.management.models import process_models as m
from mlteams.management.models.process_graphs import FRAMEWORKS


def test_hours_of_a_team_against_counting_its_pairs():
    """Summed over a team in which all must agree, talk is what its pairs take, twice: both are there (Brooks 1975)."""
    people = 7
    talk = np.full((people, people), 0.25)
    np.fill_diagonal(talk, 0)
    assert people * m.hours_without(people - 1) == pytest.approx(talk.sum())
    talk *= 1 - 0.4
    assert people * m.hours_with(people - 1, 2, 0.4) == pytest.approx(talk.sum() + 2 * people)


@pytest.mark.parametrize(("documents", "spared"), [(2, 0.5), (4, 0.25), (1, 0.75)])
def test_break_even_against_root_finding(documents, spared):
    def saved(colleagues):
        return m.margin_framework(colleagues, 0.25, spared, documents)

    even = m.break_even_colleagues(documents, spared)
    assert even == pytest.approx(brentq(saved, 0, 1000))
    assert saved(even - 1) < 0 < saved(even + 1)


def test_documents_that_spare_a_fifth_break_even_at_five_times_their_hours():
    (line,) = m.CLAIMS[0].lines
    for talk, spared, met in ((5.01, 0.2, True), (4.99, 0.2, False), (5.01, 0.19, False)):
        at = {"colleagues": 10, "pair_hours": talk / 10, "spared": spared, "document_hours": 1.0}
        assert line.when(**at) is met
        assert (line.margin(**at) > 0) is met


def test_every_stage_leads_somewhere_that_exists():
    for stages in FRAMEWORKS.values():
        for forward, returns in stages.values():
            assert {forward, *returns} <= {*stages, "end"}


def test_the_picture_says_the_same_as_its_dots():
    for documents, spared, colleagues in ((2, 0.5, 8), (2, 0.5, 16), (1, 0.75, 40)):
        said = m.draw_hours(documents, spared, colleagues).sentence
        saved = m.margin_framework(colleagues, m.PAIR_HOURS, spared, documents)
        word = "changes nothing" if saved == 0 else "saves each" if saved > 0 else "costs each"
        assert word in said


@pytest.mark.parametrize("line", [line for claim in m.CLAIMS for line in claim.lines])
def test_the_lines_of_the_ledger_stand(line):
    assert look_over(line).against == ()


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: m.hours_without(-1),
        lambda: m.hours_with(5, -1, 0.5),
        lambda: m.hours_with(5, 1, 1.1),
        lambda: m.break_even_colleagues(2, -0.1),
    ],
)
def test_impossible_numbers_are_refused(wrong):
    with pytest.raises(ValueError, match="must be 0 to 1"):
        wrong()


def test_documents_that_spare_nothing_have_no_break_even():
    with pytest.raises(ValueError, match="no talk is spared"):
        m.break_even_colleagues(2, 0.0)
