"""What changed between two versions, in words."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from app.questionnaire.changing.comparing import compared
from app.questionnaire.changing.recoding import NOTHING, Recoding
from app.questionnaire.changing.sequence import out_of_order
from app.questionnaire.model import Questionnaire, Text
from tests.unit.questionnaire.written import choices, of_one_page, page, question, questionnaire

A, B, C = (question(code, "text") for code in "ABC")


def told(
    old: Questionnaire, new: Questionnaire, recoding: Recoding = NOTHING
) -> list[tuple[str, str]]:
    return [(each.kind.value, each.sentence) for each in compared(old, new, recoding)]


def test_the_same_version_has_no_difference() -> None:
    same = of_one_page(A, question("R", "repeat", fields=(B, C)))
    assert told(same, same) == []


def test_what_came_and_went_is_told() -> None:
    assert told(of_one_page(A, B), of_one_page(A, question("D", "integer"))) == [
        ("added", "D is new on page p1: integer, “D”."),
        ("removed", "B is removed: it was text, “B”."),
    ]


def test_a_type_a_text_and_a_rule_are_told_each() -> None:
    old = question("A", "integer", text="How old?", minimum=16.0, show_if="${B} = 'x'")
    new = question("A", "decimal", text="Your age?", minimum=18.5, show_if="${B} = 'y'")
    assert told(of_one_page(B, old), of_one_page(B, new)) == [
        ("retyped", "A was integer and is decimal now."),
        ("relabelled", "A: its text in en was “How old?” and is “Your age?” now."),
        ("rule-changed", "A: when it is asked was `${B} = 'x'` and is `${B} = 'y'` now."),
        ("rule-changed", "A: the smallest answer was 16 and is 18.5 now."),
    ]


def test_each_language_is_told_by_itself() -> None:
    new = replace(A, text=Text("en", {"en": "A", "fr": "Un"}))
    old = replace(of_one_page(A), languages=("en",))
    assert told(old, of_one_page(new)) == [
        ("language-added", "The language fr is new."),
        ("relabelled", "A: its text in fr is new: “Un”."),
    ]


def test_choices_are_told() -> None:
    old = of_one_page(question("A", "single", choices=choices("a", "b", "c")))
    new = of_one_page(question("A", "single", choices=(*choices("a", "d"),)))
    assert told(old, new, Recoding(choices={"A": {"b": "d"}})) == [
        ("choice-renamed", "A: the choice b is called d now."),
        ("choice-relabelled", "A: the text of the choice d in en was “B” and is “D” now."),
        (
            "choice-relabelled",
            "A: the text of the choice d in fr was “b (fr)” and is “d (fr)” now.",
        ),
        ("choice-removed", "A: the choice c, “C” is removed."),
    ]


def test_a_question_that_moved_is_told_and_those_that_made_room_are_not() -> None:
    assert told(of_one_page(A, B, C), of_one_page(C, A, B)) == [
        ("moved", "C moved within page p1, to its top.")
    ]
    apart = questionnaire(page("p1", A), page("p2", B, C))
    assert told(of_one_page(A, B, C), apart) == [
        ("moved", "B moved from page p1 to page p2."),
        ("moved", "C moved from page p1 to page p2."),
    ]


def test_a_mapped_question_is_renamed_not_removed() -> None:
    new = of_one_page(replace(A, code="Z"))
    assert told(of_one_page(A), new, Recoding(questions={"A": "Z"})) == [
        ("renamed", "A is called Z now.")
    ]


@given(st.permutations(list("abcdefgh")))
def test_what_stayed_in_order_is_in_order(now: list[str]) -> None:
    moved = out_of_order("abcdefgh", now)
    stayed = [each for each in now if each not in moved]
    assert stayed == sorted(stayed)
    assert len(moved) < 8
