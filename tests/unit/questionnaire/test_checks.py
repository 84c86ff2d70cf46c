from dataclasses import replace

import pytest

from app.questionnaire.checks import Violation, violations
from app.questionnaire.model import Question, Value
from app.questionnaire.sheet import Sheet
from tests.unit.questionnaire.written import PLACES, SETTING, choice, choices, of_one_page, question

LIST = (
    *choices("a", "b", "c", "d"),
    choice("other", is_open=True),
    choice("none", is_exclusive=True),
)


def found(asked: Question, value: Value, **facts: object) -> tuple[str, dict[str, object]] | None:
    """Code and details of the violation of one answer."""
    sheet = Sheet.of(of_one_page(asked), {asked.code: value}, replace(SETTING, **facts))
    wrong = violations(sheet, as_given=True)
    assert len(wrong) <= 1
    return (wrong[0].code, dict(wrong[0].details)) if wrong else None


@pytest.mark.parametrize("value", [None, "", False, ()])
def test_a_required_answer_may_not_be_empty(value: Value) -> None:
    assert found(question("Q", "text", is_required=True), value) == ("required", {})
    assert found(question("Q", "text"), value) is None


def test_spaces_are_a_text_as_in_both_engines() -> None:
    """A page sends none: it strips what is typed."""
    assert found(question("Q", "text", is_required=True), "  \n") is None


def test_what_is_not_asked_is_not_required() -> None:
    made = of_one_page(
        question("A", "text"), question("B", "text", is_required=True, show_if="${A} != ''")
    )
    assert violations(Sheet.of(made, {}, SETTING)) == ()
    assert violations(Sheet.of(made, {"A": "x"}, SETTING)) == (Violation("B", "required"),)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("integer", "abc"),
        ("integer", 2.5),
        ("integer", True),
        ("integer", float("inf")),
        ("decimal", float("nan")),
        ("decimal", "1,5"),
        ("text", 3),
        ("consent", "yes"),
        ("single", 1),
        ("single", ("a",)),
        ("multiple", "a"),
        ("municipality", 31001),
    ],
)
def test_an_answer_is_of_its_questions_kind(kind: str, value: Value) -> None:
    listed = LIST if kind in {"single", "multiple"} else ()
    wrong = found(question("Q", kind, choices=listed), value, places=PLACES)
    assert wrong is not None
    assert (wrong[0], wrong[1]["expected"]) == ("type", kind)


@pytest.mark.parametrize(
    ("value", "details"),
    [
        (-1, {"minimum": 0, "maximum": 500, "given": -1}),
        (501, {"minimum": 0, "maximum": 500, "given": 501}),
        (0, None),
        (500, None),
    ],
)
def test_a_number_lies_between_its_bounds(value: int, details: dict[str, object] | None) -> None:
    asked = question("Q", "integer", minimum=0, maximum=500)
    assert found(asked, value) == (None if details is None else ("range", details))


def test_a_number_without_bounds_still_has_to_be_one_that_can_be_stored() -> None:
    assert found(question("Q", "integer"), 10**400) == ("range", {"maximum": 10**15})
    assert found(question("Q", "integer"), 10**15) is None


def test_a_text_has_a_longest_length() -> None:
    asked = question("Q", "text", max_characters=5)
    assert found(asked, "12345") is None
    assert found(asked, "123456") == ("length", {"limit": 5, "given": 6})
    assert found(question("Q", "text"), "x" * 2000) is None
    assert found(question("Q", "text"), "x" * 2001) == ("length", {"limit": 2000, "given": 2001})


def test_a_code_is_one_of_the_choices() -> None:
    assert found(question("Q", "single", choices=LIST), "z") == ("choice", {"given": "z"})
    wrong = found(question("Q", "multiple", choices=LIST), ("a", "z"))
    assert wrong == ("choice", {"given": "z"})


