"""A number changes only when enough of its respondents did."""

from dataclasses import replace
from functools import cache

import pytest

from app.errors import InvalidError
from app.estimation.protections import Protections
from app.reference.cells import NETWORK, Cell, Key
from app.releases.behind import behind
from app.releases.computing import Computed, estimated, released
from app.releases.frozen_waves import Behind, Earlier, NothingNewError
from tests.releases import made_cells
from tests.releases.made_answers import LISTS, Response, network

COUNTED, MARGINS = network()
STAYS = ("IND28", "residents", (("answer", "stays"),))


@cache
def first() -> dict[Key, Cell]:
    return {each.key: each for each in made_cells.cells()}


def after(counted: tuple[Response, ...], protections: Protections | None = None) -> Computed:
    """What may be told of other answers, when the first were published before."""
    return released(
        estimated(counted, MARGINS, 7, LISTS), protections or Protections(), earlier(counted)
    )


def earlier(counted: tuple[Response, ...]) -> Earlier:
    then, now = (behind(each, MARGINS, LISTS) for each in (COUNTED, counted))
    return Earlier(number=1, cells=first(), then=then, now=now, erased={})


def moving(number: int, territory: str = "north") -> tuple[Response, ...]:
    """The same answers, but that some residents leave who would have stayed."""
    left, changed = number, []
    for each in COUNTED:
        is_next = (each.audience, each.territory) == ("residents", territory)
        if left and is_next and each.answers["R_STAY"] == "mv_stay":
            each = replace(each, answers={**each.answers, "R_STAY": "mv_leave"})
            left -= 1
        changed.append(each)
    return tuple(changed)


def told(found: Computed) -> dict[Key, Cell]:
    return {each.key: each for each in found.cells}


def test_one_changed_answer_changes_nothing_that_is_told() -> None:
    with pytest.raises(NothingNewError, match="release 1"):
        after(moving(1))


def test_one_changed_answer_shows_where_the_rule_is_left_out() -> None:
    found = told(after(moving(1), Protections(waves=False)))
    changed = {key for key in first() if found[key] != first()[key]}
    assert ("IND28", "north", "residents", (("answer", "stays"), ("age", "g15"))) not in changed
    assert {key[0] for key in changed} >= {"IND28"}


def test_enough_changed_answers_change_the_whole_and_keep_small_groups() -> None:
    counted = moving(25)
    found = told(after(counted))
    north = ("IND28", "north", "residents", (("answer", "stays"),))
    assert found[north].value != first()[north].value
    few = earlier(counted).changed_by_few
    assert few
    assert {found[key] for key in few} == {first()[key] for key in few}


def test_a_place_where_nobody_changed_keeps_its_numbers() -> None:
    found = told(after(moving(25)))
    south = {key for key in first() if key[1] == "south" and "beside" not in dict(key[3])}
    assert [key for key in south if first()[key].value and found[key] != first()[key]] == []


def test_what_stays_is_said_in_words() -> None:
    assert any("stay those of release 1" in note for note in after(moving(25)).notes)


def test_erased_answers_count_as_changed_wherever_they_may_have_been() -> None:
    then = behind(COUNTED, MARGINS, LISTS)
    gone = {("north", "residents"): 1}
    found = Earlier(number=1, cells=first(), then=then, now=then, erased=gone)
    assert {key[1] for key in found.changed_by_few} == {"north", NETWORK, "south"}
    assert {key[1] for key in found.changed_by_few if "beside" not in dict(key[3])} == {
        "north",
        NETWORK,
    }


def test_nothing_new_is_an_error_of_the_input() -> None:
    assert issubclass(NothingNewError, InvalidError)


# --- lists of what people wrote, numbers of experts and of practices ----------------------------

OPEN = ("OPEN", "north", "residents", (("language", "fr"), ("question", "R_OPEN")))
PANEL = ("IND33", "north", "experts", (("statement", "s1"),))
COUNTED_OPENLY = ("IND31", "north", "practices", (("measure", "practices"),))


def used(term: str) -> Cell:
    indicator, territory, audience, by = OPEN
    by = tuple(sorted((*by, ("term", term))))
    return Cell(
        indicator=indicator, territory=territory, audience=audience, by=by, value=5.0, n="10-29"
    )


def numbered(audience: str, number: int) -> Behind:
    """So many respondents of the north, none behind a cell of their own."""
    names = tuple(f"{audience} {each}" for each in range(number))
    return Behind({}, {("north", audience): (1 << number) - 1}, {audience: names})


def since(audience: str, before: int, now: int, *cells: Cell) -> Earlier:
    held = {each.key: each for each in cells}
    return Earlier(
        number=1,
        cells=held,
        then=numbered(audience, before),
        now=numbered(audience, now),
        erased={},
    )


@pytest.mark.parametrize(("now", "told"), [(40, "bread"), (49, "bread"), (50, "wood")])
def test_a_list_of_terms_changes_as_a_whole_when_ten_came(now: int, told: str) -> None:
    found = since("residents", 40, now, used("bread")).settled([used("wood")])
    assert [each.dimensions["term"] for each in found] == [told]


def test_terms_of_a_question_that_had_none_are_told() -> None:
    assert since("residents", 40, 41).settled([used("wood")]) == (used("wood"),)


@pytest.mark.parametrize(("now", "stays"), [(21, True), (24, True), (25, False)])
def test_a_number_of_experts_changes_when_five_of_them_did(now: int, *, stays: bool) -> None:
    indicator, territory, audience, by = PANEL
    cell = Cell(indicator=indicator, territory=territory, audience=audience, by=by, value=60.0)
    assert (PANEL in since("experts", 20, now, cell).changed_by_few) is stays


def test_practices_are_told_as_they_are() -> None:
    indicator, territory, audience, by = COUNTED_OPENLY
    cell = Cell(indicator=indicator, territory=territory, audience=audience, by=by, value=3.0)
    earlier = since("experts", 20, 20, cell)
    assert earlier.changed_by_few | earlier.of_the_same == frozenset()
