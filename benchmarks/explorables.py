"""What does a state of an explorable cost beyond matplotlib itself? python benchmarks/explorables.py

A state is its model, figure, SVG for a page, sentence and table. It is set against matplotlib alone: making empty
axes and saving the finished picture as SVG. Both in processor time, state by state in turn, so that what else the
machine does weighs on both. Then all states are drawn as a build does it, on two processes. Exits with 1 if the
ratio is missed; the seconds are told and not judged, for they hang on the machine.
"""

import gc
import io
import random
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.ticker import FixedLocator

from mlteams import parts
from mlteams.core import figure as look
from mlteams.core.explorable import Explorable
from mlteams.publish import drawing, explorables

LIMIT = 1.3  # of a state's time to matplotlib's for the same picture
SAMPLED = 12  # states of each explorable
PROCESSES = 2


def bare(finished: Figure) -> float:
    """Return the processor seconds of matplotlib alone: empty axes with their ticks, and the finished picture saved."""
    start = time.process_time()
    made = Figure(figsize=finished.get_size_inches())
    FigureCanvasSVG(made)
    empty = made.subplots(len(finished.axes), squeeze=False).ravel()
    for new, axes in zip(empty, finished.axes, strict=True):
        for axis, other in ((new.xaxis, axes.xaxis), (new.yaxis, axes.yaxis)):
            if isinstance(where := other.get_major_locator(), FixedLocator):
                axis.set_ticks(where.locs)  # makes the ticks at once; others are made as the picture is saved
    finished.savefig(io.StringIO(), format="svg")
    return time.process_time() - start


def costs(item: Explorable) -> tuple[float, float]:
    """Return median processor seconds of a state, and of matplotlib alone for the same picture."""
    states = random.Random(item.name).sample(list(item.states()), min(SAMPLED, item.size()))
    for state in states:
        item.view(**state)  # fills the models' caches, which a build fills once
    ours, alone = [], []
    for state in states:
        start = time.process_time()
        explorables.drawn(item, state)
        ours.append(time.process_time() - start)
        with look.style():
            alone.append(bare(item.view(**state).figure))
    gc.collect()
    return median(ours), median(alone)


def sweep() -> tuple[float, int]:
    """Draw every state as a build does, on two processes, and return seconds and states."""
    with tempfile.TemporaryDirectory() as folder:
        drawing.FOLDER = Path(folder)
        start = time.perf_counter()
        drawing.draw(processes=PROCESSES)
        return time.perf_counter() - start, sum(item.size() for item in parts.explorables().values())


def main() -> int:
    """Print the ratio of each explorable and of all, then the sweep; return 1 if the ratio of all is missed."""
    seconds, states = sweep()
    gc.disable()  # it would look through everything now and then, and weigh on whichever is being measured
    ours = alone = 0.0
    for name, item in parts.explorables().items():
        one, other = costs(item)
        ours, alone = ours + one * item.size(), alone + other * item.size()
        print(f"     {name}: {1000 * one:.0f} ms, {one / other:.2f} times matplotlib alone")
    ratio = ours / alone
    print(
        f"{'ok  ' if ratio <= LIMIT else 'MISS'} all {states} states: {ratio:.2f} times matplotlib alone (≤ {LIMIT})"
    )
    print(f"     {1000 * ours / states:.0f} ms a state; all states on {PROCESSES} processes: {seconds:.0f} s")
    return int(ratio > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
