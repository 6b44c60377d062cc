"""An agenda for people: in the terminal, as Markdown, as a page, in a calendar."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

import icalendar
import jinja2
from rich.console import Console
from rich.table import Table
from rich.text import Text

from mlteams.workshop.agenda import Agenda, Cut, Row, sessions

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


def sentences(agenda: Agenda, start: time | None = None) -> list[str]:
    """Return what was cut, what comes next when the room is late, and the end; without a start, in minutes."""
    said = []
    if agenda.made:
        said.append(f"To fit: {_listed(agenda.made)}.")
    if agenda.left:
        said.append(f"When late, in this order: {_listed(agenda.left)}.")
    end = f"Ends at {clock(start, agenda.minutes)}" if start else f"Takes {agenda.minutes} minutes"
    spare = agenda.slot - agenda.minutes
    said.append(f"{end}, {spare} of {agenda.slot} minutes in reserve." if spare else f"{end}.")
    return said


def _listed(cuts: Iterable[Cut]) -> str:
    return "; ".join(cut.sentence() for cut in cuts)


def print_agenda(agenda: Agenda, start: time, console: Console) -> None:
    """Print a table, then the sentences."""
    console.print(Text(agenda.title, style="bold"))
    table = Table(box=None, pad_edge=False)
    for head in ("from", "minutes", "what", ""):
        table.add_column(head, justify="right" if head == "minutes" else "left")
    for run in sessions(agenda.rows):
        if run[0].kind == "work":
            table.add_row("", "", Text(run[0].session, style="bold"), "")
        for row in run:
            table.add_row(clock(start, row.at), str(row.minutes), Text(row.title), remark(row))
    console.print(table)
    for sentence in sentences(agenda, start):
        console.print()
        console.print(Text(sentence))


def as_markdown(agenda: Agenda, start: time) -> str:
    """Return a Markdown table and the sentences; letters that Markdown would read are escaped."""
    lines = [f"# {_escaped(agenda.title)}", "", "| From | Minutes | Session | What |", "|---|---:|---|---|"]
    for row in agenda.rows:
        title = _escaped(row.title) + (f" ({remark(row)})" if remark(row) else "")
        lines.append(f"| {clock(start, row.at)} | {row.minutes} | {_escaped(row.session)} | {title} |")
    return "\n".join([*lines, "", *("\n\n".join(map(_escaped, sentences(agenda, start))).split("\n")), ""])


def _escaped(text: str) -> str:
    return "".join(f"\\{letter}" if letter in "\\`*_[]<>|#" else letter for letter in text)


def as_fragment(agenda: Agenda, start: time | None = None) -> str:
    """Return a table and the sentences as HTML for a page; without a start, times are minutes from it."""

    def at(row: Row) -> str:
        return clock(start, row.at) if start else f"{row.at // 60}:{row.at % 60:02}"

    runs = [[(at(row), row, remark(row)) for row in run] for run in sessions(agenda.rows)]
    said = sentences(agenda, start)
    return _PAGES.get_template("agenda.html").render(agenda=agenda, runs=runs, sentences=said)


def as_html(agenda: Agenda, start: time) -> str:
    """Return one page that stands alone: no script, no request; prints on a sheet."""
    body = as_fragment(agenda, start)
    return _PAGES.get_template("agenda_page.html").render(title=agenda.title, body=body)


def as_calendar(agenda: Agenda, start: time, day: date, stamp: datetime | None = None) -> str:
    """Return iCalendar (RFC 5545): an event for each session and break, its steps in the description.

    Times are floating, so nine o'clock is nine o'clock where the room is. Events keep their UID when the
    agenda of the same day is written again, so a calendar moves them rather than doubling them.
    """
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//Ship the Team//workshop agenda//EN")
    calendar.add("version", "2.0")
    begin = datetime.combine(day, start)
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
            steps = [f"{clock(start, row.at)} {row.title} ({row.minutes} min)" for row in run]
            event.add("description", "\n".join(steps))
        calendar.add_component(event)
    return str(calendar.to_ical().decode())
