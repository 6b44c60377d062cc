"""Makes this repository a course of nbgrader: the page grading.qmd says how it is used.

An assignment is a part. `generate_assignment` writes what `course.py exercises` writes, byte for byte.
"""

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
