"""Roles: who do we need, and for what?"""

from mlteams.core.part import Command, Lesson, Part

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
            exercises=("split",),
            able="say how many people have the mix that you ask for, and what two people do instead",
        ),
        Lesson(
            name="staffing",
            title="Staffing",
            question="Whom do we hire first?",
            models=("staffing",),
            exercises=("staffing",),
            able="say which post to fill first, which skill is scarce, and what a missing role costs",
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
            question="What if somebody leaves?",
            models=("truck_factor",),
            exercises=("absence",),
            able="find what stands on one person, and decide whether to train a colleague or to hire",
        ),
    ),
    headings=("Common Roles", "Skills Required"),
    helpers=(
        "advertisement_texts",
        "advertisements",
        "information",
        "loss_sets",
        "minimum_cost_cover",
        "repair_queue",
    ),
    tool=Command(
        "team",
        "say what a team covers, and what a hire or training would buy",
        shows="A skills matrix becomes what is covered, what stands on one person, and whom to hire or train next. "
        "This is what it says of Heron’s.",
        example="examples/heron/team.yaml",
    ),
    plan=True,
)
