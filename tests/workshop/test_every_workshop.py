"""What holds of every workshop of the course: its views, its paper, its agendas, its commands."""

import re
import shutil
import subprocess
import sys

import pytest

from mlteams import parts
from mlteams.paths import ROOT
from mlteams.publish.workshops import told
from mlteams.workshop import sheets
from mlteams.workshop.agenda import SLOTS, plan
from mlteams.workshop.guide import path_of, read_guide

HELD = [part.name for part in parts.written() if part.workshop]
each_workshop = pytest.mark.parametrize("name", HELD)


def test_there_is_a_workshop():
    assert "management" in HELD


@each_workshop
def test_a_view_of_a_guide_holds_no_words_of_its_own(name):
    for view in ("facilitator", "slides"):
        path = path_of(name)
        text = path.with_name(f"{name}-{view}.qmd").read_text(encoding="utf-8")
        _, _, body = text.split("---\n", 2)
        assert body.strip() == f"{{{{< include {path.name} >}}}}"


@each_workshop
def test_every_sheet_is_on_the_room_s_paper(name):
    part = parts.part(name)
    room = sheets.printed(part, False, told())
    made = sheets.made(parts.workshop(part).SHEETS)
    assert [one.title for one in made if one.title.replace("'", "&#39;") not in room] == []


@each_workshop
def test_every_step_stands_in_an_agenda_of_its_own_length(name):
    read = read_guide(path_of(name))
    steps = [step.key for session in read.sessions for step in session.steps]
    assert [row.key for row in plan(read, None).rows if row.kind == "work"] == steps
    for slot in SLOTS.values():
        rows = [row.key for row in plan(read, slot).rows if row.kind == "work"]
        assert rows == [key for key in steps if key in rows]
        assert rows


@each_workshop
def test_every_command_of_a_guide_runs(tmp_path, name):
    """As an instructor types them, in order, in a copy of what they need; `course.py` hands over to mlteams."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    blocks = re.findall(
        r"^```(\w*)\n(.*?)^```$", path_of(name).read_text(encoding="utf-8"), flags=re.S | re.M
    )
    lines = [line for language, block in blocks if not language for line in block.splitlines()]
    assert lines
    for line in lines:
        if "our-plan.yaml" in line:  # the table's own file, which begins as a copy
            (tmp_path / "my-work" / "our-plan.yaml").write_text(
                (tmp_path / "examples" / "heron" / "roadmap.yaml").read_text()
            )
        run = line.replace("python3 course.py", f"{sys.executable} -m mlteams.cli")
        done = subprocess.run(run, shell=True, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{line}: {done.stderr}"
