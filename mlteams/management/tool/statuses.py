"""What people and trackers call the status of a task, and which of our four it is."""

import re
from collections.abc import Mapping
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
