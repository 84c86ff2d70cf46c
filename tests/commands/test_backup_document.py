"""The commands of docs/backup.md, run as they stand there, one after the other."""

import re
import shlex
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from app.settings import Settings
from app.store import campaigns
from app.store.database import transaction
from app.wiring import create_app
from tests import databases, made_store
from tests.house.test_documents import commands
from tests.programs import ROOT

LINES = re.findall(r"^    flask --app wsgi (.+)$", (ROOT / "docs" / "backup.md").read_text(), re.M)
FIRST = "retention list-erased"  # the list that the restore takes


@pytest.fixture
def other(settings: Settings, empty_database_url: str) -> Iterator[Flask]:
    app = create_app(replace(settings, database_url=empty_database_url))
    yield app
    databases.disconnect(app)


def test_the_documented_commands_do_what_is_said(
    app: Flask, other: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert len(LINES) == 6
    monkeypatch.chdir(tmp_path)
    for folder in ("backups", "elsewhere"):
        (tmp_path / folder).mkdir()
    with app.app_context(), transaction():
        made_store.response(made_store.campaign(), {"F_EMP": 3})
    known = commands()
    for line in sorted(LINES, key=lambda each: not each.startswith(FIRST)):
        words = shlex.split(line.replace("/srv", str(tmp_path)))
        depth = 2 if " ".join(words[:2]) in known else 1
        where = other if words[0] == "restore" else app
        command = known[" ".join(words[:depth])]
        done = where.test_cli_runner().invoke(command, words[depth:])
        assert done.exit_code == 0, f"{line}: {done.output}"
    with other.app_context():
        assert campaigns.counts() == {"firms-2026": (1, 1)}
