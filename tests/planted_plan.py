"""What every contradiction of a plan must be, whichever part finds it."""

import re


def shaped(some, length, pages):
    """Return contradictions of a plan of so many lines, seen to have the shape that all have."""
    for one in some:
        assert one.lines
        assert all(1 <= line <= length for line in one.lines)
        assert "\n" not in one.says + one.because
        assert re.search(r"\d", one.says + one.because)
        assert one.read.partition("#")[0] in pages
    return some


def only(some):
    assert len(some) == 1, [one.says for one in some]
    return some[0]
