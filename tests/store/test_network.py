"""Territories, their places, and the totals that weights are raked to."""

import pytest

from app.errors import NotFoundError
from app.questionnaire.setting import Place
from app.store import network
from app.store.database import transaction
from app.store.naming import named_municipalities
from app.store.network import Margin
from tests import made_store

pytestmark = pytest.mark.usefixtures("store")


def margin(territory: str, level: str, total: float, wave: str = "w2026") -> Margin:
    return Margin(
        territory_code=territory, wave=wave, audience="firms", name="size", level=level, total=total
    )


def test_an_unknown_territory_names_the_known_ones() -> None:
    with transaction():
        made_store.territories()
    with pytest.raises(NotFoundError, match="demo_es, demo_fr"):
        network.territory("demo_xx")
    assert network.territory("demo_fr").languages == ("fr",)


def test_places_are_those_of_the_territories_asked() -> None:
    with transaction():
        made_store.territories()
    one = Place("demo_es01", "Bourg Sierra Alta", "demo_es", "Sierra Alta")
    assert network.places(["demo_es"]) == (one,)
    assert [place.territory for place in network.places(["demo_fr", "demo_es"])] == [
        "demo_es",
        "demo_fr",
    ]
    assert network.places([]) == ()


def test_minutes_to_a_town_are_those_of_the_territories_asked() -> None:
    with transaction():
        made_store.territories()
    assert set(network.minutes_to_town(["demo_es"])) == {"demo_es01"}
    assert set(network.minutes_to_town(["demo_fr", "demo_es"])) == {"demo_fr01", "demo_es01"}
    assert network.minutes_to_town([]) == {}


def test_margins_are_those_of_a_wave_and_audience_in_order() -> None:
    with transaction():
        made_store.territories()
        network.add_margins(
            [
                margin("demo_fr", "z1_4", 684),
                margin("demo_es", "z0", 437),
                margin("demo_fr", "z0", 722),
            ]
        )
        network.add_margins([margin("demo_fr", "z0", 1, wave="w2027")])
    found = network.margins("w2026", "firms")
    assert [(each.territory_code, each.level, each.total) for each in found] == [
        ("demo_es", "z0", 437.0),
        ("demo_fr", "z0", 722.0),
        ("demo_fr", "z1_4", 684.0),
    ]


def test_loading_again_replaces() -> None:
    with transaction():
        made_store.territories()
        network.add_margins([margin("demo_fr", "z0", 722)])
    with transaction():
        made_store.territories()
        network.add_margins([margin("demo_fr", "z0", 723)])
    assert [each.total for each in network.margins("w2026", "firms")] == [723.0]
    assert len(network.territories()) == 2


def test_a_municipality_named_second_by_an_answer_of_another_territory_is_still_named() -> None:
    with transaction():
        response = made_store.response(
            made_store.campaign(), {"T_PLACE": ("demo_fr01", "demo_es01")}
        )
    assert response.territory_code == "demo_fr"
    assert named_municipalities("demo_es", ["demo_es01", "demo_es02"]) == {"demo_es01"}
