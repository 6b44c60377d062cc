"""A draft made of an advertisement's own words, for its writer to complete. What is not in the text stands in brackets.

The same is done in the browser, by assets/ad.js, and must be changed in both.
"""

from collections.abc import Sequence

from mlteams.hiring.tool.ad_asked import asks, has, is_paid, is_shut, outcomes, shuts_out, wishes
from mlteams.hiring.tool.ad_find import Reading
from mlteams.hiring.tool.ad_lines import small
from mlteams.hiring.tool.ad_rules import rules
from mlteams.hiring.tool.ad_text import Ad, Unit


def draft(ad: Ad, reading: Reading) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the draft: headings, each with its entries; the first is the title and has none."""
    known = rules()
    said = known["draft"]
    units = [unit for unit in ad.units if not unit.heading]
    outcome = outcomes(ad)
    tasks = [one for one in units if one.kind == "task" and one not in outcome]
    kept = [one.text for one in reading.musts if one.kept]
    dropped = [one.text for one in reading.musts if not one.kept and one.kind not in ("trait", "degree")]
    shut = [one for one in units if is_shut(one)]
    demanded = (said["left_out"],) * any(map(asks, shut))
    wished = (said["left_out"],) * any(map(wishes, shut))
    pay = [one for one in units if is_paid(one)]
    helped = [one for one in units if one.kind != "task" and has(known["accommodation"], one.low)]
    process = [one for one in units if _is_step(one)]
    adjustment = [one for one in helped if one not in process]
    open_adjustment = () if helped and not adjustment else _texts(adjustment, said["adjustment"], 2)
    title = "" if shuts_out(small(ad.title)) else ad.title
    return (
        (title or said["no_title"], ()),
        (said["outcome_head"], _texts(outcome, said["outcome"])),
        (said["tasks_head"], _texts(tasks, said["tasks"], known["most_tasks"])),
        (said["musts_head"], (*_or(kept, said["musts"]), *demanded, said["musts_note"])),
        (said["nice_head"], (*_or([*dropped, *reading.nice], said["nice"]), *wished)),
        (said["pay_head"], _texts(pay, said["pay"], 2)),
        (
            said["process_head"],
            (*_texts(process, said["process"], known["most_steps"]), *open_adjustment),
        ),
    )


def _is_step(unit: Unit) -> bool:
    """Tell whether a unit says how people are chosen, or who decides."""
    if unit.kind in ("task", "must", "nice"):
        return False
    known = rules()
    if unit.kind == "process" and not has((*known["accommodation"], *known["chatter"]), unit.low):
        return True
    return has(known["process"], unit.low) or (unit.kind != "about" and has(known["decides"], unit.low))


def _texts(units: Sequence[Unit], otherwise: str, most: int | None = None) -> tuple[str, ...]:
    """Return the first texts that shut nobody out, and a note if others were left out."""
    kept = [unit.text for unit in units if not is_shut(unit)][:most]
    return (*_or(kept, otherwise), *(rules()["draft"]["left_out"],) * any(map(is_shut, units)))


def _or(found: list[str], otherwise: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(found)) or (otherwise,)
