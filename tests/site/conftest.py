"""A browser over a built site: `_site`, or SITE_DIR, so that both outputs meet the same tests."""

import functools
import http.server
import os
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

ROOT = Path(__file__).parents[2]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FLAGS = (
    *("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"),
    *("--disable-sync", "--no-first-run", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"),
)


@pytest.fixture(scope="session")
def site() -> Path:
    folder = Path(os.environ.get("SITE_DIR", ROOT / "_site")).resolve()
    if not (folder / "index.html").exists():
        pytest.fail(f"{folder} holds no site; build it first: python3 course.py build")
    return folder


@pytest.fixture(scope="session")
def chromium() -> str:
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None:
        sentence = "no Chromium on this machine; on Debian: apt-get install -y chromium"
        if os.environ.get("CI") == "true":
            pytest.fail(sentence)
        pytest.skip(sentence)
    return found


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        yield running
        running.close()


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            pass

    handler = functools.partial(Quiet, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(scope="session")
def profile(browser: Browser) -> Iterator[BrowserContext]:
    """Where tests open their pages one after the other: a page there takes half the time of one with its own."""
    shared = browser.new_context(viewport={"width": 1280, "height": 900})
    shared.new_page()  # stays, so that closing the last page of a test closes no window
    yield shared
    shared.close()


@pytest.fixture
def page(profile: BrowserContext, address: str) -> Iterator[Page]:
    """A page with nothing in its storage. A test with two pages, or other settings, asks for the browser itself."""
    fresh = profile.new_page()
    fresh.set_default_timeout(15_000)
    yield fresh
    storage = profile.new_cdp_session(fresh)
    for origin in (address, "file://"):
        storage.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "all"})
    fresh.close()
