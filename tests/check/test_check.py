"""`check` on a tiny course of its own: silent when all is there, and a sentence for whatever is forgotten."""

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from mlteams import opening, parts
from mlteams.check import check
from mlteams.check.lengths import WORDS
from mlteams.core.claim import Claim, Evidence
from mlteams.input import heron
from mlteams.input.errors import BadInput
from mlteams.plan import plan_form
from mlteams.workbook import generate

PART = """\
from mlteams.core.part import Command, Lesson, Part

PART = Part(
    name="tiny",
    title="Tiny",
    question="Is it small?",
    lessons=(Lesson("size", "Size", "How small?", models=("scale",), exercises=("weigh",)),),
    headings=("Small is fine",),
    helpers=("arithmetic",),
    tool=Command("measure", "measures a file"),
    plan=True,
    workshop=True,
)
"""
SCALE = """\
from mlteams.core.claim import Claim, Evidence
from mlteams.core.explorable import Explorable

CLAIMS = (
    Claim("small", "It is small.", "Small is fine", unmodelled="it is.", references=("knuth",)),
)
EXPLORABLES = (Explorable("scale-view", "How small?", lambda: None),)


def variables():
    return {"one": "1"}
"""
EXERCISE = """\
from mlteams.core.exercise import Exercise

fields = dict.fromkeys(Exercise.__dataclass_fields__)
EXERCISE = Exercise(**fields | {"fills": ("tiny.size", "tiny.size.most")})
"""
OPENING = Claim("start", "It starts.", opening.HEADING, unmodelled="it does.", references=("knuth",))
PLAN = """\
from mlteams.core.section import Section
from mlteams.input.heron import fact
from mlteams.input.values import Cost, Unfinished


class Size(Unfinished):
    least: Cost | None = None
    most: Cost | None = None


class Form(Unfinished):
    size: Size = Size()


HERE = [fact(f"tiny.{one}") for one in ("height", "own_weight")]
SECTION = Section(Form, "", lambda *given: given, lambda study: (), lambda study: ())
"""
FACT = "{value: 4, unit: people, reason: why}"
NOTEBOOK = '{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}'
FILES = {
    "tinycourse/__init__.py": "",
    "tinycourse/tiny/__init__.py": PART,
    "tinycourse/tiny/sources.csv": "key,value,what,source,year,status\nton_kilograms,1000,b,c,2020,published\n",
    "tinycourse/tiny/models/__init__.py": "",
    "tinycourse/tiny/models/scale.py": SCALE,
    "tinycourse/tiny/models/arithmetic.py": "def double(x):\n    return 2 * x\n",
    "tinycourse/tiny/exercises/__init__.py": "",
    "tinycourse/tiny/exercises/weigh.py": EXERCISE,
    "tinycourse/tiny/tool/__init__.py": "from mlteams.core.tool import Tool\n\nTOOL = Tool(print, print)\n",
    "tinycourse/tiny/plan.py": PLAN,
    "tinycourse/tiny/workshop.py": "SHEETS = ('a sheet',)\n",
    "chapters/tiny/index.qmd": "{{< lessons tiny >}} {{< var source.ton_kilograms >}}\n",
    "chapters/tiny/size.qmd": "{{< explorable scale-view >}}\n",
    "notebooks/tiny/size.ipynb": NOTEBOOK,
    "solutions/tiny/size.ipynb": NOTEBOOK,
    "exercises/tiny/size.ipynb": NOTEBOOK,
    "examples/heron/facts.yaml": f"company:\n  people: {FACT}\ntiny:\n  height: {FACT}\n  own_weight: {FACT}\n",
    "examples/heron/plan.yaml": "tiny:\n  size:\n    least: 1\n    most: 2\n",
    "examples/plan.schema.json": "",  # as the forms make it
    "workshops/tiny.qmd": "## Weigh\n",
    "workshops/tiny-facilitator.qmd": "{{< include tiny.qmd >}}\n",
    "workshops/tiny-slides.qmd": "{{< include tiny.qmd >}}\n",
    "index.qmd": "Home of {{< var heron.company.people >}}\n",
    "ledger.qmd": "The claims\n",
    "tests/tiny/models/test_scale.py": "\ndef test_small():\n    pass\n",
    "exercises.qmd": "{{< exercises tiny >}}\n",
    "references.bib": "@book{knuth,\n}\n",
    "_quarto.yml": "website: {sidebar: {contents: "
    "[chapters/tiny/index.qmd, chapters/tiny/size.qmd, workshops/tiny.qmd]}}",
}


