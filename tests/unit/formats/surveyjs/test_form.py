"""Each element of SurveyJS becomes what asks the same here; what has no equal is told."""

import json
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.formats.surveyjs.form import is_surveyjs, read_surveyjs
from app.questionnaire.document import from_document, to_document
from app.questionnaire.model import QuestionKind
from tests.unit.formats.surveyjs.surveys import asked, decided, imported, notes, one, read, survey

CHOICES = [{"value": "a", "text": {"default": "One", "fr": "Un"}}, "b"]
COLUMNS = [{"name": "c", "cellType": "text"}, {"name": "d", "choices": ["x"]}]

KINDS = [
    ("text", "text"),
    ("comment", "text"),
    ("radiogroup", "single"),
    ("dropdown", "single"),
    ("buttongroup", "single"),
    ("imagepicker", "single"),
    ("checkbox", "multiple"),
    ("tagbox", "multiple"),
    ("ranking", "ranking"),
    ("rating", "rating"),
    ("slider", "range"),
    ("boolean", "single"),
    ("matrix", "group"),
    ("matrixdropdown", "group"),
    ("matrixdynamic", "repeat"),
    ("multipletext", "group"),
    ("paneldynamic", "repeat"),
    ("panel", "group"),
    ("html", "note"),
    ("image", "note"),
    ("file", "file"),
    ("signaturepad", "image"),
]


@pytest.mark.parametrize(("kind", "expected"), KINDS)
def test_a_type_becomes_a_kind(kind: str, expected: str) -> None:
    element = asked(
        kind,
        choices=CHOICES,
        columns=COLUMNS,
        rows=["r"],
        items=[{"name": "i"}],
        templateElements=[asked("text", "t")],
        elements=[asked("text", "e")],
    )
    found = read(element)
    assert one("q", found).kind == expected
    assert from_document(to_document(found)) == found


INPUTS = [
    ("number", QuestionKind.DECIMAL),
    ("range", QuestionKind.RANGE),
    ("date", QuestionKind.DATE),
    ("datetime-local", QuestionKind.DATE_TIME),
    ("time", QuestionKind.TIME),
    ("tel", QuestionKind.TEXT),
]


@pytest.mark.parametrize(("typed", "expected"), INPUTS)
def test_what_a_text_takes_says_its_kind(typed: str, expected: QuestionKind) -> None:
    assert one("q", read(asked("text", inputType=typed))).kind is expected


def test_texts_come_in_every_language() -> None:
    title = {"default": "How <b>old</b>, {name}?", "fr": "Quel âge, {name} ?"}
    found = read(asked("text", "name"), asked("radiogroup", title=title, choices=CHOICES))
    question = one("q", found)
    assert question.text.texts == {"en": "How old, ${name}?", "fr": "Quel âge, ${name} ?"}
    assert question.choices[0].text.in_language("fr") == "Un"
    assert found.languages == ("en", "fr")


def test_without_a_title_the_name_is_asked() -> None:
    assert one("q", read(asked("text"))).text.in_language("en") == "q"


def test_choices_that_are_added() -> None:
    found = read(
        asked(
            "checkbox",
            choices=CHOICES,
            showOtherItem=True,
            showNoneItem=True,
            choicesOrder="random",
        )
    )
    question = one("q", found)
    assert [each.code for each in question.choices] == ["a", "b", "other", "none"]
    assert question.is_shuffled
    state = decided(found, {"q": ["a", "none"]})
    assert state["violations"] == [{"path": "q", "code": "count"}]
    assert decided(found, {"q": ["other"]})["required"]["q_other"] is True  # type: ignore[index]


def test_choices_depend_on_answers() -> None:
    found = read(
        asked("checkbox", "first", choices=["a", "b"]),
        asked("text", "age", inputType="number"),
        asked(
            "radiogroup", "taken", choicesFromQuestion="first", choicesFromQuestionMode="selected"
        ),
        asked("radiogroup", "kept", choices=["a", "b"], choicesVisibleIf="{first} contains {item}"),
        asked("radiogroup", "own", choices=["a", {"value": "b", "visibleIf": "{age} > 5"}]),
    )
    choices = decided(found, {"first": ["b"], "age": 4})["choices"]
    assert choices["taken"] == ["b"]  # type: ignore[index]
    assert choices["kept"] == ["b"]  # type: ignore[index]
    assert choices["own"] == ["a"]  # type: ignore[index]


def test_rules_say_when_it_is_shown_needed_and_kept_as_it_is() -> None:
    found = read(
        asked("text", "age", inputType="number"),
        asked("text", visibleIf="{age} > 1", requiredIf="{age} > 2", enableIf="{age} < 9"),
    )
    state = decided(found, {"age": 3})
    assert state["relevant"]["q"] is True  # type: ignore[index]
    assert state["required"]["q"] is True  # type: ignore[index]
    assert state["readonly"]["q"] is False  # type: ignore[index]
    assert decided(found, {"age": 10})["readonly"]["q"] is True  # type: ignore[index]


