"""What stands open on an indicator's page, what is folded and what has a page of its own."""

import pytest

from app.dashboards.indicators.arranged import MOST_LINES, Part, Stand, arranged, in_full
from app.dashboards.indicators.chapter import chapter
from app.reference.cells import Cell, Hidden, by_codes
from tests.unit.dashboards.made_cells import HERE, cell, place_of

pytestmark = pytest.mark.usefixtures("_in_english")


def listed(measure: str, count: int) -> list[Cell]:
    return [
        cell(("IND12", "firms"), (0.3, 0.2, 0.4), measure=measure, skill=f"s_{place:02}")
        for place in range(count)
    ]


def parts(*counts: int) -> tuple[Part, ...]:
    """A section of so many numbers each."""
    cells = [each for place, count in enumerate(counts) for each in listed(f"m{place}", count)]
    return arranged(chapter(place_of(*cells), "IND12"))


def stands(*counts: int) -> list[Stand]:
    return [each.stand for each in parts(*counts)]


def test_the_first_section_stands_open_however_long() -> None:
    assert stands(200) == [Stand.OPEN]


def test_a_short_page_is_open_from_end_to_end() -> None:
    assert stands(3, 3, 1) == [Stand.OPEN] * 3


def test_long_sections_are_folded_and_short_ones_after_them_stay_open() -> None:
    assert stands(20, 20, 20, 1) == [Stand.OPEN, Stand.OPEN, Stand.FOLDED, Stand.FOLDED]
    assert stands(20, 20, 1) == [Stand.OPEN, Stand.OPEN, Stand.FOLDED]
    assert stands(1, 20, 20, 1) == [Stand.OPEN, Stand.OPEN, Stand.FOLDED, Stand.OPEN]


def test_from_where_the_page_would_be_heavy_sections_have_pages_of_their_own() -> None:
    found = parts(32, 32, 32, 1, 1)
    assert [each.stand for each in found[:2]] == [Stand.OPEN, Stand.OPEN]
    assert [each.is_apart for each in found[2:]] == [True, True, True]
    kept = [each for each in found if not each.is_apart]
    lines = sum(len(each.section.told) + len(each.figure.rows) for each in kept if each.figure)
    assert lines <= MOST_LINES


def test_numbers_stand_open_where_no_picture_shows_them_and_in_a_short_first_section() -> None:
    assert [each.has_open_table for each in parts(3, 3, 1)] == [True, False, True]
    assert not parts(20)[0].has_open_table


def test_what_says_nothing_at_all_is_folded() -> None:
    told = cell(("IND01", "firms"), (0.3, 0.2, 0.4))
    silent = Cell(
        indicator="IND01",
        territory=HERE,
        audience="firms",
        by=by_codes(size="z1_4"),
        hidden=Hidden.CONFIDENTIAL,
    )
    found = arranged(chapter(place_of(told, silent), "IND01"))
    assert [each.stand for each in found] == [Stand.OPEN, Stand.FOLDED]


def test_in_full_nothing_is_folded_or_left_to_another_page() -> None:
    cells = [*listed("m0", 40), *listed("m1", 40), *listed("m2", 40)]
    sections = chapter(place_of(*cells), "IND12")
    found = in_full(sections)
    assert tuple(each.section for each in found) == sections
    assert all(each.stand is Stand.OPEN and each.has_open_table for each in found)


def test_every_section_has_an_address_of_its_own_that_holds_for_every_release() -> None:
    found = chapter(
        place_of(
            cell(("IND07", "firms"), (0.2, 0.1, 0.3), horizon="h2030", answer="m"),
            cell(("IND07", "firms"), (0.2, 0.1, 0.3), horizon="h2035", answer="m"),
            cell(("IND07", "firms"), (4, -2, 9), horizon="h2030", weight="firms"),
        ),
        "IND07",
    )
    assert [each.code for each in found] == [
        "firms-answer-horizon.h2030",
        "firms-answer-horizon.h2035",
        "firms-weight-horizon.h2030",
    ]
