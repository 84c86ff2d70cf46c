"""No attack finds anything; each does where the one rule that stops it is left out."""

from dataclasses import replace

import pytest

from app.estimation.protections import Protections
from app.reference.cells import Hidden
from app.releases.behind import behind
from app.releases.computing import estimated, released
from app.releases.frozen_waves import Earlier, NothingNewError
from tests.attacks.attackers import ATTACKS
from tests.attacks.worlds import SEED, WORLDS, drafts, told
from tests.releases.made_answers import LISTS, Response

AGED = ("IND28", "north", "residents", (("age", "g65"), ("answer", "stays")))


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_finds_nothing_in_a_release(name: str) -> None:
    attack, _world, _protections = ATTACKS[name]
    for world in WORLDS:
        assert attack(told(world), drafts(world)) == [], world


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_finds_something_without_the_rule_that_stops_it(name: str) -> None:
    attack, world, protections = ATTACKS[name]
    assert protections != Protections()
    assert attack(told(world, protections), drafts(world))


def test_nothing_of_a_draft_is_told() -> None:
    for world in WORLDS:
        assert {type(each).__name__ for each in told(world).values()} == {"Cell"}


# --- sdc.homog: eight of eight ----------------------------------------------------------------


def test_eight_of_eight_are_hidden_and_twelve_of_twelve_a_side() -> None:
    plans = told("twelve_alike")["IND01", "north", "firms", ()]
    assert (plans.value, plans.bound, plans.n) == (0.9, "over", "10-29")
    counted, margins = WORLDS["twelve_alike"]()
    made = estimated(counted[:8], margins, SEED, LISTS)
    assert all(each.hidden for each in made.cells if each.key[0] == "IND01")


# --- sdc.zero_vs_hidden -----------------------------------------------------------------------


def test_nobody_and_a_few_are_told_alike() -> None:
    nobody, few = told("nobody_old"), told("four_old")
    assert nobody.keys() == few.keys()
    assert nobody[AGED] == few[AGED]
    assert nobody[AGED].hidden is Hidden.CONFIDENTIAL


# --- sdc.time ---------------------------------------------------------------------------------


def one_more(counted: tuple[Response, ...]) -> tuple[Response, ...]:
    new = next(each for each in counted if each.audience == "residents")
    return (*counted, replace(new, answers={**new.answers, "R_STAY": "mv_multi"}))


def test_one_more_answer_changes_nothing_until_enough_came() -> None:
    counted, margins = WORLDS["usual"]()
    more, before = one_more(counted), told("usual")
    then, now = (behind(each, margins, LISTS) for each in (counted, more))
    earlier = Earlier(number=1, cells=before, then=then, now=now, erased={})
    made = estimated(more, margins, SEED, LISTS)
    with pytest.raises(NothingNewError):
        released(made, earlier=earlier)
    leaking = released(made, Protections(waves=False), earlier)
    assert any(before.get(each.key) != each for each in leaking.cells)
