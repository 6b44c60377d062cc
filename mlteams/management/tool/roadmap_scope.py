"""What belongs to a roadmap: which tasks are in scope, what each still waits for, and what was left out.

A tracker's export names states, tickets and links that a roadmap does not know. All of them are told in one answer,
with the option that settles each.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from mlteams.input.errors import MOST_NAMED, several, shown
from mlteams.management.tool.roadmap_links import Places, check_goal, unknown_links
from mlteams.management.tool.roadmap_schema import AlternativesForm
from mlteams.management.tool.roadmap_written import Written, examples, first
from mlteams.management.tool.statuses import RIGHT, Status, Statuses, option


@dataclass(frozen=True)
class Scope:
    """What belongs to a roadmap.

    Attributes:
        status: of each task and option, by name.
        left_out: names of tasks and options that are not in the roadmap at all.
        after: by name, what each task, option or group waits for.
        notes: what was left out and what no longer waits, a sentence each.
    """

    status: dict[str, Status]
    left_out: frozenset[str]
    after: dict[str, tuple[str, ...]]
    notes: tuple[str, ...]


def scope(written: Written, statuses: Statuses, ignore: bool, over: Mapping[str, str] | None = None) -> Scope:
    """Return what belongs to a roadmap; what is wrong is added to the problems of `written`.

    `ignore` leaves out open tasks without an estimate, and links to what is not in the file. `over` are tasks past
    their estimates, each with its times, to be left out too.
    """
    over = over or {}
    names = _names(written)
    status = _status(written, statuses)
    no_estimate = _without_estimate(written, status, ignore)
    left_out = no_estimate | over.keys()
    dropped = {name for name, said in status.items() if said == "dropped"}
    groups: dict[str, str] = {}  # those of which no alternative is left, and why
    for step in written.form.tasks:
        if isinstance(step, AlternativesForm):
            options = [option.name for option in step.alternatives]
            if dropped.issuperset(options):
                groups[step.name] = "is out of scope (all of its alternatives are)"
            elif all(name in left_out | dropped for name in options):
                why = [f"{_quoted(name)} {_why(name, no_estimate, over)}" for name in options]
                groups[step.name] = f"has no alternative left ({several(why)})"
    gone = left_out | dropped | groups.keys()
    if {step.name for step in written.form.tasks} <= gone:
        written.fail(written.line("tasks"), "no task in scope", "at least one that is open, done or failed")
    else:
        check_goal(written, names, gone)
    live = {
        form.name: form.after
        for _, form in written.forms()
        if form.name not in gone and status.get(form.name, "open") == "open"
    }
    unknown = unknown_links(written, names, live, ignore)
    after = {
        form.name: () if form.name in gone else tuple(n for n in form.after if n in names and n not in gone)
        for _, form in written.forms()
    }
    notes = (
        *_dropped(written, dropped, groups, live),
        *_left_out(no_estimate, live),
        *_overdue(over, live),
        *_links(unknown, live),
    )
    return Scope(status, frozenset(left_out), after, notes)


def _names(written: Written) -> Places:
    """Return the lines of every name; those used twice are told."""
    lines: Places = defaultdict(list)
    for loc, form in written.forms():
        lines[form.name].append(written.line(*loc, "name"))
    twice = {name: places for name, places in lines.items() if len(places) > 1}
    hint = " (or the column of their ids, with --columns id=…)" if written.is_csv else ""
    if len(twice) == 1:
        ((name, (one, *more)),) = twice.items()
        found = f"the name {shown(name)}, also on line {one}"
        written.fail(more[0], found, f"a name of its own{hint}")
    elif twice:
        line = min(places[1] for places in twice.values())
        found = f"{len(twice):,} names more than once, {examples(twice)}"
        written.fail(line, found, f"a name of its own for each task{hint}")
    return lines


def _status(written: Written, statuses: Statuses) -> dict[str, Status]:
    """Return which of our four each task's status is; words that are not known are told."""
    found: dict[str, Status] = {}
    unknown: Places = defaultdict(list)
    for loc, form in written.tasks():
        meant = statuses(form.status)
        if meant is None:
            unknown[form.status].append(written.line(*loc, "status"))
        found[form.name] = meant or "open"
    if unknown:
        said = "the unknown status" if len(unknown) == 1 else f"{len(unknown):,} unknown statuses,"
        given = option(list(unknown)[:MOST_NAMED])
        right = f"{RIGHT} (or, with roadmap, a meaning of yours such as {given})"
        written.fail(first(unknown), f"{said} {examples(unknown)}", right)
    return found


