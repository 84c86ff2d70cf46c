"""Shared rows: nobody alone, no group all of one sensitive answer."""

from collections import Counter

import numpy as np
import pytest

from app.estimation.anonymity import Levels, Row, anonymous, diverse

AGES = {"a20": "young", "a30": "young", "a60": "old", "a70": "old"}
COARSER: tuple[Levels, ...] = ((AGES,), ())


def drawn(number: int, seed: int = 1) -> list[Row]:
    random = np.random.default_rng(seed)
    places = [f"p{each}" for each in random.zipf(1.6, number) % 9]
    ages = random.choice(list(AGES), number).tolist()
    return list(zip(ages, places, strict=True))


def test_a_column_becomes_coarser_before_rows_are_blanked() -> None:
    rows: list[Row] = [("a20", "p")] * 3 + [("a30", "p")] * 3 + [("a60", "p")] * 6
    found = anonymous(rows, COARSER)
    assert found.levels == (1, 0)
    assert Counter(found.rows) == {("young", "p"): 6, ("old", "p"): 6}
    assert found.blanked == 0


@pytest.mark.parametrize("number", [0, 1, 4, 5, 30, 400])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_no_group_is_smaller_than_five_wherever_five_are(number: int, seed: int) -> None:
    found = anonymous(drawn(number, seed), COARSER)
    assert len(found.rows) == number
    smallest = min(Counter(found.rows).values(), default=5)
    assert smallest >= min(5, number or 5)


def test_the_share_of_rows_that_were_alone_is_told() -> None:
    rows: list[Row] = [("a20", "p")] * 18 + [("a60", "p"), ("a70", "q")]
    assert anonymous(rows, COARSER).unique == pytest.approx(0.1)


def test_a_few_rows_alone_are_blanked_with_enough_others() -> None:
    rows: list[Row] = [("young", "p")] * 200 + [("old", "p")] * 6 + [("old", "q")]
    found = anonymous(rows, ((), ()))
    assert found.levels == (0, 0)
    assert Counter(found.rows) == {("young", "p"): 200, ("", ""): 7}
    assert found.blanked == 7


def test_a_sensitive_answer_that_all_of_a_group_give_is_blanked() -> None:
    rows: list[Row] = [("a",)] * 3 + [("b",)] * 3
    assert diverse(rows, ["yes", "yes", "", "yes", "no", ""]) == ("", "", "", "yes", "no", "")
