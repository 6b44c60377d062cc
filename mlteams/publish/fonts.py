"""The site's typefaces: cut down to the letters and styles that its pages use, and compressed, once for all builds.

The packages carry the whole families, as published under the SIL Open Font License; a reader loads 60 KB of them.

`assets/course.css` shows text at once in a face of the reader's system and swaps it when these have come
(`font-display: swap`). `optional` would leave a first visitor without them for a whole page, and a preload fails from
a file. So that the swap moves hardly a line, the system's Times and Arial are scaled there to these widths and heights
(`size-adjust` is the mean width of a letter in the lessons' text, ours over theirs); `tests/site` measures both.
"""

import importlib.resources
import shutil
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

from mlteams.paths import BUILD, write_whole
from mlteams.publish.cache import fingerprint

MOST_BYTES = 60_000  # of all files together

# Letters of English prose and of the names it quotes; another letter comes from the reader's own fonts.
_PRINTED = "".join(map(chr, range(0x20, 0x7F)))
_SHORT = _PRINTED + "\u00a0éöüä·×–‘’“”…€→←"
LETTERS = _SHORT + "±²½≤≥≈−"
_FEATURES = ["kern", "liga", "lnum", "tnum"]


@dataclass(frozen=True)
class Font:
    """A file of the site: from which file of which package, and at which place on its axes."""

    name: str
    package: str
    file: str
    at: dict[str, float] = field(default_factory=dict)
    letters: str = LETTERS


_SERIF, _LABEL = "fontpkg_source_serif_4", "fontpkg_ibm_plex_sans_condensed"
_ROMAN, _ITALIC = "SourceSerif4[opsz,wght].ttf", "SourceSerif4-Italic[opsz,wght].ttf"
FONTS = (
    Font("serif-400", _SERIF, _ROMAN, {"opsz": 14, "wght": 400}),
    Font("serif-600", _SERIF, _ROMAN, {"opsz": 14, "wght": 600}, _SHORT),
    Font("serif-italic", _SERIF, _ITALIC, {"opsz": 14, "wght": 400}, _SHORT),
    Font("display", _SERIF, _ROMAN, {"opsz": 48, "wght": 560}, _SHORT),
    Font("label-400", _LABEL, "IBMPlexSansCondensed-Regular.ttf"),
    Font("label-600", _LABEL, "IBMPlexSansCondensed-SemiBold.ttf", letters=_SHORT),
)


def write() -> Path:
    """Bring `_build/fonts` up to date, and return it."""
    folder = BUILD / "fonts"
    libraries = {"fonttools", "brotli", *(font.package.replace("_", "-") for font in FONTS)}
    key = fingerprint(repr(FONTS), *sorted(f"{name} {version(name)}" for name in libraries), Path(__file__))
    stamp = folder / "key"
    if not stamp.exists() or stamp.read_text() != key:
        shutil.rmtree(folder, ignore_errors=True)  # a style that is no more
        folder.mkdir(parents=True)
        for font in FONTS:
            _cut(font, folder / f"{font.name}.woff2")
        write_whole(stamp, key)
    return folder


def _cut(font: Font, target: Path) -> None:
    """Write one style of a family with the letters that pages use."""
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont
    from fontTools.varLib.instancer import instantiateVariableFont

    source = importlib.resources.files(font.package) / "files" / font.file
    with importlib.resources.as_file(source) as path:
        cut = TTFont(path)
    options = Options()
    options.drop_tables += ["meta", "STAT", "DSIG"]
    options.layout_features, options.hinting, options.flavor = _FEATURES, False, "woff2"
    options.name_IDs, options.notdef_outline = [0, 1, 2, 13, 14], True  # who made it, and its licence
    subset = Subsetter(options)
    subset.populate(text=font.letters)
    subset.subset(cut)
    if font.at:  # after the cut: a style of all letters takes several times as long
        cut = instantiateVariableFont(cut, font.at)
    cut.flavor = "woff2"
    cut.save(target)
