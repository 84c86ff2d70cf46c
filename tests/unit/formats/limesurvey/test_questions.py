"""Each type of LimeSurvey question becomes what asks the same here."""

import pytest

from app.questionnaire.document import from_document, to_document
from app.questionnaire.model import QuestionKind
from tests.unit.formats.limesurvey.surveys import Asked, decided, imported, notes, one, read

ROWS = {"r1": "First", "r2": "Second"}
COLUMNS = {"c1": "Left", "c2": "Right"}
ANSWERS = {"a": "Good", "b": "Bad"}

KINDS = [
    ("S", "text"),
    ("T", "text"),
    ("U", "text"),
    ("N", "decimal"),
    ("D", "date"),
    ("Y", "single"),
    ("G", "single"),
    ("5", "rating"),
    ("L", "single"),
    ("!", "single"),
    ("O", "single"),
    ("M", "multiple"),
    ("P", "multiple"),
    ("R", "ranking"),
    ("A", "group"),
    ("B", "group"),
    ("C", "group"),
    ("E", "group"),
    ("F", "group"),
    ("H", "group"),
    ("1", "group"),
    ("K", "group"),
    ("Q", "group"),
    (":", "group"),
    (";", "group"),
    ("X", "note"),
    ("|", "file"),
    ("I", "hidden"),
]


def asked(kind: str) -> Asked:
    return Asked(title="q", type=kind, rows=ROWS, columns=COLUMNS, answers=ANSWERS, second=ANSWERS)


@pytest.mark.parametrize(("kind", "expected"), KINDS)
def test_a_type_becomes_a_kind(kind: str, expected: str) -> None:
    found = read(asked(kind))
    assert one("q", found).kind == expected
    assert from_document(to_document(found)) == found


FIELDS = [
    ("F", ["q_r1", "q_r2"]),
    ("K", ["q_r1", "q_r2"]),
    ("1", ["q_r1_0", "q_r1_1", "q_r2_0", "q_r2_1"]),
    (":", ["q_r1_c1", "q_r1_c2", "q_r2_c1", "q_r2_c2"]),
]


@pytest.mark.parametrize(("kind", "codes"), FIELDS)
def test_rows_are_called_as_limesurvey_calls_them(kind: str, codes: list[str]) -> None:
    assert [each.code for each in one("q", read(asked(kind))).fields] == codes


def test_a_table_of_boxes_has_a_multiple_choice_for_each_row() -> None:
    found = read(
        Asked(
            title="q",
            type=":",
            rows=ROWS,
            columns=COLUMNS,
            attributes={"multiflexible_checkbox": "1"},
        ),
        Asked(title="n", type="S", relevance="q_r2_c1 == 1"),
    )
    assert [each.kind for each in one("q", found).fields] == [QuestionKind.MULTIPLE] * 2
    assert decided(found, {"q_r2": ["c1"]})["relevant"]["n"] is True  # type: ignore[index]
    assert decided(found, {"q_r2": ["c2"]})["relevant"]["n"] is False  # type: ignore[index]


def test_rows_of_a_table_share_one_list() -> None:
    found = read(asked("F"))
    assert {each.list_name for each in one("q", found).fields} == {"q"}
    assert [each.code for each in found.lists["q"]] == ["a", "b"]


def test_a_type_of_others_is_left_out_with_a_note() -> None:
    found = imported(Asked(title="q", type="Ω"), Asked(title="n", type="S"))
    assert [each.code for each in found.needed().questions()] == ["n"]
    assert notes(found) == ["q: no type of question here is like 'Ω'; it is left out."]


def test_texts_come_in_every_language_from_both_generations_of_files() -> None:
    question = Asked(
        title="q",
        type="L",
        text={"en": "<p>How <b>are</b> you?</p>", "fr": "Comment ça va&nbsp;?"},
        answers={"a": {"en": "Well", "fr": "Bien"}},
    )
    newer = read(question, languages=("en", "fr"))
    older = read(question, languages=("en", "fr"), is_newer=False)
    assert newer == older
    found = one("q", newer)
    assert found.text.texts == {"en": "How are you?", "fr": "Comment ça va\u00a0?"}
    assert found.choices[0].text.in_language("fr") == "Bien"
    assert (newer.languages, newer.title.in_language("fr")) == (("en", "fr"), "Survey fr")


def test_two_manners_of_one_language_stay_apart() -> None:
    question = Asked(title="q", type="S", text={"de": "Sie?", "de-informal": "Du?"})
    found = read(question, languages=("de", "de-informal"))
    assert set(one("q", found).text.texts.values()) == {"Sie?", "Du?"}


