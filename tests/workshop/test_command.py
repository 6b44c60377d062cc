"""`mlteams workshop`: what it writes, and one sentence for what it cannot."""

import re
from dataclasses import replace

import pytest

from mlteams import cli, parts
from mlteams.input.target import is_ours, mark

AGENDA = ("workshop", "agenda", "--part", "tea", "--start", "13:00")


@pytest.fixture
def run(tea, told, capsys, monkeypatch):
    """Run a command on the part of the engine's own; slides show which steps they were asked for."""
    head = f'<meta name="generator" content="{mark("slides")}"></head>'
    monkeypatch.setattr(cli, "_deck", lambda part, minutes: f"{head}{part} {minutes}")
    monkeypatch.setattr(cli, "_told", lambda: told)

    def command(*words):
        try:
            code = cli.main(words)
        except SystemExit as left:
            code = left.code
        return code, *capsys.readouterr()

    return command


def test_the_agenda_stands_in_the_terminal(run):
    code, out, _ = run(*AGENDA, "--minutes", "60")
    assert code == 0
    assert "13:20       30  Pour" in out
    assert "To fit:\n  leave out “Second cup” (saves 45 min)\n" in out
    assert out.endswith("Ends at 13:50, 10 min of 60 in reserve.\n")


def test_a_start_that_is_not_given_is_said(run, tmp_path):
    said = "Planned for a start at 09:00, as none is given.\n"
    assert run("workshop", "agenda", "--part", "tea")[1].endswith(said)
    for words in (("agenda", "-o", str(tmp_path / "a.ics")), ("slides", "-o", str(tmp_path / "a.html"))):
        assert run("workshop", *words, "--part", "tea")[1].endswith(said)
        assert said not in run("workshop", *words, "--part", "tea", "--start", "9:00")[1]


@pytest.mark.parametrize(
    ("name", "begins"),
    [("a.html", "<!DOCTYPE"), ("a.md", "<!-- Ship the Team agenda -->\n# "), ("a.ics", "BEGIN:V")],
)
def test_the_agenda_goes_into_a_file(run, tmp_path, name, begins):
    code, out, _ = run(*AGENDA, "--date", "2027-01-18", "-o", str(tmp_path / name))
    assert (code, out) == (0, f"{tmp_path / name} written\n")
    assert (tmp_path / name).read_text(encoding="utf-8").startswith(begins)


def test_a_calendar_file_keeps_the_line_ends_that_calendars_need(run, tmp_path):
    run(*AGENDA, "-o", str(tmp_path / "a.ics"))
    content = (tmp_path / "a.ics").read_bytes()
    assert content.count(b"\n") == content.count(b"\r\n") > 10


def test_slides_are_those_of_the_agenda(run, tmp_path):
    words = ("workshop", "slides", "--part", "tea", "--start", "13:00", "-o", str(tmp_path / "a.html"))
    for slot, steps in (("999", {"boil": 20, "pour": 30, "taste": 45}), ("49", {"boil": 20, "pour": 10})):
        assert run(*words, "--minutes", slot)[0] == 0
        assert (tmp_path / "a.html").read_text().endswith(f"tea {steps}")
    assert run(*words)[0] == 0
    assert (tmp_path / "a.html").read_text().endswith("tea {'boil': 20, 'pour': 30, 'taste': 45}")


def test_cards_and_answers_are_pages(run, tmp_path):
    cards, answers = tmp_path / "cards.html", tmp_path / "answers.html"
    assert run("workshop", "cards", "--part", "tea", "-o", str(cards))[0] == 0
    assert "Milk?" in cards.read_text()
    assert run("workshop", "cards", "--part", "tea", "--answers", "-o", str(answers))[0] == 0
    assert "Mind the saucer." in answers.read_text()


REFUSED = {
    "no such part": (
        ("workshop", "agenda", "--part", "coffee"),
        "'coffee': found no workshop of that name; one of tea",
    ),
    "cards of no part": (("workshop", "cards", "--part", "x", "-o", "a.html"), "no workshop of that name"),
    "too short a slot": (
        (*AGENDA, "--minutes", "29"),
        "30 minutes or more, the shortest this workshop can be",
    ),
    "no time": (("workshop", "agenda", "--part", "tea", "--start", "25:00"), "09:00 would be right"),
    "no minutes": ((*AGENDA, "--minutes", "0"), "from 1 to 999"),
    "too many minutes": ((*AGENDA, "--minutes", "1000"), "from 1 to 999"),
    "slides of no slot": (
        ("workshop", "slides", "--part", "tea", "--minutes", "29", "-o", "a.html"),
        "30 minutes",
    ),
    "no date": ((*AGENDA, "--date", "18.1."), "2027-01-31 would be right"),
    "no day after the last": (
        ("workshop", "agenda", "--part", "tea", "--date", "9999-12-31", "--start", "23:50", "-o", "a.ics"),
        "--date, 9999-12-31: found an agenda that ends after 9999-12-31",
    ),
    "another format": ((*AGENDA, "-o", "a.docx"), "'a.docx'"),
    "no folder": ((*AGENDA, "-o", "nowhere/a.md"), "a folder that exists"),
    "cards in a calendar": (("workshop", "cards", "--part", "tea", "-o", "a.ics"), ".html"),
    "slides to nowhere": (("workshop", "slides", "--part", "tea", "-o", "no/a.html"), "folder that exists"),
}


