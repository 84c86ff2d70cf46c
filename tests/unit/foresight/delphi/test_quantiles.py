"""Quartiles by type, and with weights."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.foresight.delphi.quantiles import quartiles, weighted_quartiles
from app.foresight.errors import RuleError
from tests.unhurried import unhurried

ANSWERS = st.lists(st.integers(1, 5), min_size=1, max_size=20)


def test_the_types_differ_on_an_even_number_of_answers() -> None:
    found = {kind: quartiles(np.array([1.0, 2, 3, 4]), kind)[0] for kind in range(1, 10)}
    expected = {1: 1, 2: 1.5, 3: 1, 4: 1, 5: 1.5, 6: 1.25, 7: 1.75, 8: 1 + 5 / 12, 9: 1.4375}
    assert found == pytest.approx(expected)


def test_an_unknown_type_is_refused() -> None:
    with pytest.raises(RuleError, match="types 1 to 9, not 10"):
        quartiles(np.array([1.0]), 10)


@unhurried()
@given(ANSWERS, st.integers(1, 9))
def test_quartiles_rise(answers: list[int], kind: int) -> None:
    q1, median, q3 = quartiles(np.array(answers, dtype=float), kind)
    assert min(answers) <= q1 <= q3 <= max(answers)
    assert median == np.median(answers)


@unhurried()
@given(ANSWERS, st.data())
def test_a_whole_weight_is_as_many_answers(answers: list[int], data: st.DataObject) -> None:
    weights = data.draw(st.lists(st.integers(1, 5), min_size=len(answers), max_size=len(answers)))
    values = np.array(answers, dtype=float)
    found = weighted_quartiles(values, np.array(weights, dtype=float))
    assert found == quartiles(np.repeat(values, weights), 2)
    assert weighted_quartiles(values, np.array(weights) * 0.1) == found


def test_who_weighs_nothing_does_not_count() -> None:
    assert weighted_quartiles(np.array([1.0, 5, 5]), np.array([3.0, 0, 0])) == (1, 1, 1)