def _without_estimate(written: Written, status: dict[str, Status], ignore: bool) -> set[str]:
    """Return the open tasks without an estimate, to be left out; without `ignore` they are told."""
    found: Places = defaultdict(list)
    for loc, form in written.tasks():
        if form.estimate is None and status[form.name] == "open":
            found[form.name].append(written.line(*loc, "estimate"))
    if ignore or not found:
        return set(found)
    one = len(found) == 1
    said = "no estimate of" if one else f"{len(found):,} open tasks without an estimate,"
    right = "an estimate (or, with roadmap, --ignore to leave the task out)"
    many = "an estimate of each (or, with roadmap, --ignore to leave them out)"
    written.fail(first(found), f"{said} {examples(found)}", right if one else many)
    return set()


def _why(name: str, no_estimate: Collection[str], over: Collection[str]) -> str:
    """Return why an alternative is not left, as a note says it."""
    return (
        "has no estimate" if name in no_estimate else "is past its estimate" if name in over else "is dropped"
    )


def _dropped(
    written: Written, dropped: set[str], groups: Mapping[str, str], live: dict[str, tuple[str, ...]]
) -> Iterator[str]:
    """Yield a sentence for what no longer waits, up to eight, and one for all the rest that is out of scope."""
    said = {form.name: form.status for _, form in written.tasks()}
    names = [form.name for _, form in written.forms() if form.name in dropped or form.name in groups]
    awaited = {name for after in live.values() for name in after}
    told = [name for name in names if name in awaited][:MOST_NAMED]
    for name in told:
        why = groups[name] if name in groups else f"is out of scope ({said[name]})"
        yield f"{_quoted(name)} {why}; {_no_longer({name}, live)}."
    rest = [f"{_quoted(name)} ({said[name]})" for name in names if name in said and name not in told]
    if rest:
        yield f"{several(rest)} {'are' if len(rest) > 1 else 'is'} out of scope."


def _left_out(left_out: set[str], live: dict[str, tuple[str, ...]]) -> Iterator[str]:
    if left_out:
        names = several([_quoted(name) for name in sorted(left_out)])
        waits = _no_longer(left_out, live)
        verb = "have no estimate and are" if len(left_out) > 1 else "has no estimate and is"
        yield f"{names} {verb} left out{f'; {waits}' if waits else ''}."


def _overdue(over: Mapping[str, str], live: dict[str, tuple[str, ...]]) -> Iterator[str]:
    if over:
        names = several([f"{_quoted(name)} ({times})" for name, times in over.items()])
        waits = _no_longer(set(over), live)
        verb = "take longer than estimated and are" if len(over) > 1 else "takes longer than estimated and is"
        yield f"{names} {verb} left out{f'; {waits}' if waits else ''}."


def _links(unknown: set[str], live: dict[str, tuple[str, ...]]) -> Iterator[str]:
    if unknown:
        names = several([_quoted(name) for name in sorted(unknown)])
        verb = "are" if len(unknown) > 1 else "is"
        yield f"{names} {verb} not in this file; {_no_longer(unknown, live)}."


def _no_longer(names: set[str], live: dict[str, tuple[str, ...]]) -> str:
    """Return that the tasks which waited for some no longer do; nothing if none did."""
    waited = [_quoted(name) for name, after in live.items() if names & set(after)]
    if not waited:
        return ""
    verb = "no longer wait" if len(waited) > 1 else "no longer waits"
    return f"{several(waited)} {verb} for {'them' if len(names) > 1 else 'it'}"


def _quoted(name: str) -> str:
    return f"“{name}”"
