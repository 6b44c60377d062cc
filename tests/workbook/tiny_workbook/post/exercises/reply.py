"""A reply that names who asked."""

from mlteams.core.exercise import Exercise, Fault, Mistake, Mutant, Point


def brief(seed):
    """Return (name,)."""
    return ("Heron" if seed == 0 else f"Customer {seed}",)


def fault(given, value):
    """Return what is wrong with a reply."""
    if type(value) is not str:
        return Fault("form", "What came back is not a text")
    return None if given[0] in value else Fault("name", "The reply does not say whom it is for")


EXERCISE = Exercise(
    call="reply(name)",
    returns="a text",
    brief=brief,
    fault=fault,
    distance=lambda aspect, one, other: 0,
    mistakes=(
        Mistake("nobody", "name", lambda name: "Good morning.", "Somebody asked; who?"),
        Mistake("no text", "form", lambda name: 3, "Write words."),
    ),
    mutants=(Mutant("Heron", lambda name: "Dear Heron, yes."),),
    right="it says whom it is for",
    hints=("Who asked?", "Put the name in.", 'Return an f-string, f"Dear {name}".'),
    rubric=(Point("kind", "Is it kind?"), Point("short", "Is it short?"), Point("true", "Is it true?")),
    examples=("Dear Heron, yes.", "Dear Heron, no."),
)
