"""What is said of staying, for each way the ages can stand."""

import pytest

from app.dashboards.findings import staying
from app.dashboards.page import Finding
from app.reference.cells import Cell
from tests.unit.dashboards.made_cells import NETWORK, cell, place_of, text

STAYS = ("IND28", "residents")
WHOLE = cell(STAYS, (0.7, 0.66, 0.74), answer="stays")

pytestmark = pytest.mark.usefixtures("_in_english")


def age(code: str, value: float, *, reach: float = 0.05, is_fragile: bool = False) -> Cell:
    numbers = (value, round(value - reach, 2), round(value + reach, 2))
    return cell(STAYS, numbers, is_fragile=is_fragile, age=code, answer="stays")


def said(*cells: Cell) -> Finding:
    return staying.finding(place_of(*cells))


@pytest.mark.parametrize(
    ("ages", "sentence"),
    [
        (
            (age("g20", 0.4), age("g65", 0.9)),
            ("70% of residents mean to stay, but only 40% of those aged 20 to 29."),
        ),
        (
            (age("g20", 0.68), age("g65", 0.9)),
            ("70% of residents mean to stay, and even 90% of those aged 65 and over."),
        ),
        (
            (age("g20", 0.65), age("g65", 0.76)),
            ("70% of residents mean to stay; no age clearly differs."),
        ),
        (
            (age("g20", 0.4, reach=0.3), age("g65", 0.72)),
            ("70% of residents mean to stay; no age clearly differs."),
        ),
        (
            (age("g20", 0.2, is_fragile=True), age("g65", 0.72), age("g55", 0.7)),
            ("70% of residents mean to stay; no age clearly differs."),
        ),
        (
            (age("g20", 0.2, is_fragile=True), age("g65", 0.72)),
            ("70% of residents mean to stay; too few answered to compare ages."),
        ),
        ((), "70% of residents mean to stay; too few answered to compare ages."),
    ],
)
def test_an_age_is_named_only_where_thirty_answered_and_it_is_clearly_apart(
    ages: tuple[Cell, ...], sentence: str
) -> None:
    assert text(said(WHOLE, *ages).sentence) == sentence


def test_nothing_is_said_of_staying_where_all_is_hidden() -> None:
    found = said()
    assert text(found.sentence) == "Too few residents answered to say who means to stay."
    assert found.figure.is_empty
    assert text(found.comparison) == "A comparison with the whole network is not possible here."


@pytest.mark.parametrize(
    ("network", "is_fragile", "words"),
    [
        ((0.8, 0.76, 0.83), False, "clearly less"),
        ((0.6, 0.57, 0.63), False, "clearly more"),
        ((0.75, 0.73, 0.77), False, "not clearly different"),  # above, but the intervals touch
        ((0.9, 0.88, 0.92), True, "not possible"),
    ],
)
def test_the_network_is_compared_where_both_hold_thirty_and_their_intervals_part(
    network: tuple[float, float, float], words: str, *, is_fragile: bool
) -> None:
    here = cell(STAYS, (0.7, 0.66, 0.74), is_fragile=is_fragile, answer="stays")
    there = cell(STAYS, network, territory=NETWORK, answer="stays")
    assert words in text(said(here, there).comparison)
