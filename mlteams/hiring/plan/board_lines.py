"""What hiring's lessons write on the company's board: musts, the day the post is filled, hours, questions."""

from collections.abc import Iterator

from mlteams.core.section import BoardLine
from mlteams.core.words import written
from mlteams.hiring.models.funnel import P85
from mlteams.hiring.plan.loop import hours
from mlteams.hiring.plan.sourcing import EVEN, filled
from mlteams.hiring.plan.study import Study


def lines(study: Study) -> Iterator[BoardLine]:
    """Yield the lines, in the order of the lessons; what the plan leaves empty has none."""
    form = study.form
    post = form.advert.post or "the post"
    if form.advert.musts:
        yield BoardLine("advert", f"Musts for {post}", f"{len(set(form.advert.musts))}")
    even, late = filled(study, EVEN), filled(study, P85)
    if even and late:
        yield BoardLine("sourcing", f"Post filled, even odds: {post}", written(even))
        yield BoardLine("sourcing", f"Post filled by, 17 in 20: {post}", written(late))
    if form.selection.loop:
        yield BoardLine("selection", "Hours asked of a candidate", f"{hours(study):g}")
    if form.stopping.rule.questions is not None:
        yield BoardLine("stopping", "Questions of an interview, at most", f"{form.stopping.rule.questions}")
