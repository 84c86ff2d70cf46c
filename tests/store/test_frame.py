"""Frames of firms and counts of persons, replaced as a whole."""

import pytest

from app.store import frame
from app.store.database import transaction
from app.store.frame import FrameFirm, PersonsCount
from tests import made_store

pytestmark = pytest.mark.usefixtures("store")


def firm(
    code: str, size_class: str, territory: str = "demo_fr", holding: str | None = None
) -> FrameFirm:
    return FrameFirm(
        territory_code=territory,
        code=code,
        municipality_code=f"{territory}01",
        activity="a_build",
        size_class=size_class,
        employment=None,
        holding=holding,
    )


def test_a_frame_is_replaced_as_a_whole_and_only_its_own() -> None:
    with transaction():
        made_store.territories()
        frame.replace_firms("demo_es", [firm("1", "z0", "demo_es")])
        frame.replace_firms("demo_fr", [firm("1", "z0"), firm("2", "z0"), firm("3", "z1_4")])
    counted = frame.firms_by_size_and_place(["demo_fr"])
    assert counted == {("z0", "demo_fr01"): 2, ("z1_4", "demo_fr01"): 1}
    with transaction():
        frame.replace_firms("demo_fr", [firm("2", "z250")])
    assert frame.firms_by_size_and_place(["demo_fr", "demo_es"]) == {
        ("z0", "demo_es01"): 1,
        ("z250", "demo_fr01"): 1,
    }


def test_owners_are_told_by_codes_that_mean_one_firm() -> None:
    with transaction():
        made_store.territories()
        frame.replace_firms("demo_es", [firm("1", "z0", "demo_es", "h1")])
        known = [firm("1", "z0", holding="h2"), firm("2", "z0", holding="h2"), firm("3", "z0")]
        frame.replace_firms("demo_fr", known)
    assert frame.holdings(["demo_fr"]) == {"1": "h2", "2": "h2"}
    assert frame.holdings(["demo_fr", "demo_es"]) == {"2": "h2"}


def test_persons_are_replaced_as_a_whole_and_only_of_their_territory() -> None:
    with transaction():
        made_store.territories()
        for place in ("demo_fr", "demo_es"):
            counted = [PersonsCount(municipality_code=f"{place}01", level="g15:f", persons=60.5)]
            frame.replace_persons(place, counted)
        again = [PersonsCount(municipality_code="demo_fr01", level="g65:m", persons=7)]
        frame.replace_persons("demo_fr", again)
    assert frame.persons_by_level_and_place(["demo_fr"]) == {("g65:m", "demo_fr01"): 7.0}
    assert frame.persons_by_level_and_place(["demo_es"]) == {("g15:f", "demo_es01"): 60.5}
