"""A value put into a YAML text changes that value and nothing else; ruamel.yaml, a second reader, agrees."""

import io
import re
from datetime import date

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from mlteams.input.yaml_edit import put
from mlteams.input.yaml_write import plain


def read(text):
    """YAML with every scalar as text, as the plan is read."""
    return yaml.load(text, Loader=yaml.BaseLoader)


def texts(value):
    if isinstance(value, dict):
        return {key: texts(one) for key, one in value.items()}
    if isinstance(value, list):
        return [texts(one) for one in value]
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def second_reader(text):
    return YAML(typ="rt").load(io.StringIO(text))


START = """\
# top
title:                     # what it is
management:
  # before the roadmap
  roadmap:                 # a file

  # before the promise
  promise:
    date:                  # a day
    confidence:            # 85%

  approaches:
    options:               # a line each
    order: [b, 'a']        # names
  # after
  kept:
    # first of the list
    - {name: x,   chance: .30}   # one
    - name: "y"                  # two
      chance: 1e-1
    # last of the list
  last:   # the end
# bye
"""


def changed(before, after):
    """The lines that are gone, and those that are new."""
    old, new = before.splitlines(), after.splitlines()
    return [line for line in old if line not in new], [line for line in new if line not in old]


@pytest.mark.parametrize(
    ("keys", "value", "gone", "new"),
    [
        (["title"], "Heron", ["title:                     # what it is"],
         ["title: Heron               # what it is"]),
        (["title"], "a: b # c", ["title:                     # what it is"],
         ['title: "a: b # c"          # what it is']),
        (["management", "promise"], {"date": date(2027, 9, 30), "confidence": 0.85},
         ["    date:                  # a day", "    confidence:            # 85%"],
         ["    date: 2027-09-30       # a day", "    confidence: 0.85       # 85%"]),
        (["management", "approaches", "order"], ["a", "b"],
         ["    order: [b, 'a']        # names"], ["    order: [a, b]          # names"]),
        (["management", "approaches", "options"], [{"name": "a", "chance": 0.3}], [],
         ["      - {name: a, chance: 0.3}"]),
        (["management", "roadmap"], {"tasks": [{"name": "no", "after": ["x, y"]}]}, [],
         ["    tasks:", '      - {name: "no", after: ["x, y"]}']),
        (["management", "kept"], [{"name": "y", "chance": 0.7}, {"name": "x", "chance": 0.4}],
         ["    - {name: x,   chance: .30}   # one", "      chance: 1e-1"],
         ["      chance: 0.7", "    - {name: x, chance: 0.4}   # one"]),
        (["management", "kept"], [{"name": "x", "chance": ".30"}],
         ['    - name: "y"                  # two', "      chance: 1e-1"], []),
        (["management", "new", "deep"], None, [], ["  new:", "    deep:"]),
        (["top"], 3, [], ["top: 3"]),
    ],
)  # fmt: skip
def test_only_the_lines_of_the_value_change(keys, value, gone, new):
    after = put(START, keys, value)
    assert changed(START, after) == (gone, new)
    where = read(after)
    for key in keys:
        where = where[key]
    assert where == texts(value)
    assert second_reader(after) is not None


def test_a_flow_mapping_is_written_again_with_its_scalars_as_they_were():
    assert put("a: {b: .30, c: 'x'}  # d\n", ["a", "e"], 1) == "a: {b: .30, c: 'x', e: 1}  # d\n"


def test_line_ends_and_a_missing_last_one_stay():
    assert put("a: 1\r\nb:\r\n", ["b"], [{"c": 1}]) == "a: 1\r\nb:\r\n  - {c: 1}\r\n"
    assert put("a: 1", ["b"], 2) == "a: 1\nb: 2"
    assert put("", ["a", "b"], 1) == "a:\n  b: 1\n"
    assert put("# only words\n", ["a"], 1) == "# only words\na: 1\n"


@pytest.mark.parametrize(
    ("value", "after"),
    [
        ("x", "a: x        # c"),
        ("abcdefg", "a: abcdefg  # c"),  # two spaces are left
        ("abcdefgh", "a: abcdefgh  # c"),  # and no fewer
        (None, "a:          # c"),
        (["x"], "a: [x]      # c"),
    ],
)
def test_a_comment_stays_in_its_column_while_two_spaces_are_left(value, after):
    assert put("a: old      # c\n", ["a"], value) == f"{after}\n"
    assert put("a: [old]    # c\n", ["a"], value) == f"{after}\n"
    assert put("a:          # c\n  - {x: 1}\n", ["a"], value) == f"{after}\n"


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=8)
NAMES = st.sampled_from(["a", "b", "name", "no", "1", "x y"])
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-9, 9)
    | st.floats(-9, 9).map(plain)
    | st.dates()
    | WORDS
    | st.text(max_size=5)
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, min_size=1, max_size=3),
    max_leaves=8,
)
DOCUMENTS = st.dictionaries(NAMES, VALUES, min_size=1, max_size=4)


def dumped(document, style, comment):
    """A document as another program writes it, a comment of its own at the end of every plain line."""
    text = yaml.safe_dump(document, default_flow_style=style, allow_unicode=True, sort_keys=False)
    if style is False and not re.search(r"[|>][+-]?\d*$|^ *[\"']|[\"']", text, re.M):
        lines = text.splitlines()
        text = "".join(f"{line}{f'  # {comment} {n}' if comment else ''}\n" for n, line in enumerate(lines))
    return text


def emptied(old, value):
    """What a put is to give: a mapping over a mapping leaves its other keys empty."""
    if isinstance(old, dict) and old and (value is None or isinstance(value, dict)):
        new = value or {}
        return {key: emptied(old.get(key), new.get(key)) for key in [*old, *new]}
    return value


def bare(value):
    """A value without what is empty, however that is written."""
    if isinstance(value, dict):
        return {key: left for key, one in value.items() if (left := bare(one)) not in ("", {})}
    if isinstance(value, list):
        return [bare(one) or "" for one in value]
    return "" if value in ("null", "{}", None) else value


@given(
    DOCUMENTS, st.lists(NAMES, min_size=1, max_size=3), VALUES, st.sampled_from([None, False, True]), WORDS
)
@settings(max_examples=400, deadline=None)
def test_any_value_in_any_document_is_read_back_and_the_rest_is_untouched(document, keys, value, style, word):
    before = dumped(document, style, "".join(c for c in word if c.isalnum()))
    after = put(before, keys, plain(value))
    wanted, inner = read(before), None
    holder = wanted
    for key in keys[:-1]:
        if not isinstance(holder.get(key), dict):
            holder[key] = {}
        holder = holder[key]
    inner = holder.get(keys[-1])
    holder[keys[-1]] = emptied(inner, texts(plain(value)) if value is not None else None)
    assert bare(read(after)) == bare(wanted), (before, after)
