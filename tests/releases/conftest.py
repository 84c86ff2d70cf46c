"""A store holding two territories, three campaigns and their responses."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

import pytest
from flask import Flask

from app.questionnaire.model import Questionnaire
from app.questionnaire.reading import read_questionnaire
from app.store import campaigns, database, network, questionnaires
from app.store.campaigns import Campaign, NewCampaign
from app.store.network import Margin, Territory
from app.store.responses import Response
from tests.releases import made_answers

SURVEYS = Path(__file__).parents[2] / "surveys"
WAVE = "w2026"
NOW = datetime(2026, 4, 1, 12, tzinfo=UTC)


@cache
def questionnaire(name: str) -> Questionnaire:
    return read_questionnaire(SURVEYS / f"{name}.yaml")


@pytest.fixture
def store(app: Flask) -> Iterator[Flask]:
    """The product with an open context."""
    counted, margins = made_answers.network(firms=40, residents=60, trainers=12)
    with app.app_context():
        with database.transaction():
            for code in made_answers.TERRITORIES:
                network.add_territory(
                    Territory(code=code, name=code, country="FR", nuts3="FRJ25", languages=("en",))
                )
            network.add_margins(
                Margin(
                    territory_code=territory,
                    wave=WAVE,
                    audience=audience,
                    name=name,
                    level=level,
                    total=total,
                )
                for territory, audiences in margins.items()
                for audience, names in audiences.items()
                for name, levels in names.items()
                for level, total in levels.items()
            )
            asked = {name: campaign(name) for name in ("firms", "residents", "trainers")}
            database.db.session.add_all(
                response(asked[each.audience], each, number) for number, each in enumerate(counted)
            )
        yield app


def campaign(audience: str, *, wave: str = WAVE) -> Campaign:
    version = questionnaires.save(questionnaire(audience))
    return campaigns.add(
        NewCampaign(
            code=f"{audience}-{wave}",
            questionnaire_id=version.id,
            wave=wave,
            territories=made_answers.TERRITORIES,
            opens_on=date(2026, 3, 2),
            closes_on=date(2026, 5, 15),
            is_synthetic=True,
        )
    )


def response(campaign: Campaign, made: made_answers.Response, number: int) -> Response:
    return Response(
        campaign_id=campaign.id,
        entry_hash=f"entry {number}",
        key_hash=f"key {number}",
        code_hash=f"code {number}",
        receipt_hash=f"receipt {number}",
        key_sealed=b"sealed",
        seed=number,
        language="en",
        territory_code=made.territory,
        answers=dict(made.answers),
        started_at=NOW,
        touched_at=NOW,
        sent_at=NOW,
        core_completed_at=NOW,
    )
