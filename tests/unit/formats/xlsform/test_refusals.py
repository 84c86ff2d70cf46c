"""Each refusal stands at its cell, with the cause and the mend."""

from datetime import date

import pytest

from app.questionnaire.setting import Setting
from app.questionnaire.sheet import Sheet
from tests.unit.formats.xlsform.forms import YES_NO, faults, imported, read, survey

RULES = "type | name | label | relevant | constraint | calculation | choice_filter"
CASES = [
    (survey("tekst | q | Q"), "survey!B3", "unknown-type", "Did you mean text?"),
    (survey(" | q | Q"), "survey!B3", "no-type", "Write one under type"),
    (survey("text | | Q"), "survey!C3", "no-name", "Write a short one under name"),
    (survey("text | 1 a | Q"), "survey!C3", "name-syntax", "Write q_1_a"),
    (survey("text | q | A", "text | q | B"), "survey!C4", "repeated-name", "another name"),
    (survey("begin group | g | G"), "survey!B3", "unmatched-begin", "end_group"),
    (survey("end group | |"), "survey!B3", "unmatched-end", "Remove the row"),
    (survey("select_one yn | q | Q"), "survey!B3", "unknown-list", "Add it to the sheet choices"),
    (survey("select_one | q | Q"), "survey!B3", "unknown-list", "Write its name"),
    (survey("calculate | q | "), "survey!B3", "no-calculation", "Write a rule"),
    (
        survey("text | q | Dear ${nmae}", "text | name | N"),
        "survey!D3",
        "unknown-question",
        "name?",
    ),
    (survey("cascading_select x | q | Q"), "survey!B3", "unknown-type", "choice_filter"),
    (
        survey("text | q | Q | ${a} = 'x | | |", header=RULES),
        "survey!E3",
        "expression",
        "Add ' after the text",
    ),
    (
        survey("text | q | Q | ${qq} = 1 | | |", header=RULES),
        "survey!E3",
        "unknown-question",
        "Did you mean q?",
    ),
    (
        survey("text | q | Q | | foo(.) | |", header=RULES),
        "survey!F3",
        "expression",
        "Did you mean",
    ),
    (
        survey("range | q | Q | start=5 end=1", header="type | name | label | parameters"),
        "survey!E3",
        "range",
        "start=0 end=10",
    ),
    (
        survey("text | q | Q | later", header="type | name | label | trigger"),
        "survey!E3",
        "trigger",
        "${name}",
    ),
    (
        survey("select_one yn or_other | q | Q | | | | true()", header=RULES) + YES_NO,
        "survey!H3",
        "other-filtered",
        "Remove or_other",
    ),
    (
        survey("select_multiple yn | q | Q") + YES_NO + "| | yn | not yet | Later |\n",
        "choices!C8",
        "choice-spaces",
        "not_yet",
    ),
    (
        survey("select_one yn | q | Q") + YES_NO + "| | yn | | Later |\n",
        "choices!C8",
        "no-name",
        "Write a short one",
    ),
    (
        survey("select_one yn | q | Q") + YES_NO + "| | | later | Later |\n",
        "choices!B8",
        "no-list",
        "under list_name",
    ),
]


@pytest.mark.parametrize(("form", "cell", "code", "mend"), CASES, ids=lambda value: value[:40])
def test_a_fault_is_refused_at_its_cell(form: str, cell: str, code: str, mend: str) -> None:
    (problem,) = imported(form).problems
    assert (problem.where, problem.code) == (f"form.md:{cell}", code)
    assert mend in problem.mend
    assert problem.message.endswith((".", "?"))


def test_every_fault_is_told_at_once() -> None:
    form = survey("tekst | q | Q", "text | | Q", "select_one yn | r | ${x}")
    assert faults(form) == [
        ("survey!B3", "unknown-type"),
        ("survey!C4", "no-name"),
        ("survey!B5", "unknown-list"),
        ("survey!D5", "unknown-question"),
    ]


def test_questions_that_wait_for_one_another_are_named() -> None:
    header = "type | name | label | calculation"
    form = survey("calculate | a | | ${b} + 1", "calculate | b | | ${a} + 1", header=header)
    (problem,) = imported(form).problems
    assert (problem.where, problem.code) == ("form.md:survey!E3", "cycle")
    assert "a -> b -> a" in problem.message


