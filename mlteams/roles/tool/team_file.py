"""From a team's file, YAML, CSV or XLSX, to a Team; from mistakes in it to a sentence each, with its place."""

import re
from pathlib import Path

from mlteams.input.errors import BadInput, BadInputs
from mlteams.roles.tool.matrix_words import plain
from mlteams.roles.tool.reading_options import Options, usual_level
from mlteams.roles.tool.skills_matrix import read_matrix
from mlteams.roles.tool.team import SCALE, Need, Team
from mlteams.roles.tool.team_anonymous import without_names
from mlteams.roles.tool.team_yaml import read_yaml

_QUOTED = re.compile(r"'.*'|\*\S+", re.S)  # the alias of a YAML file stands without quotes


def read_team(path: Path, options: Options | None = None) -> Team:
    """Read a team.

    Raises:
        BadInput: what is not right in the file, as `BadInputs` where several things can be told at once.
    """
    options = options or Options()
    read = read_yaml if path.suffix.lower() in (".yaml", ".yml") else _from_matrix
    if not options.words.anonymous:
        return read(path, options)
    try:
        return without_names(read(path, options), frozenset(map(plain, options.words.keep)))
    except BadInput as problem:
        found = problem.problems if isinstance(problem, BadInputs) else (problem,)
        raise BadInputs([_hidden(one, path) for one in found]) from None


def _hidden(problem: BadInput, path: Path) -> BadInput:
    """Return a sentence without what the file holds or is called: a name may stand in any cell."""
    file = str(problem.file)
    return BadInput(
        file if file.startswith("--") else "the file" if problem.file == path else "the file beside it",
        _QUOTED.sub("…", problem.place).replace(path.name, "the file"),
        _QUOTED.sub("text that is not shown", problem.found),
        _QUOTED.sub("what its place asks for", problem.right),
    )


def _from_matrix(path: Path, options: Options) -> Team:
    scale = options.scale or SCALE
    level = usual_level(options, scale)
    matrix = read_matrix(path, options.words, scale=scale)
    return Team(
        title="A team" if options.words.anonymous else path.stem[:100],
        people=matrix.people,
        needs=tuple(Need(skill, level) for skill in matrix.skills),
        scale=scale,
        assumed=(
            f"Every skill in the file is needed, from level {level:g} of {scale:g} on; a YAML file says what is "
            "needed, and on how many days.",
            *matrix.assumed,
        ),
        notes=matrix.notes,
        left_out=matrix.left_out,
        texts=matrix.texts,
    )
