"""A release as a function of answers, margins and seed."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from app.reference.audiences import Further
from app.reference.cells import BESIDE, NETWORK, Cell
from app.releases.computing import cells_of, compute
from app.releases.indicators import registry
from app.releases.indicators.network_differences import HEADLINES
from app.releases.weighting import MissingMarginError
from tests.releases import made_cells
from tests.releases.made_answers import LISTS, Response, network

COUNTED, MARGINS = network()
STAYS = ("IND28", "residents", (("answer", "stays"),))


def find(cells: tuple[Cell, ...], indicator: str, territory: str, **by: str) -> Cell:
    return next(
        each
        for each in cells
        if (each.indicator, each.territory, each.dimensions) == (indicator, territory, by)
    )


def test_every_cell_has_its_own_place() -> None:
    assert len({each.key for each in made_cells.cells()}) == len(made_cells.cells())


def places_of(territory: str) -> set[tuple[object, ...]]:
    return {
        each.key[0:1] + each.key[2:]
        for each in made_cells.cells()
        if each.territory == territory
        and BESIDE not in each.dimensions
        and each.audience not in frozenset(Further)  # a lever, a state is told where there is one
    }


def test_each_territory_and_the_network_hold_the_same_places_but_for_single_jobs() -> None:
    north, south, whole = (places_of(each) for each in ("north", "south", NETWORK))
    assert north == south
    assert north < whole
    by_job = {each for each in whole - north if "job" in dict(each[2])}  # type: ignore[call-overload]
    assert by_job == whole - north


def test_a_release_holds_every_registered_indicator() -> None:
    assert {each.indicator for each in made_cells.cells()} == {
        each.indicator for each in registry.SUBJECTS
    }


def test_each_territory_and_not_the_network_is_set_beside_the_others() -> None:
    beside = [each for each in made_cells.cells() if BESIDE in each.dimensions]
    assert {each.territory for each in beside} == {"north", "south"}
    assert len([each for each in beside if each.indicator != "IND21"]) == 2 * len(HEADLINES)
    quotients = [each for each in beside if each.indicator == "IND21"]
    assert len(quotients) == 2 * 2 * (len(LISTS.skills) + len(LISTS.families))


def test_two_territories_differ_by_what_one_has_more_than_the_other() -> None:
    numbers = {
        each.territory: each for each in made_cells.cells() if each.key[0:1] + each.key[2:] == STAYS
    }
    north, south = numbers["north"].value, numbers["south"].value
    assert north is not None
    assert south is not None
    gaps = [
        find(made_cells.cells(), "IND28", name, answer="stays", beside="others")
        for name in numbers
        if name != NETWORK
    ]
    assert [each.value for each in gaps] == pytest.approx(
        [100 * (north - south), 100 * (south - north)]
    )
    assert [each.n for each in gaps] == [numbers["north"].n, numbers["south"].n]


def test_the_order_of_answers_does_not_matter_to_a_rounded_number() -> None:
    assert cells_of(COUNTED[::-1], MARGINS, 7, LISTS) == made_cells.cells()


def test_the_order_of_codes_within_the_answers_of_one_does_not_matter() -> None:
    """A database may keep them in another one."""
    turned = [replace(each, answers=_turned(each.answers)) for each in COUNTED]
    assert cells_of(turned, MARGINS, 7, LISTS) == made_cells.cells()


def _turned(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _turned(value[key]) for key in reversed(value)}
    return value


def test_the_seed_moves_only_what_is_drawn() -> None:
    others = cells_of(COUNTED, MARGINS, 8, LISTS)
    moved = {
        one.indicator for one, other in zip(made_cells.cells(), others, strict=True) if one != other
    }
    experts = {"IND13", "IND32", "IND33", "IND34", "IND36"}  # panels are drawn again
    assert moved <= {"IND10", "IND14", "IND20"} | experts


def test_the_network_is_the_sum_of_its_territories() -> None:
    parts = [
        find(made_cells.cells(), "IND01", name, measure="hires").value
        for name in ("north", "south")
    ]
    whole = find(made_cells.cells(), "IND01", NETWORK, measure="hires")
    assert whole.value == pytest.approx(sum(value or 0 for value in parts), abs=10)
    assert find(made_cells.cells(), "IND01", NETWORK).n == sum(
        each.audience == "firms" for each in COUNTED
    )


def test_the_later_horizon_counts_only_firms_that_were_asked() -> None:
    asked = sum("F_ACT35" in each.answers for each in COUNTED if each.audience == "firms")
    assert find(made_cells.cells(), "IND06", NETWORK, horizon="h2035", answer="dk").n == asked


def test_a_hidden_cell_gives_nothing_away() -> None:
    hidden = [each for each in made_cells.cells() if each.hidden]
    assert hidden
    assert {(each.value, each.low, each.high, each.n, each.bound) for each in hidden} == {
        (None, None, None, None, None)
    }


def test_values_lie_inside_their_intervals() -> None:
    shown = [each for each in made_cells.cells() if each.hidden is None]
    for each in shown:
        assert each.value is not None
        assert each.low is not None
        assert each.high is not None
        assert each.low <= each.value <= each.high


def test_a_territory_where_nobody_answered_is_hidden_and_not_absent() -> None:
    only_north = tuple(each for each in COUNTED if each.territory == "north")
    cells = cells_of(only_north, MARGINS, 7, LISTS)
    assert [each.key for each in cells] == [each.key for each in made_cells.cells()]
    asked = [each for each in cells if each.audience not in frozenset(Further)]
    assert all(each.hidden for each in asked if each.territory == "south")
    north = find(cells, "IND28", "north", answer="stays")
    assert north == find(made_cells.cells(), "IND28", "north", answer="stays")


def test_a_single_respondent_of_a_territory_is_left_out_of_the_network_and_said_so() -> None:
    few = [each for each in COUNTED if each.territory == "north"]
    few += [each for each in COUNTED if each.territory == "south"][:1]
    computed = compute(few, MARGINS, 7, LISTS)
    assert "south, firms: 1 respondents: left out of the network" in computed.notes
    assert find(computed.cells, "IND01", NETWORK).n == "50-69"  # 60 would say that nobody is south


def test_audiences_that_were_not_asked_have_no_cells() -> None:
    margins = {name: {"firms": each["firms"]} for name, each in MARGINS.items()}
    firms = [each for each in COUNTED if each.audience == "firms"]
    audiences = {each.audience for each in cells_of(firms, margins, 7, LISTS)}
    assert audiences - frozenset(Further) == {"firms"}


def test_an_answer_from_a_territory_without_margins_is_refused() -> None:
    with pytest.raises(MissingMarginError, match="west"):
        cells_of([Response("firms", "west", {})], MARGINS, 7, LISTS)
