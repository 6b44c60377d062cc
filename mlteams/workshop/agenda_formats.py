"""An agenda for people: in the terminal, as Markdown, as a page, in a calendar."""

from datetime import UTC, date, datetime, time, timedelta

import icalendar
import jinja2
from rich.console import Console
from rich.table import Table
from rich.text import Text

from mlteams.input.target import mark
from mlteams.workshop.agenda import Agenda, sessions
from mlteams.workshop.breaks import Row

_PAGES = jinja2.Environment(
    loader=jinja2.PackageLoader("mlteams.workshop", "templates"),
    autoescape=True,
    trim_blocks=True,
    keep_trailing_newline=True,
)


def clock(start: time, minutes: int) -> str:
    """Return the time of day some minutes after the start; past midnight it begins again."""
    return f"{datetime.combine(date.min, start) + timedelta(minutes=minutes):%H:%M}"


def remark(row: Row) -> str:
    """Return what a reader of the row must know besides its length."""
    return f"shortened from {row.full}" if row.minutes < row.full else ""


def lists(agenda: Agenda) -> list[tuple[str, list[str]]]:
    """Return what was cut to fit, and what gives way next when the room is late: each a lead and its items."""
    found = (("To fit:", agenda.made), ("When late, in this order:", agenda.left))
    return [(lead, [cut.sentence() for cut in cuts]) for lead, cuts in found if cuts]


def end(agenda: Agenda) -> str:
    """Return when it ends, or how long it takes if nobody has said when it begins; and what is left of the slot."""
    assumed = start_assumed(agenda)
    said = f"Takes {agenda.minutes} minutes" if assumed else f"Ends at {clock(agenda.begins, agenda.minutes)}"
    spare = agenda.slot - agenda.minutes
    reserve = f", {spare} min of {agenda.slot} in reserve" if spare else ""
    return f"{said}{reserve}. {assumed}".rstrip()


def start_assumed(agenda: Agenda) -> str:
    """Return a sentence on the start if nobody has said when it is, else nothing."""
    return (
        "" if agenda.start is not None else f"Planned for a start at {agenda.begins:%H:%M}, as none is given."
    )


def print_agenda(agenda: Agenda, console: Console) -> None:
    """Print a table, then what gave way and what may."""
    console.print(Text(agenda.title, style="bold"))
    table = Table(box=None, pad_edge=False)
    for head in ("from", "minutes", "what", ""):
        table.add_column(head, justify="right" if head == "minutes" else "left")
    for run in sessions(agenda.rows):
        if run[0].kind == "work":
            table.add_row("", "", Text(run[0].session, style="bold"), "")
        for row in run:
            table.add_row(clock(agenda.begins, row.at), str(row.minutes), Text(row.title), remark(row))
    console.print(table)
    for lead, items in lists(agenda):
        console.print()
        console.print(Text(lead))
        for item in items:
            console.print(Text(f"  {item}"))
    console.print()
    console.print(Text(end(agenda)))


def as_markdown(agenda: Agenda) -> str:
    """Return a table and lists in Markdown; letters that Markdown would read are escaped."""
    lines = [
        f"<!-- {mark('agenda')} -->",
        f"# {_escaped(agenda.title)}",
        "",
        "| From | Minutes | Session | What |",
        "|---|---:|---|---|",
    ]
    for row in agenda.rows:
        title = _escaped(row.title) + (f" ({remark(row)})" if remark(row) else "")
        lines.append(
            f"| {clock(agenda.begins, row.at)} | {row.minutes} | {_escaped(row.session)} | {title} |"
        )
    for lead, items in lists(agenda):
        lines += ["", lead, "", *(f"- {_escaped(item)}" for item in items)]
    return "\n".join([*lines, "", end(agenda), ""])


def _escaped(text: str) -> str:
    return "".join(f"\\{letter}" if letter in "\\`*_[]<>|#" else letter for letter in text)


def as_fragment(agenda: Agenda, folded: bool = False) -> str:
    """Return a table and lists as HTML for a page, in the open or folded."""
    runs = [
        [(clock(agenda.begins, row.at), row, remark(row)) for row in run] for run in sessions(agenda.rows)
    ]
    return _PAGES.get_template("agenda.html").render(
        agenda=agenda, runs=runs, lists=lists(agenda), end=end(agenda), folded=folded
    )


def as_html(agenda: Agenda) -> str:
    """Return one page that stands alone: no script, no request; prints on a sheet."""
    return _PAGES.get_template("agenda_page.html").render(
        title=agenda.title, mark=mark("agenda"), body=as_fragment(agenda)
    )


def as_calendar(agenda: Agenda, day: date, stamp: datetime | None = None) -> str:
    """Return iCalendar (RFC 5545): an event for each session and break, its steps in the description.

    Times are floating, so nine o'clock is nine o'clock where the room is. Events keep their UID when the
    agenda of the same day is written again, so a calendar moves them rather than doubling them.

    Raises:
        OverflowError: it ends after the last day that a date can name.
    """
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//Ship the Team//workshop agenda//EN")
    calendar.add("version", "2.0")
    begin = datetime.combine(day, agenda.begins)
    seen: dict[str, int] = {}
    for run in sessions(agenda.rows):
        first, name = run[0], run[0].session or run[0].title
        key = "".join(letter if letter.isalnum() else "-" for letter in name.lower())
        seen[key] = seen.get(key, 0) + 1
        event = icalendar.Event()
        event.add("uid", f"{agenda.part}-{key}-{seen[key]}-{day:%Y%m%d}@ship-the-team")
        event.add("dtstamp", stamp or datetime.now(UTC))
        event.add("dtstart", begin + timedelta(minutes=first.at))
        event.add("dtend", begin + timedelta(minutes=run[-1].end))
        event.add("summary", name)
        if first.kind == "work":
            steps = [f"{clock(agenda.begins, row.at)} {row.title} ({row.minutes} min)" for row in run]
            event.add("description", "\n".join(steps))
        calendar.add_component(event)
    return str(calendar.to_ical().decode())
