"""Tests of the store need its tables only, not the whole product."""

from collections.abc import Iterator

import pytest
from flask import Flask

from tests.databases import store_of


@pytest.fixture
def app(database_url: str) -> Iterator[Flask]:
    with store_of(database_url) as app:
        yield app


@pytest.fixture
def store(app: Flask) -> Iterator[Flask]:
    """An open context: one session."""
    with app.app_context():
        yield app
