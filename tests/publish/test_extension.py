"""The Quarto extension, run by pandoc with a stand-in for what Quarto tells it: where, which page, which format."""

import html
import json
import re
import subprocess

import pypandoc
import pytest

from mlteams.paths import ROOT
from mlteams.publish import states

EXTENSION = ROOT / "_extensions" / "explorable" / "explorable.lua"
# Stands where Quarto would: calls the shortcodes that a page of the given format holds.
DRIVER = """
quarto = {{
  project = {{ directory = "{root}", offset = "../.." }},
  doc = {{ input_file = "chapters/part/x.qmd", is_format = function(name) return "{format}" == name end }},
}}
local shortcodes = dofile("{extension}")
function Pandoc(doc)
  local blocks = pandoc.Blocks({{}})
  for _, call in ipairs({{ {calls} }}) do
    local asked = {{}}
    for key, value in pairs(call[3] or {{}}) do asked[key] = pandoc.Inlines(value) end
    local made = shortcodes[call[1]]({{ call[2] and pandoc.Inlines(call[2]) }}, asked)
    if pandoc.utils.type(made) == "Inline" then made = pandoc.Para(made) end
    if pandoc.utils.type(made) == "Blocks" then blocks:extend(made) else blocks:insert(made) end
  end
  return pandoc.Pandoc(blocks)
end
"""


def lua(value):
    """Return a text, or a dictionary of texts, as Lua writes it."""
    if isinstance(value, str):
        return f'"{value}"'
    return "{" + ", ".join(f'{key} = "{one}"' for key, one in value.items()) + "}"


@pytest.fixture
def place(tmp_path):
    drawn = tmp_path / "_build" / "explorables"
    drawn.mkdir(parents=True)
    for name in ("stall", "merge"):
        (drawn / f"{name}.html").write_text(f'<ml-explorable data-name="{name}"></ml-explorable>\n')
        (drawn / f"{name}.print.html").write_text(
            f'<p><img src="{name}.png" alt="What {name} shows"></p><p>A sentence.</p>'
            '<table><thead><tr><th scope="col">a</th></tr></thead><tbody><tr><th>1</th></tr></tbody></table>'
        )
    kinds = {"name": "kind", "slugs": ["as-is", "new"], "default": "new"}
    sizes = {"name": "size", "slugs": ["1", "2"], "default": "1"}
    answers = {f"size={size}&kind={kind}": f"{size} {kind} <" for size in "12" for kind in kinds["slugs"]}
    (drawn / "stall.answers.json").write_text(json.dumps({"controls": [sizes, kinds], "answers": answers}))
    (drawn.parent / "places.json").write_text(json.dumps({"stall": "chapters/a/b.html"}))
    (drawn.parent / "ranges.html").write_text(
        "<ml-ranges></ml-ranges>\n<script src='assets/ranges.js'></script>"
    )
    (drawn.parent / "boards").mkdir()
    (drawn.parent / "boards" / "part.one.md").write_text("```{=html}\n<div class='heron-board'></div>\n```\n")
    (drawn.parent / "ledger.md").write_text("::: {#management-x}\nclaim\n:::\n")

    def run(calls, quarto_format="html:js", to="html"):
        script = tmp_path / "driver.lua"
        listed = ", ".join("{" + ", ".join(map(lua, call)) + "}" for call in calls)
        script.write_text(
            DRIVER.format(root=tmp_path, format=quarto_format, extension=EXTENSION, calls=listed)
        )
        command = [
            pypandoc.get_pandoc_path(),
            "--from=markdown",
            "--wrap=none",
            f"--to={to}",
            f"--lua-filter={script}",
        ]
        return subprocess.run(command, input="", capture_output=True, encoding="utf-8", check=False)

    run.root = tmp_path
    return run


def test_a_page_gets_the_elements_and_one_script(place):
    text = place([("explorable", "stall"), ("explorable", "merge"), ("ledger",)]).stdout
    assert text.index('data-name="stall"') < text.index('data-name="merge"') < text.index("management-x")
    assert text.count("<script") == 1
    assert '<script src="../../assets/explorable.js" defer></script>' in text


def test_a_board_is_that_of_its_lesson(place):
    assert place([("board", "part.one")]).stdout.strip() == "<div class='heron-board'></div>"


@pytest.mark.parametrize("to", ["gfm", "latex"])
def test_other_formats_get_picture_sentence_and_table(place, to):
    text = place([("explorable", "stall"), ("ledger",)], quarto_format="docx", to=to).stdout
    assert f"{place.root}/_build/explorables/stall.png" in text
    for words in ("What stall shows", "A sentence.", "claim"):
        assert words in text
    assert "ml-explorable" not in text


@pytest.mark.parametrize(
    "words", [("explorable", "nope"), ("explorable",), ("explorable", "../ledger"), ("board", "part.nope")]
)
def test_an_unknown_name_is_an_error_that_names_page_and_shortcode(place, words):
    done = place([words])
    assert done.returncode != 0
    assert f"chapters/part/x.qmd: found {{{{< {' '.join(words)}" in done.stderr


@pytest.mark.parametrize("asked", [{}, {"kind": "as-is"}, {"kind": "as-is", "size": "2"}])
def test_a_link_to_a_state_is_the_one_that_the_embedded_renderer_writes(place, monkeypatch, asked):
    monkeypatch.setattr(states, "BUILD", place.root / "_build")
    made = place([("state", "stall", asked)]).stdout.strip()
    words = " ".join(["stall", *(f"{key}={value}" for key, value in asked.items())])
    ours = states.link(words, "../../").removeprefix("`").removesuffix("`{=html}")
    same = made.removeprefix("<p>").removesuffix("</p>")
    assert re.search(r'href="(.*?)"', same)[1] == re.search(r'href="(.*?)"', ours)[1]
    assert 'class="state"' in same
    assert html.unescape(re.search(r">(.*)</a>", same)[1]) == html.unescape(re.search(r">(.*)</a>", ours)[1])


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (("state", "merge"), "found {{< state merge >}}, needed is an explorable that stands in a lesson"),
        (
            ("state", "stall", {"weight": "1"}),
            "found {{< state stall weight=… >}}, needed is a control of stall",
        ),
        (
            ("state", "stall", {"size": "3"}),
            "found {{< state stall size=3 >}}, needed is size as one of 1, 2",
        ),
    ],
)
def test_a_state_that_there_is_not_is_an_error_that_names_page_and_shortcode(place, call, said):
    done = place([call])
    assert done.returncode != 0
    assert f"chapters/part/x.qmd: {said}" in done.stderr


def test_in_print_a_state_is_its_truth_and_the_page_of_ranges_has_no_script(place):
    assert place([("state", "stall")], quarto_format="docx", to="plain").stdout.strip() == "1 new <"
    assert "script" not in place([("ranges",)], quarto_format="docx").stdout


def test_the_page_of_ranges_loads_the_script_before_its_own(place):
    text = place([("ranges",)]).stdout
    assert text.index("assets/explorable.js") < text.index("assets/ranges.js")
