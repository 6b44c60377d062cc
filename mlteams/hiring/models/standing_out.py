"""What do practitioners want, and how does a company stand out?

The lecture's table: five wishes, and what a company can do about each. It is one expert's opinion of 2022, in our
words. What a wish fulfilled changes in offers taken is in the model funnel (`stand_out`); this module holds the
table and the claims about it, which no model tests.
"""

import pandas as pd

from mlteams.core.claim import Claim, Evidence

WISHES = (
    (
        "tools that are new",
        "do research-like projects and show them; spend on tools; let people try some",
        "an engineer may try two vendors' readers, and writes down what each misread",
    ),
    (
        "to learn",
        "reading groups, days to learn, money for courses and conferences",
        "Friday afternoons with Leila, who teaches ML to whoever builds pipelines",
    ),
    (
        "to work with excellent people",
        "hire some who are known; help the best to publish",
        "name who is in the team, and let candidates talk with them",
    ),
    (
        "data that nobody else has",
        "say what is special about it",
        "two years of photographs beside what clerks typed, fifteen million labels",
    ),
    (
        "work that matters",
        "say what it is for, and what ML changes in it; have projects with an effect today",
        "clerks who type 30,000 labels a day get fewer that nobody can read",
    ),
)


def table() -> pd.DataFrame:
    """Return the five wishes, the lecture's advice, and what Heron can truly say."""
    return pd.DataFrame(WISHES, columns=["they want", "a company can", "Heron can say"])


CLAIMS = (
    Claim(
        name="what-practitioners-want",
        says="Practitioners want new tools, to learn, excellent people, interesting data and work that "
        "matters.",
        lecture="Sourcing",
        evidence=Evidence.NEAR,
        measured="Asked which three things would decide between two offers of equal pay, the 65,000 "
        "developers of a survey of "
        "2020 named the languages and technologies most often [@stackoverflow2020]. They are software "
        "developers "
        "of all kinds, and pay was set equal.",
        unmodelled="it says what people want, and asking them is the test.",
    ),
    Claim(
        name="culture-of-learning",
        says="A culture of learning and of effect helps to win the best people.",
        lecture="Sourcing",
        unmodelled="a model would return the effect that was put into it; a company that changed one "
        "thing and counted offers taken "
        "before and after would be a test.",
    ),
)
