"""Values as YAML text: how deep, how many, and how wide, at both sides of each edge."""

import pytest
import yaml

from mlteams.input.yaml_write import block, inline, plain


def nested(depth):
    value = 1
    for _ in range(depth):
        value = [value]
    return value


def test_twelve_levels_are_plain_and_thirteen_are_not():
    assert plain(nested(12)) == nested(12)
    with pytest.raises(ValueError, match="nested more than 12 deep"):
        plain(nested(13))


@pytest.mark.parametrize(
    "make", [lambda n: [1] * n, lambda n: {f"k{i}": 1 for i in range(n)}], ids=["list", "dict"]
)
def test_five_thousand_entries_are_plain_and_one_more_is_not(make):
    assert plain(make(5_000)) == make(5_000)
    with pytest.raises(ValueError, match="5,00"):
        plain(make(5_001))


def test_whole_numbers_are_written_without_a_point_while_they_are_exact():
    assert repr(plain(3.0)) == "3"
    assert repr(plain(1e15 - 1)) == "999999999999999"
    assert isinstance(plain(1e15), float)
    assert repr(plain(0.5)) == "0.5"


@pytest.mark.parametrize(("width", "beside"), [(100, True), (101, False)])
def test_a_list_stands_beside_its_key_while_it_fits_the_line(width, beside):
    value = ["x" * (width - 5), "y"]  # [x…, y]
    assert (inline(value) is not None) is beside
    lines = block({"key": value}, 0)
    assert len(lines) == (1 if beside else 3)
    assert yaml.safe_load("\n".join(lines)) == {"key": value}


@pytest.mark.parametrize(("width", "alone"), [(100, True), (101, False)])
def test_an_entry_takes_one_line_while_it_fits(width, alone):
    entry = {"a": "x" * (width - 11), "b": 1}  # {a: x…, b: 1}
    lines = block([entry], 0)
    assert len(lines) == (1 if alone else 2)
    assert yaml.safe_load("\n".join(lines)) == [entry]
