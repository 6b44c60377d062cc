"""A form lists what the new person must be good at. One post or two, and which wishes in each?

The property: every wish stands in one post, what one person must do stays together, and the people to meet until all
posts are filled are at most 1.01 times the fewest. In hidden companies halves, the rare wishes together and posts of
equal size are wrong, each in its own way; in every third one post takes fewer people than any two.
"""

from collections.abc import Callable, Sequence
from functools import cache
from itertools import product
from math import prod
from typing import cast

import numpy as np

from mlteams.core.exercise import Brief, Exercise, Fault, Mistake, Mutant, Plain
from mlteams.core.one_factor import all_happen
from mlteams.input.heron import fact

Wish = dict[str, object]  # name, share, shared
Pairs = list[list[str]]
Args = tuple[list[Wish], Pairs]
Posts = list[list[str]]
Cost = Callable[[Sequence[Sequence[Wish]]], float]
TOLERANCE = 1.01  # times the fewest people to meet
CLEAR = 1.03  # times the fewest: what the second best takes at least in a hidden company
_HERON = (
    *("software engineering", "machine learning", "statistics"),
    *("data pipelines", "operations", "writing"),
)
_LEARNED_TOGETHER = ("machine learning", "statistics")
_NAMES = (
    *("serving", "pipelines", "training", "evaluation", "statistics", "prompts", "interviewing users"),
    *("writing", "teaching", "the law", "the shop floor", "security", "mobile software", "forecasting"),
)


@cache
def brief(seed: int) -> Brief:
    """Return (wishes, same)."""
    if seed == 0:
        usual, close = fact("hiring.together"), fact("hiring.together_research")
        wishes = [
            _wish(
                name,
                fact(f"hiring.musts.{name.replace(' ', '_')}"),
                close if name in _LEARNED_TOGETHER else usual,
            )
            for name in _HERON
        ]
        return wishes, [["data pipelines", "operations"]]
    for attempt in range(20_000):
        given = _drawn(np.random.default_rng([seed, attempt]), alone=seed % 3 == 0)
        if _separates(given, alone=seed % 3 == 0):
            return given
    raise AssertionError(f"no brief for seed {seed}")


def _wish(name: str, share: float, shared: float) -> Wish:
    return {"name": name, "share": share, "shared": shared}


def _drawn(rng: np.random.Generator, alone: bool) -> Args:
    """Return wishes that hang together a little or not; `alone`, so much that one person may be easier to find."""
    names = [str(name) for name in rng.permutation(_NAMES)[: rng.integers(5, 8)]]
    shares = (0.1, 0.15, 0.2, 0.25, 0.3) if alone else (0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6)
    together = (0.5, 0.7, 0.8, 0.9, 0.95) if alone else (0.0, 0.1, 0.3, 0.6, 0.8)
    wishes = [_wish(name, float(rng.choice(shares)), float(rng.choice(together))) for name in names]
    pairs = [sorted(rng.choice(names, 2, replace=False).tolist()) for _ in range(rng.integers(1, 3))]
    return wishes, [pair for at, pair in enumerate(pairs) if pair not in pairs[:at]]


def _separates(given: Args, alone: bool) -> bool:
    """Tell whether the best is clear, of the kind that is wanted, and planted mistakes are clearly wrong."""
    costs = sorted(to_meet(one) for one in _cuts(*given))
    best = split(*given)
    if costs[1] < max(CLEAR * costs[0], costs[0] + 1) or (len(best) == 1) != alone:
        return False  # an empty post that is counted adds one person, and changes nothing
    values = []
    for rule, aspect in _PLANTED_ALONE if alone else _PLANTED:
        value = rule(*given)
        found = fault(given, value)
        if found is None or found.aspect != aspect:
            return False
        values.append(_as_sets(value))
    return alone or len(set(values)) == len(values)


def met(wishes: Sequence[Wish]) -> float:
    """Return the share of people who have all of some wishes."""
    return _met(tuple(sorted((cast(float, one["share"]), cast(float, one["shared"])) for one in wishes)))


@cache
def _met(pairs: tuple[tuple[float, float], ...]) -> float:
    return all_happen([share for share, _ in pairs], [shared for _, shared in pairs])


def to_meet(posts: Sequence[Sequence[Wish]]) -> float:
    """Return how many people one meets on average until every post is filled, one post after the other."""
    return sum(1 / met(post) for post in posts)


def _cuts(wishes: list[Wish], same: Pairs, most: int = 2) -> list[list[list[Wish]]]:
    """Return every way to cut wishes into at most so many posts that keeps pairs together."""
    found: dict[object, list[list[Wish]]] = {}
    for places in product(range(most), repeat=len(wishes)):
        at = {cast(str, one["name"]): place for one, place in zip(wishes, places, strict=True)}
        if all(at[first] == at[second] for first, second in same):
            posts = [[one for one in wishes if at[cast(str, one["name"])] == place] for place in range(most)]
            filled = [post for post in posts if post]
            found.setdefault(_as_sets(_names(filled)), filled)
    return list(found.values())


