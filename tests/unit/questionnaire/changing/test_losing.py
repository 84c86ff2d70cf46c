"""A new version may not lose an answer, nor read it as another."""

import pytest

from app.questionnaire.changing.answered import answered, carried
from app.questionnaire.changing.placed import placed
from app.questionnaire.changing.recoding import Recoding
from app.questionnaire.model import Value
from tests.unit.questionnaire.changing.losing import lost
from tests.unit.questionnaire.written import choices, of_one_page, question

OTHER = question("B", "text")


def test_a_question_without_answers_may_go() -> None:
    old, new = of_one_page(question("A", "text"), OTHER), of_one_page(OTHER)
    assert lost(old, new, {"A": None, "B": "x"}, {"A": ""}) == []
    assert lost(old, new, {"A": "said"}) == [("question-lost", "A", "")]


@pytest.mark.parametrize(
    ("before", "now", "value", "fault"),
    [
        ("integer", "decimal", 3, ""),
        ("decimal", "integer", 2.5, "question-retyped"),
        ("integer", "text", 3, "question-retyped"),
        ("single", "scale", "a", ""),
        ("single", "multiple", "a", "question-retyped"),
        ("multiple", "ranking", ("a",), "question-retyped"),
        ("text", "date", "2026-01-01", "question-retyped"),
        ("text", "barcode", "x", ""),
        ("image", "file", "a.png", "question-retyped"),
    ],
)
def test_a_type_may_change_where_answers_are_kept_alike(
    before: str, now: str, value: Value, fault: str
) -> None:
    old, new = (
        of_one_page(question("A", kind, choices=choices("a", "b"))) for kind in (before, now)
    )
    assert lost(old, new, {"A": value}) == ([(fault, "A", "")] if fault else [])
    assert lost(old, new, {}) == []


def test_a_choice_may_go_only_where_nobody_took_it() -> None:
    old = of_one_page(question("A", "multiple", choices=choices("a", "b", "c")))
    new = of_one_page(question("A", "multiple", choices=choices("b")))
    assert lost(old, new, {"A": ("a", "b")}) == [("choice-lost", "A", "a")]
    mapped = Recoding(choices={"A": {"a": "b"}})
    assert lost(old, new, {"A": ("a", "c")}, recoding=mapped) == [("choice-lost", "A", "c")]
    dropped = Recoding(dropped_choices={"A": frozenset({"a"})})
    assert lost(old, new, {"A": ("a",)}, recoding=dropped) == []


def test_a_share_of_a_sum_is_an_answer_to_its_choice() -> None:
    share = question("share", "integer")
    old = of_one_page(question("S", "constant_sum", choices=choices("a", "b"), fields=(share,)))
    new = of_one_page(question("S", "constant_sum", choices=choices("b"), fields=(share,)))
    assert lost(old, new, {"S[b]/share": 3}) == []
    assert lost(old, new, {"S[a]/share": 3}) == [("choice-lost", "S", "a")]


def test_what_lies_in_a_repeat_follows_it_and_leaves_it_not_unnoticed() -> None:
    field = question("n", "integer")
    old = of_one_page(question("R", "repeat", fields=(field,)))
    renamed = of_one_page(question("T", "repeat", fields=(field,)))
    outside = of_one_page(question("R", "repeat", fields=(question("m", "text"),)), field)
    row = {"R[1]/n": 2}
    assert lost(old, renamed, row) == [("question-lost", "R", "")]
    assert lost(old, renamed, row, recoding=Recoding(questions={"R": "T"})) == []
    assert lost(old, outside, row) == [("question-lost", "R/n", "")]
    out = Recoding(questions={"R/n": "n"})
    assert lost(old, outside, row, recoding=out) == [("question-lost", "R/n", "")]


def test_the_text_of_an_open_choice_is_an_answer_but_not_a_choice() -> None:
    asked = placed(of_one_page(question("A", "single", choices=choices("a", "b"))))
    found = answered(asked, [{"A": "a", "A.other": "b"}, {"A": "a"}, {"A": None}])
    assert (found.questions, found.choices) == ({"A": 2}, {("A", "a"): 2})


def test_counts_go_on_under_the_new_codes() -> None:
    old = placed(of_one_page(question("A", "single", choices=choices("a", "b")), OTHER))
    before = answered(old, [{"A": "a", "B": "x"}, {"A": "b"}])
    recoding = Recoding(questions={"A": "Z"}, choices={"A": {"a": "b"}}, dropped=frozenset({"B"}))
    now = carried(before, old, recoding)
    assert (now.questions, now.choices) == ({"Z": 2}, {("Z", "b"): 2})


def test_a_repeat_whose_items_mean_something_else_is_refused_as_a_whole() -> None:
    fields = (question("n", "integer"),)
    old = of_one_page(question("R", "repeat", fields=fields))
    new = of_one_page(question("R", "repeat", over="${A}", fields=fields))
    assert lost(old, new, {"R[1]/n": 2}) == [("question-retyped", "R", "")]
    assert lost(old, new, {"R[1]/n": 2}, recoding=Recoding(dropped=frozenset({"R"}))) == []