@pytest.fixture
def course(tmp_path, monkeypatch):
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    monkeypatch.setattr(parts, "PACKAGES", {"tiny": "tinycourse.tiny", "later": "tinycourse.later"})
    monkeypatch.setattr(opening, "CLAIMS", (OPENING,))
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(heron, "FACTS", tmp_path / "examples/heron/facts.yaml")
    monkeypatch.setattr(sys, "dont_write_bytecode", True)  # a test edits a module in the same second
    forget()
    (tmp_path / "examples/plan.schema.json").write_text(plan_form.schema(), encoding="utf-8")
    made = generate.generated(tmp_path / "solutions/tiny/size.ipynb")
    (tmp_path / "exercises/tiny/size.ipynb").write_text(made, encoding="utf-8")
    forget()
    yield tmp_path
    forget()


def forget():
    """Let whatever reads the course read it anew."""
    for kept in (
        *(parts.written, parts.explorables, parts.exercises, parts.sections),
        *(plan_form.plan_form, heron.facts),
    ):
        kept.cache_clear()
    for name in [name for name in sys.modules if name.split(".")[0] == "tinycourse"]:
        del sys.modules[name]


def said(course: Path) -> list[str]:
    return [str(problem) for problem in check(root=course)]


def test_a_part_with_everything_in_place_is_passed_in_silence(course):
    assert said(course) == []