def _names(posts: Sequence[Sequence[Wish]]) -> Posts:
    return [[cast(str, one["name"]) for one in post] for post in posts]


def _as_sets(posts: Posts) -> frozenset[frozenset[str]]:
    return frozenset(frozenset(post) for post in posts)


def _by(cost: Cost, fewest: int = 1) -> Callable[..., Posts]:
    """Return an answer that takes the cut of least cost, among those into at least so many posts."""
    return lambda wishes, same: _names(
        min((cut for cut in _cuts(wishes, same) if len(cut) >= fewest), key=cost)
    )


def split(wishes: list[Wish], same: Pairs) -> Posts:
    """Return the names of the wishes of each post, in the cut that takes fewest people to meet."""
    return _by(to_meet)(wishes, same)


def fault(given: Brief, value: Plain) -> Fault | None:
    """Return what is wrong with a cut; posts without wishes are none."""
    wishes, same = cast(Args, given)
    if type(value) is not list or not all(
        type(post) is list and all(type(name) is str for name in post) for post in value
    ):
        return Fault("form", "What came back is not a list of posts, each a list of names")
    posts = [cast(list[str], post) for post in value if post]
    known = {cast(str, one["name"]): one for one in wishes}
    said = [name for post in posts for name in post]
    unknown = sorted(set(said) - set(known))
    if unknown:
        return Fault("names", f"“{unknown[0][:40]}” is none of the wishes of the brief")
    twice = next((name for name in said if said.count(name) > 1), None)
    if twice:
        return Fault("twice", f"“{twice}” is asked for twice")
    missing = next((name for name in known if name not in said), None)
    if missing:
        return Fault("missing", f"Nobody is asked for “{missing}”")
    if len(posts) > 2:
        return Fault("posts", f"There is money for two posts, and the answer has {len(posts)}")
    for first, second in same:
        if not any(first in post and second in post for post in posts):
            return Fault("same", f"One person must do “{first}” and “{second}”, and they are in two posts")
    people = to_meet([[known[name] for name in post] for post in posts])
    if people > TOLERANCE * min(to_meet(one) for one in _cuts(wishes, same)):
        return Fault("people", "Another cut takes fewer people to meet")
    return None


def _distance(aspect: str, one: Plain, other: Plain) -> float:
    mine, theirs = (_as_sets([post for post in cast(Posts, each) if post]) for each in (one, other))
    return 0 if mine == theirs else float("inf")


def _number(one: Wish, key: str) -> float:
    return cast(float, one[key])


def _one(wishes: list[Wish], same: Pairs) -> Posts:
    return _names([wishes])


def _halves(wishes: list[Wish], same: Pairs) -> Posts:
    half = (len(wishes) + 1) // 2
    return _names([wishes[:half], wishes[half:]])


def _rare_together(wishes: list[Wish], same: Pairs) -> Posts:
    return _halves(sorted(wishes, key=lambda one: _number(one, "share")), same)


def _each_alone(wishes: list[Wish], same: Pairs) -> Posts:
    return _names([[one] for one in wishes])


def _changed(**values: float) -> Callable[..., Posts]:
    """Return an answer that is right but for numbers of a wish that it takes for granted."""

    def answer(wishes: list[Wish], same: Pairs) -> Posts:
        return split([one | values for one in wishes], same)

    return answer


def _turned(post: Sequence[Wish]) -> float:
    """Return the share of people who have none of some wishes."""
    return met([one | {"share": 1 - _number(one, "share")} for one in post])


_equal: Callable[..., Posts] = _by(
    lambda cut: (100 * abs(len(cut[0]) - len(cut[1])) if len(cut) == 2 else 1e6) + to_meet(cut) / 1e6
)
_harder: Callable[..., Posts] = _by(lambda cut: max(1 / met(post) for post in cut))
_added: Callable[..., Posts] = _by(lambda cut: -sum(met(post) for post in cut), fewest=2)
_alone_in_nature = _changed(shared=0.0)
_two: Callable[..., Posts] = _by(to_meet, fewest=2)
_PLANTED: tuple[tuple[Callable[..., Posts], str], ...] = (
    (_one, "people"),
    (_equal, "people"),
    (_alone_in_nature, "people"),
    (_added, "people"),
    (lambda wishes, same: split(wishes, []), "same"),
)
_PLANTED_ALONE: tuple[tuple[Callable[..., Posts], str], ...] = (
    (_two, "people"),
    (_alone_in_nature, "people"),
)


