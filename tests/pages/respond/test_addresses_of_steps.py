"""No step of a questionnaire lies where another page of every response does."""

import json
from pathlib import Path

import pytest
from flask import Flask

from app.formats.survey_files import check_survey_file, read_survey_file
from app.questionnaire.addresses import OTHER_PAGES

RESPONSE = "/<language:language>/r/<key>/"
STEP = RESPONSE + "<step>"
XLSFORM = """
| survey |
| | type | name | label |
| | begin_group | {code} | About you |
| | text | q | Your name? |
| | end_group | | |
"""


def beside_steps(app: Flask) -> set[str]:
    """What follows the key in every other address: a code may be the first part of it."""
    rules = (rule.rule for rule in app.url_map.iter_rules() if rule.rule != STEP)
    rest = (rule.removeprefix(RESPONSE) for rule in rules if rule.startswith(RESPONSE))
    return {each.partition("/")[0] for each in rest}


def test_the_reserved_codes_are_those_of_the_routes(product: Flask) -> None:
    assert beside_steps(product) == OTHER_PAGES


@pytest.mark.parametrize("code", sorted(each for each in OTHER_PAGES if "." not in each))
def test_groups_of_foreign_forms_become_pages_that_are_reached(code: str, tmp_path: Path) -> None:
    path = tmp_path / "form.md"
    path.write_text(XLSFORM.format(code=code))
    survey = tmp_path / "survey.json"
    element = {"type": "text", "name": "q"}
    survey.write_text(json.dumps({"pages": [{"name": code, "elements": [element]}]}))
    for file in (path, survey):
        assert check_survey_file(file).problems == ()
        found = read_survey_file(file).questionnaire
        assert found is not None
        assert [each.code.rpartition("_")[0] for each in found.pages] == [code]
