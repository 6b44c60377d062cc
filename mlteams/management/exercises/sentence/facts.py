"""What a team knows about a release, and what it is worth: Heron's, and hidden ones, of which some lose money."""

from datetime import date
from functools import cache
from typing import cast

import numpy as np

from mlteams.core.exercise import Brief
from mlteams.input.heron import day, fact

Facts = dict[str, str | float]
LOSSES = (3, 4, 9, 10)  # hidden releases that cost more than they save
APART = 0.08  # of the benefit: between it and every sum that people take for it


@cache
def brief(seed: int) -> Brief:
    """Return (facts,): what the team knows about the release, with its brag."""
    if seed == 0:
        facts: Facts = {
            "brag": "F1 is up from 0.88 to 0.93!",
            "labels_a_day": int(fact("company.labels_a_day")),
            "days_a_month": int(fact("company.days_a_month")),
            "read_alone": fact("management.read_alone"),  # share of labels that no clerk has to key
            "misread": fact("management.misread"),  # share of those that send a parcel the wrong way
            "keying_cost": fact("company.keying_cost"),  # euros for a label keyed by a clerk
            "misread_cost": fact("company.misread_cost"),  # euros for a parcel sent the wrong way
            "confidence": fact("management.confidence"),  # that the month brings at least this much
            "known_by": day("management.known_by").isoformat(),
        }
        return (facts,)
    for attempt in range(1_000):
        facts = _drawn(np.random.default_rng([seed, attempt]), loss=seed in LOSSES)
        if separates(facts):
            return (facts,)
    raise AssertionError(f"no brief for seed {seed}")


def _drawn(rng: np.random.Generator, loss: bool) -> Facts:
    return {
        "brag": f"F1 is up to 0.{rng.integers(81, 99)}!",
        "labels_a_day": 1_000 * int(rng.integers(12, 60)),
        "days_a_month": int(rng.choice([18, 19, 23, 24, 25, 26])),
        "read_alone": float(rng.choice([0.35, 0.45, 0.5, 0.65])),
        "misread": float(rng.choice([0.012, 0.015, 0.02] if loss else [0.002, 0.003, 0.005])),
        "keying_cost": float(rng.choice([0.05, 0.08, 0.09])),
        "misread_cost": float(rng.choice([8.0, 9.0] if loss else [4.0, 6.0, 7.0])),
        "confidence": float(rng.choice([0.6, 0.7, 0.75, 0.9])),
        "known_by": date(2028, int(rng.integers(1, 13)), int(rng.integers(13, 29))).isoformat(),
    }


def heron(key: str) -> float:
    """Return one of Heron's facts, a number."""
    return float(cast(Facts, brief(0)[0])[key])


def separates(facts: Facts) -> bool:
    """Tell whether no other sum of the brief can be taken for its benefit."""
    right = benefit(facts)
    others = [
        gross(facts),
        misreads(facts),
        net(facts, read_alone=1),
        *(right * by for by in (12, 1 / 12)),
    ]
    others += [right / float(facts["days_a_month"]), net(facts, days_a_month=heron("days_a_month"))]
    return all(abs(abs(right) - abs(other)) > APART * abs(right) for other in others)


def benefit(facts: Facts) -> float:
    """Return euros a month: keying saved less what misread labels cost; below 0 where these cost more."""
    return gross(facts) - misreads(facts)


def read_a_month(facts: Facts) -> float:
    """Return the labels a month that no clerk types."""
    return float(facts["labels_a_day"]) * float(facts["days_a_month"]) * float(facts["read_alone"])


def gross(facts: Facts) -> float:
    """Return the keying saved, in euros a month."""
    return read_a_month(facts) * float(facts["keying_cost"])


def misreads(facts: Facts) -> float:
    """Return what misread labels cost, in euros a month."""
    return read_a_month(facts) * float(facts["misread"]) * float(facts["misread_cost"])


def net(facts: Facts, **other: float) -> float:
    """Return the benefit with some facts changed."""
    return benefit({**facts, **other})
