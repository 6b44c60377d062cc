"""Texts of advertisements for `adverts`, all written for this course: five for Heron, and sentences for hidden ones.

A task is a phrase that occurs in the sentence beside it and in no other; tools are single words.
"""

from collections.abc import Mapping

TITLE = "data scientist"
TASKS: Mapping[str, Mapping[str, str]] = {
    "platform engineer": {
        "build pipelines": "You build pipelines that bring scans from forty depots to one table by six in the morning.",
        "run clusters": "You run clusters on which four teams train without having to ask each other.",
        "automate releases": "You automate releases, so that nobody has to stay late for one.",
        "guard access": "You guard access to whatever could name a customer.",
        "cut storage": "You cut storage that nobody has read for a year.",
        "write templates": "You write templates from which other teams start a service of their own.",
    },
    "ML engineer": {
        "train models": "You train models on last year's orders, and again every month.",
        "serve predictions": "You serve predictions to the warehouse within a tenth of a second.",
        "mend models": "You mend models that have gone wrong overnight, before the first lorry leaves.",
        "shadow releases": "You shadow releases beside the old version before a driver sees them.",
        "choose features": "You choose features, and drop those that nobody can keep up to date.",
        "cut latency": "You cut latency until the belt no longer waits.",
    },
    "ML researcher": {
        "read papers": "You read papers and tell us on Fridays which of them matter.",
        "invent methods": "You invent methods for pictures that no known one reads.",
        "run ablations": "You run ablations until we know which part of a method helps.",
        "publish results": "You publish results at conferences, under your name.",
        "supervise students": "You supervise students who write their theses with us.",
        "curate benchmarks": "You curate benchmarks on which others can measure themselves too.",
    },
    "analyst": {
        "answer questions": "You answer questions of the sales team, most of them on the same day.",
        "draw charts": "You draw charts that the board understands without a speaker.",
        "write reports": "You write reports on returns, region by region.",
        "size markets": "You size markets that we do not serve yet.",
        "explain figures": "You explain figures to people who have ten minutes for them.",
        "find trends": "You find trends in complaints before the call centre feels them.",
    },
    "AI engineer": {
        "write prompts": "You write prompts and keep the old ones, with what they got wrong.",
        "build retrieval": "You build retrieval over contracts, so that an answer names its page.",
        "compare vendors": "You compare vendors of language models by price, speed and mistakes.",
        "grade answers": "You grade answers of the assistant against two hundred that we know.",
        "stop leaks": "You stop leaks of addresses into what we send to others.",
        "wire tools": "You wire tools to the assistant, such as the calendar of the depots.",
    },
}
TOOLS: Mapping[str, tuple[str, ...]] = {
    "platform engineer": ("Kubernetes", "Terraform", "Go"),
    "ML engineer": ("PyTorch", "Docker", "MLflow"),
    "ML researcher": ("JAX", "LaTeX", "Jupyter"),
    "analyst": ("SQL", "R", "Tableau"),
    "AI engineer": ("LangChain", "pgvector", "RAG"),
}
COMPANIES = (
    "We are an insurer on the coast, a hundred years old, and a good place to raise a family.",
    "We sell bicycles in nine countries and ship them from two warehouses.",
    "Our hospitals treat half a million people a year, and paper still leads the way.",
    "We lend money to farmers and know most of them by name.",
    "We run the trams of a large city, four hundred of them on an average day.",
    "Our software keeps the storage of supermarkets in order.",
)
ENDS = (
    "A degree helps and is no condition. The team is five people, and lunch is at noon.",
    "Tell us in a page what you have built and what went wrong with it.",
    "You report to the head of operations. Two days a week at home are common.",
    "We pay for a course of your choice each year. Bring an open mind.",
)
HERON = (
    "Data scientist (all genders), insurer. Claims arrive by letter, and letters are our past. You build pipelines "
    "that turn a mailroom into a table, run clusters for the three teams beside you, and guard access to what a doctor "
    "wrote. On good days you also train models. Must: PyTorch, Jupyter, SQL, PyTorch again in interviews.",
    "Data scientist, bicycle shop. Which parts will be ordered in May? You train models that say so, serve predictions "
    "to two warehouses, and mend models at night when spring comes early. From time to time you draw charts. We like "
    "Tableau, SQL and R, and whoever can answer questions.",
    "Data scientist, university hospital. Nobody has read these scans by machine, so you read papers, invent methods "
    "and run ablations. You may publish results. Train models, train models, train models: the cluster is yours. "
    "Docker and Kubernetes are on it.",
    "Data scientist, town hall. Councillors ask, and you answer questions: you draw charts, and you write reports of "
    "two pages that a councillor reads in the tram. Welcome: Kubernetes, Terraform, PyTorch. Also: you read papers.",
    "Data scientist, law firm. Our lawyers look for clauses. You write prompts, build retrieval over forty years of "
    "contracts, and write reports on what the assistant gets wrong; you draw charts of it. You know LangChain and RAG, "
    "and can leave Tableau to others.",
)
