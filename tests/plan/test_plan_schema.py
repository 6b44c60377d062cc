"""The schema and the template of a plan, of all parts that are written."""

import json
from pathlib import Path

import jsonschema
import pytest
import yaml

from mlteams.parts import sections
from mlteams.plan.plan_file import read_plan, template
from mlteams.plan.plan_form import TITLE, form_at, schema

ROOT = Path(__file__).parents[2]
HERON = ROOT / "examples" / "heron" / "plan.yaml"


def test_the_published_schema_is_the_one_of_the_code():
    published = (ROOT / "examples" / "plan.schema.json").read_text(encoding="utf-8")
    assert published == schema(), "python3 course.py plan schema > examples/plan.schema.json"
    assert json.loads(published)["title"] == TITLE


@pytest.mark.parametrize("text", [template(), HERON.read_text(encoding="utf-8")], ids=["template", "heron"])
def test_an_editor_accepts_a_new_plan_and_herons(text):
    found = json.loads(schema())
    jsonschema.Draft202012Validator.check_schema(found)
    as_json = json.loads(json.dumps(yaml.safe_load(text), default=str))  # dates are text in JSON
    assert list(jsonschema.Draft202012Validator(found).iter_errors(as_json)) == []


def test_a_new_plan_has_every_key_of_every_form_in_its_order_and_nothing_in_any():
    def compare(found, loc):
        assert list(found) == list(form_at(loc).model_fields)
        for key, value in found.items():
            if isinstance(value, dict):
                compare(value, (*loc, key))
            else:
                assert value is None, (*loc, key)

    compare(yaml.safe_load(template()), ())


def test_a_key_of_a_part_is_one_of_its_lessons():
    for part, section in sections():
        assert set(section.form.model_fields) <= {lesson.name for lesson in part.lessons}


def test_heron_fills_everything():
    assert read_plan(HERON).empty == ()
