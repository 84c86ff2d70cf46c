"""A site that serves the release of a world: every page, payload and file with numbers."""

from collections.abc import Mapping

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.reference.audiences import Audience
from app.reference.cells import Cell, Key
from app.releases.stored_margins import to_document
from app.store import database, network, releases
from app.store.network import Territory
from app.store.releases import NewRelease
from tests.attacks import worlds
from tests.pages.respond import given_back
from tests.releases.made_answers import TERRITORIES


@pytest.fixture
def database_kind() -> str:
    """What is served is the same on every database."""
    return "sqlite"


@pytest.fixture
def told() -> Mapping[Key, Cell]:
    return worlds.told("usual")


@pytest.fixture
def site(app: Flask, told: Mapping[Key, Cell]) -> FlaskClient:
    """Release 1 of the usual world, published."""
    with app.test_request_context("/en/"):
        with database.transaction():
            for code in TERRITORIES:
                network.add_territory(
                    Territory(
                        code=code, name=code.title(), country="FR", nuts3="FRJ25", languages=("fr",)
                    )
                )
        versions = {
            str(each): given_back.campaign(str(each), territories=TERRITORIES) for each in Audience
        }
        with database.transaction():
            new = NewRelease(
                made_at=given_back.NOW,
                seed=worlds.SEED,
                code_version="0.1.0",
                wave="w2026",
                campaigns=tuple(versions),
                is_synthetic=True,
                margins=to_document(worlds.usual()[1], ()),
                questionnaires=versions,
            )
            releases.publish(releases.create(new, (), tuple(told.values())), given_back.NOW)
    return app.test_client()
