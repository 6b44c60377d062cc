"""Five advertisements for a "data scientist": whose work does each describe?

The property: each is given to the role of whose tasks it names most, each task once however often it is named; where
two roles are level, the tools decide. Hidden advertisements are put together from sentences written for the course, so
that a wish list of tools, a repeated task or a letter inside a word misleads whoever counts those.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import cast

import numpy as np

from mlteams.core.exercise import Brief, Exercise, Fault, Mistake, Mutant, Plain
from mlteams.roles.models.advertisement_texts import COMPANIES, ENDS, HERON, TASKS, TITLE, TOOLS

Words = Mapping[str, list[str]]  # by role
Args = tuple[list[str], Words, Words]
KNOWN = 4  # tasks of each role that a company's list names
ROLES = tuple(TASKS)
LETTER = "analyst"  # has R among its tools


@cache
def brief(seed: int) -> Brief:
    """Return (adverts, tasks, tools): texts, and by role the tasks and the tools to look for."""
    if seed == 0:
        return list(HERON), {role: list(known)[:KNOWN] for role, known in TASKS.items()}, _tools()
    rng = np.random.default_rng(seed)
    roles = sorted(ROLES, key=lambda role: role != LETTER) if seed % 2 else list(ROLES)
    tasks = {role: [str(one) for one in rng.permutation(list(TASKS[role]))[:KNOWN]] for role in roles}
    level = int(rng.integers(5))  # the place of the advertisement in which two roles are level
    return [_drawn(rng, tasks, place == level, seed % 2 == 1) for place in range(5)], tasks, _tools()


def _tools() -> Words:
    return {role: list(known) for role, known in TOOLS.items()}


def _drawn(rng: np.random.Generator, tasks: Words, level: bool, letter: bool) -> str:
    """Return an advertisement for the work of one role, with tasks of another role beside it and a wish list.

    In one that is level the tools decide: for a role with a tool that is a letter, which is inside other words, or two
    against one. In the others the wish list is that of the second role or a third.
    """
    own, other, third = (str(one) for one in rng.permutation(ROLES)[:3])
    if level and letter:
        own, other = next(one for one in (own, third) if one != LETTER), LETTER
    first = [str(one) for one in rng.permutation(tasks[own])[: 2 if level else 3]]
    second = [str(one) for one in rng.permutation(tasks[other])[:2]]
    unknown = [one for one in TASKS[other] if one not in tasks[other]]
    sentences = [TASKS[own][one] for one in first] + [TASKS[other][one] for one in (*second, *unknown)]
    text = [str(one) for one in rng.permutation(sentences)]
    again = (first[0], second[0]) if level else (second[0], second[0])
    text.append(f"Once more: you {again[0]}. And again: you {again[1]}.")
    wanted = list(TOOLS[other if rng.random() < 0.5 else third])
    if level:
        wanted = [TOOLS[own][0]] if letter else [*TOOLS[own][:2], TOOLS[other][0]]
    names = [one.lower() if rng.random() < 0.5 else one for one in wanted]
    text.append(f"Must: {', '.join(str(one) for one in rng.permutation(names))}.")
    company, end = str(rng.choice(COMPANIES)), str(rng.choice(ENDS))
    return " ".join([f"{TITLE.capitalize()} wanted.", company, *text, end])


def named(text: str, words: Iterable[str]) -> int:
    """Return how many of some words or phrases a text names, each once, whole, in small or capital letters."""
    return sum(bool(re.search(rf"\b{re.escape(word)}\b", text, re.I)) for word in words)


def _read(adverts: list[str], tasks: Words, tools: Words) -> list[str]:
    return [
        max(tasks, key=lambda role: (named(text, tasks[role]), named(text, tools[role]))) for text in adverts
    ]


def fault(given: Brief, value: Plain) -> Fault | None:
    """Return what is wrong with roles."""
    adverts, tasks, tools = cast(Args, given)
    if type(value) is not list or not all(type(role) is str for role in value):
        return Fault("form", "What came back is not a list of roles")
    if set(value) - set(tasks):
        unknown = sorted(set(value) - set(tasks))[0][:40]
        return Fault("names", f"“{unknown}” is no role whose tasks the brief lists")
    if len(value) != len(adverts):
        return Fault("number", f"There are {len(adverts)} advertisements, and each wants one role")
    for place, (said, right, text) in enumerate(
        zip(value, _read(adverts, tasks, tools), adverts, strict=True), 1
    ):
        if said == right:
            continue
        if named(text, tasks[said]) == named(text, tasks[right]):
            return Fault(
                "tools", f"Advertisement {place} names as many tasks of another role, and more of its tools"
            )
        return Fault(
            "tasks", f"Advertisement {place} names more tasks of another role than of the one you say"
        )
    return None


def _distance(_aspect: str, one: Plain, other: Plain) -> float:
    return 0 if one == other else float("inf")


Score = Callable[[str, list[str], list[str]], object]


def _by(score: Score) -> Callable[..., object]:
    """Return an answer that gives each advertisement to the role with the highest score of text, tasks and tools."""

    def answer(adverts: list[str], tasks: Words, tools: Words) -> list[str]:
        scores = [{role: score(text, tasks[role], tools[role]) for role in tasks} for text in adverts]
        return [max(each, key=lambda role: each[role]) for each in scores]  # type: ignore[arg-type,return-value]

    return answer


def _mentions(text: str, words: list[str]) -> int:
    return sum(len(re.findall(rf"\b{re.escape(word)}\b", text, re.I)) for word in words)


def _inside(text: str, words: list[str]) -> int:
    return sum(word.lower() in text.lower() for word in words)


def _spelt(text: str, words: list[str]) -> int:
    return sum(bool(re.search(rf"\b{re.escape(word)}\b", text)) for word in words)


EXERCISE = Exercise(
    call="read(adverts, tasks, tools)",
    returns="a list with one role for each advertisement",
    brief=brief,
    fault=fault,
    distance=_distance,
    mistakes=(
        Mistake(
            "the title",
            "names",
            lambda adverts, tasks, tools: [TITLE for _ in adverts],
            "That is the title, and all five have it. Whose tasks does the text name?",
        ),
        Mistake(
            "the tools alone",
            "tasks",
            _by(lambda text, tasks, tools: named(text, tools)),
            "You went by the tools. A list of them is a wish; the tasks say what is done on a Tuesday. Let tools "
            "decide only where tasks are level.",
        ),
        Mistake(
            "tools and tasks in one pot",
            "tasks",
            _by(lambda text, tasks, tools: named(text, tasks) + named(text, tools)),
            "You counted tools like tasks. Three tools in a wish list then weigh as much as three things to do; let "
            "them decide only where tasks are level.",
        ),
        Mistake(
            "every mention",
            "tasks",
            _by(lambda text, tasks, tools: (_mentions(text, tasks), _mentions(text, tools))),
            "You counted how often a task is named. A task that is named three times is one task.",
        ),
        Mistake(
            "tasks alone",
            "tools",
            _by(lambda text, tasks, tools: named(text, tasks)),
            "You let the tasks decide alone, so that of two roles that are level the first in the list wins. There the "
            "tools decide.",
        ),
        Mistake(
            "fewest tools where tasks are level",
            "tools",
            _by(lambda text, tasks, tools: (named(text, tasks), -named(text, tools))),
            "Where two roles are level in tasks you took the one with fewer tools. More of them are wanted.",
        ),
        Mistake(
            "capital letters count",
            "tools",
            _by(lambda text, tasks, tools: (_spelt(text, tasks), _spelt(text, tools))),
            "You took “sql” for another word than “SQL”. People write as they like; re.IGNORECASE reads both.",
        ),
        Mistake(
            "the fewest tasks",
            "tasks",
            _by(lambda text, tasks, tools: (-named(text, tasks), -named(text, tools))),
            "You took the role of whose tasks the text names fewest. max() gives the one with most.",
        ),
        Mistake(
            "the same role for all",
            "tasks",
            lambda adverts, tasks, tools: [next(iter(tasks)) for _ in adverts],
            "You gave every advertisement to the first role of the list.",
        ),
        Mistake(
            "the first advertisement's for all",
            "tasks",
            lambda *given: [_read(*given)[0]] * 5,
            "You gave the first advertisement's role to all. Read each text by itself.",
        ),
        Mistake(
            "the order turned round",
            "tasks",
            lambda *given: _read(*given)[::-1],
            "Your roles are right and stand in the wrong order. The first belongs to the first text.",
        ),
        Mistake(
            "inside other words",
            "tools",
            _by(lambda text, tasks, tools: (_inside(text, tasks), _inside(text, tools))),
            "You looked for letters and not for words: “R” is inside nearly every word, and “RAG” inside “storage”.",
        ),
    ),
    mutants=(
        Mutant("Heron's roles", lambda adverts, tasks, tools: _read(*cast(Args, brief(0)))),
        Mutant(
            "Heron's tasks",
            lambda adverts, tasks, tools: _read(adverts, cast(Args, brief(0))[1], tools),
        ),
        Mutant(
            "every task that there is",
            lambda adverts, tasks, tools: _read(adverts, {role: list(TASKS[role]) for role in tasks}, tools),
        ),
        Mutant(
            "tasks alone, the last of those level",
            lambda adverts, tasks, tools: _read(
                adverts, dict(reversed(tasks.items())), {role: [] for role in tasks}
            ),
        ),
        Mutant(
            "the first task alone",
            _by(lambda text, tasks, tools: (named(text, tasks[:1]), named(text, tools))),
        ),
        Mutant(
            "tools count half", _by(lambda text, tasks, tools: 2 * named(text, tasks) + named(text, tools))
        ),
        Mutant(
            "tools before tasks", _by(lambda text, tasks, tools: (named(text, tools), named(text, tasks)))
        ),
        Mutant("one is left out", lambda *given: _read(*given)[:-1]),
    ),
    right="each advertisement goes to the role of whose tasks it names most, and to its tools where two are level",
    hints=(
        "Cover the title. Which verbs are left, and which nouns are only wishes? If a task is named three times, how "
        "often is it done?",
        "For each role count the tasks that the text names, each once, and beside it the tools, each once. Compare the "
        "pairs (tasks, tools): Python compares the first of two pairs, and the second only where the first are equal.",
        "Let `re.search` look for a word between two \\b, with re.escape around it and re.IGNORECASE, and add up the "
        "hits. max() over the roles, with the pair as key, gives the role of one text.",
    ),
    fills=("roles.titles",),
)
