"""Words of the command line that say how a team's file is read."""

import math
from collections.abc import Iterable
from dataclasses import dataclass, field

from mlteams.input.errors import BadInput, shown
from mlteams.roles.tool.levels import number
from mlteams.roles.tool.matrix_reading import Words


@dataclass(frozen=True)
class Options:
    """How a file is read.

    Attributes:
        scale: the highest level; None for that of the file, or 4.
        level: from which level a skill counts where the file names none; None for three quarters of the scale.
        words: what is said of a matrix; of a YAML file `keep`, `levels` and `anonymous` count too.
    """

    scale: float | None = None
    level: float | None = None
    words: Words = field(default_factory=Words)


def usual_level(options: Options, scale: float) -> float:
    """Return the level from which a skill counts if the file does not say.

    Raises:
        BadInput: it, or that of a word, lies above the scale.
    """
    for word, value in options.words.levels.items():
        if value > scale:
            right = f"a level from 0 to {scale:g}, or another --scale,"
            raise BadInput("--levels", shown(word), f"the level {value:g}", right)
    level = options.level if options.level is not None else math.ceil(0.75 * scale)
    if level > scale:
        raise BadInput(
            "--level", f"{level:g}", f"a level above the scale, which ends at {scale:g}", "a lower one"
        )
    return level


def word_levels(pairs: Iterable[tuple[str, str]]) -> dict[str, float]:
    """Return the levels for which words stand.

    Raises:
        BadInput: one is no number from 0 on.
    """
    found = {}
    for word, text in pairs:
        read = number(text)
        if read is None or read[1] or read[0] < 0:
            raise BadInput("--levels", shown(word), shown(text), "a number such as expert=4")
        found[word.casefold()] = read[0]
    return found
