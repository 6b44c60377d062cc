"""Plans with something planted in them, and what every part's key of plan.yaml must be, whichever part reads it."""

import json
import re
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import jsonschema
import pytest

from mlteams.input.errors import BadInput
from mlteams.plan.plan_check import contradictions
from mlteams.plan.plan_file import read_plan, template
from mlteams.plan.plan_fill import fill
from mlteams.plan.plan_form import schema
from mlteams.plan.plan_report import plan_report
from mlteams.report.html import as_html

ROOT = Path(__file__).parents[1]
HERON = ROOT / "examples" / "heron" / "plan.yaml"


class Planted:
    """Plans of one part, read as on some day."""

    def __init__(self, part, today):
        self.part, self.today = part, today
        self.pages = {f"chapters/{part.name}/{lesson.name}.html" for lesson in part.lessons}

    def written(self, tmp_path, text, more=""):
        """Write what stands under the part's key, and more of the plan below."""
        path = tmp_path / "plan.yaml"
        path.write_text(f"{self.part.name}:\n{text}{more}", encoding="utf-8")
        return path

    def study_of(self, tmp_path, text, more=""):
        studies = read_plan(self.written(tmp_path, text, more), self.today).studies
        (study,) = (study for part, _, study in studies if part is self.part)
        return study

    def found(self, tmp_path, text, more=""):
        """Return the contradictions of the part, each of the shape that all have."""
        some = contradictions(read_plan(self.written(tmp_path, text, more), self.today))
        ours = [one for one in some if one.read.startswith(f"chapters/{self.part.name}/")]
        return shaped(ours, len((text + more).splitlines()) + 1, self.pages)

    def form_of(self, plan):
        """Return what a plan says under the part's key."""
        return next(study.form for part, _, study in plan.studies if part is self.part)

    def is_refused(self, tmp_path, text, said):
        """See that a mistake gets one sentence, with its line."""
        with pytest.raises(BadInput) as problem:
            read_plan(self.written(tmp_path, text), self.today)
        lines = str(problem.value).replace(f"{tmp_path / 'plan.yaml'}, ", "").split("\n")
        assert len(lines) == 1
        assert lines[0].endswith("would be right")
        assert said in lines[0]

    def is_underlined(self, tmp_path, section):
        """See that an editor underlines what the reader refuses."""
        validator = jsonschema.Draft202012Validator(json.loads(schema()))
        assert list(validator.iter_errors({self.part.name: section}))
        path = tmp_path / "plan.yaml"
        path.write_text(json.dumps({self.part.name: section}))
        with pytest.raises(BadInput):
            read_plan(path, self.today)

    def fills(self, tmp_path, said):
        """Fill every key, see that nothing is left empty and every comment stays; return the file's text."""
        path = tmp_path / "plan.yaml"
        for key, value in said.items():
            assert fill(path, f"{self.part.name}.{key}", value).startswith(f"{self.part.name}.{key} is ")
        text = path.read_text()
        assert [
            one for one in template().splitlines() if one.strip().startswith("#") and one not in text
        ] == []
        assert self.empty(read_plan(path, self.today)) == []
        return text

    def empty(self, plan):
        """Return the part's keys that a plan leaves empty."""
        return [one for one in plan.empty if one.startswith(self.part.name)]

    def heron_agrees(self):
        """See that Heron's plan does not contradict itself in this part and leaves nothing empty."""
        plan = read_plan(HERON, self.today)
        ours = f"chapters/{self.part.name}/"
        assert [one for one in contradictions(plan) if one.read.startswith(ours)] == []
        assert plan.empty == ()

    def has_nothing_to_say(self, tmp_path, section, text):
        """See that an empty plan has no lines on the board, no blocks and no contradictions."""
        study = self.study_of(tmp_path, text)
        assert list(section.board(study)) == []
        assert list(section.blocks(study)) == []
        assert list(section.contradictions(study)) == []

    def is_reported(self, tmp_path, text):
        """See that a plan at the edge has a report without nan, and contradictions of the right shape."""
        assert "nan" not in as_html(plan_report(read_plan(self.written(tmp_path, text), self.today))).split()
        self.found(tmp_path, text)

    def from_solutions(self, tmp_path, backwards):
        """Run the part's solutions in a work folder, in whatever order, and return the plan that they leave."""
        shutil.copytree(ROOT / "examples", tmp_path / "examples")
        (tmp_path / ".course.json").write_text("{}")  # marks a work folder
        for notebook in sorted((ROOT / "solutions" / self.part.name).glob("*.ipynb"), reverse=backwards):
            cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
            code = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
            done = subprocess.run(
                [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, check=False, text=True
            )
            assert done.returncode == 0, done.stderr
        plan = read_plan(tmp_path / "plan.yaml", self.today)
        assert contradictions(plan) == ()
        return plan


def stands_on_its_page(read):
    """See that an anchor to read stands on the page of its lesson."""
    page, _, anchor = read.partition("#")
    assert f"{{#{anchor}}}" in (ROOT / Path(page).with_suffix(".qmd")).read_text(encoding="utf-8")


def has_no_traceback(tmp_path, document):
    """Read, check and report a document of any shape; only a sentence may come of it."""
    path = tmp_path / "plan.yaml"
    path.write_text(json.dumps(document))
    with suppress(BadInput):
        plan = read_plan(path)
        contradictions(plan)
        plan_report(plan)


def shaped(some, length, pages):
    """Return contradictions of a plan of so many lines, seen to have the shape that all have."""
    for one in some:
        assert one.lines
        assert all(1 <= line <= length for line in one.lines)
        assert "\n" not in one.says + one.because
        assert re.search(r"\d", one.says + one.because)
        assert one.read.partition("#")[0] in pages
    return some


def only(some):
    assert len(some) == 1, [one.says for one in some]
    return some[0]
