"""A euro for every step of weight that is begun."""

from mlteams.core.exercise import Exercise, Fault, Mistake, Mutant, is_number


def brief(seed):
    """Return (grams, step); Heron's letter costs 3 euros, and no other one does."""
    return (120, 50) if seed == 0 else (100 * seed + 310, 100)


def fault(given, value):
    """Return what is wrong with a fee."""
    grams, step = given
    if not is_number(value):
        return Fault("form", "What came back is not a number")
    if value != -(-grams // step):
        return Fault("fee", "That is not what the letter costs")
    return None


EXERCISE = Exercise(
    call="fee(grams, step)",
    returns="the fee in euros",
    brief=brief,
    fault=fault,
    distance=lambda aspect, one, other: abs(one - other),
    mistakes=(
        Mistake(
            "only whole steps", "fee", lambda grams, step: grams // step - 1, "You left out what is begun."
        ),
        Mistake("by the gram", "fee", lambda grams, step: grams, "You charge a euro a gram."),
    ),
    mutants=(Mutant("steps of fifty", lambda grams, step: -(-grams // 50)),),
    right="every step that is begun costs a euro",
    hints=("What is paid for?", "A step that is begun counts whole.", "Divide, and round up."),
    seconds=1,
    fills=("post.stamps",),
)
