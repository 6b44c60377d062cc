"""The page of exercises: what each takes, hints and solution one step away, and none of them in print."""

import pytest

from mlteams.workbook.parts import exercises

MANAGEMENT = [exercise for exercise in exercises().values() if exercise.part == "management"]
pytestmark = pytest.mark.browser


@pytest.fixture
def opened(page, address):
    page.goto(f"{address}/exercises.html")
    return page


def test_every_exercise_says_what_it_takes_and_where_to_read(opened):
    for exercise in MANAGEMENT:
        section = opened.locator(f"section:has(> h2:text-is('{exercise.title}'))")
        text = section.inner_text()
        assert f"{exercise.minutes} minutes · {exercise.difficulty} · {sum(exercise.points)} points" in text
        place = section.locator("a", has_text=exercise.section).first.get_attribute("href")
        assert place.endswith(f"chapters/management.html#{exercise.anchor}")
        assert "Your task." in text


def test_hints_and_solution_are_folded_and_open_by_keyboard(opened):
    solutions, hints = opened.locator("details.exercise-solution"), opened.locator("details.exercise-hint")
    assert hints.count() == 3 * len(MANAGEMENT)
    assert opened.locator("details[open]:is(.exercise-solution, .exercise-hint)").count() == 0
    code = solutions.nth(0).locator("pre")
    assert not code.is_visible()
    solutions.nth(0).locator("summary").focus()
    opened.keyboard.press("Enter")
    assert code.is_visible()
    assert "def promise(roadmap, seed):" in code.inner_text()
    assert "SOLUTION" not in opened.content()


def test_print_shows_neither_hint_nor_solution(opened):
    opened.locator("details.exercise-solution summary").first.click()
    opened.emulate_media(media="print")
    assert opened.locator("details:is(.exercise-solution, .exercise-hint):visible").count() == 0
    assert opened.get_by_text("Your task.").first.is_visible()


def test_the_page_says_how_to_start_and_its_notebook_is_there(opened, site):
    assert "python3 course.py lab" in opened.locator("main").inner_text()
    assert opened.locator("a[href$='exercises/management.ipynb']").count() >= 1
    assert (site / "exercises" / "management.ipynb").is_file()
    assert not (site / "solutions").exists()
