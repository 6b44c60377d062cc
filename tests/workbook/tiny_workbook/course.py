"""Writes the files of the tiny course: a page and a solution notebook for every lesson with exercises."""

import json

ANSWERS = {
    "fee": 'def fee(grams, step):\n    """Return the fee."""\n    ### BEGIN SOLUTION\n    return -(-grams // step)\n'
    "    ### END SOLUTION",
    "reply": 'def reply(name):\n    """Return a reply."""\n    ### BEGIN SOLUTION\n    return f"Dear {name}, yes."\n'
    "    ### END SOLUTION",
}


def lay(root):
    """Write the course into a folder."""
    _write(root, "stamps", "By the step", "sec-step", [exercise("stamps", "fee", 6, "easy", "By the step")])
    judged = {"grade": True, "solution": True, "points": 3}
    reply = exercise("answers", "reply", 12, "hard", "Whom it is for")
    reply.append(cell("reply-judgement", "### BEGIN SOLUTION\nGood.\n### END SOLUTION", judged, "markdown"))
    _write(root, "answers", "Whom it is for", "sec-whom", [reply])


def exercise(lesson, name, minutes, difficulty, section):
    """Return the cells of an exercise."""
    link = f"../../notebooks/post/{lesson}.ipynb#{section.replace(' ', '-')}"
    line = f"*{minutes} minutes · {difficulty} · read first: [{section}]({link})*"
    call = f'("post.{lesson}.{name}")'
    check = f"### BEGIN HIDDEN TESTS\ngrade{call}\n### END HIDDEN TESTS\ncheck{call}"
    return [
        cell(f"{name}-scene", f"## The {name}\n\n{line}\n\nIt is due.\n\n**Your task.** Complete `{name}`."),
        cell("imports", "from mlteams.workbook import check, fill, grade", {}, "code"),
        cell(f"{name}-answer", ANSWERS[name], {"grade": False, "solution": True}),
        cell(f"{name}-check", check, {"grade": True, "solution": False, "points": 2}),
    ]


def cell(name, source, marks=None, kind=None):
    """Return a cell; with nbgrader's marks it is code unless said otherwise."""
    made = {
        "id": name,
        "cell_type": kind or ("code" if marks else "markdown"),
        "source": source.splitlines(True),
    }
    made["metadata"] = {}
    if marks:
        more = {"grade_id": name, "locked": not marks["solution"], "schema_version": 3, "task": False}
        made["metadata"] = {"nbgrader": marks | more}
    return made | ({"outputs": [], "execution_count": None} if made["cell_type"] == "code" else {})


def _write(root, lesson, section, anchor, exercises):
    page, notebook = root / f"chapters/post/{lesson}.qmd", root / f"solutions/post/{lesson}.ipynb"
    for path in (page, notebook):
        path.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(f"---\ntitle: {lesson}\n---\n\n## {section} {{#{anchor}}}\n\nText.\n")
    cells = [cell("title", f"# {lesson}"), *(one for cells in exercises for one in cells)]
    save(notebook, {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


def save(path, notebook):
    """Write a notebook."""
    path.write_text(json.dumps(notebook, indent=1), encoding="utf-8")


def change(path, name, old, new):
    """Replace a text in the source of a cell."""
    notebook = json.loads(path.read_text(encoding="utf-8"))
    (found,) = [one for one in notebook["cells"] if one["id"] == name]
    source = "".join(found["source"])
    assert old in source
    found["source"] = source.replace(old, new)
    save(path, notebook)
