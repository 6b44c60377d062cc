"""A team without names: people are numbered, and so is every skill and post whose name holds one of theirs."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import replace

from mlteams.roles.tool.team import Team

_WORD = re.compile(r"[^\W_]+")
_LEAST = 3  # letters of a part of a name that is looked for by itself


def without_names(team: Team) -> Team:
    """Return the same team with nobody's name in it.

    A part of a name is looked for as well, capital letters and accents apart: “Anna’s model” names Anna Meier. What
    holds one is numbered as a whole, for the rest of it may say as much.
    """
    holds = _finder(one.name for one in team.people)
    words = [*(need.skill for need in team.needs), *(skill for one in team.people for skill in one.levels)]
    words += [skill for post in team.posts for skill in post.levels]
    skills = _numbered("skill", words, holds)
    posts = _numbered("post", [post.name for post in team.posts], holds)
    told = [
        f"{len(found)} {noun}{'s' if len(found) > 1 else ''}"
        for found, noun in ((skills, "skill"), (posts, "post"))
        if found
    ]
    left_out = team.left_out
    if told:
        left_out = (f"Numbered here, for their names may hold a person’s: {' and '.join(told)}.", *left_out)
    return replace(
        team,
        title="A team" if holds(team.title) else team.title,
        people=tuple(
            replace(one, name=f"person {place}", levels={skills.get(s, s): n for s, n in one.levels.items()})
            for place, one in enumerate(team.people, 1)
        ),
        needs=tuple(replace(one, skill=skills.get(one.skill, one.skill)) for one in team.needs),
        posts=tuple(
            replace(
                one,
                name=posts.get(one.name, one.name),
                levels={skills.get(s, s): n for s, n in one.levels.items()},
            )
            for one in team.posts
        ),
        models=team.models and replace(team.models, skill=skills.get(team.models.skill, team.models.skill)),
        left_out=left_out,
    )


def _numbered(kind: str, texts: Iterable[str], holds: Callable[[str], bool]) -> dict[str, str]:
    """Return, for each text that holds a name, its number among all of its kind."""
    different = dict.fromkeys(texts)
    return {
        text: _free(f"{kind} {place}", different) for place, text in enumerate(different, 1) if holds(text)
    }


def _free(name: str, taken: Iterable[str]) -> str:
    """Return a name that nothing else has."""
    while name in taken:
        name += "a"
    return name


def _finder(names: Iterable[str]) -> Callable[[str], bool]:
    """Return what finds a whole name, or a part of one such as a surname, also with an "s" behind it."""
    wholes: set[tuple[str, ...]] = set()
    parts: set[str] = set()
    for name in names:
        wholes.add(_words(name))
        own = [one for one in _WORD.findall(name) if one[0].isupper()] or _WORD.findall(
            name
        )  # no "von", no "van"
        parts.update(word for one in own for word in _words(one) if len(word) >= _LEAST)
    lengths = {len(one) for one in wholes}

    def holds(text: str) -> bool:
        said = _words(text)
        if any(one in parts or one.removesuffix("s") in parts for one in said):
            return True
        runs = [said[at : at + n] for n in lengths for at in range(len(said) - n + 1)]
        return any(run in wholes or (*run[:-1], run[-1].removesuffix("s")) in wholes for run in runs)

    return holds


def _words(text: str) -> tuple[str, ...]:
    """Return the words of a text in small letters without accents."""
    parted = unicodedata.normalize("NFKD", text.casefold())
    return tuple(_WORD.findall("".join(one for one in parted if not unicodedata.combining(one))))
