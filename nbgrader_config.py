"""Makes this repository a course of nbgrader: the page grading.qmd says how it is used.

An assignment is a part. `generate_assignment` writes what `course.py exercises` writes, byte for byte.
"""

from nbgrader.converters import Autograde
from nbgrader.preprocessors import Execute

from mlteams.workbook.autograde import ExecuteOn
from mlteams.workbook.generate import MARKDOWN_STUB
from mlteams.workbook.manifest import STUB

c = get_config()  # noqa: F821 - nbgrader puts it there
c.CourseDirectory.course_id = "ship-the-team"
c.CourseDirectory.source_directory = "solutions"
c.CourseDirectory.release_directory = "exercises"
c.IncludeHeaderFooter.header = ""  # no cell that nbgrader adds
c.ClearSolutions.code_stub = {"python": STUB}
c.ClearSolutions.text_stub = MARKDOWN_STUB
# A check calls an answer on thirteen briefs, and the longest limit for a call is 10 seconds.
c.ExecutePreprocessor.timeout = 180
c.ExecutePreprocessor.interrupt_on_timeout = True
# Past a cell that holds Python's lock or ends the kernel, the other exercises are graded all the same.
steps = Autograde.autograde_preprocessors.default()
c.Autograde.autograde_preprocessors = [ExecuteOn if step is Execute else step for step in steps]
