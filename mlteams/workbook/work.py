"""The work folder: a copy of exercises, notebooks and examples in which a learner writes.

A manifest keeps the hash of every file as it was laid, of a notebook that of its sources: to run one changes nothing.
A file that still has it is updated; one that has not is the learner's. A notebook's answers are carried over to the new
version where that is safe; else the new version is laid beside. Every step leaves a state from which the next run goes
on: a file is written whole before the manifest names it.
"""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

from mlteams.input.errors import BadInput
from mlteams.paths import write_whole
from mlteams.workbook.merge import bare, cells, fingerprint, merged
from mlteams.workbook.state import COURSE, MANIFEST, PLAN

PATTERNS = ("exercises/*/*.ipynb", "notebooks/*/*.ipynb", "examples/**/*")
Hashes = dict[str, str]


def lay(course: Path, work: Path) -> list[str]:
    """Bring the work folder up to date and return sentences on what a learner should know.

    Raises:
        BadInput: the folder cannot be written; no file of the learner was touched.
    """
    try:
        return list(_lay(course, work))
    except OSError as error:
        place = Path(error.filename).name if isinstance(error.filename, str) else "a file"
        right = "a folder that can be written"
        raise BadInput(work, place, error.strerror or "an error", right) from None


def _lay(course: Path, work: Path) -> Iterator[str]:
    fresh = not (work / MANIFEST).exists()
    work.mkdir(exist_ok=True)
    laid = _manifest(work)
    _keep(work, laid)  # from here on it is a work folder, whatever happens
    for source in sorted(path for pattern in PATTERNS for path in course.glob(pattern) if path.is_file()):
        name = source.relative_to(course).as_posix()
        target = work / name
        content = bare(source.read_bytes())
        new = fingerprint(content)
        if not target.exists():
            _write(content, target)
        elif (now := _fingerprints(target))[0] == new:
            pass
        elif laid.get(name) in now:
            _write(content, target)
            yield f"Updated: {name}, which you had not changed."
        elif laid.get(f"new:{name}") == new or laid.get(name) == new:
            continue  # yours, and the course's version is known: it was the first, or lies beside yours
        elif brought := merged(target.read_bytes(), content, _cells(laid, name)):
            _write(brought[0], target)
            count = "1 cell" if brought[1] == 1 else f"{brought[1]} cells"
            yield f"Updated: {name}; what you wrote in {count} was carried over."
        else:
            beside = _beside(work, target, new, laid)
            _write(content, beside)
            laid[f"new:{name}"] = new
            laid[beside.relative_to(work).as_posix()] = new
            _keep(work, laid)
            yield f"You changed {name}, so it stays as it is; the course's new version is “{beside.name}”."
            continue
        if laid.get(name) != new:
            laid[name] = new
            for cell in _cells(laid, name):
                del laid[f"{name}#{cell}"]
            laid.update({f"{name}#{cell}": value for cell, value in cells(content).items()})
            _keep(work, laid)
    yield from _first_edition(course, work)
    if fresh:
        yield f"Your copy of the course is {work}; updates never overwrite what you write there."


def _first_edition(course: Path, work: Path) -> Iterator[str]:
    """Say of notebooks from the first edition, one a part where today a part has a folder, that they stay."""
    old = [
        path
        for kind in ("exercises", "notebooks")
        for path in sorted((work / kind).glob("*.ipynb"))
        if (course / kind / path.stem).is_dir()
    ]
    if old:
        names = " and ".join(path.relative_to(work).as_posix() for path in old)
        places = " and ".join(f"{path.parent.name}/{path.stem}/" for path in old)
        yield (
            f"Of the first edition, and left as you have them: {names}. They run with that edition alone; the new "
            f"notebooks lie in {places}."
        )
        if (work / PLAN).is_file():
            yield (
                f"If {PLAN} is of the first edition too, `python3 course.py plan check {work.name}/{PLAN}` says which "
                "key belongs under which lesson."
            )


def _beside(work: Path, target: Path, new: str, laid: Hashes) -> Path:
    """Return a place beside a file that is free, or holds what we laid and nobody has changed."""
    for number in range(1, 1_000):
        mark = "new" if number == 1 else f"new {number}"
        place = target.with_name(f"{target.stem} ({mark}){target.suffix}")
        if not place.exists() or {new, laid.get(place.relative_to(work).as_posix())} & {
            *_fingerprints(place)
        }:
            return place
    raise OSError(0, "a thousand versions beside it", str(target))


def _manifest(work: Path) -> Hashes:
    """Return what was laid; nothing if the manifest is missing or damaged, so that every file counts as changed."""
    try:
        data = json.loads((work / MANIFEST).read_text(encoding="utf-8"))
        files = data["files"]
        return {str(name): str(value) for name, value in files.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _keep(work: Path, laid: Hashes) -> None:
    text = json.dumps({"course": COURSE, "files": laid}, indent=1, sort_keys=True)
    write_whole(work / MANIFEST, text + "\n")


def _fingerprints(path: Path) -> tuple[str, str]:
    """Return what a file counts as, and the hash of its bytes, which older manifests hold."""
    content = path.read_bytes()
    return fingerprint(content), hashlib.sha256(content).hexdigest()


def _cells(laid: Hashes, name: str) -> Hashes:
    """Return the hashes of a notebook's cells as they were laid, by id."""
    start = f"{name}#"
    return {key.removeprefix(start): value for key, value in laid.items() if key.startswith(start)}


def _write(content: bytes, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    write_whole(target, content)
