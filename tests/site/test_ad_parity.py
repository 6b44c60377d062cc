"""The page's interpreter says of every advertisement what Python's says, word for word."""

import json
from datetime import date
from pathlib import Path

import pytest

from mlteams.hiring.tool.ad_file import read_ad_file
from mlteams.hiring.tool.ad_result import result
from mlteams.hiring.tool.ad_rules import for_the_page

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
ADS = sorted(
    [
        *(ROOT / "tests" / "hiring" / "tool" / "ads").iterdir(),
        *(ROOT / "examples" / "heron").glob("advertisement*.md"),
    ]
)
TODAY = date(2026, 11, 25)
LONG = (
    "We are looking for people who will be with us for the job that is to be done, and you will have our help. "
    * 3
)
HOSTILE = {
    "a story": "The cat sat on the wall and looked at the garden, for that was where the birds were all day. "
    * 3,
    "lists": LONG
    + "\nRequirements:\n- Python, SQL and R\n- Python, R, or SQL\n- Building, testing, shipping SQL"
    + "\n- SQL, Git (a bit), R"
    + "\n- , , SQL, \n- Tools: SQL, Git, R;.\n- A, B, C"
    + "\nMust: a, and b, and and\nMust: drawing, cutting and making Spark",
    "degrees": LONG
    + "\nRequirements:\n- six degrees of freedom\n- BSc or three years\n- degree of a master's student degree",
    "results": LONG
    + "\nThe outcome\nSeedlings on 1 June\nYour first 90 days\nYou learn\nOutcome: by 2027 it runs\nApply by June",
    "who decides": LONG
    + "\nHow we choose\nWrite to us.\nGrace decides.\nAsk us for adjustments to an interview."
    + "\nThe hiring manager has the last word.",
    "nothing": "",
    "a tag": LONG + "\n<script>alert(1)</script>\n<img src=x onerror=alert(1)> 5 years of experience",
    "turned": LONG + "\nRequirements\n- 5 years of \u202eexperience\u202c with Ku\u200bbernetes",
    "emoji": "🚀 Rocket engineer 🚀\n"
    + LONG
    + "\n👩‍🚀 You must have 10 years 🚀🚀🚀🚀🚀🚀🚀🚀🚀🚀🚀🚀🚀🚀 of experience with LangChain",
    "half an emoji": LONG + "\nMust: a\ud83d, b, c",
    "line ends": LONG + "\r\nRequirements:\rA\u2028B\u2029C\u0085D\u000bE\u000cF",
    "kelvin and long s": LONG + "\nRequirements:\n- \u212aubernetes, experience of 14 year\u017f",
    "dotted": LONG + "\nREQUIREMENTS\nİ must ı\nß ẞ",
    "nested": LONG + "\n" + "- " * 500 + "x\n" + "#" * 900 + " x\n" + "**" * 700,
    "wide spaces": LONG + "\nRequirements:\n-\u00a0five\u2009years\u202fof\u3000experience",
    "years": LONG + "\nMust: " + "10 years of PyTorch, " * 300,
    "too long": "a b " * 60_000,
    "large": "THE WORK AND THE TEAM. " * 4000,
}


@pytest.fixture(scope="module")
def said(browser):
    page = browser.new_page()
    page.add_script_tag(path=ROOT / "assets" / "ad.js")
    page.evaluate("rules => { window.said = window.courseAd(rules); }", json.loads(for_the_page()))
    yield lambda text: page.evaluate("([text, today]) => window.said(text, today)", [text, TODAY.isoformat()])
    page.close()


@pytest.mark.parametrize("path", ADS, ids=lambda path: path.name)
def test_the_page_says_what_the_command_says(said, path):
    text = read_ad_file(path).text
    assert said(text) == json.loads(json.dumps(result(text, TODAY)))


@pytest.mark.parametrize("name", [name for name in HOSTILE if name != "half an emoji"])
def test_also_of_hostile_text(said, name):
    assert said(HOSTILE[name]) == json.loads(json.dumps(result(HOSTILE[name], TODAY)))


def test_half_a_letter_can_only_be_pasted(said):
    assert "musts" in said(HOSTILE["half an emoji"])
