"""The Quarto extension, run by pandoc with a stand-in for what Quarto tells it: where, which page, which format."""

import subprocess

import pypandoc
import pytest

from mlteams.paths import ROOT

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
    local made = shortcodes[call[1]]({{ call[2] and pandoc.Inlines(call[2]) }})
    if pandoc.utils.type(made) == "Blocks" then blocks:extend(made) else blocks:insert(made) end
  end
  return pandoc.Pandoc(blocks)
end
"""


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
    (drawn.parent / "ledger.md").write_text("::: {#management-x}\nclaim\n:::\n")

    def run(calls, quarto_format="html:js", to="html"):
        script = tmp_path / "driver.lua"
        listed = ", ".join("{" + ", ".join(f'"{word}"' for word in call) + "}" for call in calls)
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


@pytest.mark.parametrize("to", ["gfm", "latex"])
def test_other_formats_get_picture_sentence_and_table(place, to):
    text = place([("explorable", "stall"), ("ledger",)], quarto_format="docx", to=to).stdout
    assert f"{place.root}/_build/explorables/stall.png" in text
    for words in ("What stall shows", "A sentence.", "claim"):
        assert words in text
    assert "ml-explorable" not in text


@pytest.mark.parametrize("words", [("explorable", "nope"), ("explorable",), ("explorable", "../ledger")])
def test_an_unknown_name_is_an_error_that_names_page_and_shortcode(place, words):
    done = place([words])
    assert done.returncode != 0
    assert f"chapters/part/x.qmd: found {{{{< {' '.join(words)}" in done.stderr
