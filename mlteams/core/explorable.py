"""One function, every surface: an Explorable is a question, a few controls and one pure `draw`.

The notebook calls `draw` live (`mlteams.notebook`). The site ships every state that `draw` can reach
(`mlteams.publish.explorables`). Print and screen readers get the sentence and the table. `draw` must be pure: the
same controls give the same picture, sentence and table.
"""

import itertools
import math
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


Control = Slider | Choice


@dataclass(frozen=True)
class View:
    """What one state shows: a figure, a sentence that says what it shows, and a small table."""

    figure: "Figure"
    sentence: str
    table: "pd.DataFrame"


@dataclass(frozen=True)
class Explorable:
    """A question with controls. Without controls it is a static figure with the same care.

    Attributes:
        name: a slug, unique in the course; `{{< explorable name >}}` places it in a chapter.
        question: what the reader is asked, one sentence.
        predict: what to guess before touching a control; empty for a static figure.
        controls: at most four, with at most 400 states together.
        draw: called as `draw(**{control.name: value})`; pure.
    """

    name: str
    question: str
    draw: Callable[..., View]
    controls: tuple[Control, ...] = ()
    predict: str = ""

    def __post_init__(self) -> None:
        """Refuse what no page could show."""
        if self.size() > MOST_STATES:
            raise ValueError(f"explorable {self.name} has {self.size()} states; a page holds {MOST_STATES}")
        for control in self.controls:
            if control.default not in control.values():
                raise ValueError(f"explorable {self.name}: {control.name} cannot be {control.default}")

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

    def view(self, **controls: Value) -> View:
        """Return the view of one state, drawn in the course's look; controls left out keep their default."""
        with look.style():
            return self.draw(**(self.defaults() | controls))
