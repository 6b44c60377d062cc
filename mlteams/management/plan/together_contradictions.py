"""What in the plan of the lesson “Together” cannot be meant: of hand-overs, of the choice among ideas, of agreeing."""

from collections.abc import Iterator

from mlteams.core.section import Contradiction
from mlteams.core.words import percent
from mlteams.management.models.prioritization import break_even_validity
from mlteams.management.models.process_models import break_even_colleagues, hours_with, hours_without
from mlteams.management.plan.study import Study
from mlteams.management.plan.together import AGREED, CHOOSERS, WAYS, Choice, Process, Together, Work

READ_WORK = "chapters/management/together.html#sec-collaboration"
READ_CHOICE = "chapters/management/together.html#sec-product-managers"
READ_PROCESS = "chapters/management/together.html#sec-process"
CLEARLY = 1.01  # times the weeks or hours of the other way: less is within what estimates can tell


def contradictions(said: Together, study: Study) -> Iterator[Contradiction]:
    """Yield what in working together cannot be meant."""
    yield from _way(said.work, study)
    yield from _seats(said.work, study)
    yield from _chooser(said.choice, study)
    yield from _process(said.process, study)


def _way(said: Work, study: Study) -> Iterator[Contradiction]:
    """Yield pieces built together that are quicker handed over."""
    for place, piece in enumerate(said.pieces):
        apart, joint = piece.apart(), piece.joint()
        if piece.way != WAYS[0] or apart is None or joint is None or joint <= CLEARLY * apart:
            continue
        yield Contradiction(
            (study.line("together", "work", "pieces", place),),
            f"“{piece.name}” is built together, and handing it over takes less time.",
            f"{percent(piece.comes_back or 0)} comes back, of which sitting together prevents "
            f"{percent(piece.prevented or 0)}, and it makes a pass {percent(piece.overhead or 0)} longer: {joint:.1f} "
            f"weeks instead of {apart:.1f}.",
            READ_WORK,
        )


def _seats(said: Work, study: Study) -> Iterator[Contradiction]:
    """Yield more pieces together than engineers, or a seat that is worth more elsewhere."""
    joined = [place for place, piece in enumerate(said.pieces) if piece.way == WAYS[0]]
    lines = tuple(study.line("together", "work", "pieces", place) for place in joined)
    if said.engineers is None:
        return
    count = f"{said.engineers} engineer{'' if said.engineers == 1 else 's'}"
    if len(joined) > said.engineers:
        says = f"{len(joined)} pieces of work are built together, and {count} can sit in."
        because = f"Each piece takes one of them, so {len(joined) - said.engineers} would wait."
        yield Contradiction((study.line("together", "work", "engineers"), *lines), says, because, READ_WORK)
        return
    gains = {
        place: apart - joint
        for place, piece in enumerate(said.pieces)
        if (apart := piece.apart()) is not None and (joint := piece.joint()) is not None
    }
    handed = [place for place in gains if said.pieces[place].way == WAYS[1]]
    most = max(handed, key=lambda place: gains[place], default=None)
    if most is None:
        return
    named, gain = said.pieces[most], gains[most]
    handed_over = named.apart() or 0
    here = study.line("together", "work", "pieces", most)
    if len(joined) < said.engineers:
        if handed_over > CLEARLY * (handed_over - gain):
            yield Contradiction(
                (here,),
                f"“{named.name}” is handed over, and building it together takes less time.",
                f"Together it takes {handed_over - gain:.1f} weeks instead of {handed_over:.1f}. {count} can sit in, "
                f"and {len(joined)} of the pieces are built together.",
                READ_WORK,
            )
        return
    gaining = [place for place in joined if gains.get(place, -1) >= 0]  # the others are told by `_way`
    least = min(gaining, key=lambda place: gains[place], default=None)
    if least is None or gain - gains[least] <= (CLEARLY - 1) * handed_over:
        return
    yield Contradiction(
        tuple(sorted((here, study.line("together", "work", "pieces", least)))),
        f"“{said.pieces[least].name}” is built together and “{named.name}” handed over; the other way round takes less "
        "time.",
        f"An engineer saves {gain:.1f} weeks at the second and {gains[least]:.1f} at the first.",
        READ_WORK,
    )


def _chooser(said: Choice, study: Study) -> Iterator[Contradiction]:
    """Yield a way to choose that yields less than the other."""
    if said.who is None or said.areas is None or said.within is None or said.across is None:
        return
    if said.ideas is None or said.ideas == 1:  # of one idea there is no choice within an area
        return
    even = break_even_validity(said.areas, said.ideas, said.within)
    one = said.who == CHOOSERS[0]
    if (said.across >= even) if one else (said.across <= even):
        return
    lines = tuple(study.line("together", "choice", key) for key in ("who", "within", "across"))
    all_of = f"the best {said.areas} of {said.areas * said.ideas} ideas"
    says = (
        "One person chooses for all areas, and knows them too little for that."
        if one
        else "Each area chooses its own, and one person who compares all would choose better."
    )
    because = (
        f"Whoever chooses {all_of} does as well as those who know an area, with a validity of {said.within:.2f}, from "
        f"{even:.2f} on; the plan says {said.across:.2f}."
    )
    yield Contradiction(lines, says, because, READ_CHOICE)


def _process(said: Process, study: Study) -> Iterator[Contradiction]:
    """Yield a way to agree that takes clearly more hours than the other."""
    if said.way is None or said.colleagues is None or said.talk is None:
        return
    if said.documents is None or said.spared is None:
        return
    talk = hours_without(said.colleagues, said.talk / 60)
    written = hours_with(said.colleagues, said.documents, said.spared, said.talk / 60)
    mine, other = (talk, written) if said.way == AGREED[0] else (written, talk)
    if mine <= CLEARLY * other:
        return
    lines = tuple(study.line("together", "process", key) for key in ("way", "colleagues"))
    spares = said.talk * said.spared
    enough = f"{break_even_colleagues(said.documents, said.spared, said.talk / 60):.0f}" if spares else ""
    even = f"Both take as long with {enough} colleagues." if spares else "These spare no talk at all."
    says = f"You agree by {said.way}, and {AGREED[1 - AGREED.index(said.way)]} would take less time."
    with_all = f"Each agrees with {said.colleagues} colleagues"
    because = f"{with_all}: {talk:.1f} hours a week by talk, {written:.1f} with documents. {even}"
    yield Contradiction(lines, says, because, READ_PROCESS)
