"""Which roles are there, what does each do, and what does it leave behind?

Claims: five roles are common in ML teams, each with its work; they are definitions, and no model tests them.
The five are the lecture's first figure in our words; four more are ours, for work that has come since 2022.
"""

from dataclasses import dataclass

import pandas as pd

from mlteams.core.claim import Claim, Evidence


@dataclass(frozen=True)
class Role:
    """A role: what it does, what it leaves behind, its tools, and whether the lecture names it."""

    name: str
    does: str
    product: str
    tools: str
    lecture: bool = True


# The lecture's first figure in our words, and four roles for work that has come since 2022 (ours).
ROLES = (
    Role(
        "product manager",
        "decides with users, team and data owners what comes next",
        "plans, sketches",
        "Jira, Notion",
    ),
    Role(
        "platform engineer",
        "makes models easier to bring into use, and more of them",
        "infrastructure",
        "AWS, GCP, Kafka",
    ),
    Role(
        "ML engineer",
        "trains models, brings them into use and keeps them there",
        "a system on real data",
        "TensorFlow, Docker",
    ),
    Role(
        "ML researcher",
        "trains models for later, or for nobody yet",
        "a model and a report",
        "TensorFlow, PyTorch, Jupyter",
    ),
    Role(
        "data scientist",
        "in some companies any of these; in others answers questions from data",
        "a model or a report",
        "SQL, Excel, pandas, scikit-learn",
    ),
    Role(
        "AI engineer",
        "builds with models that others trained",
        "prompts, retrieval, a product",
        "vendors' APIs",
        False,
    ),
    Role(
        "evaluation owner",
        "says what good enough is, and measures it",
        "test cases, a score",
        "labelled cases",
        False,
    ),
    Role(
        "annotator",
        "says what is right, one case at a time",
        "labels, a guide to them",
        "a labelling tool",
        False,
    ),
    Role(
        "governance lead",
        "settles what may be done with data and model",
        "rules, a register",
        "contracts",
        False,
    ),
)
NAMES = tuple(role.name for role in ROLES)


def table() -> pd.DataFrame:
    """Return the roles with what they do, leave behind and use, for a page."""
    rows = [(r.name, r.does, r.product, r.tools, "2022" if r.lecture else "since") for r in ROLES]
    return pd.DataFrame(rows, columns=["role", "what it does", "what it leaves behind", "tools", "named"])


_NAMING = "it says what a word means. Nothing follows from it that could come out wrong."

CLAIMS = (
    Claim(
        name="common-roles",
        says="Five roles are common in ML teams, each with work, products and tools of its own.",
        lecture="Common Roles",
        evidence=Evidence.NEAR,
        measured="From profiles, advertisements and interviews, one study arrives at three families of roles "
        "for data science, "
        "and says that there is no agreed list [@fayyad2022]. A survey at one company finds nine kinds of "
        "people by what they "
        "spend time on [@kim2018].",
        unmodelled="how many roles there are depends on how finely one divides, and no model says how finely to "
        "divide.",
    ),
    Claim(
        name="product-manager-work",
        says="The ML product manager works with the team, the business, users and data owners, and plans what "
        "is done first.",
        lecture="Common Roles",
        unmodelled=_NAMING,
    ),
    Claim(
        name="platform-engineer-work",
        says="The platform engineer builds what makes models easier to bring into use, and more of them possible.",
        lecture="Common Roles",
        evidence=Evidence.NEAR,
        measured="The word comes from an engineer's account of her own work [@shankar2022task].",
        unmodelled=f"{_NAMING} Whether such a person pays is another claim, and has a model.",
    ),
    Claim(
        name="ml-engineer-work",
        says="The ML engineer trains models and brings them into use, on real data.",
        lecture="Common Roles",
        evidence=Evidence.MEASURED,
        measured="Eighteen ML engineers describe a loop of data, experiments, evaluation in several stages, and "
        "watching "
        "what runs [@shankar2022]: training is one of four stages.",
        unmodelled=_NAMING,
    ),
    Claim(
        name="researcher-work",
        says="The ML researcher trains models that look ahead or that nothing depends on yet, and reports on them.",
        lecture="Common Roles",
        unmodelled=_NAMING,
    ),
    Claim(
        name="scientist-analytics",
        says="In some organisations a data scientist answers business questions from data.",
        lecture="Common Roles",
        evidence=Evidence.MEASURED,
        measured="Interviews at one company found five styles of work under the name; one of them, the insight "
        "provider, does "
        "this [@kim2016].",
        unmodelled="one such organisation makes it true, and there are many.",
    ),
)
