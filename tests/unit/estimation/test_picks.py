"""Codes as columns say what going row by row says."""

from hypothesis import given
from hypothesis import strategies as st

from app.estimation.picks import Picks

CODES = st.sampled_from(["a", "b", "dk", "other"])
ROWS = st.lists(st.lists(CODES, max_size=5), max_size=8)


def picks(rows: list[list[str]]) -> Picks:
    return Picks.of(len(rows), ((row, code) for row, held in enumerate(rows) for code in held))


@given(rows=ROWS, wanted=st.lists(CODES, unique=True))
def test_a_wanted_code_is_found_where_it_stands(rows: list[list[str]], wanted: list[str]) -> None:
    found = picks(rows).holding(wanted)
    assert found.shape == (len(rows), len(wanted))
    assert found.tolist() == [[code in held for code in wanted] for held in rows]


@given(rows=ROWS, missing=st.frozensets(CODES))
def test_what_stands_beside_missing_codes_is_an_answer(
    rows: list[list[str]], missing: frozenset[str]
) -> None:
    assert picks(rows).beside(missing).tolist() == [bool({*held} - missing) for held in rows]


def test_a_code_that_nobody_gave_stands_nowhere() -> None:
    assert not picks([["a"], []]).holding(["elsewhere"]).any()