MODEL = "tinycourse/tiny/models/scale.py"
REPLACED = {
    "a misspelt constant": (
        MODEL,
        "CLAIMS =",
        "CLAIM =",
        [f"{MODEL}, CLAIM: found what belongs into CLAIMS"],
    ),
    "a misspelt function": (
        MODEL,
        "def variables",
        "def variable",
        [f"{MODEL}, variable: found a name that nothing"],
    ),
    "a bad import": (
        MODEL,
        "from mlteams.core.claim",
        "from mlteams.core.clam",
        [f"{MODEL}, the import: found Mod"],
    ),
    "a bad import of the part": (
        "tinycourse/tiny/__init__.py",
        "Command, Lesson",
        "Comand, Lesson",
        ["tiny/__init__.py, the import: found Imp"],
    ),
    "another part's name": (
        "tinycourse/tiny/__init__.py",
        'name="tiny"',
        'name="tinny"',
        ["a PART called 'tinny'"],
    ),
    "no PART": ("tinycourse/tiny/__init__.py", "PART = ", "PARTS = ", ["PART: found no PART"]),
    "an exercise under another name": (
        "tinycourse/tiny/exercises/weigh.py",
        "EXERCISE = ",
        "EXERCISES = ",
        ["weigh.py, the whole file: found no EXERCISE"],
    ),
    "no section": (
        "tinycourse/tiny/plan.py",
        "SECTION = ",
        "SECTIONS = ",
        ["plan.py, the whole file: found no SECTION"],
    ),
    "no sheets": (
        "tinycourse/tiny/workshop.py",
        "SHEETS",
        "SHEET",
        ["workshop.py, the whole file: found no SHEETS"],
    ),
    "no tool": (
        "tinycourse/tiny/tool/__init__.py",
        "TOOL = ",
        "TOOLS = ",
        ["tool/__init__.py, the whole file: found no TOOL"],
    ),
    "claims of another kind": (
        MODEL,
        "CLAIMS = (",
        "CLAIMS = ([], ",
        [f"{MODEL}, CLAIMS: found something else"],
    ),
    "a helper with claims": (
        "tinycourse/tiny/models/arithmetic.py",
        "def double",
        "def variables",
        ["arithmetic.py, the whole file: found claims"],
    ),
    "a heading of no lecture": (
        MODEL,
        '"Small is fine"',
        '"Big is fine"',
        ["the heading 'Big", "'Small is fine' without"],
    ),
    "a claim without a line": (MODEL, 'unmodelled="it is.", ', "", ["the claim small: found no line"]),
    "evidence that is not told": (
        MODEL,
        'unmodelled="it is."',
        'unmodelled="it is.", evidence=Evidence.NEAR',
        ["the claim small: found evidence and not what was measured"],
    ),
    "told and no evidence": (
        MODEL,
        'unmodelled="it is."',
        'unmodelled="it is.", measured="Twice [@knuth]."',
        ["the claim small: found what was measured as no evidence"],
    ),
    "evidence without a source": (
        MODEL,
        'unmodelled="it is."',
        'unmodelled="it is.", evidence=Evidence.NEAR, measured="Twice."',
        ["the claim small: found what was measured without a source"],
    ),
    "evidence from a reference that is not there": (
        MODEL,
        'unmodelled="it is."',
        'unmodelled="it is.", evidence=Evidence.NEAR, measured="Twice [@knut]."',
        ["the reference knut;"],
    ),
    "a reference that is not there": (MODEL, '("knuth",)', '("knut",)', ["the reference knut;"]),
    "a page not in the contents": (
        "_quarto.yml",
        "chapters/tiny/size.qmd, ",
        "",
        ["no chapters/tiny/size.qmd"],
    ),
    "a guide not in the contents": ("_quarto.yml", ", workshops/tiny.qmd", "", ["no workshops/tiny.qmd"]),
    "pages in another order": (
        "_quarto.yml",
        "chapters/tiny/index.qmd, chapters/tiny/size.qmd",
        "chapters/tiny/size.qmd, chapters/tiny/index.qmd",
        ["the lessons of tiny in another order"],
    ),
    "a page of no lesson in the contents": (
        "_quarto.yml",
        "workshops/tiny.qmd",
        "workshops/tiny.qmd, chapters/tiny/weight.qmd",
        ["weight.qmd, which is no lesson"],
    ),
    "a hub without its lesson": (
        "chapters/tiny/index.qmd",
        "{{< lessons tiny >}}",
        "elsewhere",
        ["index.qmd, the whole file: found no {{< lessons tiny"],
    ),
    "exercises without a page": (
        "exercises.qmd",
        "tiny",
        "tin",
        ["exercises.qmd, the whole file: found no {{< exercises tiny"],
    ),
    "a picture that nothing shows": (
        "chapters/tiny/size.qmd",
        "scale-view",
        "scale",
        ["scale-view: found a picture that no"],
    ),
    "an exercise that PART does not list": (
        "tinycourse/tiny/__init__.py",
        'exercises=("weigh",)',
        'exercises=("weight",)',
        [
            "exercises/weight.py, the file itself",
            "exercises/weigh.py would be right",
            "weigh.py, the file itself: found a module",
        ],
    ),
    "a tool that PART does not declare": (
        "tinycourse/tiny/__init__.py",
        'tool=Command("measure", "measures a file"),',
        "",
        ["tiny/tool, the room: found a room"],
    ),
    "a workshop that PART does not declare": (
        "tinycourse/tiny/__init__.py",
        "workshop=True,",
        "",
        ["workshop.py, the room: found a room", "found a guide"],
    ),
}


@pytest.mark.parametrize("fault", REPLACED)
def test_what_is_wrong_in_a_file_is_said(course, fault):
    name, old, new, sentences = REPLACED[fault]
    path = course / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    found = "\n".join(said(course))
    assert [sentence for sentence in sentences if sentence not in found] == [], found


