"""Sets whose loss uncovers a skill, against brute force over all sets of people."""

from itertools import combinations

import numpy as np
import pytest

from mlteams.roles.models.loss_sets import smallest_loss, uncovering


def drawn(seed):
    draw = np.random.default_rng(seed)
    people = "abcdef"
    able = {f"s{n}": frozenset(one for one in people if draw.random() < 0.35) for n in range(5)}
    return people, able


def subsets(people):
    return [frozenset(some) for size in range(len(people) + 1) for some in combinations(people, size)]


def lost(able, gone):
    return [skill for skill, group in able.items() if group and not group - gone]


@pytest.mark.parametrize("seed", range(25))
def test_the_sets_are_the_least_of_all_that_uncover_something(seed):
    people, able = drawn(seed)
    bad = [some for some in subsets(people) if lost(able, some)]
    least = {some for some in bad if not any(other < some for other in bad)}
    found = uncovering(able)
    assert {one.people for one in found} == least
    assert [len(one.people) for one in found] == sorted(len(one.people) for one in found)
    for one in found:
        assert list(one.skills) == lost(able, one.people)


@pytest.mark.parametrize("seed", range(10))
def test_a_set_uncovers_something_exactly_if_it_hits_every_team_that_covers_all(seed):
    people, able = drawn(seed)
    teams = [some for some in subsets(people) if all(some & group for group in able.values() if group)]
    least = [one.people for one in uncovering(able)]
    for gone in subsets(people):
        hits = all(gone & team for team in teams)
        assert hits == any(one <= gone for one in least)


@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize("skills", [1, 2, 3])
def test_the_fewest_people_behind_several_skills(seed, skills):
    people, able = drawn(seed)
    if sum(map(bool, able.values())) < skills:
        pytest.skip("too few skills that somebody has")
    fewest = min(len(some) for some in subsets(people) if len(lost(able, some)) >= skills)
    found = smallest_loss(able, skills)
    assert len(found) == fewest
    assert len(lost(able, found)) >= skills


def test_more_skills_than_there_are_is_refused():
    able = {"x": frozenset("a"), "y": frozenset()}
    assert smallest_loss(able, 1) == {"a"}
    for skills in (0, 2):
        with pytest.raises(ValueError, match="1 that somebody can do"):
            smallest_loss(able, skills)
    assert uncovering({"y": frozenset()}) == []
