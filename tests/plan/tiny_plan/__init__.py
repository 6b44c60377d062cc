"""A part with a key of plan.yaml and nothing else."""

from mlteams.core.part import Lesson, Part

PART = Part(
    name="tiny",
    title="Tiny",
    question="Who makes the tea?",
    lessons=(Lesson(name="tea", title="Tea", question="How long?", models=()),),
    headings=(),
    plan=True,
)
