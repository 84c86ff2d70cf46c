"""What a form says comes in whole: texts, languages, rules, groups, lists."""

from pathlib import Path

from app.formats.xform.export import ITEMS
from app.formats.xlsform.form import read_xlsform
from app.questionnaire.model import EVERY_LANGUAGE, QuestionKind
from tests.unit.formats.xlsform.forms import YES_NO, faults, imported, one, read, survey

RULES = "type | name | label | relevant | required | constraint | calculation | default | trigger"


def test_texts_come_in_every_language() -> None:
    form = """
    | survey |
    | | type | name | label::English (en) | label::Français (fr) | hint::English (en) |
    | | text | q | Name | Nom | As in your papers |
    | settings |
    | | form_title | form_id | version | default_language |
    | | People | People 2 | 7 | Français (fr) |
    """
    found = read(form)
    question = found.question("q")
    assert question is not None
    assert question.text.texts == {"en": "Name", "fr": "Nom"}
    assert question.hint is not None
    assert question.hint.in_language("fr") == "As in your papers"
    assert (found.code, found.version, found.source_language) == ("people_2", "7", "fr")
    assert found.languages == ("fr", "en")


def test_a_language_is_known_by_its_own_name_too() -> None:
    form = survey("text | q | Nom | Name", header="type | name | label::français | label::Deutsch")
    assert read(form).languages == ("fr", "de")


def test_a_language_without_a_code_gets_a_private_one() -> None:
    form = survey("text | q | X | Name", header="type | name | label::Local language | label::en")
    assert read(form).languages == ("qaa_local_language", "en")


def test_rules_come_as_they_are_written() -> None:
    form = survey(
        "integer | a | A | | yes | . > 1 | | 3 |",
        "integer | b | B | ${a} > 2 | ${a} = 4 | | | ${a} + 1 |",
        "calculate | c | | | | | ${a} * 2 | |",
        "text | d | D | | | | ${b} | | ${b}",
        header=RULES,
    )
    found = read(form)
    a, b, c, d = (found.question(each) for each in "abcd")
    assert a is not None
    assert b is not None
    assert c is not None
    assert d is not None
    assert (a.is_required, a.default) == (True, 3)
    assert a.constraint is not None
    assert a.constraint.source == ". > 1"
    assert b.required_if is not None
    assert b.required_if.source == "${a} = 4"
    assert b.default_rule is not None
    assert b.default is None
    assert c.calculate is not None
    assert c.calculate.source == "${a} * 2"
    assert d.triggers == ("b",)


def test_a_default_with_a_minus_or_a_word_is_a_value() -> None:
    header = "type | name | label | default"
    assert one(survey("text | q | Q | north-east", header=header), "q").default == "north-east"
    form = survey("select_multiple yn | q | Q | yes no", header=header) + YES_NO
    assert one(form, "q").default == ("yes", "no")


def test_groups_and_repeats_nest() -> None:
    form = survey(
        "begin group | house | House |",
        "begin repeat | people | Person |",
        "text | name | Name |",
        "begin_repeat | jobs | Job | 2",
        "text | title | Title |",
        "end_repeat | | |",
        "end repeat | | |",
        "end group | | |",
        header="type | name | label | repeat_count",
    )
    (page,) = read(form).pages
    (house,) = page.questions
    (people,) = house.fields
    name, jobs = people.fields
    assert [each.kind for each in (house, people, name, jobs)] == [
        QuestionKind.GROUP,
        QuestionKind.REPEAT,
        QuestionKind.TEXT,
        QuestionKind.REPEAT,
    ]
    assert people.is_open_repeat
    assert jobs.count is not None
    assert jobs.count.source == "2"


def test_a_name_in_two_groups_carries_its_group_the_second_time() -> None:
    form = survey(
        "begin group | a | A",
        "text | name | Name of A",
        "end group | |",
        "begin group | b | B",
        "text | name | Name of B",
        "end group | |",
    )
    assert [each.code for each in read(form).questions()] == ["name", "b/name"]


def test_a_loop_is_written_out_for_each_choice() -> None:
    form = survey(
        "begin loop over yn | each | Each",
        "integer | count | How many said %(label)s?",
        "end loop | |",
    )
    (page,) = read(form + YES_NO).pages
    (loop,) = page.questions
    assert [each.code for each in loop.fields] == ["yes", "no"]
    assert [each.fields[0].text.texts["en"] for each in loop.fields] == [
        "How many said Yes?",
        "How many said No?",
    ]


def test_or_other_adds_a_choice_and_a_question_in_each_language() -> None:
    form = """
    | survey |
    | | type | name | label::en | label::fr |
    | | select_one yn or_other | q | Fine? | Bien ? |
    | choices |
    | | list_name | name | label::en | label::fr |
    | | yn | yes | Yes | Oui |
    """
    found = read(form)
    question, specified = found.questions()
    assert question.choices[-1].text.texts == {"en": "Other", "fr": "Autre"}
    assert specified.code == "q_other"
    assert specified.show_if is not None
    assert specified.show_if.source == "selected(${q}, 'other')"
    assert specified.text.in_language("fr") == "Précisez."


