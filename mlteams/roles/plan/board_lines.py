"""What roles' lessons write on the company's board: titles, the mix, people, coverage, repairs, who stands alone."""

from collections.abc import Iterator

from mlteams.core.section import BoardLine
from mlteams.core.words import one_in, percent
from mlteams.roles.models.rare_mix import TOGETHER, all_good
from mlteams.roles.plan.platform import repairs
from mlteams.roles.plan.study import Study

ALONE = "Needs on one person"


def lines(study: Study) -> Iterator[BoardLine]:
    """Yield the lines, in the order of the lessons; what the plan leaves empty has none."""
    form, count = study.form, len(study.needs)
    posts = form.titles.posts
    if posts:
        same = sum(one.work is not None and one.title.casefold() == one.work.casefold() for one in posts)
        yield BoardLine("titles", "Posts whose title says the work", f"{same} of {len(posts)}")
    asked = form.skills
    if asked.asked and asked.have is not None:
        share = one_in(all_good(len(set(asked.asked)), asked.have, TOGETHER))
        yield BoardLine(
            "skills", f"Among the best {percent(asked.have)} at all that one post asks for", f"about {share}"
        )
    if study.hired:
        yield BoardLine("staffing", "People hired", f"{study.heads:,}")
    if study.hired and count:
        done = sum(study.behind(need) > 0 for need in study.needs)
        yield BoardLine("staffing", "Needs covered", f"{done} of {count}")
        yield BoardLine("staffing", ALONE, _alone(study, trained=False))
    share_of_time = repairs(study)
    if share_of_time is not None:
        yield BoardLine("platform", "Time on repairs", percent(share_of_time))
    if study.hired and count and form.absence.train:
        yield BoardLine("absence", ALONE, _alone(study, trained=True))


def _alone(study: Study, *, trained: bool) -> str:
    alone = sum(study.behind(need, trained=trained) == 1 for need in study.needs)
    return f"{alone} of {len(study.needs)}"
