"""The pages, notebooks and tests of a part, against its lessons and the contents of the site."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import yaml

from mlteams.check.checked import Checked
from mlteams.input.errors import BadInput


def pages(checked: Checked) -> Iterator[BadInput]:
    """Yield pages and notebooks that a lesson lacks, and those that belong to none."""
    part = checked.part
    lessons = [lesson.name for lesson in part.lessons]
    practised = [lesson.name for lesson in part.lessons if lesson.exercises]
    for folder, suffix, names in (
        ("chapters", ".qmd", ["index", *lessons]),
        ("notebooks", ".ipynb", lessons),
        ("solutions", ".ipynb", practised),
        ("exercises", ".ipynb", practised),
    ):
        yield from _exactly(checked, checked.root / folder / part.name, suffix, names)
    guide = checked.root / "workshops" / f"{part.name}.qmd"
    if part.workshop and not guide.exists():
        yield checked.bad(guide, "the file itself", "nothing, and PART declares a workshop", "the guide")
    elif part.workshop:
        yield from _unread(checked, guide)
        for name in (f"{part.name}-facilitator", f"{part.name}-slides"):
            page = guide.with_name(f"{name}.qmd")
            if not page.exists():
                yield checked.bad(
                    page, "the file itself", "nothing beside the guide", "a page that includes it"
                )
            else:
                yield from _unread(checked, page)
    if not part.workshop and guide.exists():
        yield checked.bad(
            guide, "the file itself", "a guide, and PART declares no workshop", "workshop=True in PART"
        )


def _exactly(checked: Checked, folder: Path, suffix: str, names: list[str]) -> Iterator[BadInput]:
    there = {path.stem for path in folder.glob(f"*{suffix}")}
    for name in names:
        if name not in there:
            yield checked.bad(
                folder / f"{name}{suffix}",
                "the file itself",
                "nothing of that name",
                "a file for the lesson",
            )
        else:
            yield from _unread(checked, folder / f"{name}{suffix}")
    for name in sorted(there - set(names)):
        yield checked.bad(
            folder / f"{name}{suffix}",
            "the file itself",
            "a file for no lesson of PART",
            "a lesson's name",
        )


def _unread(checked: Checked, path: Path) -> Iterator[BadInput]:
    """Yield what keeps a page or a notebook from being read."""
    try:
        text = checked.text(path, "a notebook" if path.suffix == ".ipynb" else "a page of UTF-8 text")
    except BadInput as problem:
        yield problem
        return
    if path.suffix == ".ipynb" and not _is_notebook(text):
        yield checked.bad(path, "the whole file", "no notebook", "JSON with a list of cells")


def _is_notebook(text: str) -> bool:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return False
    return isinstance(found, dict) and isinstance(found.get("cells"), list)


def contents(checked: Checked) -> Iterator[BadInput]:
    """Yield pages that the sidebar, home or the hub do not list.

    Raises:
        BadInput: the contents of the site cannot be read.
    """
    part, config = checked.part, checked.root / "_quarto.yml"
    pages = [
        f"chapters/{part.name}/{name}.qmd" for name in ("index", *(lesson.name for lesson in part.lessons))
    ]
    pages += [f"workshops/{part.name}.qmd"] if part.workshop else []
    listed = list(_hrefs(_sidebar(checked, config)))
    for page in pages:
        if page not in listed:
            yield checked.bad(config, "website.sidebar.contents", f"no {page}", "every page of the part")
    lessons = [page for page in listed if page in pages[: 1 + len(part.lessons)]]
    if lessons != [page for page in pages if page in lessons]:
        yield checked.bad(
            config, "website.sidebar.contents", f"the lessons of {part.name} in another order", "PART's"
        )
    for page in listed:
        if page.startswith(f"chapters/{part.name}/") and page not in pages:
            yield checked.bad(
                config, "website.sidebar.contents", f"{page}, which is no lesson", "PART's lessons"
            )
    practised = any(lesson.exercises for lesson in part.lessons)
    wanted = [("exercises.qmd", f"{{{{< exercises {part.name} >}}}}", practised)]
    wanted += [(pages[0], f"{{{{< lessons {part.name} >}}}}", True)]
    for page, words, needed in wanted:
        path = checked.root / page
        if needed and (words not in _shown(path)):
            yield checked.bad(path, "the whole file", f"no {words}", "a link or a shortcode with it")


def _sidebar(checked: Checked, config: Path) -> list[object]:
    """Return the contents of the sidebar."""
    text = checked.text(config, "the settings of the site")
    try:
        found = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f"line {mark.line + 1}" if mark else "the whole file"
        raise checked.bad(config, where, getattr(error, "problem", None) or "an error", "YAML") from None
    for key in ("website", "sidebar", "contents"):
        found = found.get(key) if isinstance(found, dict) else None
    if not isinstance(found, list):
        raise checked.bad(config, "website.sidebar.contents", "no list", "the pages of the site")
    return found


def _shown(path: Path) -> str:
    """Return what a page shows; of one that is no text, which is said elsewhere, what can be read."""
    return path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""


def tests(checked: Checked) -> Iterator[BadInput]:
    """Yield models without a file of tests."""
    for name in dict.fromkeys(name for lesson in checked.part.lessons for name in lesson.models):
        path = checked.root / "tests" / checked.part.name / "models" / f"test_{name}.py"
        if not path.is_file():
            yield checked.bad(
                path, "the file itself", "nothing of that name", f"the tests of models/{name}.py"
            )


def _hrefs(contents: Iterable[object]) -> Iterator[str]:
    """Yield every page of a sidebar, in order."""
    for item in contents:
        if isinstance(item, str):
            yield item
        elif isinstance(item, dict):
            yield from [str(item["href"])] if "href" in item else []
            below = item.get("contents")
            yield from _hrefs(below if isinstance(below, list) else ())
