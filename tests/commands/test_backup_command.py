"""flask backup and restore: a file that only its owner reads, whole or not at all."""

import gzip
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from app.commands.backup import backup, restore
from app.commands.erase import erase
from app.commands.retention import retention
from app.settings import Settings
from app.store import campaigns, contacts, keys
from app.store.backups import packed
from app.store.backups.packed import Packed
from app.store.database import transaction
from app.wiring import create_app
from tests import databases, made_store

KEY = "abcdefghijklmnopqrstuvwx23"


@pytest.fixture
def other(settings: Settings, empty_database_url: str) -> Iterator[Flask]:
    """The product on a store without any table."""
    app = create_app(replace(settings, database_url=empty_database_url))
    yield app
    databases.disconnect(app)


def seed(app: Flask) -> str:
    with app.app_context(), transaction():
        campaign = made_store.campaign()
        contacts.keep(made_store.response(campaign, {"F_EMP": 3}, KEY), {"name": "Ada Lovelace"})
        made_store.response(campaign, {"F_EMP": 4})
        return keys.receipt_of(KEY)


def test_a_backup_is_restored_elsewhere(app: Flask, other: Flask, tmp_path: Path) -> None:
    receipt = seed(app)
    out = tmp_path / "a.backup"
    done = app.test_cli_runner().invoke(backup, [str(out), "--verify", "--json"])
    assert done.exit_code == 0, done.output
    found = json.loads(done.output)
    assert found["tables"]["response"]["rows"] == 2
    assert out.stat().st_mode & 0o777 == 0o600
    assert [each.name for each in tmp_path.glob("*backup*")] == ["a.backup"]
    runner = other.test_cli_runner()
    checked = runner.invoke(restore, [str(out), "--check", "--json"])
    assert json.loads(checked.output)["tables"] == found["tables"]
    assert runner.invoke(restore, [str(out)]).exit_code == 0
    again = runner.invoke(restore, [str(out)])
    assert (again.exit_code, "Nothing is overwritten" in again.stderr) == (1, True)
    assert runner.invoke(erase, [receipt]).exit_code == 0
    with other.app_context():
        assert campaigns.counts() == {"firms-2026": (1, 1)}


def test_no_contact_and_no_key_can_be_read_in_a_backup(app: Flask, tmp_path: Path) -> None:
    seed(app)
    out = tmp_path / "a.backup"
    assert app.test_cli_runner().invoke(backup, [str(out)]).exit_code == 0
    text = text_of(out)
    for secret in ("Ada", "Lovelace", KEY, databases.SECRET_KEY):
        assert secret not in text


def text_of(path: Path) -> str:
    with gzip.open(path, "rt") as file:
        return file.read()


def test_a_file_that_is_there_is_not_replaced(app: Flask, tmp_path: Path) -> None:
    out = tmp_path / "a.backup"
    out.write_text("before")
    done = app.test_cli_runner().invoke(backup, [str(out)])
    assert (done.exit_code, out.read_text()) == (1, "before")
    assert "name a new file" in done.stderr
    nowhere = app.test_cli_runner().invoke(backup, [str(tmp_path / "none" / "a.backup")])
    assert nowhere.exit_code == 1
    assert str(tmp_path / "none" / "a.backup") in nowhere.stderr


def test_who_was_erased_since_stays_erased(app: Flask, other: Flask, tmp_path: Path) -> None:
    receipt = seed(app)
    out, listed = tmp_path / "a.backup", tmp_path / "erased.jsonl"
    runner = app.test_cli_runner()
    assert runner.invoke(backup, [str(out)]).exit_code == 0
    assert runner.invoke(erase, [receipt]).exit_code == 0
    assert runner.invoke(retention, ["list-erased", str(listed)]).exit_code == 0
    wrong = tmp_path / "wrong.jsonl"
    wrong.write_text("{}\n")
    elsewhere = other.test_cli_runner()
    refused = elsewhere.invoke(restore, [str(out), "--erased", str(wrong)])
    assert (refused.exit_code, "no list of erasures" in refused.stderr) == (1, True)
    done = elsewhere.invoke(restore, [str(out), "--erased", str(listed)])
    assert "1 of the responses erased again" in done.output
    with other.app_context():
        assert campaigns.counts() == {"firms-2026": (1, 1)}
    again = elsewhere.invoke(retention, ["list-erased", str(tmp_path / "again.jsonl")])
    assert again.exit_code == 0
    text = [path.read_text() for path in (listed, tmp_path / "again.jsonl")]
    assert text[0] == text[1]


def test_a_file_that_did_not_come_out_as_written_is_not_kept(
    app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seed(app)
    out = tmp_path / "a.backup"
    whole = packed.checked

    def spoilt(path: Path) -> Packed:
        path.write_bytes(path.read_bytes()[:-20])
        return whole(path)

    monkeypatch.setattr(packed, "checked", spoilt)
    done = app.test_cli_runner().invoke(backup, [str(out), "--verify"])
    assert (done.exit_code, "was not kept" in done.stderr) == (1, True)
    assert not out.exists()
