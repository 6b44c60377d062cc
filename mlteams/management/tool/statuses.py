"""What people and trackers call the status of a task, and which of our four it is."""

import re
import shlex
from collections.abc import Mapping, Sequence
from typing import Literal, get_args

from mlteams.input.errors import BadInput, shown

Status = Literal["open", "done", "failed", "dropped"]
OURS: tuple[Status, ...] = get_args(Status)
RIGHT = "open, done, failed or dropped"
# Words of Jira (Status and Resolution), Linear and GitHub as `normal` leaves them. What may mean either of two, such
# as "accepted" or "postponed", is not here: its owner says which with --status.
_OPEN = (
    "open, to do, todo, new, created, backlog, icebox, inbox, triage, needs triage, planned, unstarted, not started, "
    "scheduled, unscheduled, selected for development, ready, ready for development, ready for dev, next, up next, "
    "in progress, started, doing, active, in development, in dev, in review, review, code review, in code review, "
    "under review, ready for review, in test, testing, in testing, in qa, qa, ready for test, ready for qa, "
    "ready to merge, blocked, on hold, paused, waiting, pending, draft, reopened, unresolved"
)
_DONE = (
    "done, closed, resolved, complete, completed, closed as completed, closed completed, finished, fixed, merged, "
    "shipped, released, deployed, delivered"
)
_DROPPED = (
    "dropped, cancelled, canceled, duplicate, duplicated, closed as duplicate, wont do, wont fix, wontfix, "
    "closed as wont do, closed as wont fix, not planned, closed as not planned, closed not planned, declined, "
    "rejected, obsolete, abandoned, out of scope, invalid, not a bug, cannot reproduce"
)
_WORDS: dict[str, Status] = {
    "failed": "failed",
    **dict.fromkeys(_OPEN.split(", "), "open"),
    **dict.fromkeys(_DONE.split(", "), "done"),
    **dict.fromkeys(_DROPPED.split(", "), "dropped"),
}


def normal(word: str) -> str:
    """Return a word for a status without case, apostrophes, signs and emoji: "🏗 In-Progress" is "in progress"."""
    letters = re.findall(r"[^\W_]+", re.sub("['’]", "", word.casefold()))
    return " ".join(letters) or word.strip()


def option(words: Sequence[str]) -> str:
    """Return the words of a command line that call each of some words open: one --status, or one for each.

    A word with signs that a shell or the option reads in another way is said as `normal` has it, which means the same.
    """
    said = list(dict.fromkeys(word if _plain(word) else normal(word) for word in words))
    if not any("," in word or word.startswith("-") or not _plain(word) for word in said):
        return f'--status "{",".join(f"{word}=open" for word in said)}"'
    return " ".join(
        f"--status{'=' if word.startswith('-') else ' '}"
        + (f'"{word}=open"' if _plain(word) else shlex.quote(f"{word}=open"))
        for word in said
    )


def _plain(word: str) -> bool:
    """Tell whether a word between double quotes is itself in every shell, and has no "=" of its own."""
    return word.isprintable() and not re.search(r'["$`\\!%^=]', word)


class Statuses:
    """Knows our words, those of trackers, and those that somebody gave."""

    def __init__(self, given: Mapping[str, str] | None) -> None:
        """Add words to those known: theirs, each with ours.

        Raises:
            BadInput: with `--status` as its place, one means none of our four, or two of them.
        """
        own: dict[str, Status] = {}
        for theirs, ours in (given or {}).items():
            word, meant = normal(theirs), ours.strip().lower()
            if meant not in OURS:
                raise BadInput("--status", shown(theirs), f"the status {shown(ours)}", RIGHT)
            if own.setdefault(word, meant) != meant:
                raise BadInput("--status", shown(theirs), f"both {own[word]} and {meant}", "one of them")
        self._known = _WORDS | own

    def __call__(self, word: str) -> Status | None:
        """Return which of ours a word means, or None."""
        return self._known.get(normal(word))
