"""One function, every surface: an Explorable is a question, a few controls and one pure `draw`.

The notebook calls `draw` live (`mlteams.notebook`). The site ships every state that `draw` can reach
(`mlteams.publish.explorables`). Print and screen readers get the sentence and the table. `draw` must be pure: the
same controls give the same picture, sentence and table.
"""

import itertools
import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mlteams.core import figure as look

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

MOST_STATES = 400
Value = int | float | str


@dataclass(frozen=True)
class Slider:
    """A number from `low` to `high` in equal steps; ints stay ints.

    `text` is a format such as "{:.0%}" or "{} weeks" that shows a value to a reader.
    """

    name: str
    label: str
    low: float
    high: float
    step: float
    default: float
    text: str = "{}"

    def values(self) -> tuple[Value, ...]:
        """Return every value the slider can take, ascending."""
        count = round((self.high - self.low) / self.step) + 1
        if float(self.low).is_integer() and float(self.step).is_integer():
            return tuple(int(self.low + i * self.step) for i in range(count))
        return tuple(round(self.low + i * self.step, 10) for i in range(count))

    def shown(self) -> tuple[str, ...]:
        """Return the values as a reader sees them."""
        return tuple(self.text.format(value) for value in self.values())

    def slugs(self) -> tuple[str, ...]:
        """Return the values as a link to a state writes them."""
        return tuple(map(str, self.values()))


@dataclass(frozen=True)
class Choice:
    """One of a few named options."""

    name: str
    label: str
    options: tuple[str, ...]
    default: str

    def values(self) -> tuple[Value, ...]:
        """Return the options in order."""
        return self.options

    def shown(self) -> tuple[str, ...]:
        """Return the options as a reader sees them."""
        return self.options

    def slugs(self) -> tuple[str, ...]:
        """Return the options as a link to a state writes them: "as measured" is as-measured, "large (1.0)" large."""
        return tuple(slug(option) for option in self.options)


Control = Slider | Choice


def slug(words: str) -> str:
    """Return words as a name for an address: lower case, no brackets, no commas, a hyphen for anything else."""
    bare = re.sub(r"\(.*?\)|,", "", words).lower()
    return "-".join(re.findall(r"[a-z0-9]+", bare))


@dataclass(frozen=True)
class Range:
    """A prediction as a range that the reader would bet four to one on; its truth is a number.

    Attributes:
        ask: the question; it repeats no control's value, for a moved control would make it false.
        unit: of the numbers: "%" stands close to them, a word such as "weeks" a space away; may be empty.
        low: the least number that the form takes.
        high: the largest.
        text: a format that shows the truth with the digits it deserves; the truth is compared as shown.
    """

    ask: str
    unit: str
    low: float
    high: float
    text: str = "{:.0f}"

    def shown(self, answer: float | str) -> str:
        """Return a truth as a reader sees it, with its unit."""
        return self.with_unit(self.text.format(answer))

    def with_unit(self, numbers: str) -> str:
        """Return numbers and the unit."""
        return f"{numbers}{'' if self.unit in ('', '%') else ' '}{self.unit}"

    def truth(self, answer: float | str) -> float:
        """Return a truth as the number that is shown and compared."""
        return float(self.text.format(answer).replace(",", ""))

    def holds(self, low: float, high: float, answer: float | str) -> bool:
        """Tell whether the truth, as shown, lies in the range; its ends count."""
        return low <= self.truth(answer) <= high

    def verdict(self, low: str, high: str, held: bool, answer: float | str) -> str:
        """Return range and truth side by side."""
        end = "it holds" if held else "it does not hold"
        return (
            f"Your range: {self.with_unit(f'{low} to {high}')}. The model says {self.shown(answer)}: {end}."
        )


@dataclass(frozen=True)
class Pick:
    """A prediction as one of a few options, each a slug and its words; its truth is a slug."""

    ask: str
    options: tuple[tuple[str, str], ...]

    def shown(self, answer: float | str) -> str:
        """Return the words of an option."""
        return dict(self.options)[str(answer)]

    def verdict(self, picked: str, answer: float | str) -> str:
        """Return pick and truth side by side."""
        if picked == answer:
            return f"You said: {self.shown(picked)}. So does the model."
        return f"You said: {self.shown(picked)}. The model says: {self.shown(answer)}."


Prediction = Range | Pick


@dataclass(frozen=True)
class View:
    """What one state shows: a figure, a sentence that says what it shows, and a small table.

    `answer` is the truth of the explorable's prediction in this state: a number, or the slug of an option.
    """

    figure: "Figure"
    sentence: str
    table: "pd.DataFrame"
    answer: float | str | None = None


@dataclass(frozen=True)
class Explorable:
    """A question with controls. Without controls it is a static figure with the same care.

    Attributes:
        name: a slug, unique in the course; `{{< explorable name >}}` places it in a chapter.
        question: what the reader is asked, one sentence.
        predict: what to predict before the picture is seen; it concerns the default state. A static figure has none.
        controls: at most four, with at most 400 states together.
        draw: called as `draw(**{control.name: value})`; pure.
    """

    name: str
    question: str
    draw: Callable[..., View]
    controls: tuple[Control, ...] = ()
    predict: Prediction | None = None

    def __post_init__(self) -> None:
        """Refuse what no page could show."""
        if self.size() > MOST_STATES:
            raise ValueError(f"explorable {self.name} has {self.size()} states; a page holds {MOST_STATES}")
        for control in self.controls:
            if control.default not in control.values():
                raise ValueError(f"explorable {self.name}: {control.name} cannot be {control.default}")
            if len(set(control.slugs())) < len(control.slugs()):
                raise ValueError(f"explorable {self.name}: two values of {control.name} have one slug")

    def size(self) -> int:
        """Return the number of states."""
        return math.prod(len(control.values()) for control in self.controls)

    def defaults(self) -> dict[str, Value]:
        """Return the default value of every control."""
        return {control.name: control.default for control in self.controls}

    def states(self) -> Iterator[dict[str, Value]]:
        """Yield every state; the last control varies fastest, and the page's script relies on it."""
        names = [control.name for control in self.controls]
        for values in itertools.product(*(control.values() for control in self.controls)):
            yield dict(zip(names, values, strict=True))

    def answer(self, view: View) -> str:
        """Return the truth of the prediction in a view as a reader sees it; empty where nothing is predicted."""
        if self.predict is None:
            return ""
        if view.answer is None:
            raise ValueError(f"explorable {self.name} asks for a prediction, and its view has no answer")
        return self.predict.shown(view.answer)

    def start(self) -> str:
        """Return the default of every control in words: what a prediction concerns."""
        shown = ((one.label, one.shown()[one.values().index(one.default)]) for one in self.controls)
        return "; ".join(f"{label}: {value}" for label, value in shown)

    def view(self, **controls: Value) -> View:
        """Return the view of one state, drawn in the course's look; controls left out keep their default."""
        with look.style():
            return self.draw(**(self.defaults() | controls))
