"""Verifying a release: an edited number is found, an erased answer is named."""

from dataclasses import replace

from app.reference.cells import BESIDE, NETWORK, Cell, Hidden, by_codes
from app.releases.computing import cells_of
from app.releases.differences import adds_up
from app.releases.verification import by_source, compared
from tests.releases import made_cells
from tests.releases.made_answers import LISTS, network, rested_on

RESIDENTS = 120
COUNTED, MARGINS = network(residents=RESIDENTS)


def told() -> tuple[Cell, ...]:
    return made_cells.cells(RESIDENTS)


def test_the_same_answers_reproduce_every_cell() -> None:
    found = compared(told(), cells_of(COUNTED, MARGINS, 7, LISTS), {})
    assert (found.reproduced, found.differing, found.unrecoverable) == (len(told()), (), ())
    assert found.is_sound


def test_one_edited_value_is_named_with_its_place() -> None:
    number, cell = next(
        (number, each) for number, each in enumerate(told()) if each.value is not None
    )
    edited = [
        *told()[:number],
        replace(cell, value=(cell.value or 0) + 0.01),
        *told()[number + 1 :],
    ]
    found = compared(edited, told(), {})
    assert [(each.cell.key, each.field) for each in found.differing] == [(cell.key, "value")]
    assert found.reproduced == len(told()) - 1
    assert not found.is_sound
    assert str(found.differing[0]).startswith("IND01 north firms (the whole): value is ")


def test_a_cell_taken_away_or_added_is_a_difference() -> None:
    assert [each.stored for each in compared(told()[1:], told(), {}).differing] == ["absent"]
    assert [each.recomputed for each in compared(told(), told()[1:], {}).differing] == ["absent"]


def test_an_indicator_that_came_after_the_release_is_no_difference() -> None:
    before = [each for each in told() if each.indicator not in {"IND16", "IND23", "IND35"}]
    found = compared(before, told(), {})
    assert found.is_sound
    assert found.reproduced == len(before)


def test_a_kind_of_cell_that_came_after_the_release_is_no_difference() -> None:
    """Such as hiring by activity, of a release that held hiring as a whole alone."""
    before = [
        each
        for each in told()
        if not {"activity", "size"} & each.dimensions.keys()
        and each.dimensions.get("measure") != "share"
    ]
    assert {"IND01", "IND13"} <= {each.indicator for each in before}
    found = compared(before, told(), {})
    assert found.is_sound
    assert found.reproduced == len(before)


def test_after_an_erasure_only_what_rested_on_it_goes_unchecked() -> None:
    gone = next(
        each for each in COUNTED if (each.audience, each.territory) == ("residents", "south")
    )
    left = [each for each in COUNTED if each is not gone]
    erased = by_source([(gone.audience, gone.territory)])
    found = compared(told(), cells_of(left, MARGINS, 7, LISTS), erased)
    assert found.is_sound
    [lost] = found.unrecoverable
    assert (lost.audience, lost.territory, lost.erased) == ("residents", "south", 1)
    rested = [
        each
        for each in told()
        if (each.territory in {"south", NETWORK} or BESIDE in each.dimensions or adds_up(each))
        and "residents" in rested_on(each)
    ]
    assert lost.indicators == tuple(sorted({each.indicator for each in rested}))
    assert {"IND14", "IND20", "IND26", "IND27", "IND28", "IND35"} <= set(lost.indicators)
    assert found.reproduced == len(told()) - len(rested)
    assert "1 response was erased" in str(lost)


def test_an_edit_is_still_found_after_an_erasure_elsewhere() -> None:
    number = next(i for i, each in enumerate(told()) if each.indicator == "IND06" and each.value)
    edited = [*told()[:number], replace(told()[number], high=99.0), *told()[number + 1 :]]
    found = compared(edited, told(), by_source([("residents", "south")] * 2))
    assert [each.field for each in found.differing] == ["high"]
    assert found.unrecoverable[0].erased == 2


def hires(territory: str, *, hidden: Hidden | None = None) -> Cell:
    """hidden: why; its numbers are hidden with it."""
    return Cell(
        indicator="IND01",
        territory=territory,
        audience="firms",
        by=by_codes(measure="hires"),
        value=None if hidden else 12.0,
        n=None if hidden else 80,
        hidden=hidden,
    )


def test_a_total_hidden_for_the_sake_of_a_place_with_an_erasure_is_no_difference() -> None:
    stored = [hires("north"), hires("south")]
    again = [hires("north", hidden=Hidden.COMPLEMENT), hires("south", hidden=Hidden.DOMINANCE)]
    found = compared(stored, again, by_source([("firms", "south")]))
    assert (found.is_sound, found.reproduced) == (True, 0)
    assert found.unrecoverable[0].indicators == ("IND01",)
