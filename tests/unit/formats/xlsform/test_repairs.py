"""What can be mended without asking anybody is mended, and told at the cell where it was."""

from app.formats.xlsform.form import form_of
from app.formats.xlsform.opening import read_workbook
from app.formats.xlsform.repairs import Repaired, repaired
from app.questionnaire.model import Question
from tests.unit.formats.xlsform.forms import YES_NO, faults, survey

RULES = "type | name | label | relevant"
LEFT, RIGHT = "\N{LEFT SINGLE QUOTATION MARK}", "\N{RIGHT SINGLE QUOTATION MARK}"


def mended(markdown: str) -> Repaired:
    return repaired(read_workbook(markdown.encode(), "form.md"))


def told(found: Repaired) -> list[tuple[str, str]]:
    return [(each.place, each.code) for each in found.repairs]


def question(found: Repaired, code: str) -> Question:
    question = form_of(found.workbook, "form.md").needed().question(code)
    assert question is not None
    return question


def test_a_form_without_faults_stays_as_it_is() -> None:
    workbook = read_workbook((survey("select_one yn | q | Q") + YES_NO).encode(), "form.md")
    assert repaired(workbook) == Repaired(workbook, ())


def test_old_names_of_columns_become_new_ones() -> None:
    header = "type | name | label:English | bind:relevant | jr:count\t"
    found = mended(survey("text | q | Q | |", header=header))
    assert told(found) == [
        ("survey!D2", "header"),
        ("survey!E2", "header"),
        ("survey!F2", "header"),
    ]
    assert found.workbook.sheets[0].lines[0].cells == (
        "",
        "type",
        "name",
        "label::English",
        "relevant",
        "repeat_count",
    )


def test_typographic_quotes_in_a_rule_become_plain_ones() -> None:
    form = survey(
        f"text | a | It{RIGHT}s “a” |", f"text | b | B | ${{a}} = {LEFT}yes{RIGHT}", header=RULES
    )
    assert faults(form) == [("survey!E4", "expression")]
    found = mended(form)
    assert told(found) == [("survey!E4", "signs")]
    rule = question(found, "b").show_if
    assert rule is not None
    assert rule.source == "${a} = 'yes'"
    assert question(found, "a").text.texts["en"] == f"It{RIGHT}s “a”"


def test_a_quote_that_belongs_to_a_text_in_a_rule_stays() -> None:
    form = survey("text | a | A |", f"text | b | B | ${{a}} = 'l{RIGHT}autre'", header=RULES)
    assert told(mended(form)) == []


def test_a_choice_that_stands_twice_word_for_word_is_left_once() -> None:
    form = survey("select_one yn | q | Q") + YES_NO + "| | yn | no | No |\n"
    found = mended(form)
    assert told(found) == [("choices!C8", "repeated-choice")]
    assert [each.code for each in question(found, "q").choices] == ["yes", "no"]


def test_the_same_code_with_another_text_is_allowed_by_a_setting() -> None:
    form = survey("select_one yn | q | Q") + YES_NO + "| | yn | no | Never |\n"
    found = mended(form)
    assert told(found) == [("choices!C8", "repeated-choice")]
    assert [each.code for each in question(found, "q").choices] == ["yes", "no", "no"]


def test_a_question_called_data_gives_the_form_another_root() -> None:
    found = mended(survey("text | data | D"))
    assert told(found) == [("survey!C3", "reserved-name")]
    assert form_of(found.workbook, "form.md").needed().settings["name"] == "form"


def test_a_question_called_meta_is_renamed_wherever_it_is_named() -> None:
    form = survey("text | meta | M |", "text | q | See ${meta} | ${ meta } != ''", header=RULES)
    found = mended(form)
    assert told(found) == [("survey!C3", "reserved-name")]
    asked = question(found, "q")
    assert asked.text.texts["en"] == "See ${meta_1}"
    assert asked.show_if is not None
    assert asked.show_if.names == {"meta_1"}
