"""Questionnaires as XForms: read back, they say the same; other programs read them too."""

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from app.formats.xform.export import ITEMS, to_xform
from app.formats.xform.form import read_xform
from app.formats.xlsform.export import exported
from app.formats.xlsform.form import form_of, read_xlsform
from app.questionnaire.model import Questionnaire
from app.questionnaire.reading import read_questionnaire
from tests.unit.formats.xform.test_form import FORM, plain_page
from tests.unit.formats.xlsform.forms import YES_NO, read, survey
from tests.unit.formats.xlsform.test_export import FORM as SHEETS
from tests.unit.formats.xlsform.test_export import all_questions, texts_of

ROOT = Path(__file__).resolve().parents[4]
XFORMS = "{http://www.w3.org/2002/xforms}"


def again(questionnaire: Questionnaire) -> Questionnaire:
    found = read_xform(to_xform(questionnaire)[0], "form.xml")
    assert found.problems == ()
    return found.needed()


def test_a_form_reads_back_as_it_was() -> None:
    first = read_xlsform(FORM.strip().encode(), "form.md").needed()
    found = again(first)
    assert (found.title, found.code, found.languages) == (first.title, first.code, first.languages)
    assert list(map(plain_page, found.pages)) == list(map(plain_page, first.pages))


@pytest.mark.parametrize("name", ["firms", "residents", "trainers"])
def test_every_question_and_text_of_a_reference_questionnaire_is_there(name: str) -> None:
    questionnaire = read_questionnaire(ROOT / "surveys" / f"{name}.yaml")
    written = form_of(exported(questionnaire).workbook, "form.xlsx").needed()
    found = again(questionnaire)
    assert [each.code for each in all_questions(found) if not each.code.endswith("_count")] == [
        each.code for each in all_questions(written)
    ]
    said = {text.in_language("fr") for text in texts_of(found)}
    shown = (each for each in all_questions(written) if each.kind not in {"calculate", "hidden"})
    assert {each.text.in_language("fr") for each in shown} <= said


def test_rules_inside_a_repeat_stay_with_its_item() -> None:
    form = survey(
        "integer | n | N | |",
        "begin repeat | r | R | | ${n} + 1",
        "integer | a | A | |",
        "integer | b | B | ${a} > ${n} |",
        "end repeat | | | |",
        header="type | name | label | relevant | repeat_count",
    )
    root = ET.fromstring(to_xform(read(form))[0])  # noqa: S314 made by the line above
    binds = {each.get("nodeset"): each for each in root.iter(f"{XFORMS}bind")}
    assert binds["/data/r/b"].get("relevant") == "../a > /data/n"
    assert binds["/data/r_count"].get("calculate") == "/data/n + 1"


def test_a_filter_begins_at_the_question_and_not_at_the_choice() -> None:
    form = """
    | survey |
    | | type | name | label | choice_filter |
    | | begin repeat | r | R | |
    | | text | a | A | |
    | | select_one yn | b | B | name != ${a} |
    | | end repeat | | | |
    """
    root = ET.fromstring(to_xform(read(form + YES_NO))[0])  # noqa: S314 made by the line above
    (itemset,) = root.iter(f"{XFORMS}itemset")
    assert itemset.get("nodeset") == f"instance('yn')/{ITEMS}[name != current()/../a]"


def test_what_the_format_lacks_is_told() -> None:
    lacking = to_xform(read(SHEETS))[1]
    assert "instance_name: the setting" in lacking
    assert "p: the parameter max-pixels" in lacking


def test_one_language_is_said_unless_it_is_the_one_that_is_meant_without() -> None:
    settings = "\n| settings |\n| | form_title | default_language |\n| | Umfrage | German (de) |"
    found = read(survey("text | q | Frage") + settings)
    assert again(found) == found
    assert b"itext" not in to_xform(read(survey("text | q | Question")))[0]


def test_pictures_are_kept_where_there_is_one_language() -> None:
    found = read(survey("note | q | Look | a.png", header="type | name | label | image"))
    assert again(found) == found


def test_the_response_before_is_named_where_a_rule_asks_for_it() -> None:
    row = "text | q | Q | ${last-saved#q}"
    found = read(survey(row, header="type | name | label | default"))
    assert again(found) == found


def test_a_calculation_of_1_stays_a_number() -> None:
    found = read(survey("calculate | c | 1", header="type | name | calculation"))
    assert again(found) == found


def test_one_code_may_stand_twice_where_a_filter_keeps_them_apart() -> None:
    form = """
    | survey |
    | | type | name | label | choice_filter |
    | | text | state | State | |
    | | select_one towns | town | Town | state = ${state} |
    | choices |
    | | list_name | name | label | state |
    | | towns | king | King | tx |
    | | towns | king | King | wa |
    | settings |
    | | allow_choice_duplicates |
    | | yes |
    """
    found = read(form)
    assert [each.code for each in all_questions(again(found))] == ["state", "town"]


def test_columns_of_choices_that_cannot_be_elements_are_told() -> None:
    listed = "\n| choices |\n| | list_name | name | label | my notes |\n| | yn | y | Yes | x |"
    found = read(survey("select_one yn | q | Q") + listed)
    assert to_xform(found)[1] == ("my notes: the column of choices, whose name no rule can use",)
