"""Roles: who do we need, and for what?"""

from mlteams.core.part import Lesson, Part

PART = Part(
    name="roles",
    title="Roles",
    question="Who do we need, and for what?",
    lessons=(
        Lesson(
            name="titles",
            title="Titles",
            question="Which roles do we need, and what does a title tell?",
            models=("titles", "common_roles", "task_analysis"),
            able="say what must be done and who can, before you write a title over it",
        ),
        Lesson(
            name="skills",
            title="Skills",
            question="Which skills do we ask for, and how rare is the mix?",
            models=("skills_map", "rare_mix"),
            able="say how many people have the mix that you ask for, and what two people do instead",
        ),
        Lesson(
            name="platform",
            title="Platform",
            question="When does a platform engineer pay?",
            models=("overload", "platform_engineer"),
            able="work out how many models one engineer can keep healthy, and whom to add after that",
        ),
    ),
    headings=("Common Roles", "Skills Required"),
    helpers=("advertisements", "information", "repair_queue"),
)
