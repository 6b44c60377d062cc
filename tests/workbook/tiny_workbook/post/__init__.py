"""The post: what does a letter cost, and what do we answer?"""

from mlteams.core.part import Lesson, Part

PART = Part(
    name="post",
    title="The post",
    question="What does a letter cost, and what do we answer?",
    lessons=(
        Lesson("stamps", "Stamps", "What does a letter cost?", models=(), exercises=("fee",)),
        Lesson("windows", "Windows", "Who looks out?", models=()),
        Lesson("answers", "Answers", "What do we answer?", models=(), exercises=("reply",)),
    ),
    headings=(),
    plan=True,
)
