"""The explorables of a part, against the pages and notebooks that show them."""

import re
from collections.abc import Iterator

from mlteams import parts
from mlteams.check.checked import Checked
from mlteams.input.errors import BadInput

_PLACED = re.compile(r"\{\{<\s*explorable\s+([\w-]+)\s*>\}\}")


def pictures(checked: Checked) -> Iterator[BadInput]:
    """Yield explorables that no page and no notebook of the part shows, and those that stand on one page twice."""
    pages = [*(checked.root / "chapters" / checked.part.name).glob("*.qmd"), checked.root / "index.qmd"]
    notebooks = (checked.root / "notebooks" / checked.part.name).glob("*.ipynb")
    texts = {
        path: path.read_text(encoding="utf-8", errors="replace")
        for path in [*pages, *notebooks]
        if path.is_file()
    }
    shown = "\n".join(texts.values())
    for lesson in checked.part.lessons:
        for name in lesson.models:
            try:
                module = parts.load(f"{parts.PACKAGES[checked.part.name]}.models.{name}")
            except BadInput:
                continue  # said already
            for item in getattr(module, "EXPLORABLES", ()):
                if not re.search(rf"(explorable |show\(\\?\"){re.escape(item.name)}\b", shown):
                    path = parts.place(module.__name__)
                    yield BadInput(
                        path, item.name, "a picture that no page or notebook shows", "a place for it"
                    )
    for page in sorted(pages):
        placed = _PLACED.findall(texts.get(page, ""))
        for item in dict.fromkeys(placed):
            if placed.count(item) > 1:
                found = f"the picture {item} {placed.count(item)} times"
                yield checked.bad(page, "the whole file", found, "once")