HERON = "examples/heron"
SPAN = 'Span(0, 1, "{}")'
LINE = 'lines=(Line("m", Verdict.HOLDS, "it is.", abs, {}),), '
PLANTED = {
    "a schema of other forms": (
        "tinycourse/tiny/plan.py",
        "    most: Cost",
        "    largest: Cost | None = None\n    most: Cost",
        [
            "examples/plan.schema.json, the whole file: found a schema that is not that of the forms; ",
            "tiny.size.largest: found nothing; Heron's value",
        ],
    ),
    "a key that Heron lacks": (
        f"{HERON}/plan.yaml",
        "    most: 2\n",
        "",
        [f"{HERON}/plan.yaml, tiny.size.most: found nothing; Heron's value"],
    ),
    "a part that Heron lacks": (
        f"{HERON}/plan.yaml",
        FILES[f"{HERON}/plan.yaml"],
        "title: Nothing yet\n",
        [f"{HERON}/plan.yaml, tiny.size: found nothing; Heron's value"],
    ),
    "a value of Heron's that is none": (
        f"{HERON}/plan.yaml",
        "most: 2",
        "most: many",
        [f"{HERON}/plan.yaml, line 4: found the cost 'many'; "],
    ),
    "a fact that nothing reads": (
        f"{HERON}/facts.yaml",
        "tiny:\n",
        f"tiny:\n  width: {FACT}\n",
        [f"{HERON}/facts.yaml, tiny.width: found a fact that nothing reads; "],
    ),
    "a fact of the company that nothing reads": (
        "index.qmd",
        "heron.company.people",
        "heron.company.peoples",
        [f"{HERON}/facts.yaml, company.people: found a fact that nothing reads; "],
    ),
    "a fact that is none": (
        f"{HERON}/facts.yaml",
        "height: {value: 4, ",
        "height: {value: four, ",
        [f"{HERON}/facts.yaml, line 4, tiny.height: found 'four'; "],
    ),
    "an exercise that its solution does not make": (
        "exercises/tiny/size.ipynb",
        '"nbformat_minor": 5',
        '"nbformat_minor": 4',
        ["exercises/tiny/size.ipynb, the whole file: found not what its solution makes; "],
    ),
    "an exercise that fills nothing": (
        "tinycourse/tiny/exercises/weigh.py",
        '("tiny.size", "tiny.size.most")',
        "()",
        ["exercises/weigh.py, fills: found no key of the plan; a key of a lesson, which `new key` begins,"],
    ),
    "an exercise that fills what no plan has": (
        "tinycourse/tiny/exercises/weigh.py",
        '"tiny.size.most"',
        '"tiny.size.mots", "tiny.siz", "most"',
        [f"weigh.py, fills: found the key {key!r}, which" for key in ("tiny.size.mots", "tiny.siz", "most")],
    ),
    "a picture twice on a page": (
        "chapters/tiny/size.qmd",
        "{{< explorable scale-view >}}",
        "{{< explorable scale-view >}}\n\n{{< explorable scale-view >}}",
        ["chapters/tiny/size.qmd, the whole file: found the picture scale-view 2 times; once"],
    ),
    "a range without a source": (
        MODEL,
        'unmodelled="it is.", ',
        LINE.format('{"size": ' + SPAN.format("assumed") + "}"),
        [f"{MODEL}, the claim small: found no source of the range of size in line 1; "],
    ),
    "a claim without ground": (
        MODEL,
        'unmodelled="it is.", ',
        LINE.format("{}"),
        [f"{MODEL}, the claim small: found no ground: neither evidence nor a range; "],
    ),
}


@pytest.mark.parametrize("fault", PLANTED)
def test_what_no_longer_fits_is_said_and_nothing_else(course, fault):
    name, old, new, sentences = PLANTED[fault]
    path = course / name
    text = path.read_text(encoding="utf-8").replace("import Claim, Evidence", "import *")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    found = said(course)
    assert len(found) == len(sentences), found
    assert all(sentence in one for one, sentence in zip(found, sentences, strict=True)), found


@pytest.mark.parametrize("line", ['{"size": Span(0, 1, "assumed here")}', "{}"])
def test_a_range_with_a_source_or_evidence_is_ground(course, line):
    text = (course / MODEL).read_text(encoding="utf-8").replace("import Claim, Evidence", "import *")
    lines = LINE.format(line) + ("" if "Span" in line else 'evidence=Evidence.NEAR, measured="[@knuth]", ')
    (course / MODEL).write_text(text.replace('unmodelled="it is.", ', lines), encoding="utf-8")
    assert said(course) == []


