"""A store holding two territories, three campaigns and their responses."""

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask

from app.questionnaire.model import Questionnaire
from app.questionnaire.reading import read_questionnaire
from app.releases import actions
from app.store import campaigns, database, network, questionnaires
from app.store.campaigns import Campaign, NewCampaign
from app.store.network import Margin, Municipality, Territory
from app.store.responses import Response
from tests import databases
from tests.releases import made_answers
from tests.releases.computed_once import ONCE, ComputedOnce

SURVEYS = Path(__file__).parents[2] / "surveys"
WAVE = "w2026"
CODES = (f"firms-{WAVE}", f"residents-{WAVE}", f"trainers-{WAVE}")
SEED = 7
NOW = datetime(2026, 4, 1, 12, tzinfo=UTC)


@cache
def questionnaire(name: str) -> Questionnaire:
    return read_questionnaire(SURVEYS / f"{name}.yaml")


@pytest.fixture(scope="session")
def templates(
    tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Callable[[str, str], str]:
    """A seeded database of each kind, without and with a release, made once: (kind, name) to it."""
    folder = tmp_path_factory.mktemp("releases")

    @cache
    def made(kind: str, name: str) -> str:
        is_released = name == "released"
        model = made(kind, "seeded") if is_released else ""
        url = _copied(request, kind, model, folder / f"{name}.sqlite")
        with databases.store_of(url) as app, app.app_context():
            if is_released:
                assert actions.make(CODES, seed=SEED) == 1
            else:
                seed_network()
        return url

    return made


@pytest.fixture
def database_url(
    database_kind: str,
    tmp_path: Path,
    templates: Callable[[str, str], str],
    request: pytest.FixtureRequest,
) -> Iterator[str]:
    """A database of its own for the test: with release 1 where it asks for `number`."""
    name = "released" if "number" in request.fixturenames else "seeded"
    model = templates(database_kind, name)
    url = _copied(request, database_kind, model, tmp_path / "store.sqlite")
    yield url
    if database_kind == "postgresql":
        request.getfixturevalue("postgres").drop(sa.make_url(url))


def _copied(request: pytest.FixtureRequest, kind: str, model: str, path: Path) -> str:
    """A copy of a model; of the empty template where there is none."""
    if kind == "sqlite":
        file = sa.make_url(model).database if model else request.getfixturevalue("sqlite_template")
        shutil.copy(str(file), path)
        return f"sqlite:///{path}"
    cluster: databases.Cluster = request.getfixturevalue("postgres")
    name = sa.make_url(model).database if model else databases.TEMPLATE
    return cluster.make(str(name)).render_as_string(hide_password=False)


@pytest.fixture
def store(app: Flask) -> Iterator[Flask]:
    """The product with an open context."""
    with app.app_context():
        yield app


@pytest.fixture
def number(store: Flask) -> int:
    """The release that the store holds."""
    assert store.testing
    return 1


@pytest.fixture
def computed_once(monkeypatch: pytest.MonkeyPatch) -> ComputedOnce:
    """What is made and verified of the same answers is computed the first time."""
    monkeypatch.setattr(actions, "whole", ONCE)
    return ONCE


def seed_network() -> None:
    counted, margins = made_answers.network(firms=40, residents=60, trainers=12)
    with database.transaction():
        for code in made_answers.TERRITORIES:
            network.add_territory(
                Territory(code=code, name=code, country="FR", nuts3="FRJ25", languages=("en",))
            )
        network.add_municipalities(
            Municipality(
                code=code, territory_code=code[:-2], name=code, share=0.5, minutes_to_town=minutes
            )
            for code, minutes in made_answers.LISTS.minutes_to_town.items()
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
