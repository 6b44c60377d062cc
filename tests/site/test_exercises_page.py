"""The page of exercises: what each takes, hints and solution one step away, and none of them in print."""

import re

import pytest

from mlteams.parts import exercises
from mlteams.workbook.manifest import entries

ALL = exercises()
each_exercise = pytest.mark.parametrize("name", ALL)
pytestmark = pytest.mark.browser


@pytest.fixture
def opened(page, address):
    page.goto(f"{address}/exercises.html")
    return page


def section(opened, name):
    name = f"exercise-{name.replace('.', '-')}"  # the id of the section, or of its heading
    return opened.locator(f"section#{name}, section:has(> .headed > h3#{name})")


@each_exercise
def test_an_exercise_says_what_it_takes_and_where_to_read(opened, name):
    entry, here = entries()[name], section(opened, name)
    text = here.inner_text()
    assert entry.title in text
    points = sum(entry.points)
    assert f"{entry.minutes} minutes · {entry.difficulty} · {points} point{'s' if points > 1 else ''}" in text
    place = here.locator("a", has_text=entry.section).first.get_attribute("href")
    assert place.endswith(f"chapters/{entry.page}.html#{entry.anchor}")
    assert "Your task." in text


@each_exercise
def test_hints_and_solution_are_folded_and_open_by_keyboard(opened, name):
    here = section(opened, name)
    assert here.locator("details.exercise-hint").count() == 3
    assert here.locator("details[open]:is(.exercise-solution, .exercise-hint)").count() == 0
    code = here.locator("details.exercise-solution pre")
    assert not code.is_visible()
    summary = here.locator("details.exercise-solution:has(pre) > summary")
    summary.focus()
    opened.keyboard.press("Enter")
    assert code.is_visible()
    assert f"def {ALL[name][2].call}:" in code.inner_text()


def test_no_mark_of_nbgrader_is_left(opened):
    assert not re.search("(BEGIN|END) (SOLUTION|HIDDEN)", opened.content())


def test_every_lesson_with_exercises_has_a_heading_its_notebook_and_its_page(opened, site):
    main = opened.locator("main")
    for part, lesson in {
        (part.name, lesson.name): (part, lesson) for part, lesson, _ in ALL.values()
    }.values():
        here = f"{part.name}/{lesson.name}"
        heading = main.locator("h2", has_text=f"{part.title}: {lesson.title}")
        assert heading.count() == 1
        assert main.locator(f"p a[href$='exercises/{here}.ipynb']").count() == 1
        assert main.locator(f"p a[href$='chapters/{here}.html']").count() == 1
        assert (site / "exercises" / f"{here}.ipynb").is_file()
        assert (site / "chapters" / f"{here}.html").is_file()


def test_print_shows_neither_hint_nor_solution(opened):
    opened.locator("details.exercise-solution summary").first.click()
    opened.emulate_media(media="print")
    assert opened.locator("details:is(.exercise-solution, .exercise-hint):visible").count() == 0
    assert opened.get_by_text("Your task.").first.is_visible()


def test_the_page_says_how_to_start_and_solutions_are_not_published(opened, site):
    assert "python3 course.py lab" in opened.locator("main").inner_text()
    assert not (site / "solutions").exists()
