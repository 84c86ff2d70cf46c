"""A release is made once and stays what it was."""

import pytest
import sqlalchemy as sa
from flask import Flask

from app.errors import ConflictError, InvalidError, NotFoundError
from app.releases import actions
from app.releases.weighting import MissingMarginError
from app.store import campaigns, network, releases, responses
from app.store.database import db, transaction
from app.store.responses import Response
from tests.releases.conftest import WAVE, campaign, response
from tests.releases.made_answers import network as made_network

CODES = (f"firms-{WAVE}", f"residents-{WAVE}", f"trainers-{WAVE}")


pytestmark = pytest.mark.usefixtures("store")


@pytest.fixture
def number(store: Flask) -> int:
    assert store.testing
    return actions.make(CODES, seed=7)


def test_a_release_holds_its_origin(number: int) -> None:
    made = releases.by_number(number)
    assert (made.number, made.seed, made.wave, made.campaigns) == (1, 7, WAVE, CODES)
    assert made.is_synthetic
    assert made.published_at is None
    assert set(made.questionnaires) == {"firms", "residents", "trainers"}
    assert len(list(releases.counted(number))) == 2 * (40 + 60 + 12)


def test_a_release_is_reproduced_from_what_it_holds(number: int) -> None:
    found = actions.verify(number)
    assert found.is_sound
    assert found.reproduced == len(releases.cells(number)) > 500


def test_later_answers_and_other_margins_change_no_release(number: int) -> None:
    before = releases.cells(number)
    counted, _ = made_network(seed=99, firms=10, residents=0, trainers=0)
    with transaction():
        asked = campaigns.by_code(CODES[0])
        for place, each in enumerate(counted):
            responses.add(response(asked, each, 5000 + place))
        margin = network.Margin(
            territory_code="north",
            wave=WAVE,
            audience="trainers",
            name="all",
            level="all",
            total=900.0,
        )
        network.add_margins([margin])
    assert actions.verify(number).is_sound
    assert releases.cells(number) == before
    second = actions.make(CODES, seed=7)
    assert releases.cells(second) != before
    assert actions.verify(second).is_sound


def test_an_edited_cell_is_found(number: int) -> None:
    with transaction():
        db.session.execute(
            sa.text("UPDATE release_cell SET value = value + 0.01 WHERE position = 0")
        )
    [difference] = actions.verify(number).differing
    assert (difference.cell.indicator, difference.field) == ("IND01", "value")


def test_an_erasure_is_named_and_the_rest_still_verified(number: int) -> None:
    query = sa.select(Response).where(Response.territory_code == "south")
    with transaction():
        erased = db.session.scalars(query).first()
        assert erased is not None
        responses.erase(erased)
    found = actions.verify(number)
    assert found.is_sound
    [lost] = found.unrecoverable
    assert (lost.audience, lost.territory, lost.erased) == ("firms", "south", 1)
    assert lost.indicators == ("IND01", "IND03", "IND06", "IND13", "IND14")
    assert found.reproduced > 300


def test_publishing_happens_once(number: int) -> None:
    actions.publish(number)
    latest = releases.published_latest()
    assert latest is not None
    assert latest.number == number
    with pytest.raises(ConflictError):
        actions.publish(number)


def test_responses_without_a_place_in_the_network_do_not_count() -> None:
    query = sa.select(Response).where(Response.territory_code == "north")
    with transaction():
        moved = db.session.scalars(query).first()
        assert moved is not None
        moved.territory_code = None
    assert len(list(releases.counted(actions.make(CODES, seed=7)))) == 2 * (40 + 60 + 12) - 1


def test_campaigns_of_two_waves_are_not_mixed() -> None:
    with transaction():
        campaign("firms", wave="w2027")
    with pytest.raises(InvalidError, match="w2026 and w2027"):
        actions.make((*CODES, "firms-w2027"), seed=7)


def test_a_campaign_nobody_answered_makes_no_release() -> None:
    with transaction():
        campaign("firms", wave="w2027")
    with pytest.raises(InvalidError, match="Nobody"):
        actions.make(("firms-w2027",), seed=7)


def test_a_territory_without_margins_is_named() -> None:
    with transaction():
        db.session.execute(sa.text("DELETE FROM margin WHERE territory_code = 'south'"))
    with pytest.raises(MissingMarginError, match="firms of south"):
        actions.make(CODES, seed=7)


def test_an_unknown_campaign_or_release_is_named() -> None:
    with pytest.raises(NotFoundError, match="nowhere"):
        actions.make(("nowhere",), seed=7)
    with pytest.raises(NotFoundError, match="12"):
        actions.verify(12)
