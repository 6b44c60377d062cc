"""Draws explorables on all cores: all states of each, or first those that pages show before a reader moves a control.

Whatever has changed since it was drawn is drawn again. An explorable of which only the first states stand has a script
that says so, and the page asks for it again.
"""

import gc
import itertools
import os
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor

from rich.console import Console
from rich.progress import Progress
from threadpoolctl import threadpool_limits

from mlteams import parts
from mlteams.core.explorable import Explorable, Value
from mlteams.paths import BUILD, write_whole
from mlteams.publish import explorables, states
from mlteams.publish.cache import module_fingerprint

MOST_BYTES = 60_000  # of a script with all states, as a reader loads it
BATCH = 16  # states that a process draws at a time
FOLDER = BUILD / "explorables"
State = dict[str, Value]


def draw(first: bool = False, processes: int | None = None) -> None:
    """Draw what is stale, in the order of the course, and remove what no explorable needs.

    On all cores, or so many `processes`.

    Raises:
        ValueError: an explorable is too large for a page.
    """
    FOLDER.mkdir(parents=True, exist_ok=True)
    stale = _stale()
    if stale:
        _draw(stale, first, processes or os.cpu_count())
    wanted = parts.explorables().keys()
    for path in FOLDER.iterdir():
        if path.name.split(".")[0] not in wanted:
            path.unlink()  # of an explorable that is no more


def is_stale() -> bool:
    """Tell whether states are left to draw."""
    return bool(_stale())


def _stale() -> dict[str, str]:
    """Return name and fingerprint of every explorable that must be drawn, in the order of the course."""
    stale = {}
    for _, _, module in parts.all_models():
        for item in getattr(module, "EXPLORABLES", ()):
            key = module_fingerprint(module.__name__, explorables.__name__)
            stamp = FOLDER / f"{item.name}.key"
            if not stamp.exists() or stamp.read_text() != key:
                stale[item.name] = key
    return stale


def _draw(stale: dict[str, str], first: bool, processes: int | None) -> None:
    """Draw a few states of an explorable at a time, so that no core is left with a long one."""
    quoted = states.quoted() if first else {}
    drawn = {
        name: _first(item, quoted.get(name, ())) if first else list(item.states())
        for name, item in parts.explorables().items()
        if name in stale
    }
    with (
        Progress(console=Console(stderr=True), transient=True) as progress,
        ProcessPoolExecutor(processes, initializer=_alone) as pool,
    ):
        bar = progress.add_task("drawing explorables", total=sum(map(len, drawn.values())))
        jobs: dict[str, tuple[list[Future[list[explorables.Drawn]]], Future[None]]] = {
            name: (
                [pool.submit(_some, name, batch) for batch in _batches(wanted)],
                pool.submit(_png, name),
            )
            for name, wanted in drawn.items()
        }
        for name, (batches, picture) in jobs.items():
            made: list[explorables.Drawn] = []
            for batch in batches:
                made += batch.result()
                progress.advance(bar, len(batch.result()))
            picture.result()
            item = parts.explorables()[name]
            _write(item, list(zip(drawn[name], made, strict=True)), whole=not first)
            if not first:
                write_whole(
                    FOLDER / f"{name}.key", stale[name]
                )  # last: an interrupted drawing is drawn again


def _first(item: Explorable, asked: Iterable[dict[str, str]]) -> list[State]:
    """Return the default state and those that links quote; words that no control takes are refused elsewhere."""
    wanted = [item.defaults()]
    slugs = {one.name: dict(zip(one.slugs(), one.values(), strict=True)) for one in item.controls}
    for words in asked:
        if all(value in slugs.get(name, ()) for name, value in words.items()):
            state = item.defaults() | {name: slugs[name][value] for name, value in words.items()}
            if state not in wanted:
                wanted.append(state)
    return wanted


def _batches(wanted: list[State]) -> Iterator[list[State]]:
    left = iter(wanted)
    while some := list(itertools.islice(left, BATCH)):
        yield some


def _alone() -> None:
    """Make a process fit for drawing: one thread, and what is loaded is no garbage to be looked through."""
    threadpool_limits(1)
    parts.explorables()
    gc.freeze()


def _some(name: str, wanted: list[State]) -> list[explorables.Drawn]:
    """Draw some states of an explorable in a process of the pool."""
    item = parts.explorables()[name]
    return [explorables.drawn(item, state) for state in wanted]


def _png(name: str) -> None:
    """Draw the picture that print formats show, in a process of the pool."""
    parts.explorables()[name].view().figure.savefig(FOLDER / f"{name}.png", dpi=160)


def _write(item: Explorable, made: list[tuple[State, explorables.Drawn]], whole: bool) -> None:
    """Write element, script and print form of an explorable.

    Raises:
        ValueError: its states are too many bytes for a page.
    """
    name = item.name
    (FOLDER / f"{name}.key").unlink(missing_ok=True)  # until all of it stands
    if item.controls:
        script = explorables.payload(name, [one for _, one in made]) if whole else explorables.promise(name)
        size = len(script.encode())
        if size > MOST_BYTES:
            raise ValueError(f"explorable {name} has {size} bytes of states; a page holds {MOST_BYTES}")
        write_whole(FOLDER / f"{name}.js", script)
        write_whole(FOLDER / f"{name}.answers.json", explorables.answers(item, made))
    default = next(one for state, one in made if state == item.defaults())
    write_whole(FOLDER / f"{name}.html", explorables.page(item, default))
    write_whole(FOLDER / f"{name}.print.html", explorables.printed(item, default))
