"""Plans with something planted in them, and what every contradiction must be, whichever part finds it."""

import re

from mlteams.plan.plan_check import contradictions
from mlteams.plan.plan_file import read_plan


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
