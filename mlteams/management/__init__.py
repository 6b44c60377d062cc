"""Management: when is it done, what do we try first, and what do we tell the board?"""

from mlteams.core.part import Command, Lesson, Part

PART = Part(
    name="management",
    title="Management",
    question="When is it done, what first, and what do we tell the board?",
    lessons=(
        Lesson(
            name="dates",
            title="Dates",
            question="When is it done, and how sure are we?",
            models=("estimates", "calibration", "planning", "likelihoods", "promise", "replanning"),
            exercises=("p85", "analysts"),
            able="give a date with its odds, and name the task that decides it",
        ),
        Lesson(
            name="approaches",
            title="Approaches",
            question="How many approaches do we keep alive, and which comes first?",
            models=("portfolio",),
            exercises=("order",),
            able="say how many approaches to keep alive, and which to try first",
        ),
        Lesson(
            name="progress",
            title="Progress",
            question="Is the team stuck or searching, and what do we reward?",
            models=("progress", "incentives", "culture"),
            exercises=("stall",),
            able="tell a team that is stuck from one that is searching",
        ),
        Lesson(
            name="together",
            title="Together",
            question="Who works with whom, who decides, and does a process pay?",
            models=("collaboration", "prioritization", "adoption", "process_models"),
            able="decide whether to hand work over, and whether a process or a platform manager pays",
        ),
        Lesson(
            name="board",
            title="The board",
            question="What do we say to those who pay, and what do we show them first?",
            models=("metrics", "sample_size", "awareness", "quick_wins"),
            exercises=("sentence",),
            able="turn a model’s score into a sentence about money",
        ),
    ),
    headings=(
        "Engineering estimation",
        "Nonlinear progress",
        "Cultural gaps",
        "Leadership deficits",
        "Plan probabilistically",
        "Have a portfolio of approaches",
        "Measure inputs, not results",
        "Have researchers and engineers work together",
        "Get quick wins",
        "Educate leadership on uncertainty",
        "ML PMs are well-positioned to educate the organization",
        'What is "Agile" for ML?',
    ),
    helpers=(
        *(
            "roadmap",
            "tasks",
            "network",
            "critical_path",
            "futures",
            "intervals",
            "advice",
            "paired_runs",
            "exact_chance",
            "sums",
        ),
        *("distributions", "hypercube", "copula", "testing_sequence", "cost_sensitive", "process_graphs"),
    ),
    tool=Command(
        "roadmap",
        "give the odds of a roadmap in YAML or CSV",
        shows="A list of tasks becomes dates with odds, the tasks that decide them, and the order in which to try "
        "what may fail. This is what it says of Heron’s.",
        example="examples/heron/roadmap.yaml",
        options=("--by", "2027-06-30"),
    ),
    plan=True,
    workshop=True,
)
