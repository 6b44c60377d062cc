"""A team's load: days needed of days there are, and what keeping models healthy takes of them."""

from dataclasses import asdict, dataclass

from mlteams.roles.models.repair_queue import busy, waiting
from mlteams.roles.tool.team import WEEK
from mlteams.roles.tool.team_options import Standing


@dataclass(frozen=True)
class Load:
    """Days a week; None for what the file does not say.

    Attributes:
        have, needed: of all people, and of all needs.
        models: in production.
        engineers: whole weeks of days that those have who can repair models.
        firefighting: the share of these that goes into repairs, 0 to 1; None also if nobody can repair.
        repairs: days a week that this is.
        broken: models on an average day.
        given: days that the file gives the skill that repairs.
    """

    have: float
    needed: float | None = None
    models: int | None = None
    engineers: int | None = None
    firefighting: float | None = None
    repairs: float | None = None
    broken: float | None = None
    given: float | None = None

    def data(self) -> dict[str, float | None]:
        """Return it as plain values."""
        return asdict(self)


def load_of(standing: Standing) -> Load:
    """Return a team's load."""
    team = standing.team
    have = sum(one.days for one in team.people)
    needed = sum(standing.wanted) if any(standing.wanted) else None
    if team.models is None:
        return Load(have, needed)
    skill = team.models.skill
    given = next(need.days for need in team.needs if need.skill == skill)
    days = sum(one.days for one in team.people if one.name in standing.able[skill])
    count = max(1, round(days / WEEK)) if days > 0 else 0
    if count == 0:
        return Load(have, needed, team.models.in_use, 0, given=given)
    ratio = team.models.repair_days / team.models.days_between
    share = busy(team.models.in_use, ratio, count)
    down = waiting(team.models.in_use, ratio, count)
    return Load(have, needed, team.models.in_use, count, share, share * count * WEEK, down, given)