def test_a_repeat_may_count_its_own_items() -> None:
    form = survey(
        "calculate | n | | count(${r}) + 1 | |",
        "begin repeat | r | R | | ${n} |",
        "text | q | Q | | |",
        "end repeat | | | | |",
        header="type | name | label | calculation | repeat_count",
    )
    assert faults(form) == []


def test_a_wrong_end_is_told_once() -> None:
    form = survey(
        "begin group | g | G",
        "begin repeat | r | R",
        "text | q | Q",
        "end group | |",
    )
    assert faults(form) == [("survey!B6", "unmatched-end")]


def test_where_choices_are_filtered_their_columns_need_names_without_spaces() -> None:
    form = """
    | survey |
    | | type | name | label | choice_filter |
    | | select_one yn | q | Q | true() |
    | choices |
    | | list_name | name | label | two words | |
    | | yn | yes | Yes | a | b |
    """
    assert faults(form) == [("choices!E5", "header-spaces"), ("choices!F5", "no-header")]
    assert faults(form.replace("true()", "")) == []


def test_a_sheet_without_types_or_a_file_without_survey_is_refused() -> None:
    assert faults("| survey |\n| | name | label |\n| | q | Q |") == [("survey!2", "no-type-column")]
    assert faults("| choices |\n| | name |\n| settings |\n| | form_id |") == [
        ("form.md", "no-survey")
    ]


def test_choices_from_the_answers_of_a_repeat_are_refused_with_what_says_the_same() -> None:
    form = survey(
        "begin_repeat | person | Person",
        "text | name | Name",
        "end_repeat | | ",
        "select_one ${name} | eldest | Who is the eldest?",
    )
    (problem,) = imported(form).problems
    assert (problem.where, problem.code) == ("form.md:survey!B6", "choices-from-answers")
    assert "indexed-repeat(${name}, ${the repeat}, 1)" in problem.mend
    assert "name <= count(${name}) under choice_filter" in problem.mend


def test_what_is_said_instead_offers_one_choice_for_each_item() -> None:
    form = """
    | survey |
    | | type | name | label | calculation | choice_filter |
    | | begin_repeat | person | Person | | |
    | | text | name | Name | | |
    | | end_repeat | | | | |
    | | calculate | item_1 | | indexed-repeat(${name}, ${person}, 1) | |
    | | calculate | item_2 | | indexed-repeat(${name}, ${person}, 2) | |
    | | calculate | item_3 | | indexed-repeat(${name}, ${person}, 3) | |
    | | select_one people | eldest | Who is the eldest? | | name <= count(${name}) |
    | choices |
    | | list_name | name | label |
    | | people | 1 | ${item_1} |
    | | people | 2 | ${item_2} |
    | | people | 3 | ${item_3} |
    """
    answers = {"person[1]/name": "Ada", "person[2]/name": "Bea"}
    sheet = Sheet.of(read(form), {**answers, "eldest": "2"}, Setting(date(2026, 11, 26), "en"))
    offered = sheet.by_path["eldest"].choices
    assert [sheet.text(each.text) for each in offered] == ["Ada", "Bea"]
    assert sheet.label("eldest") == "Bea"


def test_choices_looked_up_by_a_search_are_told() -> None:
    row = "select_one yn | q | Q | search('towns', 'matches', 'state', ${a}) minimal"
    form = survey("text | a | A | ", row, header="type | name | label | appearance") + YES_NO
    (note,) = imported(form).notes
    assert (note.where, note.code) == ("form.md:survey!E4", "search")
    assert "select_one_from_file" in note.mend


def test_rules_that_run_otherwise_elsewhere_are_notes_at_their_cells() -> None:
    form = survey(
        "text | a | A | | regex(., '[0-9]+')",
        "begin_repeat | r | R | |",
        "integer | b | B | floor(${c}) > 1 |",
        "end_repeat | | | |",
        "decimal | c | C | |",
        header="type | name | label | relevant | constraint",
    )
    found = imported(form)
    assert found.problems == ()
    assert [(each.where, each.code) for each in found.notes] == [
        ("form.md:survey!F3", "pattern-not-anchored"),
        ("form.md:survey!E5", "not-in-collect"),
    ]
