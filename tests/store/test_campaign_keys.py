"""One key a campaign, kept as a hash; another one ends it."""

from datetime import UTC, datetime

import pytest
from flask import Flask

from app.errors import ConflictError, NotFoundError
from app.store import campaign_keys
from app.store.database import transaction
from tests import made_store

NOW = datetime(2026, 3, 2, tzinfo=UTC)
pytestmark = pytest.mark.usefixtures("store")


def test_a_key_opens_its_campaign(store: Flask) -> None:
    assert store
    with transaction():
        campaign = made_store.campaign()
        assert campaign_keys.hash_of(campaign.id) is None
        campaign_keys.give(campaign, "one", NOW, replaces=False)
    assert campaign_keys.campaign_of("one").code == "firms-2026"
    assert campaign_keys.hash_of(campaign.id) == "one"
    with pytest.raises(NotFoundError):
        campaign_keys.campaign_of("two")


def test_a_second_key_is_refused_unless_it_replaces_the_first() -> None:
    with transaction():
        campaign = made_store.campaign()
        campaign_keys.give(campaign, "one", NOW, replaces=True)
    with pytest.raises(ConflictError, match="--new"), transaction():
        campaign_keys.give(campaign, "two", NOW, replaces=False)
    with transaction():
        campaign_keys.give(campaign, "three", NOW, replaces=True)
    assert campaign_keys.campaign_of("three").code == "firms-2026"
    with pytest.raises(NotFoundError):
        campaign_keys.campaign_of("one")
