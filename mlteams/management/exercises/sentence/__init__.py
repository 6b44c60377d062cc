"""From an F1 brag to a sentence a head of finance can use.

What can be checked: money a month, how sure, known by when, and no word that only the team understands
(`properties`). Whether finance could act on the sentence is the learner's own judgement, by a rubric and two examples.
"""

from typing import cast

import numpy as np

from mlteams.core.exercise import Exercise, Mistake, Mutant, Plain, Point
from mlteams.input.sentences import numbers
from mlteams.management.exercises.sentence.facts import Facts, benefit, brief, gross, heron, misreads, net
from mlteams.management.exercises.sentence.properties import ROUNDED, fault


def _distance(aspect: str, one: Plain, other: Plain) -> float:
    if aspect != "amount":
        return 0  # the property that failed says it all
    (like,) = (number.value for number in numbers(cast(str, other)) if number.kind == "money")
    said = [number.value for number in numbers(cast(str, one)) if number.kind == "money"]
    return min((abs(value - like) / (ROUNDED * like) for value in said), default=np.inf)


def written(facts: Facts, euros: float | None = None, sure: str = "", when: str = "", verb: str = "") -> str:
    """Return a plain sentence, right unless something is put in place of the facts."""
    euros = benefit(facts) if euros is None else euros
    verb = verb or ("saves" if benefit(facts) > 0 else "costs")
    sure = sure or f"; we are {float(facts['confidence']):.0%} sure that it is no worse"
    return f"The machine {verb} €{abs(euros):,.0f} a month{sure}" + (
        when or f" and shall know by {facts['known_by']}."
    )


def _verb(facts: Facts) -> str:
    return "saves" if benefit(facts) > 0 else "costs"


def _minus(facts: Facts) -> str:
    return "€" if benefit(facts) > 0 else "€-"


def _sure(facts: Facts, words: str) -> str:
    return f"; we are {float(facts['confidence']):.0%} {words}"


def _other(facts: Facts) -> str:
    return f"; we are {1 - float(facts['confidence']):.0%} sure that it is no worse"


def _by(facts: Facts, more: str) -> str:
    return f" and shall know by {facts['known_by']}{more}"


