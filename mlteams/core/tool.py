"""A part's command on a file that a reader has: its own words on the command line, and the report it makes."""

import argparse
from collections.abc import Callable
from dataclasses import dataclass

from mlteams.core.block import Report


@dataclass(frozen=True)
class Tool:
    """A tool; its name and help stand in the part's PART, which loads without it.

    Attributes:
        add_arguments: adds what it reads, under the name `file`, and how, to a parser; where the report goes
            (`-o`, `--json`, `--force`) is added for all tools alike.
        report: called with the words as parsed; returns the report, whose kind is the tool's name; raises BadInput.
        page: returns the element with which a page of the site does the same on text that a reader pastes, as HTML that
            needs nothing but a script of assets/; a page shows it by the shortcode `tool`. None without one.
    """

    add_arguments: Callable[[argparse.ArgumentParser], None]
    report: Callable[[argparse.Namespace], Report]
    page: Callable[[], str] | None = None
