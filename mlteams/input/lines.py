"""Where a value stands in a file: its path through mappings and lists, and the line at which it is found."""

Loc = tuple[str | int, ...]  # such as ("tasks", 0, "name")
Lines = dict[Loc, int]


def line_of(lines: Lines, loc: Loc) -> int:
    """Return the line of a place in a file, or of the nearest place around it that has one."""
    return next((lines[loc[:n]] for n in range(len(loc), -1, -1) if loc[:n] in lines), 1)