@pytest.mark.parametrize(
    ("count", "whole", "wrong"),
    [
        (WORDS[0] - 1, True, True),
        (WORDS[0], True, False),
        (WORDS[1], True, False),
        (WORDS[1] + 1, True, True),
        (WORDS[0] - 1, False, False),
    ],
)
def test_a_whole_lesson_is_as_long_as_a_lesson(course, count, whole, wrong):
    head = f"---\ntitle: Size\nwhole: {str(whole).lower()}\n---\n"
    placed = "{{< explorable scale-view >}}\n\n## Ways on\n\nand on and on"
    (course / "chapters/tiny/size.qmd").write_text(f"{head}{'word ' * count}\n\n{placed}", encoding="utf-8")
    right = f"found {count:,} words; 700 to 1,100, as for ten minutes, would be right"
    place = "chapters/tiny/size.qmd, what stands before “## Ways on”"
    assert said(course) == [f"{place}: {right}"] * wrong


SOURCES = "tinycourse/tiny/sources.csv"
SIZE = "{}/tiny/size.ipynb"
NO_TEXT = (b"", b"\xff\xfea\0", b"caf\xe9\n", None)
NO_NOTEBOOK = (*NO_TEXT, b"{", b"[]", b"{}", b'{"cells": 5}', b"[" * 100_000)
NO_CONTENTS = (
    b"a: [",
    b"5",
    b"website: 5",
    b"website: {sidebar: {contents: 5}}",
    b"website:",
    b"day: 2027-13-45",
)
BROKEN = [
    *((SOURCES, content) for content in (*NO_TEXT, b"name,worth\na,1\n", b"key,value,what\na,1\n")),
    *(
        (SIZE.format(folder), content)
        for folder in ("notebooks", "solutions", "exercises")
        for content in NO_NOTEBOOK
    ),
    *((name, content) for name in FILES if name.endswith((".qmd", ".bib")) for content in NO_TEXT),
    *(("_quarto.yml", content) for content in (*NO_TEXT, *NO_CONTENTS)),
    (MODEL, b"raise SystemExit(0)\n"),
    (MODEL, b"raise GeneratorExit\n"),
]


@pytest.mark.parametrize(("name", "content"), BROKEN)
def test_a_file_that_is_not_what_its_name_says_is_named(course, name, content):
    (course / name).unlink()
    (course / name).mkdir() if content is None else (course / name).write_bytes(content)
    found = said(course)
    assert any(sentence.startswith(name) for sentence in found), found
    assert len(found) == len(set(found))


def test_only_the_keyboard_stops_the_check(course):
    (course / MODEL).write_text("raise KeyboardInterrupt\n")
    with pytest.raises(KeyboardInterrupt):
        check(root=course)


NEEDED = [name for name in FILES if name != "tinycourse/__init__.py"]


@pytest.mark.parametrize("name", NEEDED)
def test_a_file_that_is_missing_is_named(course, name):
    (course / name).unlink()
    expected = {"tinycourse/tiny/workshop.py": "tiny/workshop", "tinycourse/tiny/plan.py": "tiny/plan"}.get(
        name, name
    )
    expected = (
        expected.removesuffix("/__init__.py")
        if expected.endswith(("models/__init__.py", "es/__init__.py"))
        else expected
    )
    assert any(expected in sentence for sentence in said(course)), said(course)


@pytest.mark.parametrize(
    "name",
    [
        "tinycourse/tiny/models/forgotten.py",
        "tinycourse/tiny/exercises/forgotten.py",
        "tinycourse/tiny/notes.py",
        "tinycourse/stray/__init__.py",
        "chapters/tiny/forgotten.qmd",
        "notebooks/tiny/forgotten.ipynb",
        "solutions/tiny/forgotten.ipynb",
        "exercises/tiny/forgotten.ipynb",
        "chapters/later/index.qmd",
        "tests/later/test_nothing.py",
    ],
)
def test_a_file_that_belongs_to_nothing_is_named(course, name):
    path = course / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("", encoding="utf-8")
    start = "/".join(name.split("/")[:2])
    assert any(sentence.startswith((name, start)) for sentence in said(course)), said(course)


def test_a_part_of_no_name_is_refused(course):
    with pytest.raises(BadInput, match="no part 'tinny'; one of tiny, later would be right"):
        check(["tinny"], course)


