"""A row of answers is right when the pages themselves could have given it."""

from datetime import date

import pytest

from app.questionnaire.loading.row import Row, row_of
from app.questionnaire.setting import Setting
from tests.unit.questionnaire.written import choices, page, question, questionnaire

SETTING = Setting(today=date(2026, 11, 23), language="en")
JOBS = choices("cook", "care", "dig")
MADE = questionnaire(
    page(
        "p1",
        question("EMP", "integer", is_required=True, maximum=500),
        question("BIG", "calculate", calculate="if(${EMP} > 9, 'big', '')"),
        question("WHY", "text", is_required=True, show_if="${BIG} = 'big'"),
        question("DAY", "calculate", calculate="string(today())"),
    ),
    page(
        "p2",
        question("JOBS", "multiple", choices=JOBS),
        question("LOOP", "roster", over="${JOBS}", fields=(question("n", "integer"),)),
        question("NEW", "single", choices=JOBS, choice_filter="not(selected(${JOBS}, name))"),
        question("K", "contact"),
    ),
)
WHOLE = {"EMP": 10, "WHY": "much", "JOBS": ["cook"], "LOOP[cook]/n": 2, "NEW": "dig"}


def row(*, is_sent: bool = True, **answers: object) -> Row:
    return row_of(MADE, answers, SETTING, is_sent=is_sent)


def codes(found: Row) -> list[tuple[str, str]]:
    return [(each.path, each.code) for each in found.faults]


def test_what_is_calculated_is_added_and_may_be_given() -> None:
    whole = row(**WHOLE)
    assert (codes(whole), whole.answers["BIG"], whole.answers["DAY"]) == ([], "big", "2026-11-23")
    again = row(**{**whole.answers, "JOBS": ["cook"]})
    assert (codes(again), again.answers) == ([], whole.answers)


def test_items_of_a_roster_may_be_numbered() -> None:
    answers = {**WHOLE, "LOOP[1]/n": 2}
    del answers["LOOP[cook]/n"]
    assert row(**answers).answers == row(**WHOLE).answers


FAULTS = [
    ("EMP", None, [("EMP", "required"), ("WHY", "relevance")]),
    ("EMP", 3.5, [("EMP", "type"), ("WHY", "relevance")]),
    ("EMP", True, [("EMP", "type"), ("WHY", "relevance")]),
    ("WHY", None, [("WHY", "required")]),
    ("BIG", "small", [("BIG", "calculated")]),
    ("JOBS", ["dig"], [("NEW", "choice"), ("LOOP[cook]/n", "relevance")]),
    ("JOBS", "cook", [("JOBS", "type"), ("LOOP[cook]/n", "relevance")]),
    ("JOBS", ["cook", "cook"], [("JOBS", "count")]),
    ("JOBS", [1], [("JOBS", "type"), ("LOOP[cook]/n", "relevance")]),
    ("K.email", "ada@example.org", [("K.email", "contact")]),
    ("NOTHING", 1, [("NOTHING", "unknown")]),
    ("WHY", "a\x00b", [("WHY", "type")]),
]


@pytest.mark.parametrize(("path", "value", "expected"), FAULTS)
def test_what_the_pages_could_not_have_given_is_at_fault(
    path: str, value: object, expected: list[tuple[str, str]]
) -> None:
    answers = {name: each for name, each in {**WHOLE, path: value}.items() if each is not None}
    assert codes(row(**answers)) == expected


def test_a_draft_may_have_holes_and_what_is_not_asked_any_more() -> None:
    draft = {"EMP": 3, "WHY": "before", "NEW": "dig", "JOBS": None, "K": "given", "BIG": "big"}
    found = row(is_sent=False, **draft)
    assert codes(found) == []
    assert found.answers == {path: draft[path] for path in draft if path != "BIG"}


@pytest.mark.parametrize(
    ("path", "value", "code"),
    [("EMP", 501, "range"), ("NEW", "fly", "choice"), ("K", "ada", "type"), ("WHY", 3, "type")],
)
def test_an_answer_of_a_draft_is_right_by_itself(path: str, value: object, code: str) -> None:
    assert codes(row(is_sent=False, **{path: value})) == [(path, code)]
