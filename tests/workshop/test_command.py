"""`mlteams workshop`: what it writes, and one sentence for what it cannot."""

import pytest

from mlteams import cli

AGENDA = ("workshop", "agenda", "--part", "management", "--start", "09:00")


def run(capsys, *words):
    try:
        code = cli.main(words)
    except SystemExit as left:
        code = left.code
    return code, *capsys.readouterr()


def test_the_agenda_stands_in_the_terminal(capsys):
    code, out, _ = run(capsys, *AGENDA, "--minutes", "90")
    assert code == 0
    assert "09:05        9  Ten ranges, alone" in out
    assert "To fit:\n  leave out “Once more, wider” (saves 5 min)\n" in out


@pytest.mark.parametrize(("name", "begins"), [("a.html", "<!DOCTYPE"), ("a.md", "# "), ("a.ics", "BEGIN:V")])
def test_the_agenda_goes_into_a_file(capsys, tmp_path, name, begins):
    code, out, _ = run(capsys, *AGENDA, "--date", "2027-01-18", "-o", str(tmp_path / name))
    assert (code, out) == (0, f"{tmp_path / name} written\n")
    assert (tmp_path / name).read_text(encoding="utf-8").startswith(begins)


def test_a_calendar_file_keeps_the_line_ends_that_calendars_need(capsys, tmp_path):
    run(capsys, *AGENDA, "-o", str(tmp_path / "a.ics"))
    content = (tmp_path / "a.ics").read_bytes()
    assert content.count(b"\n") == content.count(b"\r\n") > 10


REFUSED = {
    "no such part": (("workshop", "agenda", "--part", "roles!", "--start", "09:00"), "'roles!'"),
    "too short a slot": ((*AGENDA, "--minutes", "45"), "the shortest this workshop can be"),
    "no time": (("workshop", "agenda", "--part", "management", "--start", "25:00"), "09:00 would be right"),
    "no minutes": ((*AGENDA, "--minutes", "0"), "from 1 to 999"),
    "no date": ((*AGENDA, "--date", "18.1."), "2027-01-31 would be right"),
    "another format": ((*AGENDA, "-o", "a.docx"), "'a.docx'"),
    "no folder": ((*AGENDA, "-o", "nowhere/a.md"), "a folder that exists"),
    "cards in a calendar": (("workshop", "cards", "--part", "management", "-o", "a.ics"), ".html"),
    "cards of no part": (("workshop", "cards", "--part", "x", "-o", "a.html"), "nothing to print"),
    "slides to nowhere": (
        ("workshop", "slides", "--part", "management", "-o", "no/a.html"),
        "folder that exists",
    ),
}


@pytest.mark.parametrize(("words", "said"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_done_is_said_in_one_sentence(capsys, tmp_path, monkeypatch, words, said):
    monkeypatch.chdir(tmp_path)
    code, out, err = run(capsys, *words)
    assert (code, out) == (2, "")
    assert said in err
    assert err.count("\n") == 1
    assert not list(tmp_path.iterdir())
