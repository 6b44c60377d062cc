"""`mlteams ad`: all outputs, exit codes, Heron's two advertisements, and what other texts are told."""

import argparse
import json
import zipfile
from datetime import date
from pathlib import Path

import jsonschema
import pytest
from tool_run import run_tool

from mlteams.core.block import Picture
from mlteams.hiring.tool import TOOL
from mlteams.hiring.tool.ad_command import report
from mlteams.hiring.tool.ad_result import schema

ROOT = Path(__file__).parents[3]
HERON = ROOT / "examples" / "heron"
ADS = Path(__file__).parent / "ads"
DAY = ("--date", "2026-11-25")
IMPORTANT = {
    "agency-bad.txt": ["older-than-technology", "older-than-technology", "no-outcome", "age", "excluding"],
    "bank-bad.txt": [
        "older-than-technology",
        "seniority",
        "title-tasks",
        "no-outcome",
        "no-salary",
        "degree",
    ],
    "hospital-bad.txt": ["musts", "seniority", "no-outcome", "no-salary", "degree", "age"],
    "public-bad.txt": ["seniority", "title-tasks", "no-outcome", "degree", "age"],
    "squashed.html": ["older-than-technology", "no-outcome", "no-salary"],
    "table-bad.md": ["older-than-technology", "older-than-technology", "no-outcome", "excluding"],
    "startup-bad.md": ["musts", "older-than-technology", "everything", "no-outcome", "no-salary", "degree"],
}
GOOD = ("bank-good.md", "charity-good.md", "hospital-good.md", "public-good.txt", "startup-good.md")


def run(capsys, *words):
    return run_tool(capsys, "ad", TOOL, *words)


def found(capsys, path):
    code, out, _ = run(capsys, path, *DAY, "--json")
    return code, json.loads(out)


def test_heron_s_first_advertisement_asks_nine_things(capsys):
    code, said = found(capsys, HERON / "advertisement.md")
    assert code == 1
    assert len(said["musts"]) == 9
    rules = [one["rule"] for one in said["findings"] if one["weight"] == "important"]
    assert rules == ["musts", "older-than-technology", "everything", "no-outcome", "no-salary", "degree"]
    lines = (HERON / "advertisement.md").read_text(encoding="utf-8").split("\n")
    for one in said["findings"]:
        for place in one["places"]:
            stands = " ".join(
                lines[place["line"] - 1 : place["line"] + 2]
            )  # a sentence goes on in the next lines
            assert place["line"] == 0 or place["quote"] in stands, one


def test_heron_s_repaired_advertisement_asks_three_and_has_no_finding(capsys):
    code, said = found(capsys, HERON / "advertisement-repaired.md")
    assert (code, said["findings"], len(said["musts"])) == (0, [], 3)


@pytest.mark.parametrize("name", IMPORTANT)
def test_a_bad_advertisement(capsys, name):
    code, said = found(capsys, ADS / name)
    assert code == 1
    assert [one["rule"] for one in said["findings"] if one["weight"] == "important"] == IMPORTANT[name]


@pytest.mark.parametrize("name", GOOD)
def test_a_good_advertisement_has_no_finding(capsys, name):
    code, said = found(capsys, ADS / name)
    assert (code, said["findings"]) == (0, [])


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("cat.txt", "does not read like an advertisement"),
        ("lorem.txt", "does not read like an advertisement"),
        ("german.txt", "reads as German"),
        ("french.txt", "reads as French"),
        ("japanese.txt", "in another script than Latin"),
        ("short.txt", "found 7 words"),
    ],
)
def test_another_language_and_a_short_text_get_one_sentence(capsys, name, said):
    code, out, err = run(capsys, ADS / name)
    assert (code, out) == (2, "")
    assert said in err
    assert err.count("\n") == 0


def test_a_text_of_the_largest_size_is_read_and_a_larger_one_is_not(capsys, tmp_path):
    path = tmp_path / "ad.txt"
    path.write_text("Our job you. " * 15_384 + "applying", encoding="utf-8")  # 200,000 characters
    assert run(capsys, path, "--json")[0] == 1
    path.write_text("Our job you. " * 15_384 + "applyingx", encoding="utf-8")
    assert "200,001 characters" in run(capsys, path)[2]


@pytest.mark.parametrize("name", [*IMPORTANT, *GOOD])
def test_every_output(capsys, tmp_path, name):
    code, out, _ = run(capsys, ADS / name, *DAY)
    assert code == (0 if name in GOOD else 1)
    assert "What this does not know" in out
    for ending in ("html", "docx", "md"):
        target = tmp_path / f"r.{ending}"
        assert run(capsys, ADS / name, *DAY, "-o", target)[0] == code
        assert target.stat().st_size > 1000
    page = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert "<script" not in page
    assert ("A draft to complete" in page) == (name not in GOOD)


def test_the_schema_takes_what_json_prints(capsys):
    code, out, _ = run(capsys, "--schema")
    assert (code, json.loads(out)) == (0, schema())
    for path in [*(ADS / name for name in (*IMPORTANT, *GOOD)), *HERON.glob("advertisement*.md")]:
        jsonschema.validate(found(capsys, path)[1], schema())


def test_nobody_else_s_file_is_replaced(capsys, tmp_path):
    target = tmp_path / "r.html"
    target.write_text("mine", encoding="utf-8")
    words = (HERON / "advertisement.md", *DAY, "-o", target)
    assert run(capsys, *words)[0] == 2
    assert target.read_text(encoding="utf-8") == "mine"
    assert run(capsys, *words, "--force")[0] == 1
    assert run(capsys, *words)[0] == 1  # ours by now


def test_hostile_text_is_shown_as_text(capsys, tmp_path):
    path = tmp_path / "ad.md"
    hostile = '- 9 years of experience with <script>alert(1)</script> "[x](javascript:alert(1))" ![y](http://z/z.png)'
    head = "# <b>Gardener</b>\n\nYou and we work with the plants of the city, and you are with us on all of our days.\n"
    path.write_text(f"{head}\nRequirements\n\n{hostile}\n\x1b[31m red\n", encoding="utf-8")
    target = tmp_path / "r.html"
    code, out, err = run(capsys, path, *DAY, "-o", target)
    assert (code, err) == (1, "")
    page = target.read_text(encoding="utf-8")
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "\x1b" not in run(capsys, path, *DAY)[1]
    document = tmp_path / "r.docx"
    run(capsys, path, *DAY, "-o", document)
    assert "http://z" not in zipfile.ZipFile(document).read("word/_rels/document.xml.rels").decode()
    assert "written" in out


@pytest.mark.parametrize(("musts", "drawn"), [(1, False), (2, True)])
def test_the_pool_is_drawn_from_two_musts_on(tmp_path, musts, drawn):
    asked = "\n".join(("- SQL", "- Spark")[:musts])
    text = f"# Gardener\n\n{'We and you work for the city. ' * 6}\n\nRequirements\n\n{asked}\n- A driving licence\n"
    path = tmp_path / "ad.md"
    path.write_text(text, encoding="utf-8")
    blocks = report(argparse.Namespace(file=path, date=date(2026, 11, 25))).blocks
    assert any(isinstance(one, Picture) for one in blocks) == drawn


def test_a_wrong_date(capsys):
    code, _, err = run(capsys, HERON / "advertisement.md", "--date", "soon")
    assert code == 2
    assert "soon" in err
