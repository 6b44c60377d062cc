"""YAML with the line of every value: what is counted, and what is refused at both sides of its edge."""

from pathlib import Path

import pytest

from mlteams.input.errors import BadInput
from mlteams.input.yaml_lines import load

HERE = Path("plan.yaml")


def test_every_value_has_the_line_of_its_key_or_its_dash():
    document, lines = load(HERE, "a: 1\nb:\n  - x\n  - {c: no,\n     d: 12:30}\n", 9)
    assert document == {"a": "1", "b": ["x", {"c": "no", "d": "12:30"}]}
    assert lines == {
        **{(): 1, ("a",): 1, ("b",): 2, ("b", 0): 3, ("b", 1): 4},
        **{("b", 1, "c"): 4, ("b", 1, "d"): 5},
    }


@pytest.mark.parametrize(("depth", "fine"), [(12, True), (13, False)])
def test_twelve_levels_are_read_and_thirteen_are_not(depth, fine):
    text = "[" * depth + "]" * depth
    if fine:
        assert load(HERE, text, 9)[0]
        return
    with pytest.raises(BadInput, match="line 1: found values nested more than 12 deep"):
        load(HERE, text, 9)


def test_a_list_has_as_many_entries_as_are_asked_for_and_no_more():
    assert load(HERE, "[a, b, c]", 3)[0] == ["a", "b", "c"]
    with pytest.raises(BadInput, match="more than 3 entries in one list"):
        load(HERE, "- a\n- b\n- c\n- d\n", 3)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: 1\na: 2\n", "line 2: found the key 'a' a second time"),
        ("a: 1\n---\nb: 2\n", "line 2: found a second document"),
        ("a: &x 1\nb: *x\n", r"line 2: found the alias \*x"),
        ("a: !!set {}\n", "line 1: found the tag"),
        ("[a]: 1\n", "line 1: found a list or mapping as a key"),
        ("a: [\n", "line 2: found no YAML"),
        (
            "a: 1\r\nb: 2\rc: x\x07y\n",
            r"line 3: found the control character '\\x07'; text without it would be",
        ),
        ("a: é\nb: é\x7f", r"line 2: found the control character '\\x7f'"),
        ("\x1b[31m", r"line 1: found the control character '\\x1b'"),
        ("a: x\ufffey\n", r"line 1: found the control character '\\ufffe'"),
    ],
)
def test_what_is_refused(text, said):
    with pytest.raises(BadInput, match=said):
        load(HERE, text, 9)
