"""The page about files: what it shows of a command is what the command prints, to the letter."""

import re
from pathlib import Path

import pytest
import yaml

from mlteams.cli import main
from mlteams.plan.plan_check import contradictions
from mlteams.plan.plan_file import read_plan

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "examples" / "README.md").read_text(encoding="utf-8")
INSURER = ROOT / "examples" / "insurer"
SHOWN = re.findall(r"^```\n\$ python3 course\.py ([^\n]+)\n(.*?)^```$", PAGE, flags=re.M | re.S)


@pytest.mark.parametrize(("words", "output"), SHOWN)
def test_what_the_page_shows_is_what_the_command_prints(capsys, monkeypatch, words, output):
    monkeypatch.chdir(ROOT)
    assert main(words.split()) == 1
    assert capsys.readouterr().out == output, f"put what `{words}` prints into examples/README.md"


def test_the_page_shows_the_insurers_contradictions():
    assert [words for words, _ in SHOWN] == ["plan check examples/insurer/plan.yaml"]


REPAIRS = (
    ("date: 2027-05-31\n      confidence: 90%", "date: 2027-07-30\n      confidence: 85%"),
    ("95% sure", "70% sure"),
    ("resampled: ratios", "resampled: tasks"),
    (
        "[A second vendor, Prompt with the policy beside it, Prompt alone]",
        "[Prompt alone, Prompt with the policy beside it, A second vendor]",
    ),
    ("then: keep searching", "then: change the search"),
    (
        "name: Evaluation, weeks: 3, comes_back: 10%, prevented: 50%, overhead: 30%, way: together",
        "name: Evaluation, weeks: 3, comes_back: 10%, prevented: 50%, overhead: 30%, way: hand over",
    ),
    ("overhead: 25%, way: hand over", "overhead: 25%, way: together"),
    ("way: documents", "way: talk"),
    ("AUC .97", "four minutes of a clerk for each letter"),
    ("post: prompt engineer", "post: AI engineer"),
    ("evaluation, insurance, law, statistics, cloud costs, SQL, writing]", "insurance]"),
    (
        "{name: talk with a clerk, measures: insurance, hours: 1}\n"
        "      - {name: lunch with the team, measures: insurance",
        "{name: a prompt, measures: prompts, hours: 1}\n      - {name: a search, measures: retrieval",
    ),
    ("starts: 2027-04-12", "starts: 2027-07-18"),
    ("filled_by: 2027-03-12", "filled_by: 2027-06-20"),
    ("questions: 8", "questions: 60"),
)


def test_each_contradiction_was_planted_and_goes_when_it_is_repaired(tmp_path):
    (tmp_path / "roadmap.yaml").write_bytes((INSURER / "roadmap.yaml").read_bytes())
    text, path = (INSURER / "plan.yaml").read_text(encoding="utf-8"), tmp_path / "plan.yaml"
    counts = []
    for wrong, right in REPAIRS:
        path.write_text(text, encoding="utf-8")
        counts.append(len(contradictions(read_plan(path))))
        assert text.count(wrong) == 1
        text = text.replace(wrong, right)
    path.write_text(text, encoding="utf-8")
    counts.append(len(contradictions(read_plan(path))))
    # A promise at 85% is no surer than either of the two tasks, so its repair takes three away. Whoever is freed by
    # handing the evaluation over is worth more at the prompt, so that this repair leaves as many. Two interviews of
    # another kind measure what was demanded and not measured, and leave two that measure one thing.
    assert counts == [17, 14, 13, 12, 11, 10, 10, 9, 8, 7, 6, 5, 3, 2, 1, 0]


def test_both_confidences_of_the_insurer_are_its_own():
    said = yaml.safe_load((INSURER / "plan.yaml").read_text(encoding="utf-8"))["management"]
    assert said["dates"]["promise"]["confidence"] != said["board"]["confidence"]
