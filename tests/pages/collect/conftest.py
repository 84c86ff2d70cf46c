"""A campaign of firms in the field: 60 sent, 30 left at three steps, two tests."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from functools import cache

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from jinja2 import StrictUndefined

from app.collect import actions
from app.questionnaire.model import Questionnaire, Value
from app.questionnaire.reading import read_questionnaire
from app.store import campaigns, invitations, keys, network, questionnaires, responses
from app.store.campaigns import Campaign, NewCampaign
from app.store.database import db, transaction
from app.store.invitations import Invitation
from app.store.network import Margin, Municipality, Territory
from app.store.responses import Response
from tests.checked_pages import CheckedClient
from tests.programs import ROOT

OPENED = date(2026, 3, 2)
BEGUN = datetime(2026, 3, 2, 9, tzinfo=UTC)
SIZES = {"z0": 26, "z1_4": 24, "z5_9": 8, "z10_49": 2}  # sent
POPULATION = {"z0": 900.0, "z1_4": 340.0, "z5_9": 90.0, "z10_49": 60.0}
TOWNS = {"t1": 40, "t2": 18, "t3": 2}  # sent


@cache
def firms() -> Questionnaire:
    return read_questionnaire(ROOT / "surveys" / "firms.yaml", ROOT / "translations")


def made_campaign() -> Campaign:
    network.add_territory(
        Territory(code="hills", name="The Hills", country="FR", nuts3="FRJ25", languages=("fr",))
    )
    network.add_municipalities(
        Municipality(
            code=code, territory_code="hills", name=f"Bourg {code}", share=share, minutes_to_town=9
        )
        for code, share in {"t1": 0.5, "t2": 0.3, "t3": 0.2}.items()
    )
    network.add_margins(
        Margin(territory_code="hills", wave="w2026", audience="firms", name="size", level=level,
               total=total)
        for level, total in POPULATION.items()
    )  # fmt: skip
    return campaigns.add(
        NewCampaign(
            code="firms-2026",
            questionnaire_id=questionnaires.save(firms()).id,
            wave="w2026",
            territories=("hills",),
            opens_on=OPENED,
            closes_on=date(2100, 1, 1),
        )
    )


def add_response(
    campaign: Campaign,
    answers: Mapping[str, Value],
    *,
    day: int = 0,
    minutes: float | None = None,
    is_test: bool = False,
) -> None:
    """minutes: from the start to the sending; None: not sent."""
    key, started = keys.new_key(), BEGUN + timedelta(days=day)
    ended = None if minutes is None else started + timedelta(minutes=minutes)
    responses.add(
        Response(
            campaign_id=campaign.id,
            entry_hash=keys.hashed(f"entry of {key}"),
            key_hash=keys.hashed(key),
            code_hash=keys.hashed(keys.code_of(key)),
            receipt_hash=keys.hashed(keys.receipt_of(key)),
            key_sealed=keys.seal_key(key),
            seed=keys.seed_of(key),
            language="fr" if day % 2 else "en",
            territory_code="hills",
            mode="test" if is_test else "web",
            is_test=is_test,
            answers=answers,
            started_at=started,
            touched_at=ended or started,
            sent_at=ended,
            core_completed_at=ended,
        )
    )


def add_sample(campaign: Campaign) -> None:
    sizes = [size for size, count in SIZES.items() for _each in range(count)]
    towns = [town for town, count in TOWNS.items() for _each in range(count)]
    for place, (size, town) in enumerate(zip(sizes, towns, strict=True)):
        said = {"F_MODULE": "A", "F_CONSENT": True, "F_PLACE": town, "F_SIZE": size}
        add_response(campaign, said, day=place % 5, minutes=2 if place < 3 else 12)
    consented: dict[str, Value] = {"F_MODULE": "A", "F_CONSENT": True, "F_PLACE": "t1"}
    for place in range(30):
        add_response(campaign, consented if place % 3 else {"F_MODULE": "A"}, day=place % 5)
    add_response(campaign, consented, is_test=True)
    add_response(campaign, {**consented, "F_SIZE": "z250"}, is_test=True, minutes=1)


@pytest.fixture
def reader(app: Flask) -> FlaskClient:
    """A client that refuses faulty pages."""
    app.test_client_class = CheckedClient
    app.jinja_env.undefined = StrictUndefined
    return app.test_client()


@pytest.fixture
def key(app: Flask) -> str:
    """The key of the campaign."""
    with app.app_context():
        with transaction():
            add_sample(made_campaign())
        return actions.new_key("firms-2026")


@pytest.fixture
def invited(app: Flask, key: str) -> str:
    """The same campaign with forty personal links, half of them sent; the key."""
    with app.app_context(), transaction():
        campaign = campaigns.by_code("firms-2026")
        query = sa.select(Response).where(
            Response.sent_at.is_not(None), Response.is_test.is_(False)
        )
        answered = list(db.session.scalars(query.order_by(Response.id).limit(20)))
        invitations.add_all(
            Invitation(
                campaign_id=campaign.id,
                token_hash=f"token {place}",
                reference_hash=f"reference {place}",
                stratum="z0" if place % 4 < 2 else "Farms",
                municipality_code="t1",
                response_id=answered[place].id if place < len(answered) else None,
                invited_on=OPENED,
            )
            for place in range(40)
        )
    return key
