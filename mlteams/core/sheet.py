"""What a workshop prints, as plain values: cards, and questions with a place for a low and a high number."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Question:
    """A quantity to give a range for.

    Attributes:
        ask: what is asked, with all that one must know to understand it; {source.key} stands for a number.
        unit: what the two numbers are counted in; begins with % where the answer ends with it.
        answer: a number's name as `{{< var … >}}` has it, such as "source.sip_exact".
        why: one sentence to say with the answer.
    """

    ask: str
    unit: str
    answer: str
    why: str


@dataclass(frozen=True)
class Card:
    """A card to write on: a heading, a prompt that may be empty, and how many of it lie on a sheet."""

    heading: str
    prompt: str = ""
    copies: int = 1


@dataclass(frozen=True)
class Sheets:
    """Everything that a workshop prints.

    Attributes:
        instruction: stands above the questions.
        plan: the roadmap on paper, as a path from the course's folder.
        cards: to write causes on; MOST_CARDS fill a sheet.
        chance: what the cards for private numbers ask.
        piles: the letters of those cards.
    """

    instruction: str
    questions: tuple[Question, ...]
    plan: str
    cards: tuple[Card, ...]
    chance: str
    piles: str = "ABCDE"
