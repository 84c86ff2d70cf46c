"""The balance of skills: what is short, what is open, what is hidden."""

from dataclasses import replace

import pytest

from app.foresight.errors import AmountError
from app.foresight.skills_balance import Amount, Cell, balance


def known(value: float) -> Amount:
    return Amount(value=value, low=value, high=value)


CELL = Cell(
    name="care",
    need=Amount(value=120, low=90, high=160, n=30),
    stock=Amount(value=60, low=45, high=80, n=40),
    offer=known(20),
    multipliers={"steady": 1.0, "green": 2.0},
)


def test_a_gap_is_need_less_stock_and_offer() -> None:
    found, _ = balance([CELL])
    assert (found.need, found.supply, found.value) == (120, 80, 40)
    assert found.low == pytest.approx(40 - (30**2 + 20**2) ** 0.5)
    assert found.high == pytest.approx(40 + (40**2 + 15**2) ** 0.5)
    assert found.verdict == "short"


def test_a_scenario_multiplies_need_and_its_interval_alone() -> None:
    found = balance([CELL])[1]
    assert (found.scenario, found.need, found.supply) == ("green", 240, 80)
    assert found.high == pytest.approx(160 + (80**2 + 15**2) ** 0.5)


def test_what_is_known_has_no_interval() -> None:
    cell = Cell(name="x", need=known(5), stock=known(2), offer=known(1), multipliers={"a": 1})
    found = balance([cell])[0]
    assert (found.low, found.value, found.high) == (2, 2, 2)


def test_no_more_people_than_there_are() -> None:
    found = balance([replace(CELL, limit=50)])[0]
    assert (found.supply, found.value) == (50, 70)
    assert found.low == pytest.approx(40)
    assert found.high > 70


@pytest.mark.parametrize(
    ("need", "verdict"),
    [(known(200), "short"), (known(10), "enough"), (Amount(value=80, low=60, high=100), "open")],
)
def test_a_verdict_needs_the_whole_interval_on_one_side(need: Amount, verdict: str) -> None:
    assert balance([replace(CELL, need=need)])[0].verdict == verdict


def test_under_five_answers_nothing_is_shown() -> None:
    found = balance([replace(CELL, stock=replace(CELL.stock, n=4))])[0]
    assert found.verdict == "hidden"
    assert {found.need, found.supply, found.value, found.low, found.high} == {None}
    assert balance([replace(CELL, stock=replace(CELL.stock, n=5))])[0].verdict == "short"


def test_no_cell_makes_no_gap() -> None:
    assert balance([]) == ()


@pytest.mark.parametrize(
    ("multipliers", "limit", "said"),
    [({}, None, "no scenario"), ({"a": -1.0}, None, "multiplier"), ({"a": 1.0}, -1.0, "limit"),
     ({"a": float("inf")}, None, "multiplier")],
)  # fmt: skip
def test_cells_that_cannot_be_are_refused(
    multipliers: dict[str, float], limit: float | None, said: str
) -> None:
    with pytest.raises(AmountError, match=said):
        balance([replace(CELL, multipliers=multipliers, limit=limit)])


@pytest.mark.parametrize(
    ("value", "low", "high", "n"),
    [(1, 2, 3, None), (1, -1, 3, None), (1, 1, 0, None), (1, 1, float("inf"), None), (1, 1, 1, -1)],
)
def test_amounts_that_cannot_be_are_refused(
    value: float, low: float, high: float, n: int | None
) -> None:
    with pytest.raises(AmountError):
        Amount(value=value, low=low, high=high, n=n)
