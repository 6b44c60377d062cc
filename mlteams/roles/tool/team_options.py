"""What is covered now, and what a hire or training would buy: skills that get somebody, days, a second person."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from mlteams.roles.models.loss_sets import Loss, uncovering
from mlteams.roles.tool.coverage import Can, Flow, covered, pooled
from mlteams.roles.tool.team import RAISED, SCALE, WEEK, YEAR, Person, Post, Team

TRIED = 400  # people at most whose training is tried, over all skills


@dataclass(frozen=True)
class Option:
    """Something that could be done, and what it buys.

    Attributes:
        kind: "hire" or "train".
        who: the post, or the person trained; empty for "somebody" with one skill.
        skill: what is trained, or what somebody without a post can do; empty for a post.
        opened: skills that nobody could do and somebody can then.
        relieved: skills that one person could do and two can then.
        days: how many more days a week are covered.
        yearly: cost a year of a hire, `once`: of training; None without prices.
        effort: days a year of a hire, or days once of training.
        have: the trained person's level now.
    """

    kind: str
    who: str
    skill: str
    opened: tuple[str, ...]
    relieved: tuple[str, ...]
    days: float
    effort: float
    yearly: float | None = None
    once: float | None = None
    have: float = 0.0

    @property
    def buys(self) -> tuple[int, float, int]:
        """Return what it buys, the weightiest first: skills that get somebody, days, second people."""
        return len(self.opened), round(self.days, 2), len(self.relieved)

    @property
    def rank(self) -> tuple[float, ...]:
        """Return what options are ordered by: what they buy, then how little they cost."""
        price = self.once if self.kind == "train" else self.yearly
        return (*self.buys, -(price or 0.0), -self.effort)


@dataclass(frozen=True)
class Standing:
    """A team as it stands."""

    team: Team

    @cached_property
    def can(self) -> list[Can]:
        """Return the needs, by place, that each person can do."""
        return [self._can(one) for one in self.team.people]

    def _can(self, one: Person | Post) -> Can:
        if one.days <= 0:  # whoever has no time for it covers nothing
            return frozenset()
        return frozenset(
            place
            for place, need in enumerate(self.team.needs)
            if one.levels.get(need.skill, 0.0) >= need.level
        )

    @cached_property
    def able(self) -> dict[str, frozenset[str]]:
        """Return who can do each need."""
        found: list[set[str]] = [set() for _ in self.team.needs]
        for one, can in zip(self.team.people, self.can, strict=True):
            for place in can:
                found[place].add(one.name)
        return {need.skill: frozenset(names) for need, names in zip(self.team.needs, found, strict=True)}

    @cached_property
    def losses(self) -> list[Loss]:
        """Return the smallest sets whose loss leaves a need with nobody."""
        return uncovering(self.able)

    @cached_property
    def wanted(self) -> list[float]:
        """Return the days a week of each need; 0 where the file does not say."""
        return [need.days or 0.0 for need in self.team.needs]

    @cached_property
    def flow(self) -> Flow:
        """Return how many days are covered, and what is short."""
        return self._covered(self.can)

    def without(self, gone: frozenset[str]) -> float:
        """Return how many days are covered when some people are gone."""
        left = [
            frozenset() if one.name in gone else can
            for one, can in zip(self.team.people, self.can, strict=True)
        ]
        return self._covered(left).days

    def _covered(self, can: list[Can], more: tuple[tuple[Can, float], ...] = ()) -> Flow:
        if not any(self.wanted):
            return Flow(0.0)
        people = [(one, person.days) for one, person in zip(can, self.team.people, strict=True)]
        return covered(pooled([*people, *more]), self.wanted)

    def with_hire(self, can: Can, days: float) -> float:
        """Return how many more days are covered with one more person."""
        return self._covered(self.can, ((can, days),)).days - self.flow.days

    def with_training(self, place: int, need: int) -> float:
        """Return how many more days are covered once somebody can do one more need."""
        can = list(self.can)
        can[place] |= {need}
        return self._covered(can).days - self.flow.days

    @cached_property
    def wants(self) -> list[int]:
        """Return the needs that want somebody: those nobody can do, one person can do, or that are short of days."""
        return [
            place
            for place, need in enumerate(self.team.needs)
            if len(self.able[need.skill]) < 2 or place in self.flow.short
        ]

    def _bought(self, can: Can) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return which needs get somebody, and which a second person, from one more who can do some."""
        skills = [self.team.needs[place].skill for place in sorted(can)]
        return (
            tuple(skill for skill in skills if not self.able[skill]),
            tuple(skill for skill in skills if len(self.able[skill]) == 1),
        )

    def hires(self) -> list[Option]:
        """Return what each post buys, or somebody for each need that wants one, the best first."""
        found = [
            self._hire(post.name, "", self._can(post), post.days, post.cost) for post in self.team.posts
        ] or [
            self._hire("", self.team.needs[place].skill, frozenset({place}), WEEK, None)
            for place in self.wants
        ]
        return sorted(found, key=lambda one: one.rank, reverse=True)

    def _hire(self, who: str, skill: str, can: Can, days: float, cost: float | None) -> Option:
        opened, relieved = self._bought(can)
        effort = days * YEAR
        price = self.team.costs.day
        yearly = cost if cost is not None else None if price is None else effort * price
        return Option("hire", who, skill, opened, relieved, self.with_hire(can, days), effort, yearly)

    def trainings(self) -> list[Option]:
        """Return the best that training one person buys at each need that wants somebody, the best first."""
        found = [max(self._trainings(place), key=lambda one: one.rank, default=None) for place in self.wants]
        return sorted((one for one in found if one), key=lambda one: one.rank, reverse=True)

    def _trainings(self, place: int) -> Iterator[Option]:
        """Yield what training does for a need, for those nearest to its level; each kind of person once."""
        need = self.team.needs[place]
        rise = self.team.costs.level_days
        rise = RAISED * SCALE / self.team.scale if rise is None else rise
        near = sorted(
            (at for at, can in enumerate(self.can) if place not in can and self.team.people[at].days > 0),
            key=lambda at: (-self.team.people[at].levels.get(need.skill, 0.0), -self.team.people[at].days),
        )
        opened, relieved = self._bought(frozenset({place}))
        seen = set()
        for at in near[: max(5, TRIED // len(self.wants))]:
            person = self.team.people[at]
            have = person.levels.get(need.skill, 0.0)
            kind = (self.can[at], person.days, have)
            if kind in seen:
                continue
            seen.add(kind)
            effort = (need.level - have) * rise
            price = self.team.costs.day
            once = None if price is None else effort * price
            gain = self.with_training(at, place)
            yield Option(
                "train", person.name, need.skill, opened, relieved, gain, effort, once=once, have=have
            )