OPENINGS = {
    "the heading 'Small is fine'": {"lecture": "Small is fine"},
    "no line": {"unmodelled": ""},
    "evidence and not what was measured": {"evidence": Evidence.NEAR},
    "what was measured as no evidence": {"measured": "It did [@knuth]."},
    "what was measured without a source": {"evidence": Evidence.NEAR, "measured": "It did."},
    "the reference dijkstra": {"references": ("dijkstra",)},
}


@pytest.mark.parametrize("found", OPENINGS)
def test_a_claim_of_the_opening_is_held_to_what_those_of_parts_are(course, monkeypatch, found):
    monkeypatch.setattr(opening, "CLAIMS", (OPENING, replace(OPENING, name="faulty", **OPENINGS[found])))
    (sentence,) = said(course)
    assert sentence.startswith(f"mlteams/opening.py, the claim faulty: found {found}; ")
    assert check(["tiny"], course) == []  # no part has it


ROWS = "key,value,what,source,year,status\n{},1000,b,c,2020,published\n"


@pytest.mark.parametrize(
    ("key", "quoting", "text"),
    [
        ("ton_kilograms", "chapters/tiny/index.qmd", ""),
        ("ton_pounds", "glossary.qmd", "{{< var source.ton_pounds >}}"),
        ("ton_pounds", "workshops/tiny.qmd", "{{< var source.ton_pounds >}}"),
        ("ton_pounds", "notebooks/tiny/size.ipynb", '{"cells": [{"source": ["source(\'ton_pounds\')"]}]}'),
        ("ton_pounds", "tinycourse/tiny/models/arithmetic.py", 'TON = "ton_pounds"'),
        ("ton_pounds", "tinycourse/tiny/models/arithmetic.py", 'ton = lambda unit: f"ton_{unit}"'),
        ("ton_pounds", "tests/tiny/test_tons.py", 'assert rows["ton_pounds"]'),
    ],
)
def test_a_number_that_something_quotes_is_passed(course, key, quoting, text):
    (course / SOURCES).write_text(ROWS.format(key), encoding="utf-8")
    path = course / quoting
    path.write_text(text or path.read_text(encoding="utf-8"), encoding="utf-8")
    assert not any(SOURCES in sentence for sentence in said(course))


@pytest.mark.parametrize("key", ["ton_pounds", "ton_kilogram", "ton_kilograms_2"])
def test_a_number_that_nothing_quotes_is_named(course, key):
    (course / SOURCES).write_text(ROWS.format(key), encoding="utf-8")
    (sentence,) = said(course)
    assert sentence.startswith(f"{SOURCES}, the row {key}: found a number that nothing quotes; ")


def test_a_part_alone_is_checked_without_the_others(course):
    (course / "chapters/later").mkdir()
    assert check(["tiny"], course) == []
    assert [str(problem) for problem in check(["later"], course)] != []


def test_a_picture_that_is_not_called_after_its_model_is_named(course):
    path = course / MODEL
    path.write_text(path.read_text().replace("scale-view", "weight-view"), encoding="utf-8")
    (course / "chapters/tiny/size.qmd").write_text("{{< explorable weight-view >}}", encoding="utf-8")
    assert any("the explorable 'weight-view'" in sentence for sentence in said(course))


@pytest.mark.parametrize("name", ["facilitator", "slides"])
def test_a_guide_has_its_two_pages_beside_it(course, name):
    (course / f"workshops/tiny-{name}.qmd").unlink()
    found = said(course)
    assert len(found) == 1
    assert f"workshops/tiny-{name}.qmd, the file itself: found nothing beside the guide" in found[0]


@pytest.mark.parametrize(
    ("line", "asked"),
    [
        ('# TO DO: it comes from fact("a.b") alone.', ['it comes from fact("a.b") alone']),
        ('"""Known. TO DO: what is assumed. Units: TO DO: of all."""', ["what is assumed", "of all"]),
        ('says = "TO DO: a sentence.", other', ["a sentence"]),
        ("# <summary>TO DO: a question</summary>", ["a question"]),
    ],
)
def test_what_is_left_is_told_whole(course, line, asked):
    path = course / "tests/tiny/models/test_scale.py"
    path.write_text(f"{line}\n", encoding="utf-8")
    assert [one.split("a TO DO; ")[1] for one in said(course)] == [f"{one} would be right" for one in asked]
