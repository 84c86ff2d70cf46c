"""How a territory stands beside the others: in one sentence of a finding, and on its own page."""

import pytest

from app.dashboards import beside
from app.dashboards.findings import network, staying
from app.dashboards.headlines import HEADLINES
from app.reference.cells import Cell
from app.releases.indicators import network_differences
from app.web.published import Unit
from tests.unit.dashboards.made_cells import cell, place_of, text

STAYS = ("IND28", "residents")
HERE = cell(STAYS, (0.7, 0.66, 0.74), answer="stays")

pytestmark = pytest.mark.usefixtures("_in_english")


def gap(numbers: tuple[float, float, float], place: int = -1) -> Cell:
    headline = HEADLINES[place]
    return cell(
        (headline.indicator, headline.audience), numbers, **dict(headline.by), beside="others"
    )


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        ((12, 5, 19), "The number in the title lies clearly above that of the other territories"),
        ((-12, -19, -5), "The number in the title lies clearly below that of the other"),
        ((12, -5, 29), "The number in the title does not lie clearly apart from that of the other"),
    ],
)
def test_a_difference_is_said_as_its_interval_allows(
    numbers: tuple[float, float, float], words: str
) -> None:
    said = text(staying.finding(place_of(HERE, gap(numbers))).comparison)
    assert said.startswith(words)
    assert said.endswith("points.")


def test_the_more_is_compared_the_further_apart_a_number_must_lie() -> None:
    barely = (12.0, 1.0, 23.0)
    alone = beside.comparison(place_of(HERE, gap(barely)), HERE, Unit.SHARE)
    assert "clearly above" in text(alone)
    many = [gap((1, -9, 11), place) for place in range(8)]
    among = beside.comparison(place_of(HERE, gap(barely), *many), HERE, Unit.SHARE)
    assert "does not lie clearly apart" in text(among)


def test_the_page_names_the_surest_difference_first() -> None:
    found = network.finding(place_of(gap((40, 2, 78), 0), gap((-12, -15, -9))))
    assert text(found.sentence).replace("\N{MINUS SIGN}", "-") == (
        "North stands below the other territories in “Residents who mean to stay”: -12 points."
    )
    assert [row.label for row in found.figure.rows] == [
        "Firms that plan to hire",
        "Residents who mean to stay",
    ]


def test_nothing_clear_and_nothing_at_all_are_said_apart() -> None:
    unclear = network.finding(place_of(gap((4, -2, 10))))
    assert "In nothing compared here" in text(unclear.sentence)
    assert "Too few people answered" in text(network.finding(place_of()).sentence)


def test_the_picture_reaches_every_interval_of_a_difference() -> None:
    axis = network.finding(place_of(gap((30, 12, 48)))).figure.axis
    assert (axis.low, axis.high) == (-50, 50)


def test_what_a_release_compares_is_what_pages_show() -> None:
    released = {
        (each.indicator, str(each.audience), tuple(sorted(each.by.items())))
        for each in network_differences.HEADLINES
    }
    shown = {(each.indicator, each.audience, tuple(sorted(each.by.items()))) for each in HEADLINES}
    assert shown == released
