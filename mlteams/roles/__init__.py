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
            exercises=("adverts",),
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
            name="staffing",
            title="Staffing",
            question="Whom do we hire first?",
            models=("staffing",),
            exercises=("staffing",),
            able="find the cheapest people who cover what a product needs, and see which skill is scarce",
        ),
        Lesson(
            name="platform",
            title="Platform",
            question="When does a platform engineer pay?",
            models=("overload", "platform_engineer"),
            exercises=("platform",),
            able="work out how many models one engineer can keep healthy, and whom to add after that",
        ),
        Lesson(
            name="absence",
            title="Absence",
            question="What if she leaves?",
            models=("truck_factor",),
            exercises=("absence",),
            able="name what stands on one person, and choose between training a colleague and hiring",
        ),
    ),
    headings=("Common Roles", "Skills Required"),
    helpers=("advertisements", "information", "repair_queue", "minimum_cost_cover", "loss_sets", "advertisement_texts"),
    plan=True,
)
