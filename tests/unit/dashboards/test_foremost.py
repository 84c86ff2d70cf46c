"""The main thing that an indicator says stands before everything else."""

import pytest

from app.dashboards.indicators.chapter import chapter
from app.dashboards.indicators.foremost import Foremost, foremost
from app.reference.cells import BESIDE, NETWORK, OTHERS, Cell, Hidden, by_codes
from tests.unit.dashboards.made_cells import HERE, cell, place_of, text

pytestmark = pytest.mark.usefixtures("_in_english")


def found(*cells: Cell) -> Foremost | None:
    place, indicator = place_of(*cells), cells[0].indicator
    return foremost(place, indicator, chapter(place, indicator))


def test_a_number_that_territories_are_compared_by_comes_first_with_its_comparison() -> None:
    first = found(
        cell(("IND01", "firms"), (0.62, 0.55, 0.7)),
        cell(("IND01", "firms"), (0.4, 0.38, 0.42), territory=NETWORK),
        cell(("IND01", "firms"), (24, 12, 36), **{BESIDE: OTHERS}),
    )
    assert first is not None
    assert first.what == "Firms that plan to hire"
    assert text(first.said) == "62% (55% to 70%) here, 40% in the whole network"
    assert first.comparison is not None
    assert text(first.comparison).startswith("This number lies clearly above")


def test_else_the_largest_of_the_first_list_and_which_list_it_is() -> None:
    first = found(
        cell(("IND09", "firms"), (0.3, 0.2, 0.4), driver="d_climate"),
        cell(("IND09", "firms"), (0.6, 0.5, 0.7), driver="d_age"),
    )
    assert first is not None
    assert (first.what, text(first.said)) == ("Retirements", "60% (50% to 70%)")
    assert first.about == "Firms · what changes work: the largest"
    assert first.comparison is None


def test_of_answers_in_their_order_none_is_called_the_largest() -> None:
    first = found(
        *(
            cell(("IND07", "firms"), (share, 0.1, 0.5), horizon="h2030", answer=code)
            for code, share in (("mm", 0.2), ("p", 0.4))
        )
    )
    assert first is not None
    assert (first.what, first.about) == ("Much less", "Firms · By 2030 · by answer")


def test_where_all_is_hidden_nothing_comes_first() -> None:
    hidden = Cell(
        indicator="IND09",
        territory=HERE,
        audience="firms",
        by=by_codes(driver="d_age"),
        hidden=Hidden.CONFIDENTIAL,
    )
    everywhere = cell(("IND09", "firms"), (0.6, 0.5, 0.7), territory=NETWORK, driver="d_age")
    assert found(hidden, everywhere) is None