@pytest.mark.parametrize(("words", "said"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_done_is_said_in_one_sentence(run, tmp_path, monkeypatch, words, said):
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    code, out, err = run(*words)
    assert (code, out) == (2, "")
    assert said in err
    assert err.count("\n") == 1
    assert not list((tmp_path / "here").iterdir())


@pytest.mark.parametrize("what", ["agenda", "slides", "cards"])
def test_every_sub_command_explains_itself(run, what):
    code, out, _ = run("workshop", what, "--help")
    assert code == 0
    assert "--force" in out
    assert ("--minutes" in out) == (what != "cards")


def test_a_part_without_a_workshop_is_none_of_its_parts(run, tea, monkeypatch):
    monkeypatch.setattr(parts, "written", lambda: (replace(tea, workshop=False),))
    code, _, err = run(*AGENDA)
    assert (code, "'tea': found no workshop of that name" in err) == (2, True)


@pytest.mark.parametrize("start", ["09:00", "13:00"])
def test_the_shortest_slot_that_is_named_is_enough(run, tmp_path, start):
    path = tmp_path / "workshops" / "tea.qmd"
    before, taste = path.read_text().split("### Taste {#taste minutes=45}")
    more = "".join(f"### {name} {{minutes=60}}{taste}" for name in ("Smell", "Look", "Talk", "Clean"))
    path.write_text(before.replace(" cut=2", "") + more)
    words = ("workshop", "agenda", "--part", "tea", "--start", start, "--minutes")
    shortest = int(re.search(r"(\d+) minutes or more", run(*words, "9")[2])[1])
    assert [run(*words, str(shortest - less))[0] for less in (0, 1)] == [0, 2]


def test_a_part_that_declares_a_workshop_and_has_no_guide_is_named(run, tmp_path):
    (tmp_path / "workshops" / "tea.qmd").unlink()
    code, _, err = run(*AGENDA)
    assert code == 2
    assert re.search(r"tea\.qmd, the file itself: found nothing of that name", err)


@pytest.mark.parametrize("what", ["agenda", "slides"])
def test_a_guide_that_is_no_text_gets_a_sentence(run, tmp_path, what):
    (tmp_path / "workshops" / "tea.qmd").write_bytes("## Thé {cut=1}".encode("latin-1"))
    code, out, err = run("workshop", what, "--part", "tea", "-o", str(tmp_path / "a.html"))
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "tea.qmd, line 1: found the byte 0xe9, which is not UTF-8" in err
    assert not (tmp_path / "a.html").exists()


OUTPUTS = [
    (("agenda",), "a.html", "agenda"),
    (("agenda",), "a.md", "agenda"),
    (("agenda",), "a.ics", "agenda"),
    (("slides",), "a.html", "slides"),
    (("cards",), "a.html", "cards"),
    (("cards", "--answers"), "a.html", "answers"),
]


@pytest.mark.parametrize(("words", "name", "kind"), OUTPUTS)
def test_a_file_of_its_kind_is_written_again_and_another_only_by_force(run, tmp_path, words, name, kind):
    target = tmp_path / name
    command = ("workshop", *words, "--part", "tea", "-o", str(target))
    assert [run(*command)[0] for _ in range(2)] == [0, 0]
    assert is_ours(target, kind)
    target.write_text("mine")
    code, _, err = run(*command)
    assert (code, target.read_text()) == (2, "mine")
    assert "--force" in err
    assert run(*command, "--force")[0] == 0
    assert is_ours(target, kind)


@pytest.mark.parametrize(("words", "name", "kind"), OUTPUTS)
def test_an_ending_may_be_in_capitals_and_a_name_is_shown_not_obeyed(run, tmp_path, words, name, kind):
    target = tmp_path / f"\x1b[2J{name.upper()}"
    code, out, _ = run("workshop", *words, "--part", "tea", "-o", str(target))
    assert code == 0
    assert "\x1b" not in out
    assert f"\\x1b[2J{name.upper()} written" in out
    assert run("workshop", *words, "--part", "tea", "-o", str(tmp_path / name))[0] == 0
    same = [re.sub(r"DTSTAMP.*", "", path.read_text()) for path in (target, tmp_path / name)]
    assert same[0] == same[1]


@pytest.mark.parametrize("words", [("agenda",), ("slides",), ("cards",)])
def test_the_guide_itself_is_never_replaced(run, tmp_path, words):
    link = tmp_path / "a.html"
    link.symlink_to(tmp_path / "workshops" / "tea.qmd")
    before = link.read_text()
    assert run("workshop", *words, "--part", "tea", "-o", str(link), "--force")[0] == 2
    assert link.read_text() == before
