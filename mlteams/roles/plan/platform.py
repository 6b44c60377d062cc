"""The plan of the lesson “Platform”: models to keep healthy, and whom to add for it."""

from collections.abc import Iterator

from mlteams.core.block import Block, Heading, Paragraph
from mlteams.core.section import Contradiction
from mlteams.core.words import percent
from mlteams.roles.models.overload import CAP
from mlteams.roles.models.platform_engineer import gain, pays_from
from mlteams.roles.models.repair_queue import busy, free
from mlteams.roles.plan.form import MOST_MODELS
from mlteams.roles.plan.study import Study

READ = "chapters/roles/platform.html#sec-hand"
READ_WEEK = "chapters/roles/platform.html#sec-see"
LEFT = 0.5  # assumed: what a platform engineer leaves of breakages and of repair time

TEMPLATE = """\
  # Who keeps the models healthy, and whom do you add? The lesson “Platform”. Filled by roles.platform.platform.
  platform:
    models:                # in use
    days_between_breakages:  # of one model, such as 30
    repair_days:           # such as 1.5
    engineers:             # who repair
    left:                  # the share of each that a platform engineer would leave, such as 50%; empty: half
    add:                   # nobody, task engineer or platform engineer
"""


def load(study: Study) -> float | None:
    """Return days of a repair by days between breakages, None if not said."""
    said = study.form.platform
    if said.days_between_breakages is None or said.repair_days is None:
        return None
    return said.repair_days / said.days_between_breakages


def repairs(study: Study) -> float | None:
    """Return the share of the engineers' time that goes into repairs, None if not said."""
    said, found = study.form.platform, load(study)
    if found is None or said.models is None or said.engineers is None:
        return None
    return busy(said.models, found, said.engineers)


def contradictions(study: Study) -> Iterator[Contradiction]:
    """Yield a platform engineer for too few models, and nobody for too many."""
    said, ratio, share = study.form.platform, load(study), repairs(study)
    if ratio is None or share is None or said.models is None or said.engineers is None:
        return
    lines = (study.line("platform", "models"), study.line("platform", "add"))
    models = f"{said.models:,} model{'' if said.models == 1 else 's'}"
    left = LEFT if said.left is None else said.left
    if said.add == "platform engineer" and gain(said.models, said.engineers, ratio, left) < 0:
        enough = pays_from(said.engineers, ratio, left, MOST_MODELS)
        from_there = (
            f"from {enough:,} models on she leaves more" if enough else "more models do not change that"
        )
        hers, other = (
            f"{free(said.models, ratio, count, rest):.2f}"
            for count, rest in ((said.engineers, left), (said.engineers + 1, None))
        )
        yield Contradiction(
            lines,
            f"A platform engineer is added for {models}.",
            f"Repairs take {percent(share)} of the time. She leaves the time of {hers} engineers for new work, one "
            f"more task engineer that of {other}; {from_there}.",
            READ,
        )
    if said.add == "nobody" and share > CAP:
        yield Contradiction(
            lines,
            f"Nobody is added, and {models} take more than half of the time.",
            f"Repairs take {percent(share)} of the time of those who repair; Google's reliability engineers stop at "
            f"{percent(CAP)}.",
            READ_WEEK,
        )


def blocks(study: Study) -> Iterator[Block]:
    """Yield what keeping models healthy takes."""
    said, share = study.form.platform, repairs(study)
    if share is None or said.models is None or said.engineers is None:
        return
    yield Heading("Keeping models healthy")
    add = f" The plan adds {'nobody' if said.add == 'nobody' else f'a {said.add}'}." if said.add else ""
    yield Paragraph(
        f"{said.models:,} model{'' if said.models == 1 else 's'}, each of which breaks about every "
        f"{said.days_between_breakages:g} days and takes {said.repair_days:g} days to repair, fill {percent(share)} of "
        f"the time of {said.engineers} engineer{'' if said.engineers == 1 else 's'}.{add}"
    )


def sources(study: Study) -> Iterator[str]:
    """Yield what the time on repairs rests on."""
    if repairs(study) is not None:
        yield "Time on repairs: a queue of models that break independently of each other and wait for an engineer."