@pytest.mark.parametrize(
    ("codes", "reason"),
    [
        (("a",), "few"),
        (("a", "b"), None),
        (("a", "b", "c", "d"), "many"),
        (("a", "none"), "exclusive"),
        (("none",), None),
        (("a", "a"), "repeated"),
    ],
)
def test_a_selection_has_its_count(codes: tuple[str, ...], reason: str | None) -> None:
    wrong = found(question("Q", "multiple", choices=LIST, min_selected=2, max_selected=3), codes)
    details = {"minimum": 2, "maximum": 3, "given": len(codes), "reason": reason}
    assert wrong == (None if reason is None else ("count", details))


def test_leaving_the_area_goes_with_no_place() -> None:
    asked = question("Q", "municipality", outside=choice("left"), is_multiple=True)
    wrong = found(asked, ("31001", "left"), places=PLACES)
    assert wrong == ("count", {"given": 2, "reason": "exclusive"})
    assert found(asked, ("31001", "09001"), places=PLACES) is None
    assert found(asked, ("left",), places=PLACES) is None


def test_a_place_is_one_of_the_list_or_any_short_code_where_there_is_no_list() -> None:
    asked = question("Q", "municipality")
    assert found(asked, "99999", places=PLACES) == ("choice", {"given": "99999"})
    assert found(asked, "99999") is None
    assert found(asked, "9" * 21) == ("length", {"limit": 20, "given": 21})


def test_a_constraint_reads_the_answer_itself_and_the_others() -> None:
    made = of_one_page(
        question("EMP", "integer"), question("OLD", "integer", constraint=". <= ${EMP}")
    )
    assert violations(Sheet.of(made, {"EMP": 5, "OLD": 5}, SETTING)) == ()
    wrong = violations(Sheet.of(made, {"EMP": 5, "OLD": 6}, SETTING))
    assert wrong == (Violation("OLD", "constraint"),)


def test_a_constraint_is_not_asked_of_an_empty_answer() -> None:
    asked = question("Q", "integer", constraint="false()")
    assert found(asked, None) is None
    assert found(asked, 3) == ("constraint", {})


def test_a_constraint_in_a_roster_reads_its_own_item() -> None:
    fields = (question("n", "integer"), question("old", "integer", constraint=". <= ${n}"))
    made = of_one_page(
        question("JOBS", "multiple", choices=LIST),
        question("LOOP", "roster", over="${JOBS}", fields=fields),
    )
    answers = {
        "JOBS": ("a", "b"), "LOOP[a]/n": 1, "LOOP[a]/old": 2, "LOOP[b]/n": 3, "LOOP[b]/old": 2
    }  # fmt: skip
    wrong = violations(Sheet.of(made, answers, SETTING))
    assert wrong == (Violation("LOOP[a]/old", "constraint"),)


def test_what_is_specified_is_short() -> None:
    made = of_one_page(question("Q", "single", choices=LIST))
    answers = {"Q": "other", "Q.other": "x" * 121}
    wrong = violations(Sheet.of(made, answers, SETTING))
    assert wrong == (Violation("Q.other", "length", {"limit": 120, "given": 121}),)
    assert violations(Sheet.of(made, answers | {"Q": "a"}, SETTING)) == ()


def test_a_choice_excluded_since_is_at_fault_only_when_it_is_given_now() -> None:
    made = of_one_page(
        question("A", "single", choices=LIST),
        question("B", "single", choices=LIST, choice_filter="name != ${A}"),
    )
    sheet = Sheet.of(made, {"A": "a", "B": "a"}, SETTING)
    assert violations(sheet) == ()
    assert violations(sheet, as_given=True) == (Violation("B", "choice", {"given": "a"}),)


def test_only_the_paths_wanted_are_checked() -> None:
    made = of_one_page(
        question("A", "text", is_required=True), question("B", "text", is_required=True)
    )
    sheet = Sheet.of(made, {}, SETTING)
    assert [each.path for each in violations(sheet, {"B"})] == ["B"]
