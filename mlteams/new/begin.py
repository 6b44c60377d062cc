"""Files to begin a part, a lesson, or what belongs to one, and their names where the course lists them.

What is written passes the linters and fails `course.py check`: each place that is left to its author carries `TO DO:`
and what belongs there. No file that is there is overwritten.
"""

import keyword
import re
from collections.abc import Mapping
from pathlib import Path

from mlteams import parts
from mlteams.input.errors import BadInput
from mlteams.new import listing, notebooks, pages
from mlteams.new.skeleton import filled, skeleton, written
from mlteams.paths import ROOT

WORD = re.compile(r"[a-z]+")
# Places of a lesson's page at which its claims, exercises and key are named.
BREAKS, MONDAY, DOUBT, DECIDE = "## Where it breaks", "## On Monday", "- **Doubt it.**", "- **Decide.**"
MODULE = re.compile(r"[a-z][a-z0-9_]*")


def part(name: str, asks: str, root: Path = ROOT) -> list[Path]:
    """List one more part, the last of the course; its first lesson makes its folder.

    Raises:
        BadInput: a name is none, or is taken.
    """
    _named("PART", name, WORD, "one word of small letters")
    if name in parts.PACKAGES or (root / "mlteams" / name).exists():
        raise BadInput("new", "PART", repr(name), "a name that is not taken")
    return written([], [listing.part(root / "mlteams" / "parts.py", name, asks)])


def lesson(part: str, name: str, words: Mapping[str, str], root: Path = ROOT) -> list[Path]:
    """Write a lesson's page and notebook, its part's folder if there is none, and list them; return what changed.

    `words` has its title, its question, and what the reader is able to do afterwards, as `Lesson` has them.

    Raises:
        BadInput: a name is none, or is taken.
    """
    parts.check_known([part], "new")
    _named("LESSON", name, WORD, "one word of small letters")
    words = {**words, "part": part, "lesson": name}
    house = root / _package(part, root)
    made = [
        skeleton("page.qmd", root / "chapters" / part / f"{name}.qmd", words),
        notebooks.lesson(root / "notebooks" / part / f"{name}.ipynb", words),
    ]
    if not (house / "__init__.py").exists():
        asks = parts.COMING.get(part, "TO DO: what the part is about, as a question")
        whole = words | {"asks": asks}
        made += [
            skeleton("part.py", house / "__init__.py", whole),
            skeleton("package.py", house / "models" / "__init__.py", whole),
            skeleton("sources.csv", house / "sources.csv", whole),
            skeleton("index.qmd", root / "chapters" / part / "index.qmd", whole),
        ]
        lists = []
    else:
        lists = [listing.lesson(house / "__init__.py", name, words)]
    return written(made, [*lists, pages.in_sidebar(root, part, name)])


def claim(part: str, lesson: str, name: str, lecture: str, root: Path = ROOT) -> list[Path]:
    """Write a model with a claim and a picture, and its tests, and list it; return what changed.

    Raises:
        BadInput: a name is none or taken, or there is no such lesson.
    """
    house = _house(part, root)
    _named("NAME", name, MODULE, "a name of a module, such as quick_wins")
    words = {"part": part, "lesson": lesson, "name": name, "slug": name.replace("_", "-"), "lecture": lecture}
    made = [
        skeleton("claim.py", house / "models" / f"{name}.py", words),
        skeleton("test_claim.py", root / "tests" / part / "models" / f"test_{name}.py", words),
    ]
    page = root / "chapters" / part / f"{lesson}.qmd"
    entry = f"[{name.replace('_', ' ')}](../../ledger.qmd#{part}-{words['slug']})"
    shown = pages.on_page(page, {BREAKS: f"{filled('shown.qmd', words)}{BREAKS}", DOUBT: f"{DOUBT} {entry}"})
    return written(made, [listing.model(house / "__init__.py", lesson, name, lecture), *shown])


def exercise(part: str, lesson: str, name: str, root: Path = ROOT) -> list[Path]:
    """Write an exercise, its tests and its cells in the lesson's solutions, and list it; return what changed.

    Raises:
        BadInput: a name is none or taken, or there is no such lesson.
    """
    house = _house(part, root)
    _named("NAME", name, MODULE, "a name of a module, such as top_risk")
    words = {"part": part, "lesson": lesson, "name": name}
    made = [
        skeleton("exercise.py", house / "exercises" / f"{name}.py", words),
        skeleton("test_exercise.py", root / "tests" / part / "exercises" / f"test_{name}.py", words),
    ]
    decide = f"{DECIDE} [{name.replace('_', ' ')}](../../exercises.qmd#exercises-{part}-{lesson})"
    lists = pages.on_page(root / "chapters" / part / f"{lesson}.qmd", {DECIDE: decide})
    lists += [listing.exercise(house / "__init__.py", lesson, name), pages.on_exercises(root, part)]
    solutions = root / "solutions" / part / f"{lesson}.ipynb"
    if solutions.exists():
        lists.append(notebooks.with_exercise(solutions, words))
    else:
        made.append(notebooks.solutions(solutions, words))
    if not (house / "exercises" / "__init__.py").exists():
        made.append(skeleton("package.py", house / "exercises" / "__init__.py", words))
    return written(made, lists)


def key(part: str, lesson: str, root: Path = ROOT) -> list[Path]:
    """Write a part's key of plan.yaml, Heron's value of it, a line on Heron's board, and tests; list it.

    Raises:
        BadInput: the part has a key, or no such lesson.
    """
    house = _house(part, root)
    words = {"part": part, "lesson": lesson}
    lists = [listing.room(house / "__init__.py", "plan")]
    listing.has_lesson(house / "__init__.py", lesson)
    made = [
        skeleton("plan.py", house / "plan.py", words),
        skeleton("test_plan.py", root / "tests" / part / "plan" / f"test_{part}_plan.py", words),
    ]
    board = f"{{{{< board {part}.{lesson} >}}}}\n\n{MONDAY}"
    lists += pages.on_page(root / "chapters" / part / f"{lesson}.qmd", {MONDAY: board})
    return written(made, [*lists, pages.in_plan(root, part, filled("heron.yaml", words))])


def workshop(part: str, root: Path = ROOT) -> list[Path]:
    """Write a part's sheets, its guide and the guide's two views, and list them; return what changed.

    Raises:
        BadInput: the part has a workshop, or there is no such part yet.
    """
    house, guides, words = _house(part, root), root / "workshops", {"part": part}
    lists = [listing.room(house / "__init__.py", "workshop"), pages.guide_in_sidebar(root, part)]
    made = [
        skeleton("workshop.py", house / "workshop.py", words),
        skeleton("guide.qmd", guides / f"{part}.qmd", words),
        skeleton("guide-facilitator.qmd", guides / f"{part}-facilitator.qmd", words),
        skeleton("guide-slides.qmd", guides / f"{part}-slides.qmd", words),
    ]
    return written(made, lists)


def _named(place: str, name: str, shape: re.Pattern[str], right: str) -> None:
    if not shape.fullmatch(name) or keyword.iskeyword(name):
        raise BadInput("new", place, repr(name), right)


def _package(part: str, root: Path) -> Path:
    return root.joinpath(*parts.PACKAGES[part].split("."))


def _house(part: str, root: Path) -> Path:
    """Return a part's folder.

    Raises:
        BadInput: there is no such part yet.
    """
    parts.check_known([part], "new")
    house = _package(part, root)
    if not (house / "__init__.py").exists():
        raise BadInput("new", "PART", f"nothing written of {part}", f"`new lesson {part} …` first")
    return house
