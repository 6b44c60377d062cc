"""The report of a plan: one page of blocks, written as HTML, DOCX or Markdown."""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import jinja2

from mlteams.core.block import Block, Grid, Picture
from mlteams.input.errors import BadInput, shown
from mlteams.management.tool import charts
from mlteams.management.tool.roadmap_report import written
from mlteams.paths import write_whole
from mlteams.plan.plan_check import contradictions, place
from mlteams.plan.plan_file import Plan

WAYS = ".html, .docx or .md"


@dataclass(frozen=True)
class Files:
    """A report as files: the pictures beside it by their name, and the report itself."""

    pictures: dict[str, bytes]
    report: str | bytes


def write_report(plan: Plan, out: Path) -> str:
    """Write the report of a plan, and return one sentence that says so.

    The pictures of a Markdown report lie in a folder beside it and are written before it; if anything cannot be
    written, nothing new stays.

    Raises:
        BadInput: the name ends in no format there is, or the file cannot be written.
    """
    make = _FORMATS.get(out.suffix.lower())
    if make is None:
        raise BadInput("-o", shown(out), f"the ending {shown(out.suffix)}", f"a name that ends in {WAYS}")
    files = make(plan, out)
    new: list[Path] = []
    try:
        for name, content in files.pictures.items():
            path = out.parent / name
            if not path.parent.exists():
                path.parent.mkdir()
                new.append(path.parent)
            if not path.exists():
                new.append(path)
            write_whole(path, content)
        write_whole(out, files.report)
    except OSError as error:
        for path in reversed(new):
            path.rmdir() if path.is_dir() else path.unlink(missing_ok=True)
        raise BadInput("-o", shown(out), error.strerror or str(error), "another file") from None
    beside = f", with its pictures in {_folder(out)}" if files.pictures else ""
    count = len(contradictions(plan))
    top = f"; {count} contradiction{'s' if count > 1 else ''} on top" if count else ""
    return f"{out} is written{beside}{top}."


def _blocks(plan: Plan) -> list[tuple[str, list[Block]]]:
    return [(part.title, list(section.blocks(study))) for part, section, study in plan.studies]


def _rendered(
    plan: Plan, picture: Callable[[Picture], str], *, page: bool = False, captions: bool = False
) -> str:
    """Return the report as HTML: `page` for a browser, `captions` where tables and pictures keep theirs."""
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("mlteams.report", "templates"), autoescape=True, trim_blocks=True
    )
    blocks = _blocks(plan)
    pictures = [block for _, some in blocks for block in some if isinstance(block, Picture)]
    return environment.get_template("report.html").render(
        page=page,
        captions=captions,
        title=plan.title,
        day=written(plan.today),
        contradictions=contradictions(plan),
        place=place,
        sections=blocks,
        widths=_widths,
        kind_of=lambda block: type(block).__name__,
        pictures={one.name: picture(one) for one in pictures},
        empty=plan.empty,
    )


def _widths(grid: Grid) -> list[int]:
    """Return the width of each column in percent, by its longest cell: a document's table does not find them."""
    cells = zip(grid.heads, *grid.rows, strict=True)
    longest = [min(40, max(12, *(len(cell) for cell in column))) for column in cells]
    return [100 * one // sum(longest) for one in longest]


def as_html(plan: Plan) -> str:
    """Return one self-contained page: no script, no request, charts as SVG with text."""
    return _rendered(plan, lambda one: charts.svg(one.draw, one.name), page=True, captions=True)


def _html(plan: Plan, _out: Path) -> Files:
    return Files({}, as_html(plan))


def _docx(plan: Plan, _out: Path) -> Files:
    """Write the page as a document, its pictures inside. Every name in it is escaped, so pandoc reads only these."""
    import pypandoc

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)

        def picture(one: Picture) -> str:
            (folder / f"{one.name}.png").write_bytes(charts.png(one.draw))
            return f"{one.name}.png"

        text = _rendered(plan, picture, captions=True)
        path = folder / "plan.docx"
        options = [f"--resource-path={folder}", "--shift-heading-level-by=-1", "--metadata=lang:en"]
        pypandoc.convert_text(text, "docx", format="html", outputfile=str(path), extra_args=options)
        return Files({}, path.read_bytes())


def _markdown(plan: Plan, out: Path) -> Files:
    """Write Markdown as most viewers read it; pandoc escapes what a name must not become."""
    import pypandoc

    folder, pictures = _folder(out), {}

    def picture(one: Picture) -> str:
        pictures[f"{folder}/{one.name}.png"] = charts.png(one.draw)
        return f"{folder}/{one.name}.png"

    text = _rendered(plan, picture)
    options = ["--sandbox", "--wrap=none"]
    return Files(pictures, pypandoc.convert_text(text, "gfm-raw_html", format="html", extra_args=options))


def _folder(out: Path) -> str:
    return f"{out.stem}-pictures"


_FORMATS: dict[str, Callable[[Plan, Path], Files]] = {".html": _html, ".docx": _docx, ".md": _markdown}
