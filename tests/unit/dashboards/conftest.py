"""The language that findings speak, without any store."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.settings import Settings
from app.wiring import create_app
from tests import databases


@pytest.fixture
def _in_english(tmp_path: Path) -> Iterator[None]:
    settings = Settings(
        database_url=f"sqlite:///{tmp_path}/never-opened.sqlite",
        data_dir=tmp_path,
        secret_key=databases.SECRET_KEY,
        contacts_key=databases.CONTACTS_KEY,
        base_url="http://localhost",
    )
    with create_app(settings).test_request_context("/en/"):
        yield
