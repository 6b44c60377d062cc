"""What the management section says in the report."""

from collections.abc import Iterator, Sequence
from functools import partial

from mlteams.core.block import Block, Grid, Heading, Items, Paragraph, Picture, Quote
from mlteams.management.models.portfolio import any_works, best_order, expected_cost
from mlteams.management.models.progress import stall_probability
from mlteams.management.plan.approaches import worth
from mlteams.management.plan.promise import kept
from mlteams.management.plan.study import Study
from mlteams.management.tool import charts
from mlteams.management.tool import roadmap_report as odds
from mlteams.management.tool.roadmap_report import Report, percent, written

_EXPLAINED = (
    "Succeeds: reached and successful. Critical: share of successful futures in which it lies on the critical path. "
    "Swing: how much later the finish is in its slowest tenth than in its fastest. Birnbaum: how much likelier the "
    "plan is when it succeeds than when it fails."
)


def blocks(study: Study) -> Sequence[Block]:
    """Return the blocks of the report; what the plan leaves empty is left out."""
    parts = (_leadership, _finish, _risks, _approaches, _rules, _assumptions)
    return [block for part in parts for block in part(study)]


def _leadership(study: Study) -> Iterator[Block]:
    said, promise = study.form.leadership, study.form.promise
    rows = [
        ("Benefit", said.benefit or ""),
        ("How sure", percent(said.confidence) if said.confidence is not None else ""),
        ("When they will know", written(said.when) if said.when else ""),
        ("Promised day", written(promise.date) if promise.date else ""),
        ("Promised at", percent(promise.confidence) if promise.confidence is not None else ""),
    ]
    told = tuple(row for row in rows if row[1])
    if not said.sentence and not told:
        return
    yield Heading("The sentence for leadership")
    if said.sentence:
        yield Quote(said.sentence)
    if told:
        yield Grid("What it promises", ("what", "as the plan says"), told)
    report = study.report
    if report and report.outcome.done_by is not None and 0 < report.outcome.chance < 1:
        yield Paragraph(
            f"The confidence counts the futures in which the plan works, which are {percent(report.outcome.chance)} of "
            f"all. Of these, {percent(kept(report))} keep the promised day. Counted over all futures, "
            f"{percent(report.outcome.done_by)} do."
        )


def _finish(study: Study) -> Iterator[Block]:
    report = study.report
    if report is None:
        return
    yield Heading("When is it done?")
    yield Paragraph(odds.sentence(report))
    if report.outcome.chance > 0:
        mark = None
        if report.by:
            mark = (odds.time_to(report.file, report.by), "promised")
        picture = partial(charts.finish, report.outcome, report.file.start, mark)
        yield Picture(
            "finish", "The share of all futures that are done by each time", odds.sentence(report), picture
        )
    yield Grid("The odds", ("what", "value", "note"), tuple(odds.rows(report)))


def _risks(study: Study) -> Iterator[Block]:
    report, named = study.report, study.form.top_risk
    if report is None:
        return
    yield Heading("Top risks")
    for key, name in (("date", named.date), ("chance", named.chance)):
        if name:
            yield Paragraph(f"The plan names “{name}” as the top risk for the {key}.")
    for line in odds.advice(report):
        yield Paragraph(line)
    for place, (title, values, form) in enumerate(odds.measures(report)):
        alt = odds.bars_alt(title, values, form)
        yield Picture(f"risks-{place + 1}", title, alt, partial(charts.bars, values, form))
    yield Grid("Tasks", odds.TASK_HEADS, tuple(odds.task_rows(report)))
    yield Paragraph(_EXPLAINED)


def _approaches(study: Study) -> Iterator[Block]:
    if not study.options:
        return
    order = study.order or best_order(study.chances, study.costs)
    chances = [study.chances[place] for place in order]
    yield Heading("Approaches")
    yield from _portfolio(study, chances)
    going, rows = 1.0, []
    for place in order:
        option, chance = study.options[place], study.chances[place]
        rows.append((option.name, percent(chance), f"{study.costs[place]:g}", percent(going)))
        going *= 1 - chance
    whose = (
        "in the order of the plan"
        if study.order
        else "in the order of chance per cost; the plan names no order"
    )
    price = expected_cost(order, study.chances, study.costs)
    least = expected_cost(best_order(study.chances, study.costs), study.chances, study.costs)
    yield Grid(f"Approaches, {whose}", ("approach", "chance", "cost", "its turn comes"), tuple(rows))
    yield Paragraph(
        f"Tried in this order until one works, they are expected to cost {price:.1f}; no order costs less than "
        f"{least:.1f}. Both hold while approaches fail independently; where they share a cause, sort again after each "
        "failure."
    )


def _portfolio(study: Study, chances: list[float]) -> Iterator[Block]:
    shared, alone = study.form.approaches.shared, any_works(tuple(chances), 0.0)
    free = f"One of {len(chances)} works with probability {percent(alone)} if they are independent"
    if shared is None:
        yield Paragraph(f"{free}. The plan does not say what they share.")
        return
    value = worth(study)
    as_many = f", as much as {value:.1f} independent ones of their mean chance" if value is not None else ""
    tied = percent(any_works(tuple(chances), shared))
    alt = f"{free}, and with probability {tied} with {shared:.2g} shared{as_many}."
    yield Paragraph(alt)
    yield Picture("approaches", "The chance that one works", alt, partial(charts.odds, chances, shared))


def _rules(study: Study) -> Iterator[Block]:
    form, rows = study.form, []
    stall = form.stall
    if stall.runs and stall.without_best:
        chance = stall_probability(stall.runs - stall.without_best, stall.without_best)
        what = f"{stall.without_best:,} of {stall.runs:,} runs without a new best: {stall.then or 'not said'}"
        rows.append(
            ("When is a search stuck?", what, f"happens by chance with probability {percent(chance)}")
        )
    if form.rewards and form.rewards.by:
        count = form.rewards.projects
        rows.append(("What is rewarded?", form.rewards.by, f"{count} projects each" if count else ""))
    if form.estimates.record is not None or form.estimates.resampled:
        record = "not said" if form.estimates.record is None else f"{form.estimates.record:,} finished tasks"
        rows.append(
            (
                "What are estimates checked with?",
                record,
                f"resampled: {form.estimates.resampled or 'not said'}",
            )
        )
    if rows:
        yield Heading("What is agreed")
        yield Grid("Rules", ("question", "the plan's answer", "note"), tuple(rows))


def _assumptions(study: Study) -> Iterator[Block]:
    said = study.form.assumptions
    if said or study.report:
        yield Heading("Assumptions and their status")
    if said:
        rows = tuple((one.says, one.status or "not said", one.check or "not said") for one in said)
        yield Grid("What the plan rests on", ("assumption", "status", "how to find out"), rows)
    if study.report:
        yield Paragraph("What the odds of the roadmap assume:")
        yield Items((*odds.ASSUMPTIONS, f"Dates: {odds.calendar(study.report)}.", _drawn(study.report)))


def _drawn(report: Report) -> str:
    return f"{report.outcome.samples:,} futures were drawn, with seed {report.seed}."
