"""A team without names: people are numbered, and so is every skill and post of which a word stands elsewhere.

Of a file's text only the names of skills and posts get out. Which of them hold somebody's name, a program cannot know:
it may stand in a column of buddies, in a note or beside a vacant post. So one that shares a word with any other cell is
numbered, unless `--keep` names it. What quotes a cell is not said in the first place (`Words.anonymous`).
"""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace

from mlteams.roles.tool.matrix_words import plain, word_set
from mlteams.roles.tool.team import Team

_WORD = re.compile(r"[^\W_]+")
_BEFORE_CAPITAL = re.compile(r"(?<=[a-zß-öø-ÿ])(?=[A-ZÀ-ÖØ-Þ])")  # as in AnnaTool
_LEAST = 2  # letters of a word that is looked for by itself
_LETTERS = str.maketrans({"ø": "o", "æ": "a", "œ": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})
_LINKS = word_set(  # written small, they are nobody
    "a an and the of in on for with to at by from or und oder der die das des im am an auf in mit von vom zu für et ou "
    "de du la le les des pour y e o del para"
)


def without_names(team: Team, keep: frozenset[str] = frozenset()) -> Team:
    """Return the same team with nobody's name in it; `keep` are skills and posts to show, as `plain` writes them.

    Words are compared, capital letters and accents apart: “Anna’s model” names Anna Meier, and “Mueller’s” Jo Müller.
    What holds one is numbered as a whole, for the rest of it may say as much.
    """
    found = _finder([one.name for one in team.people], team.texts)

    def holds(text: str) -> bool:
        return plain(text) not in keep and found(text)

    words = [*(need.skill for need in team.needs), *(skill for one in team.people for skill in one.levels)]
    words += [skill for post in team.posts for skill in post.levels]
    skills = _numbered("skill", words, holds)
    posts = _numbered("post", [post.name for post in team.posts], holds)
    told = [
        f"{len(some)} {noun}{'s' if len(some) > 1 else ''}"
        for some, noun in ((skills, "skill"), (posts, "post"))
        if some
    ]
    left_out = team.left_out
    if told:
        said = (
            "Numbered here by their place, for a word in their names stands elsewhere in the file and may be "
            f"somebody’s: {' and '.join(told)}; --keep NAME shows one."
        )
        left_out = (said, *left_out)
    return replace(
        team,
        title="A team",
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
        costs=replace(team.costs, currency="") if found(team.costs.currency) else team.costs,
        left_out=left_out,
        texts=frozenset(),
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


def _finder(names: Collection[str], texts: Iterable[str]) -> Callable[[str], bool]:
    """Return what finds a whole name, or one word of a name or text, also with an "s" behind it."""
    wholes = {tuple(_words(name)) for name in names}
    parts = {
        word
        for text in (*names, *texts)
        for word in _all_words(text)
        if len(word) >= _LEAST and not word.isdigit()
    }
    lengths = {len(one) for one in wholes}

    def holds(text: str) -> bool:
        said = _words(text)
        if any(one in parts or one.removesuffix("s") in parts for one in _all_words(text)):
            return True
        runs = [tuple(said[at : at + n]) for n in lengths for at in range(len(said) - n + 1)]
        return any(run in wholes or (*run[:-1], run[-1].removesuffix("s")) in wholes for run in runs)

    return holds


def _all_words(text: str) -> set[str]:
    """Return the words of a text, and those that a capital letter inside a word begins."""
    return {*_words(text), *_words(_BEFORE_CAPITAL.sub(" ", unicodedata.normalize("NFC", text)))}


def _words(text: str) -> list[str]:
    """Return the words of a text as they are compared; of scripts without capitals, which may part no words, pairs."""
    found: list[str] = []
    for word in _WORD.findall(unicodedata.normalize("NFC", text)):
        if word in _LINKS:
            continue
        if word.isalpha() and word.upper() == word.lower() and len(word) > _LEAST:
            found.extend(word[at : at + _LEAST] for at in range(len(word) - 1))
        else:
            found.append(_folded(word))
    return found


def _folded(word: str) -> str:
    """Return a word in small letters without accents; ä, ae and a are one, as are ø, oe and o."""
    parted = unicodedata.normalize("NFKD", word.casefold().translate(_LETTERS))
    bare = "".join(one for one in parted if not unicodedata.combining(one))
    return re.sub(r"([aou])e|aa", lambda found: found[1] or "a", bare)