EXERCISE = Exercise(
    call="split(wishes, same)",
    returns="a list of one or two posts, each a list of names of wishes",
    brief=brief,
    fault=fault,
    distance=_distance,
    mistakes=(
        Mistake(
            "one post",
            "people",
            _one,
            "You ask one person for everything, in every company. Try every cut into two posts beside it: 1 / share "
            "of each, added up.",
        ),
        Mistake(
            "always two",
            "people",
            _two,
            "You always cut the list. Where skills go together much, whoever has some has all: one post is a cut too.",
        ),
        Mistake(
            "posts of equal size",
            "people",
            _equal,
            "You made both posts as long as each other. A post with two rare wishes can be as hard to fill as one with "
            "four common ones; try cuts of all sizes.",
        ),
        Mistake(
            "the first half and the second",
            "people",
            _halves,
            "You cut the list in the middle, in the order in which it was written. Try the other cuts as well.",
        ),
        Mistake(
            "skills have nothing to do with each other",
            "people",
            _alone_in_nature,
            "You multiplied shares, as if skills had nothing to do with each other. `shared` says how far they "
            "go together; give both to all_happen.",
        ),
        Mistake(
            "the rare ones together",
            "same",
            _rare_together,
            "You put the rare wishes into one post and the common ones into the other. That tears a pair apart, and "
            "hardly anybody has the rare ones.",
        ),
        Mistake(
            "shares added",
            "people",
            _added,
            "You added the shares of people who fit. One post that is easy to fill hides the other: add the people "
            "to meet, 1 / share.",
        ),
        Mistake(
            "the harder post alone",
            "people",
            _harder,
            "Your cut makes the harder post as easy to fill as it can be. People are met for the other too: add "
            "1 / share of both.",
        ),
        Mistake(
            "the most people",
            "people",
            _by(lambda cut: -to_meet(cut)),
            "You took the cut that takes most people to meet. min() gives the one that takes fewest.",
        ),
        Mistake(
            "what one person must do is torn apart",
            "same",
            lambda wishes, same: split(wishes, []),
            "Your cut is the best of all, those with a torn pair among them. Leave them out: both names of a pair "
            "of `same` must be in one post.",
        ),
        Mistake(
            "each wish its own post",
            "posts",
            _each_alone,
            "You made a post of every wish.",
        ),
        Mistake(
            "the rarest left out",
            "missing",
            lambda wishes, same: _names(
                [
                    [one for one in wishes if one["name"] in post]
                    for post in split(
                        [one for one in wishes if one is not min(wishes, key=lambda w: _number(w, "share"))],
                        [],
                    )
                ]
            ),
            "You left out the wish that fewest have. All of them must be found, in one person or in two.",
        ),
    ),
    mutants=(
        Mutant("Heron's posts", lambda *given: split(*cast(Args, brief(0)))),
        Mutant("a fifth has each", _changed(share=0.2)),
        Mutant("three tenths are shared by all", _changed(shared=0.3)),
        Mutant("shares turned round", _by(lambda cut: sum(1 / _turned(post) for post in cut))),
        Mutant(
            "one correlation for all",
            lambda wishes, same: _changed(shared=float(np.mean([_number(one, "shared") for one in wishes])))(
                wishes, same
            ),
        ),
        Mutant(
            "all pairs in one post",
            lambda wishes, same: split(wishes, [[same[0][0], name] for pair in same for name in pair]),
        ),
        Mutant("the first pair alone stays together", lambda wishes, same: split(wishes, same[:1])),
        Mutant(
            "pairs are kept apart",
            lambda wishes, same: _names(
                min(
                    (
                        cut
                        for cut in _cuts(wishes, [])
                        if all(not {*pair} <= {*post} for pair in same for post in _names(cut))
                    ),
                    key=to_meet,
                    default=[wishes],
                )
            ),
        ),
        Mutant("people on average of both posts", _by(lambda cut: to_meet(cut) / len(cut))),
        Mutant(
            "one post less one wish", _by(lambda cut: abs(len(cut[0]) - 1) + to_meet(cut) / 1e6, fewest=2)
        ),
        Mutant(
            "chances multiplied",
            _by(lambda cut: -float(prod(met(post) for post in cut)), fewest=2),
        ),
        Mutant(
            "pools as like as can be",
            _by(lambda cut: abs(met(cut[0]) - met(cut[1])), fewest=2),
        ),
        Mutant(
            "half of the wishes, those that go with all, in one post",
            lambda wishes, same: _halves(sorted(wishes, key=lambda one: -_number(one, "shared")), same),
        ),
        Mutant("three posts", lambda wishes, same: _names(min(_cuts(wishes, same, 3), key=to_meet))),
    ),
    right="every wish is asked of one person, and no other cut takes fewer people to meet",
    hints=(
        "Of those who have four of the wishes, how many have the fifth? And if it stands in another post, how many "
        "people must you meet for that one?",
        "all_happen(shares, shareds) is the share of people who have all wishes of a post; 1 / that share is how many "
        "people you meet until one has them. Over the posts this is added up. One post with everything is a cut too.",
        "Let itertools.product([0, 1], repeat=len(wishes)) say in which post each wish stands. Leave out what tears a "
        "pair of `same` apart, drop an empty post, add 1 / all_happen(...) over the posts, and keep the least.",
    ),
    fills=("roles.skills.asked",),
)
