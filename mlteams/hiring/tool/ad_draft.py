"""A draft made of an advertisement's own words, for its writer to complete. What is not in the text stands in brackets.

The same is done in the browser, by assets/ad.js, and must be changed in both.
"""

from mlteams.hiring.tool.ad_asked import has, outcomes
from mlteams.hiring.tool.ad_find import Reading
from mlteams.hiring.tool.ad_rules import expression, rules
from mlteams.hiring.tool.ad_text import Ad


def draft(ad: Ad, reading: Reading) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the draft: headings, each with its entries; the first is the title and has none."""
    known = rules()
    said = known["draft"]
    units = [unit for unit in ad.units if not unit.heading]
    outcome = [one.text for one in outcomes(ad)]
    tasks = [one.text for one in units if one.kind == "task" and one.text not in outcome]
    kept = [one.text for one in reading.musts if one.kept]
    dropped = [one.text for one in reading.musts if not one.kept and one.kind not in ("trait", "degree")]
    pay = [
        one.text
        for one in units
        if has(known["pay"]["words"], one.low)
        or (expression(known["pay"]["find"]).search(one.low) and not has(known["pay"]["unless"], one.low))
    ]
    process = [
        one.text
        for one in units
        if one.kind not in ("task", "must", "nice") and has(known["process"], one.low)
    ]
    adjustment = [
        one.text
        for one in units
        if one.kind != "task" and has(known["accommodation"], one.low) and one.text not in process
    ]
    return (
        (ad.title or said["no_title"], ()),
        (said["outcome_head"], _or(outcome, said["outcome"])),
        (said["tasks_head"], _or(tasks[: known["most_tasks"]], said["tasks"])),
        (said["musts_head"], (*_or(kept, said["musts"]), said["musts_note"])),
        (said["nice_head"], _or([*dropped, *reading.nice], said["nice"])),
        (said["pay_head"], _or(pay[:2], said["pay"])),
        (
            said["process_head"],
            (*_or(process[:4], said["process"]), *_or(adjustment[:1], said["adjustment"])),
        ),
    )


def _or(found: list[str], otherwise: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(found)) or (otherwise,)
