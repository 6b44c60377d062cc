"""The elements with which pages of the site do what a part's tool does, on text that a reader pastes."""

from mlteams import parts
from mlteams.paths import BUILD, write_whole
from mlteams.publish.hub import raw


def write() -> None:
    """Write `_build/tools/<part>.md` for every part whose tool has a page.

    Raises:
        BadInput: a tool does not import.
    """
    folder = BUILD / "tools"
    folder.mkdir(exist_ok=True)
    tools = {part.name: parts.tool(part) for part in parts.written() if part.tool}
    pages = {name: tool.page for name, tool in tools.items() if tool.page}
    for path in folder.iterdir():
        if path.stem not in pages:
            path.unlink()
    for name, page in pages.items():
        write_whole(folder / f"{name}.md", raw(page()))
