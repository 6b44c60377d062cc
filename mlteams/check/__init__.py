"""`course.py check [PART]`: what of a part is missing, misspelt, left over or listed nowhere, a sentence each.

A part's PART says what there is. Here it is held against what lies in its folder, what its modules define, the
pages and notebooks of its lessons, the contents of the site and the tests.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from mlteams import parts
from mlteams.check import drift, heron, ledger, left, lengths, modules, pages, pictures, rooms, sources
from mlteams.check.checked import CACHE, Checked, place, text_of
from mlteams.check.readers import Readers
from mlteams.input.errors import BadInput
from mlteams.paths import ROOT

# The folders beside the parts: the ground floor, the engines, and this one.
BESIDE = ("core", "input", "report", "plan", "workbook", "workshop", "publish", "check", "new")


def check(names: Iterable[str] = (), root: Path = ROOT) -> list[BadInput]:
    """Return all that is wrong with some parts, or with all of them and what lies beside them.

    Raises:
        BadInput: there is no part of a name.
    """
    chosen = list(names)
    parts.check_known(chosen, "check")
    readers = Readers(root, tuple(dict.fromkeys(parts.folder(name).parent for name in parts.PACKAGES)))
    found = [] if chosen else [*_strangers(root), *_home(root), *_and_what_stops(ledger.of_the_opening(root))]
    found += [] if chosen else heron.unread(root, readers)
    for name in chosen or parts.PACKAGES:
        if parts.folder(name).is_dir():
            try:
                part = parts.read(name)
            except BadInput as problem:
                found.append(problem)
            else:
                found += _problems(Checked(part, root, readers))
        elif chosen:
            found.append(BadInput(place(parts.folder(name), root), "the folder", "nothing", "a part"))
        else:
            found += _left_over(name, root)
    if not found:
        try:
            parts.explorables()
        except BadInput as problem:
            found.append(problem)
    return list({str(problem): problem for problem in found}.values())  # parts share files of the site


def _home(root: Path) -> Iterator[BadInput]:
    """Yield pages of no part that are not there or cannot be read."""
    for name in ("index.qmd", "ledger.qmd", "exercises.qmd"):
        try:
            text_of(root / name, root, "a page of UTF-8 text")
        except BadInput as problem:
            yield problem


def _strangers(root: Path) -> Iterator[BadInput]:
    """Yield folders beside the parts that are no part."""
    homes = {parts.folder(name).parent for name in parts.PACKAGES}
    known = {parts.folder(name) for name in parts.PACKAGES}
    for home in sorted(homes):
        for path in sorted(home.iterdir()):
            if path.is_dir() and path not in known and path.name not in (*BESIDE, CACHE):
                right = "a part in PACKAGES of mlteams/parts.py"
                yield BadInput(place(path, root), "the folder", "a package that nothing lists", right)


def _left_over(name: str, root: Path) -> Iterator[BadInput]:
    """Yield what lies about of a part that has no package."""
    for path in (
        root / folder / name for folder in ("chapters", "notebooks", "solutions", "exercises", "tests")
    ):
        if path.exists():
            where = f"{parts.PACKAGES[name].replace('.', '/')}/__init__.py"
            yield BadInput(place(path, root), "the folder", "files of a part that is not there", where)


def _problems(checked: Checked) -> Iterator[BadInput]:
    """Yield all that is wrong with one part; claims can be read when its modules can."""
    yield from rooms.rooms(checked)
    yield from sources.sources(checked)
    wrong = list(modules.modules(checked))
    yield from wrong
    if not wrong:
        yield from _and_what_stops(ledger.claims(checked))
        yield from _and_what_stops(heron.of_part(checked))
    misplaced = list(pages.pages(checked))
    yield from misplaced
    if not misplaced:
        yield from _and_what_stops(drift.drift(checked))
    yield from lengths.lengths(checked)
    yield from _and_what_stops(pages.contents(checked))
    yield from pictures.pictures(checked)
    yield from pages.tests(checked)
    yield from left.left(checked)


def _and_what_stops(problems: Iterator[BadInput]) -> Iterator[BadInput]:
    """Yield problems, the last of them a file without which the others cannot be found."""
    try:
        yield from problems
    except BadInput as problem:
        yield problem
