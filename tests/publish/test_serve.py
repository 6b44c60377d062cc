"""`serve` and the choice of the renderer."""

import http.client
import re
import socket
import subprocess
import sys
import threading

import pytest

from mlteams.input.errors import BadInput
from mlteams.paths import ROOT
from mlteams.publish import site


@pytest.fixture
def no_quarto(monkeypatch, tmp_path):
    monkeypatch.delenv("QUARTO_PATH", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))


def fake_quarto(folder, code):
    program = folder / "quarto"
    program.write_text(f'#!/bin/sh\necho "$1 $QUARTO_PYTHON" > "{folder}/said"\nexit {code}\n')
    program.chmod(0o755)
    return program


def test_without_quarto_the_embedded_renderer_is_used_and_said(no_quarto, monkeypatch):
    built = []
    monkeypatch.setattr(site.render, "build", built.append)
    assert site.build("auto") == "the embedded renderer"
    assert site.build("auto", first=True) == "the embedded renderer"
    assert built == [False, True]


def test_insisting_on_quarto_without_one_says_how_to_get_it(no_quarto):
    with pytest.raises(BadInput, match=r"no Quarto on this machine; .*pip install '\.\[quarto\]'"):
        site.build("quarto")


def test_quarto_path_comes_before_path_and_quarto_gets_our_python(no_quarto, monkeypatch, tmp_path):
    (tmp_path / "other").mkdir()
    fake_quarto(tmp_path, 1)
    named = fake_quarto(tmp_path / "other", 0)
    monkeypatch.setenv("QUARTO_PATH", str(named))
    monkeypatch.setattr(site, "ROOT", tmp_path)
    assert str(named) in site.build("auto")
    assert (tmp_path / "other" / "said").read_text() == f"render {sys.executable}\n"


def test_a_failure_of_quarto_is_not_hidden_by_the_other_renderer(no_quarto, monkeypatch, tmp_path):
    fake_quarto(tmp_path, 3)
    monkeypatch.setattr(site, "ROOT", tmp_path)
    monkeypatch.setattr(site.render, "build", lambda _first: pytest.fail("the embedded renderer ran"))
    with pytest.raises(BadInput, match="quarto render"):
        site.build("auto")


@pytest.mark.parametrize("port", ["taken", "70000"])
def test_a_port_that_cannot_be_had_is_one_sentence_and_exit_2(port):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        number = str(other.getsockname()[1]) if port == "taken" else port
        words = [sys.executable, "-m", "mlteams.cli", "serve", "--no-open", "--port", number]
        done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert number in done.stderr


def test_it_serves_this_machine_alone_and_says_where(monkeypatch, tmp_path, capsys):
    (tmp_path / "index.html").write_text("hello")
    (tmp_path / "x.js").write_text("1")
    seen = {}

    def visit(server):
        seen["host"] = server.server_address[0]
        server.timeout = 5
        for path in ("/", "/x.js", "/../secret"):
            client = http.client.HTTPConnection(*server.server_address, timeout=5)
            client.request("GET", path)
            server.handle_request()
            answer = client.getresponse()
            seen[path] = (answer.status, answer.headers["Content-Type"], answer.headers["Cache-Control"])
            client.close()
        raise KeyboardInterrupt

    monkeypatch.setattr(site, "SITE", tmp_path)
    monkeypatch.setattr(site, "build", lambda _renderer, first: "the embedded renderer")
    monkeypatch.setattr(site.drawing, "is_stale", lambda: False)
    monkeypatch.setattr(site.http.server.ThreadingHTTPServer, "serve_forever", visit)
    assert site.serve(0, False, "auto") == 0
    assert seen["host"] == "127.0.0.1"
    assert seen["/"] == (200, "text/html", "no-store")
    assert seen["/x.js"][:2] == (200, "text/javascript")
    assert seen["/../secret"][0] == 404
    assert re.search(
        r"built with the embedded renderer in \d+ s: http://127\.0\.0\.1:\d+/", capsys.readouterr().out
    )


class Rest:
    """A build that ends as a test wants."""

    def __init__(self, code):
        self.returncode, self.told, self.ended = code, threading.Event(), False

    def wait(self):
        self.told.set()
        return self.returncode

    def terminate(self):
        self.ended = True


@pytest.mark.parametrize(
    ("code", "said"), [(0, "All states are drawn, after"), (1, "Not all states could be drawn"), (-15, "")]
)
def test_pages_are_served_first_and_the_other_states_are_drawn_beside_them(monkeypatch, capsys, code, said):
    rest, order = Rest(code), []

    def begin(words, **_how):
        order.append(words[2:])
        return rest

    def visit(_server):
        assert rest.told.wait(5)
        raise KeyboardInterrupt

    monkeypatch.setattr(
        site, "build", lambda _renderer, first: order.append(first) or "the embedded renderer"
    )
    monkeypatch.setattr(site.drawing, "is_stale", lambda: True)
    monkeypatch.setattr(site.subprocess, "Popen", begin)
    monkeypatch.setattr(site.http.server.ThreadingHTTPServer, "serve_forever", visit)
    assert site.serve(0, False, "auto") == 0
    assert order == [True, ["mlteams.cli", "build", "--renderer", "embedded"]]
    assert rest.ended
    printed = capsys.readouterr().out.split("are being drawn.\n")[1].strip()
    assert printed.startswith(said)
    assert bool(printed) is bool(said)


def test_a_script_comes_from_where_it_is_drawn(monkeypatch, tmp_path):
    for name in ("drawn", "site/explorables", "site/assets"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "drawn" / "a.js").write_text("new")
    monkeypatch.setattr(site.drawing, "FOLDER", tmp_path / "drawn")
    handler = object.__new__(site._Quiet)
    handler.directory = str(tmp_path / "site")
    assert handler.translate_path("/explorables/a.js") == str(tmp_path / "drawn" / "a.js")
    assert handler.translate_path("/explorables/b.js") == str(tmp_path / "site" / "explorables" / "b.js")
    assert handler.translate_path("/assets/a.js") == str(tmp_path / "site" / "assets" / "a.js")
    assert handler.translate_path("/../drawn/a.js") == str(tmp_path / "site" / "drawn" / "a.js")
