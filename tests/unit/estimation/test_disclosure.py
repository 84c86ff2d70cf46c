"""The rules of release, each at its edge."""

import numpy as np
import pytest

from app.estimation.disclosure import (
    Basis,
    Kind,
    compare,
    hide,
    is_dominated,
    protect,
    shown_n,
)
from app.estimation.estimates import Estimate
from app.reference.cells import Bound, Cell, Hidden

SHARE = Basis(kind=Kind.SHARE)


def cell(audience: str = "residents") -> Cell:
    return Cell(indicator="IND28", territory="north", audience=audience)


def found(n: int, value: float = 0.4567, low: float = 0.3012, high: float = 0.6) -> Estimate:
    return Estimate(value, 0.1, low, high, n, n, n - 1, 1.0)


@pytest.mark.parametrize(("n", "hidden"), [(9, Hidden.BASE), (10, None)])
def test_a_number_needs_ten_respondents(n: int, hidden: Hidden | None) -> None:
    assert protect(cell(), found(n), SHARE).hidden is hidden


@pytest.mark.parametrize(("holdings", "hidden"), [(4, Hidden.BASE), (5, None)])
def test_firms_must_belong_to_five_holdings(holdings: int, hidden: Hidden | None) -> None:
    basis = Basis(kind=Kind.SHARE, holdings=holdings)
    assert protect(cell("firms"), found(40), basis).hidden is hidden


@pytest.mark.parametrize(("n", "is_fragile", "shown"), [(29, True, "10-29"), (30, False, 30)])
def test_under_thirty_is_fragile_and_its_number_a_band(
    n: int, shown: int | str, *, is_fragile: bool
) -> None:
    cell_shown = protect(cell(), found(n), SHARE)
    assert (cell_shown.is_fragile, cell_shown.n) == (is_fragile, shown)
    assert shown_n(n) == shown


@pytest.mark.parametrize(("sizes", "hidden"), [((29, 400), Hidden.BASE), ((30, 400), None)])
def test_compared_groups_hold_thirty_each(sizes: tuple[int, int], hidden: Hidden | None) -> None:
    basis = Basis(kind=Kind.GAP, compared=sizes)
    shown = protect(cell(), found(min(sizes), 12.4, -3.2, 28.0), basis)
    assert shown.hidden is hidden


@pytest.mark.parametrize(
    ("audience", "numerator", "hidden"),
    [
        ("residents", 9, Hidden.NUMERATOR),
        ("residents", 10, None),
        ("firms", 4, Hidden.NUMERATOR),
        ("firms", 5, None),
    ],
)
def test_counts_and_identifying_choices_need_a_numerator(
    audience: str, numerator: int, hidden: Hidden | None
) -> None:
    basis = Basis(kind=Kind.COUNT, numerator=numerator)
    assert protect(cell(audience), found(40, 402, 371, 438), basis).hidden is hidden


@pytest.mark.parametrize(
    ("contributions", "total", "is_hidden"),
    [
        ([100.0, 5.0, 5.0], 110.0, True),  # two largest 95 %
        ([60.0, 25.0, 10.0, 5.0], 100.0, False),  # exactly 85 %
        ([60.0, 26.0, 9.0, 5.0], 100.0, True),
        ([50.0, 30.0, 20.0], 100.0, False),
        ([3.0], 300.0, False),  # one firm of many that it stands for
        ([], 0.0, False),
    ],
)
def test_two_large_firms_must_not_be_seen_in_a_total(
    contributions: list[float], total: float, *, is_hidden: bool
) -> None:
    assert is_dominated(np.array(contributions), total) is is_hidden


def test_a_dominated_number_is_hidden_whole() -> None:
    shown = protect(cell("firms"), found(40), Basis(kind=Kind.SHARE, is_dominated=True))
    assert shown == hide(cell("firms"), Hidden.DOMINANCE)
    assert (shown.value, shown.low, shown.high, shown.n) == (None, None, None, None)


