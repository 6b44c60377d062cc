"""Hiring: whom to ask for, whom to ask, what to ask, and when to stop asking."""

from mlteams.core.part import Command, Lesson, Part

PART = Part(
    name="hiring",
    title="Hiring",
    question="Whom to ask what, and when to stop asking?",
    lessons=(
        Lesson(
            name="advert",
            title="Advert",
            question="What do we ask for?",
            models=("unicorn", "long_list", "talent_gap", "advertisement_counts"),
            exercises=("repair",),
            able="say how many people an advertisement leaves, and which two demands to drop",
        ),
        Lesson(
            name="sourcing",
            title="Sourcing",
            question="Where are they?",
            models=("funnel", "thompson_sampling", "standing_out", "researchers"),
            exercises=("channels",),
            able="say when a post will be filled, at even odds and at 17 in 20, and where to ask next",
        ),
        Lesson(
            name="selection",
            title="Selection",
            question="How do we choose?",
            models=("taylor_russell", "composite_validity", "cutoffs", "adverse_impact"),
            exercises=("assessments",),
            able="choose what to ask in four hours, and say how often that choice is right",
        ),
        Lesson(
            name="stopping",
            title="Stopping",
            question="When do we stop asking?",
            models=("sprt", "interviewer_agreement", "secretary"),
            exercises=("sprt", "agreement"),
            able="stop an interview by a rule, and say what agreement among interviewers is worth",
        ),
        Lesson(
            name="candidate",
            title="Getting hired",
            question="How do I get such a job?",
            models=("signals", "effort"),
            exercises=("effort",),
            able="put your own hours where they change an answer",
        ),
    ),
    helpers=("validities",),
    headings=("The AI Talent Gap", "Sourcing", "Interviewing", "Finding A Job"),
    tool=Command(
        "ad",
        "read a job advertisement: what it asks, what it leaves out, and how to say it",
        shows="An advertisement becomes findings, each with the words it is about and why it matters. "
        "This is what it says of Heron’s first one.",
        example="examples/heron/advertisement.md",
        options=("--date", "2026-11-02"),
    ),
    plan=True,
)
