"""What to do about a roadmap, in words that whoever has to decide knows.

Of the date, of the day asked for and of the chance one thing each is said: the tasks that matter most; that none
matters much, with how much at most; or that the futures drawn are too few to tell.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mlteams.core.words import amount, listed, percent, written
from mlteams.management.models.advice import CLEAR, Gain
from mlteams.management.models.orders import Saving
from mlteams.management.models.paired_runs import CANDIDATES
from mlteams.management.tool.forecast import Forecast
from mlteams.management.tool.roadmap_words import when

MOST_NAMED = 3  # tasks that gain alike
TWICE = 1.96  # standard errors on each side of a figure, within which the truth lies for 95 of 100 seeds


@dataclass(frozen=True)
class Scale:
    """How gains of one kind are written, and up to how much is little to whoever decides."""

    form: str
    little: float


TIME = Scale("{:.1f}", 0.2)  # units of time, of the one by which a task is shortened
POINTS = Scale("{:.0f}", 1.0)


@dataclass(frozen=True)
class Told:
    """The gains of one kind, from an `Advice`."""

    best: tuple[str, ...]
    perhaps: tuple[str, ...]
    gains: tuple[Gain, ...]
    scale: Scale

    def written(self, value: float) -> str:
        """Return a gain as it is written."""
        return self.scale.form.format(value)

    @property
    def clear(self) -> bool:
        """Whether some tasks gain most, by more than is written as nothing."""
        return bool(self.best) and self.written(self.gains[0].gain) != self.written(0)

    def alike(self, of: int) -> str:
        """Return how many tasks may gain the most if as many as are tried do; `of`: that could matter at all."""
        count = len(self.best) + len(self.perhaps)
        if not self.clear or count < CANDIDATES:
            return ""
        return f"{count}{' or more' if of > count else ''}"

    def may_matter(self, forecast: Forecast) -> tuple[str, ...]:
        """Return the tasks of which it is not known that they gain little, in the order of the roadmap."""
        found = {one.task for one in self.gains if one.gain + CLEAR * one.error > self.scale.little}
        return tuple(str(name) for name in forecast.outcome.tasks.index if name in found)


def advice(forecast: Forecast) -> list[str]:
    """Return what to look at first, a sentence each; nothing where nothing is uncertain."""
    p85 = _p85(forecast)
    orders = [_of_the_order(one, forecast.outcome.unit, p85) for one in forecast.advice.orders]
    return [*_of_the_date(forecast, p85), *_of_the_day(forecast), *_of_the_chance(forecast), *orders]


def _of_the_date(forecast: Forecast, p85: str) -> Iterator[str]:
    found, outcome = forecast.advice, forecast.outcome
    told, unit = Told(found.date_best, found.date_perhaps, found.date, TIME), outcome.unit
    less = f"a {unit[:-1]} less"
    waited = _waited(forecast)
    if alike := told.alike(waited):
        brings = f"brings {p85} forward by up to {_most(told)} {unit}"
        yield f"For the date, no task stands out: {less} on any of {alike} {brings}."
        return
    if told.clear:
        which, gain = _best(told)
        yield f"For the date, shorten {which}: {less}{_on_one(told)} brings {p85} forward by {gain} {unit}."
        return
    if outcome.chance == 0 or when(forecast, outcome.p50) == when(forecast, outcome.p95):
        return
    names = told.may_matter(forecast)
    if names or not found.works:
        which = f": {less} on {either(names)} may bring {p85} forward" if names else ""
        yield f"For the date, {_too_few(forecast)}{which}."
        return
    which = f"now for one of {waited} tasks, now for another" if waited > 1 else "for one"
    none = f"{less} on any one brings {p85} forward by {told.written(TIME.little)} {unit} at most"
    yield f"For the date, no single task matters much: {none}. The end waits {which}."


def _of_the_day(forecast: Forecast) -> Iterator[str]:
    found, unit = forecast.advice, forecast.outcome.unit
    told = Told(found.done_by_best, found.done_by_perhaps, found.done_by, POINTS)
    by, less = written(forecast.by) if forecast.by else "the day asked for", f"a {unit[:-1]} less"
    if alike := told.alike(_waited(forecast)):
        raises = f"raises the odds of that day by up to {points(_most(told))}"
        yield f"For {by}, no task stands out: {less} on any of {alike} {raises}."
    elif told.clear:
        which, gain = _best(told)
        raises = f"raises the odds of that day by {points(gain)}"
        yield f"For {by}, shorten {which}: {less}{_on_one(told)} {raises}."


def _of_the_chance(forecast: Forecast) -> Iterator[str]:
    found, outcome = forecast.advice, forecast.outcome
    told = Told(found.chance_best, found.chance_perhaps, found.chance, POINTS)
    share, many = percent(outcome.chance), forecast.may_fail
    if alike := told.alike(many):
        adds = f"certain to succeed, any of {alike} adds up to {points(_most(told))}"
        yield f"For the chance of {share}, no task stands out: {adds}. It hangs on {many} tasks that may fail."
    elif told.clear:
        which, gain = _best(told)
        adds = f"certain to succeed, it adds {points(gain)} to the plan's chance"
        yield f"For the chance, secure {which}: {adds}."
    elif 0 < outcome.chance < 1:
        if names := told.may_matter(forecast):
            drawn = f"{found.drawn:,} futures are too few to rank the tasks"
            yield f"For the chance of {share}, {drawn}: {either(names)}, certain to succeed, may add to it."
            return
        tasks = f"{many} tasks that may fail" if many > 1 else "one that may fail"
        none = f"certain to succeed, none adds more than {points(told.written(POINTS.little))}"
        yield f"For the chance of {share}, no single task matters much: {none}. It hangs on {tasks}."


def _too_few(forecast: Forecast) -> str:
    """Return that the simulation cannot rank the tasks, and why."""
    found = forecast.advice
    if found.works == found.drawn:
        return f"{found.drawn:,} futures are too few to rank the tasks"
    return f"too few futures work to rank the tasks, {found.works:,} of the {found.drawn:,} drawn for this"


def _waited(forecast: Forecast) -> int:
    """Return how many tasks the end waits for in some future in which the plan works."""
    return int(sum(forecast.outcome.tasks.criticality > 0))


def _most(told: Told) -> str:
    return with_error(told.gains[0].gain, told.gains[0].error, told.scale.form)


def _on_one(told: Told) -> str:
    return " on one of them" if len(told.best) > 1 else ""


def _p85(forecast: Forecast) -> str:
    """Return what the P85 in an advice is called."""
    return "the P85, if it works," if forecast.outcome.chance < 1 else "the P85"


def _of_the_order(saving: Saving, unit: str, p85: str) -> str:
    higher = with_error(abs(saving.chance), saving.chance_error, "{:.1f}")
    changes = abs(saving.chance) > max(TWICE * saving.chance_error, 0.05)
    leave = f"Leave “{saving.group}” as it is: tried in turn, in the order of chance per cost, it"
    if changes and saving.chance < 0:
        # It may cost less, but only as the work after it is reached less often.
        return f"{leave} lowers the plan's chance by {points(higher)}."
    saved = saving.given_cost - saving.cost
    if saved <= max(TWICE * saving.cost_error, 0.05) and not changes:
        return f"{leave} costs no less."
    first, *others = (f"“{name}”" for name in saving.order)
    saves = with_error(saved, saving.cost_error, "{:,.1f}")
    said = f"In “{saving.group}”, try {first} first, {', '.join(f'then {other}' for other in others)}: "
    if changes:  # what is spent on work that is reached more often is no loss, and not told
        said += f"that adds {points(higher)} to the plan's chance"
    else:
        said += f"on average that saves {saves} of the plan's {amount(saving.given_cost)} person-{unit}"
    if abs(saving.time) > max(TWICE * saving.time_error, 0.05):
        later = "later" if saving.time > 0 else "earlier"
        shift = with_error(abs(saving.time), saving.time_error, "{:.1f}")
        said += f", and {p85} comes {shift} {unit} {later}"
    return f"{said}."


def _best(told: Told) -> tuple[str, str]:
    """Return the best tasks, and those that may be as good, in words, and the largest gain."""
    alike = ", which do not clearly differ" if len(told.best) > 1 else ""
    of = {one.task: told.written(one.gain) for one in told.gains}
    differ = len({of[name] for name in told.best}) > 1
    which = either(told.best, of if differ else None)
    if told.perhaps:
        alike += f" (perhaps also {either(told.perhaps)}; these futures are too few to tell)"
    return which + alike, ("up to " if differ else "") + _most(told)


def either(names: tuple[str, ...], gains: Mapping[str, str] | None = None) -> str:
    """Return names of tasks of which any will do, as words: the first few, and how many more there are.

    With the gain of each that is named in brackets, where there are `gains`.
    """
    others = len(names) - MOST_NAMED
    more = [f"{others} other{'s' if others > 1 else ''}"] if others > 0 else []
    named = [f"“{name}” ({gains[name]})" if gains else f"“{name}”" for name in names[:MOST_NAMED]]
    return listed([*named, *more], "or")


def points(gain: str) -> str:
    """Return a number of points of a hundred, as words."""
    return f"{gain} point{'' if gain == '1' else 's'}"


def with_error(value: float, error: float, form: str) -> str:
    """Return a figure, with its 95% margin only where that could change how it is written."""
    margin = TWICE * error
    alike = form.format(value - margin) == form.format(value + margin)
    if alike or form.format(margin) == form.format(0):
        return form.format(value)
    return f"{form.format(value)} ± {form.format(margin)}"