EXERCISE = Exercise(
    call="sentence(facts)",
    returns="a text of one or two sentences",
    brief=brief,
    fault=fault,
    distance=_distance,
    mistakes=(
        Mistake(
            "the brag",
            "jargon",
            lambda facts: str(facts["brag"]),
            "The head of finance does not know that score, and cannot see in it whether Heron gains or loses.",
        ),
        Mistake(
            "no money",
            "money",
            lambda facts: (
                f"The machine reads {facts['read_alone']:.0%} of labels alone; more by {facts['known_by']}."
            ),
            "A share of labels is still the team's unit. What does it save, and what do the misread ones cost?",
        ),
        Mistake(
            "misreads forgotten",
            "amount",
            lambda facts: written(facts, gross(facts)),
            "You counted the keying saved and forgot the parcels sent the wrong way. Someone will ask.",
        ),
        Mistake(
            "a year for a month",
            "amount",
            lambda facts: written(facts, 12 * benefit(facts)),
            "That is the sum of a whole year. Finance keeps its accounts by the month, and the trial is short.",
        ),
        Mistake(
            "one day for a month",
            "amount",
            lambda facts: written(facts, benefit(facts) / float(facts["days_a_month"])),
            "That is the sum of one day. Say it for a month, as the accounts do.",
        ),
        Mistake(
            "misreads added",
            "amount",
            lambda facts: written(facts, gross(facts) + misreads(facts)),
            "You added what misread parcels cost. It is to be taken off what the keying saves.",
        ),
        Mistake(
            "all labels",
            "amount",
            lambda facts: written(facts, net(facts, read_alone=1)),
            "You counted all labels. Only the share that the machine reads alone saves the keying.",
        ),
        Mistake(
            "a promise",
            "confidence",
            lambda facts: written(facts, sure=", misreads paid for,"),
            "Without a probability the sentence is a promise. The team is sure to a degree; say which.",
        ),
        Mistake(
            "no date",
            "date",
            lambda facts: written(facts, when="."),
            "Without a date the sentence can never turn out wrong, and a head of finance hears that.",
        ),
        Mistake(
            "a loss called a saving",
            "loss",
            lambda facts: written(facts, verb="saves"),
            "Where misread parcels cost more than the keying saved, finance must hear that the machine costs money.",
        ),
    ),
    mutants=(
        Mutant("costs us", lambda facts: written(facts, verb="costs us")),
        Mutant("at most", lambda facts: written(facts, verb=f"{_verb(facts)} at most")),
        Mutant(
            "sure that it will not", lambda facts: written(facts, sure=_sure(facts, "sure that it will NOT"))
        ),
        Mutant(
            "sure that it does not",
            lambda facts: written(facts, sure=_sure(facts, "sure it doesn't do that")),
        ),
        Mutant("three sentences", lambda facts: f"{written(facts)} The clerks know. More will follow."),
        Mutant(
            "a second wild number", lambda facts: written(facts, when=_by(facts, ", or €999,999 with luck."))
        ),
        Mutant(
            "a wild number of parcels", lambda facts: written(facts, when=_by(facts, ", on 777,000 parcels."))
        ),
        Mutant("Heron's days", lambda facts: written(facts, net(facts, days_a_month=heron("days_a_month")))),
        Mutant(
            "Heron's labels", lambda facts: written(facts, net(facts, labels_a_day=heron("labels_a_day")))
        ),
        Mutant("Heron's share", lambda facts: written(facts, net(facts, read_alone=heron("read_alone")))),
        Mutant("Heron's misreads", lambda facts: written(facts, net(facts, misread=heron("misread")))),
        Mutant("Heron's keying", lambda facts: written(facts, net(facts, keying_cost=heron("keying_cost")))),
        Mutant(
            "Heron's parcels", lambda facts: written(facts, net(facts, misread_cost=heron("misread_cost")))
        ),
        Mutant("Heron's odds", lambda facts: written(facts, sure="; we are 80% sure that it is no worse")),
        Mutant("Heron's day", lambda facts: written(facts, when=" and shall know by 2027-04-30.")),
        Mutant("Heron's sentence", lambda facts: written(cast(Facts, brief(0)[0]))),
        Mutant("only the misreads", lambda facts: written(facts, misreads(facts))),
        Mutant("other odds", lambda facts: written(facts, sure="; we are 95% sure that it is no worse")),
        Mutant("the odds turned round", lambda facts: written(facts, sure=_other(facts))),
        Mutant("no month", lambda facts: written(facts).replace(" a month", "")),
        Mutant("always a saving", lambda facts: written(facts, verb="saves")),
        Mutant("a minus for a loss", lambda facts: written(facts, verb="saves").replace("€", _minus(facts))),
        Mutant(
            "not before the day",
            lambda facts: written(facts, when=f" and shall know after {facts['known_by']}."),
        ),
        Mutant("too long", lambda facts: written(facts, when=_by(facts, ", and" + " so on" * 30 + "."))),
    ),
    right="the money, the odds and the date are those of the brief, and no word needs an explanation",
    hints=(
        "Read the brag as finance would. What changes in the accounts, when will it be seen, and how likely is "
        "that? What does the machine cost when it is wrong?",
        "Labels read alone in a month = labels a day × days × share. Each saves the keying; a share of them is "
        "misread and costs a parcel sent the wrong way. The benefit is the saving less that cost; below 0, a loss.",
        "Return an f-string with three numbers from the facts: the benefit as euros a month, the confidence as a "
        "percentage, and the date. Begin with the money, with “saves” or “costs” by its sign. Leave the score out.",
    ),
    rubric=(
        Point(
            "decision", "Does it say what the head of finance can decide, or that nothing needs deciding yet?"
        ),
        Point(
            "plain", "Could the head of finance repeat it to the board without asking the team for a word?"
        ),
        Point("risk", "Does it name what could make the number wrong?"),
        Point("scope", "Does it claim no more than the team knows by now?"),
    ),
    examples=(
        "If the machine goes on reading at this rate, it saves about €15,000 a month after paying for the parcels "
        "it sends the wrong way. We are 80% sure of at least that and shall know by 30 April, before the next "
        "scanners have to be ordered.",
        "Four times in five we expect at least 15,000 euros a month from labels that nobody keys, misreads paid. "
        "The shadow run in one depot has only begun; by 30 April it will tell, and until then please keep the clerks' "
        "budget.",
    ),
    fills=("management.board",),
)
