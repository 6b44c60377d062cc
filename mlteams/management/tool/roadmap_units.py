"""In what a roadmap counts time: its unit, and durations and days in that unit."""

import math
from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np

from mlteams.management.models.estimates import Estimate, Lognormal, Pert
from mlteams.management.tool.roadmap_schema import Amount, Guess
from mlteams.management.tool.roadmap_written import Written

MOST_DURATION = 10_000  # days or weeks
HOURS_A_DAY = 8
Unit = Literal["days", "weeks"]
# What a file without units can be counted in: the roadmap's unit, and how many of it one makes.
UNITS: dict[str, tuple[Unit, float]] = {
    "days": ("days", 1.0),
    "weeks": ("weeks", 1.0),
    "hours": ("days", 1 / HOURS_A_DAY),
    "seconds": ("days", 1 / (HOURS_A_DAY * 3600)),
}
HIGHEST_SCORE = 4.75  # standard deviations; one duration in a million lies above


@dataclass(frozen=True)
class Units:
    """A roadmap's unit, and how many of it a duration without one counts."""

    name: Unit
    factor: float

    def value(self, amount: Amount) -> float:
        """Return a duration in the roadmap's unit."""
        return amount.value * (1.0 if amount.unit else self.factor)

    def estimate(self, guess: Guess | None, spread: float | None) -> Estimate:
        """Return an estimate; one number is a median with `spread`, or certain without; nothing takes no time."""
        values = [self.value(one) for one in guess.amounts] if guess else [0.0]
        if len(values) == 3:
            return Pert(*values)
        said = guess.spread if guess and guess.spread is not None else spread
        return Lognormal(values[0], said) if said and values[0] else Pert(values[0], values[0], values[0])

    def between(self, first: date, last: date) -> float:
        """Return the time from the morning of a day to that of another, 0 if that is no later day.

        Days are Monday to Friday, as in the dates of a finish; a week has seven days.
        """
        if self.name == "weeks":
            return max(0, (last - first).days) / 7
        return max(0.0, float(np.busday_count(first, last)))


def highest(estimate: Estimate) -> float:
    """Return the longest duration that an estimate allows; of one without an end, exceeded once in a million."""
    if isinstance(estimate, Pert):
        return estimate.high
    return estimate.median * math.exp(HIGHEST_SCORE * estimate.spread)


def units(written: Written, given: str | None) -> Units:
    """Return a roadmap's unit; `given` is for durations without one. What is wrong is added to the problems."""
    said = written.form.unit or given
    if written.form.unit and given and written.form.unit != UNITS[given][0]:
        found = f"the unit {written.form.unit} and --unit {given}"
        written.fail(written.line("unit"), found, "one unit")
    name, factor = UNITS[said] if said else (None, 1.0)
    where = f"line {written.line('unit')}" if written.form.unit else f"--unit {said}"
    amounts = [
        (written.line(*loc, "estimate"), amount)
        for loc, form in written.tasks()
        for amount in (form.estimate.amounts if form.estimate else ())
    ]
    for line, amount in amounts:
        if amount.unit and name and amount.unit != name:
            written.fail(line, f"{amount.unit} beside {name} ({where})", "one unit in the whole file")
            break
        if amount.unit and not name:
            name, where = UNITS[amount.unit][0], f"line {line}"
    if name is None and amounts:
        place = "column unit" if written.is_csv else "line unit: days or unit: weeks"
        right = f"a {place} (or, with roadmap, --unit days, weeks, hours or seconds)"
        written.fail(written.line(), "durations without a unit", right)
    bare = [line for line, amount in amounts if not amount.unit]
    if bare and name and not said:
        written.fail(bare[0], f"a duration without a unit beside {name} ({where})", "one unit for all")
    found_units = Units(name or "weeks", factor)
    for line, amount in amounts if name else ():
        if found_units.value(amount) > MOST_DURATION:
            found = f"the duration {amount.value:.10g} {amount.unit or said}"
            written.fail(line, found, f"at most {MOST_DURATION:,} {name}")
            break
    return found_units