def test_another_answer_is_a_choice_and_a_text() -> None:
    found = read(Asked(title="q", type="L", answers=ANSWERS, other="Y", mandatory="Y"))
    assert [each.code for each in one("q", found).choices] == ["a", "b", "-oth-"]
    required = decided(found, {"q": "-oth-"})["required"]
    assert required == {"q": True, "q_other": True}


def test_comments_are_asked_for_boxes_that_are_checked() -> None:
    found = read(Asked(title="q", type="P", rows=ROWS))
    relevant = decided(found, {"q": ["r2"]})["relevant"]
    assert relevant == {"q": True, "q_r1comment": False, "q_r2comment": True}


def test_rows_are_filtered_by_the_boxes_of_another_question() -> None:
    first = Asked(title="f", type="M", rows={**ROWS, "r3": "Third"})
    kept = Asked(title="k", type="F", rows=ROWS, answers=ANSWERS, attributes={"array_filter": "f"})
    left = Asked(title="m", type="M", rows=ROWS, attributes={"array_filter_exclude": "f"})
    found = read(first, kept, left)
    state = decided(found, {"f": ["r2", "r3"]})
    assert state["relevant"] == {
        "f": True,
        "k": True,
        "k_r1": False,
        "k_r2": True,
        "m": True,
    }
    assert state["choices"]["m"] == ["r1"]  # type: ignore[index]


def test_filters_cascade() -> None:
    first = Asked(title="f", type="M", rows=ROWS)
    second = Asked(title="s", type="M", rows=ROWS, attributes={"array_filter": "f"})
    third = Asked(title="t", type="M", rows=ROWS, attributes={"array_filter": "s"})
    state = decided(read(first, second, third), {"f": ["r1"], "s": ["r1", "r2"]})
    assert state["choices"]["t"] == ["r1"]  # type: ignore[index]


def test_an_equation_is_calculated_and_shown() -> None:
    found = read(
        Asked(title="kg", type="N"),
        Asked(title="m", type="N"),
        Asked(title="bmi", type="*", text="{kg/(m*m)}"),
    )
    assert decided(found, {"kg": 80, "m": 2})["values"]["bmi"] == 20  # type: ignore[index]
    note = one("bmi_shown", found)
    assert note.kind is QuestionKind.NOTE


def test_answers_are_shown_in_texts() -> None:
    found = read(
        Asked(title="name", type="S"),
        Asked(title="job", type="L", answers={"a": "Baker"}),
        Asked(
            title="q", type="X", text="Hi {name}, a {job.shown}: {if(name=='Ada','hello','')} {1"
        ),
    )
    assert one("q", found).text.in_language("en") == "Hi ${name}, a ${job}: ${q_said_1} {1"
    assert decided(found, {"name": "Ada"})["values"]["q_said_1"] == "hello"  # type: ignore[index]


def test_a_text_that_cannot_be_worked_out_stays_as_it_is_with_a_note() -> None:
    found = imported(Asked(title="q", type="X", text="Hi {TOKEN:FIRSTNAME}!"))
    assert one("q", found.needed()).text.in_language("en") == "Hi {TOKEN:FIRSTNAME}!"
    assert len(notes(found)) == 1


def test_a_hidden_question_is_known_to_rules_and_not_shown() -> None:
    found = read(
        Asked(title="h", type="S", attributes={"hidden": "1"}, default="x"),
        Asked(title="q", type="S", relevance='h == "x"'),
    )
    assert one("h", found).kind is QuestionKind.HIDDEN
    assert decided(found, {})["relevant"]["q"] is True  # type: ignore[index]


def test_settings_that_decide_something_are_told_and_looks_together() -> None:
    found = imported(
        Asked(
            title="q",
            type="S",
            mandatory="S",
            attributes={"time_limit": "60", "prefix": "EUR", "suffix": "k", "cssclass": ""},
        )
    )
    looks = [each.message for each in found.notes if each.code == "looks"]
    assert looks == ["q: looks that are not carried: prefix, suffix."]
    assert notes(found) == [
        "q: time_limit = '60' is not carried. There is no limit of time here.",
        "q: people are asked there whether they mean to leave it empty.",
    ]


def test_tables_of_the_file_that_mean_nothing_here_are_told() -> None:
    found = imported(Asked(title="q", type="S"), tables={"quota": [{"id": 1}, {"id": 2}]})
    message = (
        "The survey: quota (2) is not carried. Limits on how many people of a kind may answer."
    )
    assert notes(found) == [message]


def test_a_group_has_its_own_relevance() -> None:
    found = read(
        [Asked(title="age", type="N")],
        [Asked(title="q", type="S")],
        [Asked(title="z", type="S")],
        relevance="age > 60",
    )
    assert decided(found, {"age": 30})["relevant"] == {"age": True, "q": True, "z": False}
    assert [each.code for each in found.pages] == ["group_1", "group_2", "group_3"]
