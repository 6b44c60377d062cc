import random

import networkx as nx
import numpy as np
import pytest

from mlteams.management.models import process_models as m


def walk(stages, back, rng):
    """Follow the work through the stages once and count the visits."""
    visits, here = dict.fromkeys(stages, 0), next(iter(stages))
    while here != "end":
        visits[here] += 1
        forward, returns = stages[here]
        here = rng.choice(returns) if returns and rng.random() < back else forward
    return visits


@pytest.mark.parametrize("framework", m.FRAMEWORKS)
@pytest.mark.parametrize("back", [0.0, 0.3, 0.5])
def test_visits_against_walks(framework, back):
    rng = random.Random(1)
    walks = [walk(m.FRAMEWORKS[framework], back, rng) for _ in range(6000)]
    for stage, expected in m.expected_visits(framework, back).items():
        counts = [visits[stage] for visits in walks]
        assert expected == pytest.approx(np.mean(counts), abs=4.5 * np.std(counts) / 6000**0.5 + 1e-9)


@pytest.mark.parametrize("framework", m.FRAMEWORKS)
def test_visits_against_a_flow_through_the_graph(framework):
    # What enters a stage, from outside or from other stages, is what visits it: v = first + v Q.
    graph, back = nx.DiGraph(), 0.3
    for stage, (forward, returns) in m.FRAMEWORKS[framework].items():
        graph.add_edge(stage, forward, weight=1 - back if returns else 1.0)
        graph.add_edges_from((stage, other, {"weight": back / len(returns)}) for other in returns)
    assert all(
        sum(w for *_, w in graph.out_edges(s, "weight")) == pytest.approx(1) for s in graph if s != "end"
    )
    stages = [stage for stage in graph if stage != "end"]
    moves = nx.to_numpy_array(graph, nodelist=stages)
    first = np.eye(len(stages))[0]
    visits = np.linalg.solve(np.eye(len(stages)) - moves.T, first)
    assert m.expected_visits(framework, back) == pytest.approx(dict(zip(stages, visits, strict=True)))


def test_crisp_dm_by_hand():
    # Evaluation is reached 1/(1 − b) times, modeling 1/(1 − b) times for each of those.
    visits = m.expected_visits("CRISP-DM", 0.2)
    assert visits["evaluation"] == pytest.approx(1 / 0.8)
    assert visits["modeling"] == pytest.approx(1 / 0.8**2)
    assert visits["deployment"] == pytest.approx(1)


def test_every_stage_leads_somewhere_that_exists():
    for stages in m.FRAMEWORKS.values():
        for forward, returns in stages.values():
            assert {forward, *returns} <= {*stages, "end"}


def test_pairs_by_counting():
    assert m.pairs(6) == sum(1 for a in range(6) for b in range(a))


def test_verdict_frameworks():
    for hours in (1, 2, 4):
        even = m.break_even_people(hours)
        above, below = int(np.ceil(even)) + 1, int(np.floor(even)) - 1
        assert m.hours_saved(above) > m.hours_spent(above, hours)
        assert m.hours_saved(below) < m.hours_spent(below, hours)


def test_more_returns_take_longer_and_documents_add_to_every_visit():
    assert m.expected_weeks("TDSP", 0.4) > m.expected_weeks("TDSP", 0.1)
    plain = m.expected_weeks("TDSP", 0.3)
    assert m.expected_weeks("TDSP", 0.3, 1.0) == pytest.approx(plain * (m.STAGE_WEEKS + 1) / m.STAGE_WEEKS)


def test_impossible_numbers_are_refused():
    with pytest.raises(ValueError, match="below 1"):
        m.expected_visits("TDSP", 1.0)
    with pytest.raises(ValueError, match="0 or more"):
        m.break_even_people(-1)


@pytest.mark.parametrize("framework", m.FRAMEWORKS)
@pytest.mark.parametrize("back", [0.0, 0.3])
def test_open_bits_against_surprise_along_walks(framework, back):
    # The mean of -log2 P(step) over all steps of long walks tends to the entropy rate.
    rng, surprise, steps = random.Random(4), 0.0, 0
    for _ in range(6000):
        here = next(iter(m.FRAMEWORKS[framework]))
        while here != "end":
            forward, returns = m.FRAMEWORKS[framework][here]
            chances = {forward: 1 - back if returns else 1.0} | dict.fromkeys(
                returns, back / max(1, len(returns))
            )
            here = rng.choices(list(chances), list(chances.values()))[0]
            surprise, steps = surprise - np.log2(chances[here]), steps + 1
    assert m.open_bits(framework, back) == pytest.approx(surprise / steps, abs=0.02)


def test_verdict_structure():
    for back in np.arange(0.1, 0.6, 0.1):
        assert m.open_bits("TDSP", back) > m.open_bits("CRISP-DM", back)
    ways_back = {
        name: sum(len(returns) for _, returns in stages.values()) for name, stages in m.FRAMEWORKS.items()
    }
    assert ways_back == {"CRISP-DM": 3, "TDSP": 7}  # counted on the drawings
