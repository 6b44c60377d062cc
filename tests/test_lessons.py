"""A lesson that calls itself whole has every section of one, in the course's order. The frame, and not the words.

A page declares it with `whole: true` in its front matter.
"""

import re
from pathlib import Path

import pytest

from mlteams import parts
from mlteams.check.lengths import WORDS, body, is_whole, read, words

ROOT = Path(__file__).parents[1]
CHAPTERS = ROOT / "chapters"
SECTIONS = (
    "What is known",
    "By hand",
    "Predict, then see",
    "Where it breaks, and elsewhere",
    "Heron decides",
    "On Monday",
    "Check yourself",
    "Ways on",
)
SCENE_WORDS = 120
MOST_EXPLORABLES, CLAIMS, QUESTIONS = 4, (1, 9), (2, 3)


def whole_page(part, lesson) -> str:
    return (CHAPTERS / part.name / f"{lesson.name}.qmd").read_text(encoding="utf-8")


LESSONS = [
    (part, lesson)
    for part in parts.written()
    for lesson in part.lessons
    if is_whole(whole_page(part, lesson))
]
each_lesson = pytest.mark.parametrize(
    ("part", "lesson"), LESSONS, ids=[f"{part.name}-{lesson.name}" for part, lesson in LESSONS]
)


def page(part, lesson) -> str:
    return body(whole_page(part, lesson))


def sections(text: str) -> dict[str, str]:
    """Return what stands below each heading; what stands above the first is called "scene"."""
    pieces = re.split(r"^## (.+?)(?: \{#.*\})?$", text, flags=re.M)
    return {"scene": pieces[0], **dict(zip(pieces[1::2], pieces[2::2], strict=True))}


def spoken(text: str) -> list[str]:
    """Return what can be said aloud: quotations."""
    return re.findall(r"^> [“\"].+", text, flags=re.M)


def test_the_first_lesson_is_whole():
    assert ("management", "dates") in [(part.name, lesson.name) for part, lesson in LESSONS]


def test_words_are_those_a_reader_reads():
    assert words("Two [words](x.qmd) of {{< var a.b >}} [@x2000], and {{< explorable a-b >}}") == 5
    assert words("::: {.scene}\n**Monday.** It's 1¾.\n:::") == 3


@each_lesson
def test_sections_in_their_order(part, lesson):
    found = [title for title in sections(page(part, lesson)) if title not in ("scene", "References")]
    assert tuple(found) == SECTIONS


@each_lesson
def test_a_lesson_takes_ten_minutes_to_read(part, lesson):
    assert WORDS[0] <= read(whole_page(part, lesson)) <= WORDS[1]


@each_lesson
def test_a_scene_has_a_day_and_somebody_of_heron_s_who_must_decide(part, lesson):
    scene = sections(page(part, lesson))["scene"]
    assert words(scene) <= SCENE_WORDS
    assert "::: {.scene}" in scene
    assert re.search(r"(Mon|Tues|Wednes|Thurs|Fri)day, \d", scene)
    people = re.findall(r"^\| \*\*(.+?)\*\*", (ROOT / "heron.qmd").read_text(encoding="utf-8"), flags=re.M)
    assert [name for name in people if name in scene]


@each_lesson
def test_what_is_known_has_a_source(part, lesson):
    known = sections(page(part, lesson))["What is known"]
    right = "a source such as [@key], or the words “nobody has measured”, would be right"
    assert "[@" in known or "nobody has measured" in known.lower(), right


@each_lesson
def test_each_picture_says_what_to_move_and_what_to_watch(part, lesson):
    text = page(part, lesson)
    shown = re.findall(r"\{\{< explorable ([\w-]+) >\}\}", text)
    assert 1 <= len(shown) <= MOST_EXPLORABLES
    see = sections(text)["Predict, then see"]
    for name in shown:
        times = see.count(f"{{{{< explorable {name} >}}}}")
        assert times == 1, f"{name} stands {times} times in “Predict, then see”; once would be right"
        before, after = see.split(f"{{{{< explorable {name} >}}}}")
        item = parts.explorable(name)
        if item.controls:
            asked = before.strip().split("\n\n")[-1].lower()
            assert "**move**" in asked, name
            assert "**watch**" in asked, name
        if item.predict:
            assert f"::: {{.revealed for={name}}}" in after, name


@each_lesson
def test_it_says_where_it_breaks_and_what_another_organisation_does(part, lesson):
    breaks = sections(page(part, lesson))["Where it breaks, and elsewhere"]
    own, elsewhere = breaks.split("**Elsewhere.**")
    assert words(own) >= 40
    assert 3 <= len(re.findall(r"[.?](?:\s|$)", elsewhere)) <= 6


@each_lesson
def test_heron_decides_in_words_and_on_the_board(part, lesson):
    decides = sections(page(part, lesson))["Heron decides"]
    assert spoken(decides)
    assert re.search(r"\{\{< (var|state) ", decides)
    assert f"{{{{< board {part.name}.{lesson.name} >}}}}" in decides


@each_lesson
def test_monday_has_minutes_a_command_and_a_sentence(part, lesson):
    monday = sections(page(part, lesson))["On Monday"]
    assert re.search(r"\bminutes\b", monday)
    assert re.search(r"^python3 course\.py \w+", monday, flags=re.M)
    assert spoken(monday)


@each_lesson
def test_questions_are_folded(part, lesson):
    check = sections(page(part, lesson))["Check yourself"]
    asked = re.findall(r"<details[^>]*><summary>(.+?)</summary>\n\n(.+?)\n\n</details>", check, flags=re.S)
    assert QUESTIONS[0] <= len(asked) <= QUESTIONS[1]
    assert len(asked) == check.count("<details")
    for question, answer in asked:
        assert question.rstrip().endswith("?")
        assert words(answer) >= 8


@each_lesson
def test_words_are_explained_where_they_are_first_used(part, lesson):
    linked = re.findall(r"glossary\.qmd#([a-z0-9-]+)\)", page(part, lesson))
    assert linked
    assert len(set(linked)) == len(linked)
    glossary = ROOT / "glossary.qmd"
    if glossary.exists():
        anchors = re.findall(r"\{#([a-z0-9-]+)", glossary.read_text(encoding="utf-8"))
        assert [slug for slug in linked if slug not in anchors] == []


@each_lesson
def test_ways_on_lead_to_everything_that_belongs_to_it(part, lesson):
    ways = sections(page(part, lesson))["Ways on"]
    assert f"notebooks/{part.name}/{lesson.name}.ipynb" in ways
    if lesson.exercises:
        assert f"exercises.qmd#exercises-{part.name}-{lesson.name}" in ways
    entries = {f"{part.name}-{claim.name}" for own, claim in parts.claims(part) if own == lesson}
    assert CLAIMS[0] <= len(entries) <= CLAIMS[1]
    assert set(re.findall(r"ledger\.qmd#([a-z0-9-]+)\)", ways)) == entries
    following = part.lessons[part.lessons.index(lesson) + 1 :]
    if following:
        assert f"]({following[0].name}.qmd)" in ways