VALIDATED = [
    ({"type": "numeric", "minValue": 2, "maxValue": 4}, "5", ["constraint"]),
    ({"type": "text", "minLength": 2}, "a", ["constraint"]),
    ({"type": "text", "minLength": 2, "allowDigits": False}, "a1", ["constraint"]),
    ({"type": "regex", "regex": "^[a-z]+$"}, "A", ["constraint"]),
    ({"type": "regex", "regex": "^[a-z]+$", "caseInsensitive": True}, "A", []),
    ({"type": "regex", "regex": "b"}, "abc", []),
    ({"type": "email"}, "a@b", ["constraint"]),
    ({"type": "expression", "expression": "{q} != 'x'"}, "X", ["constraint"]),
    ({"type": "expression", "expression": "{q} notempty"}, None, ["required"]),
]


@pytest.mark.parametrize(("validator", "answer", "expected"), VALIDATED)
def test_validators_are_checked(
    validator: dict[str, object], answer: str | None, expected: list[str]
) -> None:
    found = read(asked("text", validators=[validator]))
    violations = decided(found, {} if answer is None else {"q": answer})["violations"]
    assert isinstance(violations, list)
    assert [each["code"] for each in violations] == expected


def test_a_warning_does_not_stop_anybody() -> None:
    validator = {"type": "numeric", "maxValue": 4, "notificationType": "warning", "text": "Sure?"}
    question = one("q", read(asked("text", validators=[validator])))
    assert question.constraint is None
    assert question.warning is not None
    assert question.warning_text is not None
    assert question.warning_text.in_language("en") == "Sure?"


def test_dates_have_a_first_and_a_last_day() -> None:
    found = read(asked("text", inputType="date", min="2020-01-01", maxValueExpression="today()"))
    days = {"2019-12-31": 1, "2026-11-26": 0, "2026-11-27": 1}
    for day, count in days.items():
        assert len(decided(found, {"q": day})["violations"]) == count  # type: ignore[arg-type]


def test_values_are_calculated() -> None:
    found = read(
        asked("text", "a", inputType="number"),
        asked("expression", "twice", title="Twice", expression="{a} * 2"),
        asked("text", "b", inputType="number", visibleIf="{more} > 10"),
        calculatedValues=[{"name": "more", "expression": "{twice} + 1"}],
    )
    state = decided(found, {"a": 5})
    assert (state["values"]["twice"], state["values"]["more"]) == (10, 11)  # type: ignore[index]
    assert one("twice_shown", found).text.in_language("en") == "Twice ${twice}"


def test_a_default_that_depends_on_answers_is_worked_out_and_the_difference_told() -> None:
    result = imported(
        survey(
            asked("text", "a", inputType="number"),
            asked("text", inputType="number", defaultValueExpression="{a} + 1"),
            asked("text", "day", inputType="date", defaultValueExpression="today()"),
        )
    )
    state = decided(result.needed(), {"a": 5})
    assert state["values"] == {"a": 5, "q": 6, "day": "2026-11-26"}
    ((path, message),) = notes(result)
    assert path == "pages[0].elements[1].defaultValueExpression"
    assert message == "What is typed over the default of q is replaced when a changes."


def test_the_survey_ends_early_where_a_trigger_says_so() -> None:
    value = {
        "pages": [
            {"name": "one", "elements": [asked("text", "age", inputType="number")]},
            {"name": "two", "elements": [asked("text")]},
        ],
        "triggers": [
            {"type": "complete", "expression": "{age} < 18"},
            {"type": "setvalue", "expression": "{age} = 1", "setToName": "q", "setValue": "x"},
        ],
    }
    result = imported(value)
    found = result.needed()
    assert decided(found, {"age": 17})["relevant"]["q"] is False  # type: ignore[index]
    assert decided(found, {"age": 18})["relevant"]["q"] is True  # type: ignore[index]
    ((path, message),) = notes(result)
    assert (path, message) == (
        "triggers[1]",
        "The trigger setvalue on {age} = 1 is not carried.",
    )


def test_what_decides_something_and_is_lost_is_told_at_its_place() -> None:
    result = imported(
        survey(
            asked("text", correctAnswer="x", titleLocation="left"),
            asked("imagemap", "map"),
            asked("radiogroup", "r", choicesByUrl={"url": "https://example.org"}),
            completedHtml="Bye",
            showProgressBar=True,
        )
    )
    assert [path for path, _ in notes(result)] == [
        "completedHtml",
        "pages[0].elements[0].correctAnswer",
        "pages[0].elements[1]",
        "pages[0].elements[2].choicesByUrl",
    ]
    looks = [each.message for each in result.notes if each.code == "looks"]
    assert looks == [
        "q: looks that are not carried: titleLocation.",
        "The survey: looks that are not carried: showProgressBar.",
    ]


