"""Knows the parts of the course by name, and loads of a part what a command needs and no more.

Reading a part's PART loads nothing but names. What a room offers under which name stands in `OFFERS`; a module
that is missing, does not import, or offers nothing is an error that names it.
"""

import importlib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from mlteams.core.part import Lesson, Part
from mlteams.input.errors import BadInput

if TYPE_CHECKING:
    from mlteams.core.claim import Claim
    from mlteams.core.exercise import Exercise
    from mlteams.core.explorable import Explorable
    from mlteams.core.section import Section
    from mlteams.core.tool import Tool

# The package of each part, in the order of the course. One that has no folder is not written yet.
PACKAGES = {
    "roles": "mlteams.roles",
    "hiring": "mlteams.hiring",
    "organizations": "mlteams.organizations",
    "management": "mlteams.management",
    "design": "mlteams.design",
}
# What a part that is not written yet will ask; the first page says it.
COMING = {
    "hiring": "Whom to ask what, and when to stop asking?",
    "organizations": "Where does the team sit, and what does it own?",
    "design": "When may the machine answer alone?",
}
# What the modules of a room define. A model defines at least one of three.
OFFERS: dict[str, tuple[str, ...]] = {
    "models": ("CLAIMS", "EXPLORABLES", "variables"),
    "exercises": ("EXERCISE",),
    "tool": ("TOOL",),
    "plan": ("SECTION",),
    "workshop": ("SHEETS",),
}


def folder(name: str) -> Path:
    """Return where a part's package lies, whether or not it is written."""
    top, _, rest = PACKAGES[name].partition(".")
    here = importlib.import_module(top).__path__[0]
    return Path(here, *rest.split("."))


@cache
def written() -> tuple[Part, ...]:
    """Return the parts that have a folder.

    Raises:
        BadInput: a part's package does not import, or has no PART of its own name.
    """
    return tuple(read(name) for name in PACKAGES if folder(name).is_dir())


def part(name: str) -> Part:
    """Return a part by name.

    Raises:
        BadInput: there is none of that name.
    """
    found = next((one for one in written() if one.name == name), None)
    if found is None:
        right = f"one of {', '.join(one.name for one in written())}"
        raise BadInput("mlteams/parts.py", "PACKAGES", f"no part {name!r}", right)
    return found


def check_known(names: Iterable[str], command: str) -> None:
    """Hold names, as a command was given them, against the parts of the course, written or not.

    Raises:
        BadInput: one is none of them.
    """
    for name in names:
        if name not in PACKAGES:
            raise BadInput(command, "PART", f"no part {name!r}", f"one of {', '.join(PACKAGES)}")


def read(name: str) -> Part:
    """Return the PART of a part's package.

    Raises:
        BadInput: the package does not import, or has no PART of its own name.
    """
    package = load(PACKAGES[name])
    found = getattr(package, "PART", None)
    if not isinstance(found, Part) or found.name != name:
        said = "no PART" if found is None else f"a PART called {getattr(found, 'name', found)!r}"
        raise BadInput(place(package.__name__), "PART", said, f"a Part called {name!r}")
    return found


def load(module: str) -> ModuleType:
    """Import a module of a part.

    Raises:
        BadInput: it is not there or does not import; the sentence names the file and the reason. Of a file that the
            module reads, the sentence is that file's.
    """
    try:
        return importlib.import_module(module)
    except (KeyboardInterrupt, BadInput):  # BadInput: of a file that a module reads as it loads
        raise
    except (
        BaseException
    ) as error:  # whatever a module raises while it loads; SystemExit would end us in silence
        said = f"{type(error).__name__}: {error}"
        raise BadInput(place(module), "the import", said, "a module that imports") from error


def place(module: str) -> str:
    """Return the file of a module as a person would name it, such as "mlteams/roles/plan.py"."""
    top, _, rest = module.partition(".")
    base = Path(importlib.import_module(top).__path__[0])
    path = base.joinpath(*rest.split("."))
    path = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    return path.relative_to(base.parent).as_posix()


def _room(part: Part, room: str, *module: str) -> ModuleType:
    """Load a module of a part's room and see that it offers what the room is for."""
    name = ".".join((PACKAGES[part.name], room, *module))
    found = load(name)
    if not any(hasattr(found, offer) for offer in OFFERS[room]):
        right = " or ".join(OFFERS[room])
        raise BadInput(place(name), "the whole file", f"no {right}", f"a module that defines {right}")
    return found


def models(part: Part) -> dict[str, ModuleType]:
    """Return the models of a part by name, in the order of its lessons."""
    names = dict.fromkeys(name for lesson in part.lessons for name in lesson.models)
    return {name: _room(part, "models", name) for name in names}


def lesson_of(part: Part, model: str) -> Lesson:
    """Return the lesson that argues with a model; the first, if several do."""
    return next(lesson for lesson in part.lessons if model in lesson.models)


def claims(part: Part) -> "Iterator[tuple[Lesson, Claim]]":
    """Yield the claims of a part, each with its lesson."""
    for name, module in models(part).items():
        for claim in getattr(module, "CLAIMS", ()):
            yield lesson_of(part, name), claim


@cache
def explorables() -> "dict[str, Explorable]":
    """Return every explorable by name.

    Raises:
        BadInput: two share a name, or one is not called after its module, as `explorable` expects.
    """
    found: dict[str, Explorable] = {}
    for one, name, module in all_models():
        for item in getattr(module, "EXPLORABLES", ()):
            if item.name in found or not item.name.startswith(f"{_slug(name)}-"):
                right = f"a name of its own that begins with {_slug(name)}-"
                where = place(f"{PACKAGES[one.name]}.models.{name}")
                raise BadInput(where, "EXPLORABLES", f"the explorable {item.name!r}", right)
            found[item.name] = item
    return found


def explorable(name: str) -> "Explorable":
    """Return an explorable, loading only models that its name may belong to.

    Raises:
        KeyError: there is none of that name.
    """
    for one in written():
        for model in dict.fromkeys(model for lesson in one.lessons for model in lesson.models):
            if name.startswith(f"{_slug(model)}-"):
                for item in getattr(_room(one, "models", model), "EXPLORABLES", ()):
                    if item.name == name:
                        return item  # type: ignore[no-any-return]
    raise KeyError(name)


def _slug(model: str) -> str:
    return model.replace("_", "-")


def all_models() -> Iterator[tuple[Part, str, ModuleType]]:
    """Yield part, name and module of every model."""
    for one in written():
        for name, module in models(one).items():
            yield one, name, module


@cache
def exercises() -> "dict[str, tuple[Part, Lesson, Exercise]]":
    """Return part, lesson and exercise by full name, such as "management.dates.p85", in the order of the course."""
    return {
        f"{one.name}.{lesson.name}.{name}": (one, lesson, _room(one, "exercises", name).EXERCISE)
        for one in written()
        for lesson in one.lessons
        for name in lesson.exercises
    }


@cache
def sections() -> "tuple[tuple[Part, Section[Any, Any]], ...]":
    """Return the sections of plan.yaml, each with its part."""
    return tuple((one, _room(one, "plan").SECTION) for one in written() if one.plan)


def tool(part: Part) -> "Tool":
    """Return the tool of a part that has one."""
    found: Tool = _room(part, "tool").TOOL
    return found


def workshop(part: Part) -> ModuleType:
    """Return the module of a part's workshop: SHEETS, and `variables()` if its guide quotes numbers."""
    return _room(part, "workshop")
