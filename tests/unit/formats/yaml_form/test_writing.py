"""Survey files that are written read back as the same questionnaire."""

from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from app.formats.xlsform.export import exported
from app.formats.yaml_form.emitting import emitted
from app.formats.yaml_form.writing import to_yaml
from app.questionnaire.model import Questionnaire, Text
from app.questionnaire.reading import read_questionnaire
from tests.unit.formats.limesurvey.surveys import Asked
from tests.unit.formats.limesurvey.surveys import read as read_survey
from tests.unit.formats.xlsform.forms import read
from tests.unit.formats.xlsform.test_export import FORM

ROOT = Path(__file__).resolve().parents[4]


def written(questionnaire: Questionnaire, folder: Path) -> Questionnaire:
    path = folder / f"{questionnaire.code}.yaml"
    path.write_text(to_yaml(questionnaire), encoding="utf-8")
    return read_questionnaire(path)


@pytest.mark.parametrize("name", ["firms", "residents", "trainers"])
def test_a_reference_questionnaire_reads_back_the_same(name: str, tmp_path: Path) -> None:
    """But for headings of long lists: the file holds them itself, as lists."""
    found = read_questionnaire(ROOT / "surveys" / f"{name}.yaml")
    again = written(found, tmp_path)
    assert all(each.endswith("_families") for each in again.lists)
    assert replace(again, lists={}) == found


def test_a_form_that_came_in_keeps_everything_on_the_way_through_yaml(tmp_path: Path) -> None:
    found = read(FORM)
    again = written(found, tmp_path)
    assert again == found
    assert exported(again) == exported(found)


VALUES = st.recursive(
    st.text() | st.integers(-(10**9), 10**9) | st.booleans(),
    lambda inside: (
        st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=5), inside, max_size=3)
    ),
    max_leaves=12,
)


@given(st.dictionaries(st.text(max_size=5), VALUES, max_size=4))
def test_any_plain_values_survive_yaml(document: dict[str, object]) -> None:
    text = emitted(document)  # type: ignore[arg-type]  # plain values, as built above
    assert yaml.safe_load(text) == document or document == {}


def test_a_survey_with_words_of_welcome_reads_back_with_the_codes_it_brought(
    tmp_path: Path,
) -> None:
    found = read_survey(
        Asked(title="q1", type="Y"), Asked(title="q2", type="N", relevance="q1 == 'Y'")
    )
    welcomed = replace(
        found,
        intro=Text("en", {"en": "Welcome"}),
        privacy=Text("en", {"en": "Nothing is kept."}),
    )
    assert welcomed.settings
    assert all(welcomed.settings.values())
    assert written(welcomed, tmp_path) == welcomed
