"""Builds the site with the renderer there is, and serves it on this machine."""

import errno
import functools
import http.server
import os
import re
import shutil
import subprocess
import sys
import threading
import time
import webbrowser
from pathlib import Path
from typing import Literal

from mlteams.input.errors import BadInput
from mlteams.paths import ROOT, SITE
from mlteams.publish import drawing, render

Renderer = Literal["auto", "quarto", "embedded"]


def quarto() -> str | None:
    """Return the path of Quarto: QUARTO_PATH first, then PATH; None if there is none."""
    named = os.environ.get("QUARTO_PATH")
    if named and os.access(named, os.X_OK) and os.path.isfile(named):
        return named
    return shutil.which("quarto")


def build(renderer: Renderer = "auto", first: bool = False) -> str:
    """Render the site to `_site` and return a phrase that says with what.

    With `first`, the embedded renderer's pictures have the states that pages show at once; Quarto's have all.

    Raises:
        BadInput: Quarto was insisted on and is missing or fails, or a page is not valid.
    """
    found = quarto()
    if renderer == "quarto" and not found:
        right = "Quarto on the PATH (.venv/bin/pip install '.[quarto]') or its path in QUARTO_PATH"
        raise BadInput("--renderer", "quarto", "no Quarto on this machine", right)
    if renderer == "embedded" or not found:
        render.build(first)
        return "the embedded renderer"
    (ROOT / "_build" / "site.key").unlink(missing_ok=True)  # what lies in _site is now Quarto's
    environment = dict(os.environ, QUARTO_PYTHON=sys.executable)
    if subprocess.call([found, "render", str(ROOT)], env=environment):
        raise BadInput(ROOT, "quarto render", "an error, printed above", "sources that Quarto renders")
    return f"Quarto ({found})"


_ROOTLESS = re.compile(r'\b(href|src|data-root)="(?![a-z]+:|/|#)')


class _Quiet(http.server.SimpleHTTPRequestHandler):
    """Files as they are, unlogged, never kept by the browser: the next build must show.

    Scripts of explorables come from where they are drawn, so that each is there as soon as it is drawn.
    """

    extensions_map = http.server.SimpleHTTPRequestHandler.extensions_map | {".js": "text/javascript"}

    def translate_path(self, path: str) -> str:
        """Return where the file of an address lies."""
        lies = Path(super().translate_path(path))
        drawn = drawing.FOLDER / lies.name
        return str(drawn if lies.parent == Path(self.directory, "explorables") and drawn.exists() else lies)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer with the course's own page where nothing lies; its links begin at the site's root."""
        page = Path(self.directory) / "404.html"
        if code != 404 or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = _ROOTLESS.sub(r'\1="/', page.read_text(encoding="utf-8")).encode()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def end_headers(self) -> None:
        """Forbid caching."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()


def serve(port: int, open_browser: bool, renderer: Renderer) -> int:
    """Build, then serve on 127.0.0.1 until interrupted; return the exit code.

    Raises:
        BadInput: the port is taken or not allowed.
    """
    handler = functools.partial(_Quiet, directory=str(SITE))
    try:  # before the build: nobody should wait a minute to hear that the port is taken
        server = http.server.ThreadingHTTPServer(("127.0.0.1", port), handler)
    except OSError as error:
        taken = error.errno == errno.EADDRINUSE
        found = "a program that already uses it" if taken else f"{error.strerror}"
        raise BadInput("--port", str(port), found, "a free port, such as --port 8765,") from None
    except OverflowError:
        raise BadInput("--port", str(port), "no such port", "a number from 0 to 65535") from None
    with server:
        started = time.perf_counter()
        used = build(renderer, first=True)
        address = f"http://127.0.0.1:{server.server_port}/"
        print(f"Ship the Team, built with {used} in {_since(started)}: {address}", flush=True)
        print("Stop with Ctrl+C.", flush=True)
        rest = _draw_the_rest(started) if drawing.is_stale() else None
        if open_browser:
            webbrowser.open(address)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            print()
        finally:
            if rest:
                rest.terminate()
    return 0


def _since(started: float) -> str:
    return f"{time.perf_counter() - started:.0f} s"


def _draw_the_rest(started: float) -> "subprocess.Popen[bytes]":
    """Build the site with all states of its pictures, in a process beside the server, and say when it is done."""
    print("Pictures show one state each; their other states are being drawn.", flush=True)
    words = [sys.executable, "-m", "mlteams.cli", "build", "--renderer", "embedded"]
    rest = subprocess.Popen(words, cwd=ROOT, stdout=subprocess.DEVNULL)

    def tell() -> None:
        if rest.wait() == 0:
            print(f"All states are drawn, after {_since(started)}.", flush=True)
        elif rest.returncode > 0:
            print("Not all states could be drawn, as said above; the pages stand.", flush=True)

    threading.Thread(target=tell, daemon=True).start()
    return rest
