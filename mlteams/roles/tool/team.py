"""A team as its file tells it: people and their levels, what is needed, posts, models in production, costs."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

WEEK = 5.0  # days a week of whoever has none in the file
SCALE = 4.0  # the highest level, if the file names no other
RAISED = 10.0  # assumed: days that it takes to rise by one level of four
YEAR = 44  # assumed: weeks a year that a person works


@dataclass(frozen=True)
class Person:
    """Somebody on the team: levels from 0 to the scale's end, by skill, and days a week for this work."""

    name: str
    levels: Mapping[str, float]
    days: float = WEEK


@dataclass(frozen=True)
class Need:
    """A skill that is needed: at which level, and on how many days a week; None if the file does not say."""

    skill: str
    level: float
    days: float | None = None


@dataclass(frozen=True)
class Post:
    """Somebody who could be hired: levels by skill, days a week, and cost a year; None if the file does not say."""

    name: str
    levels: Mapping[str, float]
    days: float = WEEK
    cost: float | None = None


@dataclass(frozen=True)
class Models:
    """Models in production: days that one runs until it breaks, days of work to repair it, the skill that repairs."""

    in_use: int
    days_between: float
    repair_days: float
    skill: str


@dataclass(frozen=True)
class Costs:
    """What a day of a person costs, None if the file does not say, and how many days it takes to rise by one level."""

    day: float | None = None
    level_days: float | None = None
    currency: str = "€"


@dataclass(frozen=True)
class Team:
    """A team and what a reader should know of how its file was read.

    Attributes:
        assumed: what the file did not say, a sentence each.
        notes: what was read otherwise than written, a sentence each.
        left_out: what of the file is not in the answer, a sentence each.
        sources: the files it was read from, besides the one named.
        texts: for `--anonymous`, what else stands in them, no word of which may be told.
    """

    title: str
    people: tuple[Person, ...]
    needs: tuple[Need, ...]
    posts: tuple[Post, ...] = ()
    models: Models | None = None
    costs: Costs = Costs()
    scale: float = SCALE
    assumed: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    sources: tuple[Path, ...] = ()
    texts: frozenset[str] = frozenset()