def test_two_questions_of_one_name_are_told() -> None:
    result = imported(survey(asked("text"), asked("text")))
    assert [each.code for each in result.needed().questions()] == ["q", "q_2"]
    assert [each.code for each in result.notes] == ["repeated-name"]


def test_questions_that_wait_for_one_another_are_told() -> None:
    result = imported(
        survey(asked("text", "a", visibleIf="{b} empty"), asked("text", "b", visibleIf="{a} empty"))
    )
    ((path, message),) = notes(result)
    assert path == "pages[0].elements[0]"
    assert "a -> b -> a" in message


def test_a_page_has_its_own_rule() -> None:
    pages = [
        {"name": "one", "elements": [asked("text", "age", inputType="number")]},
        {"name": "two", "title": "Two", "visibleIf": "{age} > 5", "elements": [asked("text")]},
    ]
    found = imported({"pages": pages}).needed()
    assert [each.code for each in found.pages] == ["one", "two"]
    assert decided(found, {"age": 5})["relevant"]["q"] is False  # type: ignore[index]


BROKEN = [
    (b"{", "broken-json"),
    (b'{"title": "x"}', "no-questions"),
    (b'{"pages": 5}', "no-questions"),
    (b'{"a": "\xff"}', "broken-json"),
]


@pytest.mark.parametrize(("content", "code"), BROKEN)
def test_what_is_no_survey_is_refused_with_the_mend(content: bytes, code: str) -> None:
    assert is_surveyjs(content)
    (problem,) = read_surveyjs(content, "survey.json").problems
    assert problem.code == code
    assert problem.mend


WHOLE = survey(
    asked("checkbox", "c", choices=CHOICES, hasOther=True, choicesVisibleIf="{t} = {item}"),
    asked("text", "t", validators=[{"type": "expression", "expression": "{c} empty"}]),
    asked("matrixdynamic", "m", columns=COLUMNS, choices=["x"]),
    asked("paneldynamic", "p", templateElements=[asked("text", "x"), asked("matrix", "y")]),
    asked("matrixdropdown", "d", columns=COLUMNS, rows=["r"]),
    calculatedValues=[{"name": "v", "expression": "1"}],
    triggers=[{"type": "complete", "expression": "{t} = 1"}],
)
ODD = st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.lists(st.integers())


def places(value: object, path: tuple[object, ...] = ()) -> Iterator[tuple[object, ...]]:
    inner = value.items() if isinstance(value, dict) else ()
    inner = enumerate(value) if isinstance(value, list) else inner
    for key, each in inner:
        yield (*path, key)
        yield from places(each, (*path, key))


@settings(deadline=None)
@given(place=st.sampled_from(list(places(WHOLE))), odd=ODD | st.dictionaries(st.text(), ODD))
def test_whatever_stands_anywhere_is_read_or_refused(
    place: tuple[object, ...], odd: object
) -> None:
    value = json.loads(json.dumps(WHOLE))
    holder = value
    for key in place[:-1]:
        holder = holder[key]
    holder[place[-1]] = odd
    result = imported(value)
    assert result.problems or result.needed().code


LOST_TOGETHER = [
    (asked("panel", elements=[asked("text", "t")], isRequired=True), "isRequired"),
    (
        asked("paneldynamic", templateElements=[asked("text", "t")], defaultValue=[{}]),
        "defaultValue",
    ),
    (asked("multipletext", items=[{"name": "i", "score": 2}]), "items[0].score"),
    (asked("matrixdynamic", columns=[{"name": "c", "totalType": "sum"}]), "columns[0].totalType"),
    (asked("imagepicker", choices=[{"value": "a", "imageLink": "a.png"}]), "choices"),
]


@pytest.mark.parametrize(("element", "key"), LOST_TOGETHER)
def test_what_is_lost_inside_is_told_too(element: dict[str, object], key: str) -> None:
    assert [path for path, _ in notes(imported(survey(element)))] == [f"pages[0].elements[0].{key}"]


def test_a_page_tells_what_it_loses() -> None:
    page = {"name": "p", "enableIf": "{q} = 1", "elements": [asked("text")]}
    assert [path for path, _ in notes(imported({"pages": [page]}))] == ["pages[0].enableIf"]


def test_cells_with_boxes_are_multiple_choices() -> None:
    element = asked("matrix", "m", cellType="checkbox", columns=["a", "b"], rows=["r"])
    found = read(element, asked("text", visibleIf="{m.r} contains 'b'"))
    assert decided(found, {"m_r": ["a", "b"]})["relevant"]["q"] is True  # type: ignore[index]