def test_other_columns_of_choices_are_attributes_for_filters() -> None:
    form = """
    | survey |
    | | type | name | label | choice_filter |
    | | select_one state | s | State | |
    | | select_one city | c | City | State = ${s} |
    | choices |
    | | list_name | name | label | State |
    | | state | by | Bavaria | |
    | | city | m | Munich | by |
    """
    (munich,) = one(form, "c").choices
    assert munich.attributes == {"State": "by"}
    assert set(read(form).lists) == {"state", "city"}


def test_external_choices_are_choices_too() -> None:
    form = """
    | survey |
    | | type | name | label | choice_filter |
    | | text | s | State | |
    | | select_one_external city | c | City | state = ${s} |
    | external_choices |
    | | list_name | name | label | state |
    | | city | m | Munich | by |
    | | city | m | Munich | he |
    """
    assert [each.code for each in one(form, "c").choices] == ["m", "m"]


def test_choices_come_from_a_file_beside_the_form(tmp_path: Path) -> None:
    (tmp_path / "towns.csv").write_text("id,town,state\n1,Munich,by\n2,Fulda,he\n")
    header = "type | name | label | parameters | choice_filter"
    row = "select_one_from_file towns.csv | q | Town | value=id, label=town | state = 'by'"
    form = survey(row, header=header)
    found = read_xlsform(form.encode(), "form.md", tmp_path).needed().question("q")
    assert found is not None
    assert [(each.code, each.text.texts["en"]) for each in found.choices] == [
        ("1", "Munich"),
        ("2", "Fulda"),
    ]
    assert found.choices[1].attributes["state"] == "he"


def test_a_file_that_is_not_there_is_told_and_hinders_nobody() -> None:
    found = imported(survey("select_one_from_file towns.csv | q | Town"))
    assert [each.code for each in found.notes] == ["no-file"]
    assert found.problems == ()


def test_lists_and_files_that_rules_look_into_come_along(tmp_path: Path) -> None:
    (tmp_path / "fruits.csv").write_text("name_key,name\nmango,Mango\n")
    form = survey(
        "calculate | a | | pulldata('fruits', 'name', 'name_key', 'mango')",
        f"calculate | b | | instance('yn')/{ITEMS}[name = 'yes']/label",
        header="type | name | label | calculation",
    )
    found = read_xlsform((form + YES_NO).encode(), "form.md", tmp_path).needed()
    assert found.tables["fruits"] == ({"name_key": "mango", "name": "Mango"},)
    assert [each.code for each in found.lists["yn"]] == ["yes", "no"]


def test_media_come_by_kind_and_language() -> None:
    header = "type | name | label::en | label::fr | media::image::fr | audio"
    form = survey("text | q | Q | Q | q.png | q.mp3", header=header)
    media = one(form, "q").media
    assert media["image"] == {"fr": "q.png"}
    assert media["audio"] == {EVERY_LANGUAGE: "q.mp3"}
    assert read(form).languages == ("en", "fr")


def test_notes_without_a_name_are_named_by_their_row() -> None:
    found = list(read(survey("note | | Welcome")).questions())
    assert [each.code for each in found] == ["generated_note_name_3"]


def test_rows_that_are_disabled_or_hold_remarks_are_passed_over() -> None:
    header = "type | name | label | disabled | note"
    form = survey("text | q | Q | yes |", " | | | | a remark", "text | r | R | |", header=header)
    assert [each.code for each in read(form).questions()] == ["r"]


def test_entities_and_settings_are_kept_for_export() -> None:
    form = """
    | survey |
    | | type | name | label | save_to |
    | | text | q | Q | full_name |
    | entities |
    | | list_name | label |
    | | people | ${q} |
    | settings |
    | | form_title | style |
    | | F | pages |
    """
    assert read(form).settings == {
        "style": "pages",
        "save_to.q": "full_name",
        "entities.1.list_name": "people",
        "entities.1.label": "${q}",
    }


def test_long_runs_of_questions_are_cut_into_pages() -> None:
    rows = [f"text | q{number} | Q {number}" for number in range(23)]
    assert [len(each.questions) for each in read(survey(*rows)).pages] == [10, 10, 3]


def test_a_duplicate_choice_is_let_through_where_the_settings_say_so() -> None:
    form = survey("select_one yn | q | Q") + YES_NO + "| | yn | no | Never |\n"
    assert faults(form) == [("choices!C8", "repeated-choice")]
    allowed = form + "| settings |\n| | allow_choice_duplicates |\n| | yes |"
    assert len(one(allowed, "q").choices) == 3
