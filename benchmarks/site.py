"""How long does a learner wait? A build with nothing or one lesson changed, and a picture after a moved control.

Run by `python3 course.py bench`. Works on a copy of the sources, with the embedded renderer. Counts what a build
does again, and divides every time by one measured in the same run. Exits with 1 if a limit is missed.
"""

import functools
import http.server
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from mlteams.parts import explorables

ROOT = Path(__file__).parents[1]
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
# Nothing changed: pages rendered, explorables drawn, and seconds over those that importing every model takes.
NOTHING = {"pages": 0, "drawings": 0, "times the imports": 2.0}
# One lesson changed: its page, no drawing, and the index of the search.
LESSON = {"pages": 1, "drawings": 0, "times the imports": 4.0}
# Input to paint, the slowest explorable: over the time in which a bare page paints the same pictures.
PAINT = 2.5
IMPORTS = "from mlteams import parts; import mlteams.publish.site; parts.explorables(); parts.exercises()"
# Pictures wait for a prediction, unseen and with their controls closed. Here a reader has asked to see every one.
SHOW_ALL = "localStorage.setItem('ship-the-team.ranges', JSON.stringify({ all: true }))"

# Chromium hands input to a page at the start of a frame. So does this: a change inside a frame's callback, then a
# message sent from there, which arrives after that frame was painted. Returns the median of milliseconds.
MEASURE = """
async ([name, states, bare]) => {
  const element = document.getElementById(`explorable-${name}`);
  const form = element.querySelector(".explorable-controls");
  const picture = element.querySelector(".explorable-picture");
  const set = (state) => {
    for (const [key, value] of Object.entries(state)) form.querySelector(`#${name}-${key}`).value = value;
    form.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const pictures = [];
  for (const state of bare ? states : []) {
    set(state);
    pictures.push(picture.innerHTML);
  }
  const times = [];
  for (const [place, state] of states.entries()) {
    await new Promise(requestAnimationFrame);
    const start = performance.now();
    if (bare) picture.innerHTML = pictures[place];
    else set(state);
    const channel = new MessageChannel();
    const painted = new Promise((done) => (channel.port1.onmessage = done));
    channel.port2.postMessage(0);
    await painted;
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b)[Math.floor(times.length / 2)];
}
"""


def run(copy: Path, *words: str) -> float:
    """Run Python in a copy of the course and return the seconds it took."""
    environment = dict(os.environ, PYTHONPATH=str(copy))
    started = time.perf_counter()
    subprocess.run([sys.executable, *words], cwd=copy, env=environment, check=True, capture_output=True)
    return time.perf_counter() - started


def build(copy: Path, imports: float) -> dict[str, float]:
    """Build the site of a copy; return what was done again, and the time over that of the imports."""

    def written() -> dict[str, set[tuple[str, int]]]:
        places = {"pages": "pages/*.html", "drawings": "explorables/*.key"}
        found = {name: (copy / "_build").glob(place) for name, place in places.items()}
        return {
            name: {(file.name, file.stat().st_mtime_ns) for file in files} for name, files in found.items()
        }

    before = written()
    seconds = run(copy, "-m", "mlteams.cli", "build", "--renderer", "embedded")
    again = {name: len(files - before[name]) for name, files in written().items()}
    return again | {"times the imports": seconds / imports}


def paint(page: Page, address: str, copy: Path) -> dict[str, float]:
    """Return, for every explorable of the lessons, input to paint over the same pictures in a bare page."""
    found = {}
    for path in sorted((copy / "_site" / "chapters").glob("*/*.html")):
        page.goto(f"{address}/{path.relative_to(copy / '_site').as_posix()}")
        for name in page.locator("ml-explorable:has(.explorable-controls)").evaluate_all(
            "all => all.map(e => e.dataset.name)"
        ):
            page.locator(f"#explorable-{name}").scroll_into_view_if_needed()
            page.wait_for_selector(f"#explorable-{name}[data-ready]")
            every = list(explorables()[name].states())
            states = random.Random(name).choices(every, k=20)
            pairs = [
                [page.evaluate(MEASURE, [name, states, bare]) for bare in (False, True)] for _ in range(3)
            ]
            found[name] = statistics.median(ours / bare for ours, bare in pairs)
    return found


def say(what: str, found: float, most: float) -> bool:
    """Print a measure with its limit; return whether it was kept."""
    print(f"{'ok  ' if found <= most else 'MISS'} {what}: {found:.3g} (≤ {most:.3g})", flush=True)
    return found <= most


def builds(copy: Path) -> list[bool]:
    """Measure a build with nothing and one with a lesson changed."""
    run(copy, "-m", "mlteams.cli", "build", "--renderer", "embedded")
    imports = statistics.median(run(copy, "-c", IMPORTS) for _ in range(3))
    kept = [
        say(f"nothing changed, {name}", value, NOTHING[name]) for name, value in build(copy, imports).items()
    ]
    lesson = max((copy / "chapters").glob("*/*.qmd"), key=lambda path: path.stat().st_size)
    text = lesson.read_text(encoding="utf-8")
    lesson.write_text(text.replace("## References", "One more.\n\n## References"), encoding="utf-8")
    return kept + [
        say(f"one lesson changed, {name}", value, LESSON[name])
        for name, value in build(copy, imports).items()
    ]


def paints(copy: Path, program: str) -> bool:
    """Measure input to paint on the built site."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            pass

    handler = functools.partial(Quiet, directory=str(copy / "_site"))
    with (
        http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server,
        sync_playwright() as playwright,
    ):
        threading.Thread(target=server.serve_forever, daemon=True).start()
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        page.add_init_script(SHOW_ALL)
        ratios = paint(page, f"http://127.0.0.1:{server.server_port}", copy)
        browser.close()
        server.shutdown()
    slowest = max(ratios, key=lambda name: ratios[name])
    return say(f"input to paint over a bare page, {slowest} of {len(ratios)}", ratios[slowest], PAINT)


def main() -> int:
    """Print each measure with its limit; return 1 if a limit is missed."""
    program = next((path for name in CHROMIUM if (path := shutil.which(name))), None)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "course"
        made = (".venv", ".git", "_site", "my-work", "__pycache__", ".*_cache", ".hypothesis")
        shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(*made))  # with _build, if there is one
        kept = builds(copy)
        if program:
            kept.append(paints(copy, program))
        else:
            print("skip input to paint: no Chromium on this machine")
    return int(not all(kept))


if __name__ == "__main__":
    sys.exit(main())
