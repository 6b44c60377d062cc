"""How many days of what is needed the people of a team can cover between them: a maximum flow from people to needs.

People who can do the same needs are pooled, so that thousands of them are a few hundred nodes. What is short is named
by the minimum cut: skills that together need more days than all who can do any of them have.
Days are counted in hundredths.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import maximum_flow

Can = frozenset[int]  # the needs, by their place, that somebody can do
_PARTS = 100  # of a day


@dataclass(frozen=True)
class Shortage:
    """Needs that are short together: their places, their days a week, and those of everybody who can do any of them."""

    needs: tuple[int, ...]
    days: float
    have: float


@dataclass(frozen=True)
class Flow:
    """Days a week that can be covered at once, and what is short."""

    days: float
    shortages: tuple[Shortage, ...] = ()

    @property
    def short(self) -> frozenset[int]:
        """Return the places of all needs that are short."""
        return frozenset(place for one in self.shortages for place in one.needs)


def pooled(people: Iterable[tuple[Can, float]]) -> Counter[Can]:
    """Return hundredths of days by what somebody can do; those who can do nothing needed are left out."""
    found: Counter[Can] = Counter()
    for can, days in people:
        if can:
            found[can] += round(_PARTS * days)
    return found


def covered(pools: Mapping[Can, int], wanted: Sequence[float]) -> Flow:
    """Return how many of the wanted days, by need, can be covered by the pools at once."""
    need = [round(_PARTS * days) for days in wanted]
    groups = [(can, days) for can, days in pools.items() if days > 0]
    count, sink = len(groups), len(groups) + len(need) + 1
    edges = [(0, 1 + at, days) for at, (_, days) in enumerate(groups)]
    edges += [
        (1 + at, 1 + count + one, min(days, need[one]))
        for at, (can, days) in enumerate(groups)
        for one in can
    ]
    edges += [(1 + count + one, sink, days) for one, days in enumerate(need)]
    start, end, size = (np.array(column, dtype=np.int32) for column in zip(*edges, strict=True))
    result = maximum_flow(csr_array((size, (start, end)), shape=(sink + 1, sink + 1)), 0, sink)
    flow = result.flow.tocsr()
    served = flow[[1 + count + one for one in range(len(need))], :][:, [sink]].toarray().ravel()
    short = {one for one, days in enumerate(need) if served[one] < days}
    if not short:
        return Flow(result.flow_value / _PARTS)
    between = flow[1 : 1 + count, :][:, 1 + count : sink].tocoo()
    gives: dict[int, set[int]] = {}
    for at, one, days in zip(between.row, between.col, between.data, strict=True):
        if days > 0:
            gives.setdefault(int(at), set()).add(int(one))
    before: set[int] = set()
    while before != short:  # whoever could help is held by other needs, which are then short too
        before = set(short)
        for at, (can, _) in enumerate(groups):
            if can & short:
                short |= gives.get(at, set())
    parts = tuple(_shortage(part, groups, need) for part in _apart(short, [can & short for can, _ in groups]))
    return Flow(result.flow_value / _PARTS, parts)


def _shortage(part: set[int], groups: Sequence[tuple[Can, int]], need: Sequence[int]) -> Shortage:
    have = sum(days for can, days in groups if can & part)
    return Shortage(tuple(sorted(part)), sum(need[one] for one in part) / _PARTS, have / _PARTS)


def _apart(short: set[int], groups: Sequence[frozenset[int]]) -> list[set[int]]:
    """Return the needs that are short, those with somebody in common together."""
    parts: list[set[int]] = []
    for group in [*groups, *(frozenset({one}) for one in sorted(short))]:
        if group:
            joined = set(group).union(*(part for part in parts if part & group))
            parts = [*(part for part in parts if not part & group), joined]
    return sorted(parts, key=min)
