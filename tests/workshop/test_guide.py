"""A guide is read as its author meant it, or refused in a sentence with the line."""

import re
import subprocess
import sys

import pytest

from mlteams.input.errors import BadInput
from mlteams.paths import ROOT
from mlteams.workshop.guide import parts, path_of, read_guide

STEP = '::: say\n"x"\n:::\n\n::: listen\nx\n:::\n\n::: wrong\n"x"\n: y?\n:::\n\n'
GUIDES = [path_of(part) for part in parts()]
each_guide = pytest.mark.parametrize("path", GUIDES, ids=lambda path: path.stem)


@pytest.fixture
def guide(tmp_path):
    def read(body):
        path = tmp_path / "management.qmd"
        path.write_text(f"---\ntitle: \"A 'guide'\"\n---\n\n{body}", encoding="utf-8")
        return read_guide(path)

    return read


def test_sessions_steps_minutes_and_cuts_are_read(guide):
    found = guide(
        "Words.\n\n## For you {.facilitator}\n\n### Prepare\n\n## One {#one cut=2}\n\n"
        f"### A *b* `c` {{#a minutes=10}}\n\n{STEP}### B {{minutes=7 least=0 cut=1}}\n\n{STEP}"
        f"## Two\n\n### C {{minutes=1}}\n\n{STEP}"
    )
    assert found.title == "A “guide”"
    session, last = found.sessions
    assert (last.key, last.cut, last.steps[0].minutes) == ("two", None, 1)
    assert (session.key, session.title, session.cut) == ("one", "One", 2)
    assert [(s.key, s.title, s.minutes, s.least, s.cut) for s in session.steps] == [
        ("a", "A b c", 10, 10, None),
        ("b", "B", 7, 0, 1),
    ]


REFUSED = {
    "no step": ("## A\n\nx", "the whole file", "no step"),
    "nothing that stays": (
        f"## A {{cut=1}}\n\n### B {{minutes=9}}\n\n{STEP}",
        "the whole file",
        "nothing that must stay",
    ),
    "a step without minutes": ("## A\n\n### B\n", "line 7", "without minutes"),
    "a step before a session": ("### B {minutes=3}\n", "line 5", "outside a session"),
    "a step for the facilitator": ("## A {.facilitator}\n\n### B {minutes=3}\n", "line 7", "outside"),
    "a misspelt attribute": ("## A\n\n### B {minute=3}\n", "line 7", "'minute'"),
    "minutes of a session": ("## A {minutes=9}\n", "line 5", "'minutes'"),
    "minutes below a step": ("## A\n\n#### B {minutes=9}\n", "line 7", "'minutes'"),
    "a minute that is no number": ("## A\n\n### B {minutes=ten}\n", "line 7", "'ten'"),
    "too long a step": ("## A\n\n### B {minutes=76}\n", "line 7", "76"),
    "least without cut": ("## A\n\n### B {minutes=9 least=3}\n", "line 7", "one of least and cut"),
    "least that is not less": ("## A\n\n### B {minutes=9 least=9 cut=1}\n", "line 7", "least=9"),
    "one cut twice": (f"## A {{cut=1}}\n\n### B {{minutes=9 least=0 cut=1}}\n\n{STEP}", "line 7", "cut=1"),
    "an unknown block": ("## A\n\n### B {minutes=9}\n\n::: sya\nx\n:::\n", "line 7", "'sya'"),
    "a list that is none": ("## A\n\n### B {minutes=9}\n\n::: wrong\nx\n:::\n", "line 7", "no list"),
    "a step without words": ("## A\n\n### B {minutes=9}\n\nx\n", "line 7", "without a block listen"),
    "a short form not described": (
        f"## A\n\n### B {{minutes=9 least=5 cut=1}}\n\n{STEP}## C\n",
        "line 7",
        "without a block late",
    ),
}


@pytest.mark.parametrize(("body", "place", "found"), REFUSED.values(), ids=REFUSED)
def test_what_is_wrong_is_said_with_its_place(guide, body, place, found):
    with pytest.raises(BadInput, match=rf"management\.qmd, {place}: found .*{found}.* would be right"):
        guide(body)


def test_a_guide_that_is_not_there_is_said(tmp_path):
    with pytest.raises(BadInput, match="nope"):
        read_guide(tmp_path / "nope.qmd")


@each_guide
def test_every_command_of_a_guide_runs(path, tmp_path):
    """As an instructor types them, in order, in a copy of what they need; `course.py` hands over to mlteams."""
    (tmp_path / "examples").mkdir()
    for example in (ROOT / "examples").glob("*.yaml"):
        (tmp_path / "examples" / example.name).write_text(example.read_text())
    blocks = re.findall(r"^```(\w*)\n(.*?)^```$", path.read_text(encoding="utf-8"), flags=re.S | re.M)
    lines = [line for language, block in blocks if not language for line in block.splitlines()]
    assert len(lines) >= 5
    for line in lines:
        if "our-plan.yaml" in line:  # the table's own file, which begins as a copy
            (tmp_path / "my-work" / "our-plan.yaml").write_text(
                (tmp_path / "examples" / "heron.yaml").read_text()
            )
        run = line.replace("python3 course.py", f"{sys.executable} -m mlteams.cli")
        done = subprocess.run(run, shell=True, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{line}: {done.stderr}"


@each_guide
def test_a_view_of_a_guide_holds_no_words_of_its_own(path):
    for view in ("facilitator", "slides"):
        text = path.with_name(f"{path.stem}-{view}.qmd").read_text(encoding="utf-8")
        _, _, body = text.split("---\n", 2)
        assert body.strip() == f"{{{{< include {path.name} >}}}}"
