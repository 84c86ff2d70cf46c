"""Answers as columns: what is stored is what is counted."""

import numpy as np

from app.estimation.tables import AnswerTable

ROWS = (
    {"Q": "a", "M": ["a", "b"], "N": 4, "R[x]/n": 2, "R[y]/n": 3, "R[x]/hard": "yes"},
    {"Q": "dk", "M": (), "N": None},
    {"M": ["none"], "N": 0, "R[y]/n": 1, "R[y]/hard": "no", "OTHER[x]/n": 9},
)
TABLE = AnswerTable.of(ROWS)


def test_a_choice_is_found_in_single_and_in_multiple_answers() -> None:
    assert TABLE.chose("Q", "a").tolist() == [True, False, False]
    assert TABLE.chose("M", "b").tolist() == [True, False, False]
    assert TABLE.chose_each("M", ("a", "none")).tolist() == [
        [True, False],
        [False, False],
        [False, True],
    ]


def test_missing_codes_empty_and_absent_answers_are_no_answers() -> None:
    assert TABLE.answered("Q").tolist() == [True, True, False]
    assert TABLE.answered("Q", missing=("dk",)).tolist() == [True, False, False]
    assert TABLE.answered("M").tolist() == [True, False, True]
    assert TABLE.answered("N").tolist() == [True, False, True]


def test_numbers_and_codes_say_where_there_is_none() -> None:
    assert np.array_equal(TABLE.number("N"), [4, np.nan, 0], equal_nan=True)
    assert TABLE.code("Q").tolist() == ["a", "dk", ""]


def test_a_roster_becomes_a_row_an_item() -> None:
    roster = TABLE.roster("R")
    assert roster.respondent.tolist() == [0, 0, 2]
    assert roster.item.tolist() == ["x", "y", "y"]
    assert roster.fields.number("n").tolist() == [2, 3, 1]
    assert roster.sums(roster.fields.number("n")).tolist() == [5, 0, 1]


def test_a_roster_says_for_which_items_something_holds() -> None:
    roster = TABLE.roster("R")
    hard = roster.fields.chose("hard", "yes")
    assert roster.any_of(hard).tolist() == [True, False, False]
    assert roster.holding(hard, ("y", "x")).tolist() == [[False, True], [False] * 2, [False] * 2]


def test_a_roster_nobody_filled_is_empty() -> None:
    roster = TABLE.roster("NOBODY")
    assert roster.sums(roster.fields.number("n")).tolist() == [0, 0, 0]
    assert not roster.holding(roster.fields.chose("hard", "yes"), ("x",)).any()


def test_a_table_of_nobody_has_columns_of_length_zero() -> None:
    empty = AnswerTable.of([])
    assert empty.chose_each("M", ("a", "b")).shape == (0, 2)
    assert empty.answered("Q").shape == (0,)


def test_one_answer_of_several_questions_is_enough_rosters_included() -> None:
    assert TABLE.answered_any({"Q", "M"}).tolist() == [True, True, True]
    assert TABLE.answered_any({"R"}).tolist() == [True, False, True]
    assert TABLE.answered_any({"N", "OTHER"}).tolist() == [True, False, True]