@pytest.mark.parametrize(
    ("n", "chosen", "bound", "value"),
    [
        (19, 19, Bound.OVER, 0.9),
        (19, 0, Bound.UNDER, 0.1),
        (19, 18, None, 0.46),
        (20, 20, None, 0.46),
    ],
)
def test_all_or_nobody_of_a_small_base_shows_its_side_only(
    n: int, chosen: int, bound: Bound | None, value: float
) -> None:
    shown = protect(cell(), found(n), Basis(kind=Kind.SHARE, chosen=chosen))
    assert (shown.bound, shown.value) == (bound, value)


@pytest.mark.parametrize(
    ("chosen", "given", "shown"),
    [(0, (0.0, 0.0, 0.247), (0.1, 0.0, 0.3)), (14, (1.0, 0.753, 1.0), (0.9, 0.7, 1.0))],
)
def test_a_side_keeps_an_interval_that_holds_the_truth_but_hardly_tells_n(
    chosen: int, given: tuple[float, float, float], shown: tuple[float, float, float]
) -> None:
    got = protect(cell(), found(14, *given), Basis(kind=Kind.SHARE, chosen=chosen))
    assert (got.value, got.low, got.high, got.n) == (*shown, "10-29")


@pytest.mark.parametrize(
    ("kind", "given", "shown"),
    [
        (Kind.SHARE, (0.4567, 0.3012, 0.6), (0.46, 0.30, 0.6)),
        (Kind.SHARE, (0.004, 0.0, 0.021), (0.0, 0.0, 0.03)),
        (Kind.COUNT, (402.6, 371.0, 438.1), (405, 370, 440)),
        (Kind.BALANCE, (-12.5, -31.2, 6.4), (-12, -32, 7)),
        (Kind.CORRELATION, (0.387, 0.101, 0.62), (0.39, 0.1, 0.62)),
    ],
)
def test_the_value_is_rounded_and_its_interval_never_narrowed(
    kind: Kind, given: tuple[float, float, float], shown: tuple[float, float, float]
) -> None:
    got = protect(cell(), found(40, *given), Basis(kind=kind))
    assert (got.value, got.low, got.high) == shown


def number(value: float | None, reach: float, n: int | str = 120, *, few: bool = False) -> Cell:
    ends = (None, None) if value is None else (value - reach, value + reach)
    return Cell(
        indicator="IND28", territory="north", audience="residents",
        value=value, low=ends[0], high=ends[1], n=None if value is None else n,
        hidden=Hidden.DOMINANCE if value is None else None, is_fragile=few,
    )  # fmt: skip


def test_a_difference_of_shares_is_in_points_its_interval_rounded_outwards() -> None:
    shown = compare(cell(), number(0.62, 0.06), number(0.5, 0.03), (100.0, 1.0))
    assert (shown.value, shown.low, shown.high) == (12, 5, 19)  # 12 and sqrt(6 x 6 + 3 x 3)


def test_a_difference_tells_the_respondents_of_the_place_and_not_of_the_others() -> None:
    shown = compare(cell(), number(0.62, 0.06, 120), number(0.5, 0.03, 60), (100.0, 1.0))
    assert shown.n == 120


@pytest.mark.parametrize(
    ("here", "others"),
    [
        (number(None, 0), number(0.5, 0.03)),
        (number(0.62, 0.06), number(None, 0)),
        (number(0.62, 0.06, "10-29", few=True), number(0.5, 0.03)),
        (number(0.62, 0.06), number(0.5, 0.03, "10-29", few=True)),
    ],
)
def test_a_difference_needs_both_sides_and_thirty_on_each(here: Cell, others: Cell) -> None:
    found = compare(cell(), here, others, (100.0, 1.0))
    assert found.hidden in {Hidden.BASE, Hidden.DOMINANCE}
    assert (found.value, found.low, found.high, found.n) == (None, None, None, None)
