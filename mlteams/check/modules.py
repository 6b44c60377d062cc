"""What the modules of a part define, against what their room is for."""

import difflib
from collections.abc import Callable, Iterator
from types import ModuleType

from mlteams import parts
from mlteams.check.checked import Checked
from mlteams.core.claim import Claim
from mlteams.core.exercise import Exercise
from mlteams.core.explorable import Explorable
from mlteams.core.section import Section
from mlteams.core.tool import Tool
from mlteams.input.errors import BadInput

# What a name that a room offers must hold: a word for it, and how to tell.
KINDS: dict[str, tuple[str, Callable[[object], bool]]] = {
    "CLAIMS": ("a tuple of Claim", lambda found: _all(found, Claim)),
    "EXPLORABLES": ("a tuple of Explorable", lambda found: _all(found, Explorable)),
    "variables": ("a function without arguments", callable),
    "EXERCISE": ("an Exercise", lambda found: isinstance(found, Exercise)),
    "TOOL": ("a Tool", lambda found: isinstance(found, Tool)),
    "SECTION": ("a Section", lambda found: isinstance(found, Section)),
    "SHEETS": ("a tuple of sheets", lambda found: isinstance(found, tuple) and bool(found)),
}


def _all(found: object, kind: type) -> bool:
    return isinstance(found, tuple) and bool(found) and all(isinstance(one, kind) for one in found)


def modules(checked: Checked) -> Iterator[BadInput]:
    """Yield modules that do not import, offer nothing, or offer it under another name."""
    listed, package = checked.listed(), parts.PACKAGES[checked.part.name]
    rooms = [
        (room, f"{package}.{room}.{name}") for room, names in listed.items() for name in dict.fromkeys(names)
    ]
    declared = {"tool": checked.part.tool, "plan": checked.part.plan, "workshop": checked.part.workshop}
    rooms += [(room, f"{package}.{room}") for room, has in declared.items() if has]
    for room, name in rooms:
        helper = room == "models" and name.rsplit(".", 1)[1] in checked.part.helpers
        try:
            yield from _offers(parts.load(name), () if helper else parts.OFFERS[room])
        except BadInput as problem:
            yield problem


def _offers(module: ModuleType, offers: tuple[str, ...]) -> Iterator[BadInput]:
    """Yield what a module offers under no name or under a wrong one."""
    path = parts.place(module.__name__)
    for name in offers:
        if hasattr(module, name) and not KINDS[name][1](getattr(module, name)):
            yield BadInput(path, name, "something else", KINDS[name][0])
    if offers and not any(hasattr(module, name) for name in offers):
        yield BadInput(path, "the whole file", f"no {' or '.join(offers)}", "one of them")
    if not offers and any(hasattr(module, name) for name in KINDS):
        yield BadInput(path, "the whole file", "claims or numbers in a helper", "a model of a lesson in PART")
    for name, value in vars(module).items():
        if name.startswith("_") or name in KINDS or not _own(module, name, value):
            continue
        held = (value,) if isinstance(value, (Claim, Explorable, Exercise)) else value
        kind = next((key for key in ("CLAIMS", "EXPLORABLES") if KINDS[key][1](held)), None)
        if kind and not set(map(id, held)) <= set(map(id, getattr(module, kind, ()))):
            yield BadInput(path, name, f"what belongs into {kind}", kind)
        elif close := difflib.get_close_matches(name.lower(), [one.lower() for one in offers], 1, 0.8):
            right = next(one for one in offers if one.lower() == close[0])
            yield BadInput(path, name, "a name that nothing reads", right)


def _own(module: ModuleType, name: str, value: object) -> bool:
    """Tell whether a module defines a name itself and did not import it."""
    home = getattr(value, "__module__", module.__name__)
    return home == module.__name__ or isinstance(value, (tuple, Claim, Explorable, Exercise))
