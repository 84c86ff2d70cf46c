"""A backup holds the files of respondents, and brings them back with their answers."""

from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask

from app.errors import InvalidError
from app.store import keys, responses, upload_files, uploads
from app.store.backups import files, packed, restoring, writing
from app.store.database import transaction
from app.store.erasures import Erased
from app.store.uploads import Stored
from tests import made_store
from tests.databases import store_of

KEY = "abcdefghijklmnopqrstuvwx23"
LONG = bytes(range(256)) * 5000  # more than two pieces of a backup


@pytest.fixture(autouse=True)
def _data_dir(store: Flask, tmp_path: Path) -> None:
    store.config["DATA_DIR"] = str(tmp_path / "data")


def seed() -> list[str]:
    """Names of a long file and a short one, of one response."""
    with transaction():
        response = made_store.response(made_store.campaign(), {"F_EMP": 3}, KEY)
        kept = [upload_files.write(BytesIO(content)) for content in (LONG, b"short")]
        uploads.add(
            response.id,
            [
                Stored(
                    name=each.name,
                    file_name=f"{each.size}.bin",
                    media_type="application/pdf",
                    size=each.size,
                    sha256=each.sha256,
                )
                for each in kept
            ],
        )
    return [each.name for each in kept]


def taken(path: Path) -> Path:
    with path.open("wb") as file:
        writing.back_up(file)
    return path


def content(name: str) -> bytes | None:
    path = upload_files.path_of(name)
    return path.read_bytes() if path.exists() else None


def test_files_come_back_with_their_answers(tmp_path: Path) -> None:
    long, short = seed()
    backup = taken(tmp_path / "a.backup")
    assert packed.checked(backup).header.tables["upload_part"].rows == 4
    with store_of(f"sqlite:///{tmp_path / 'other.sqlite'}") as app, app.app_context():
        app.config["DATA_DIR"] = str(tmp_path / "other data")
        restoring.restore(backup)
        assert (content(long), content(short)) == (LONG, b"short")
        assert uploads.read(1, long).file_name == f"{len(LONG)}.bin"
        again = taken(tmp_path / "b.backup")
        assert packed.checked(again).digests == packed.checked(backup).digests


def test_a_file_taken_back_meanwhile_is_left_out(tmp_path: Path) -> None:
    long, short = seed()
    upload_files.remove(long)
    backup = taken(tmp_path / "a.backup")
    with store_of(f"sqlite:///{tmp_path / 'other.sqlite'}") as app, app.app_context():
        app.config["DATA_DIR"] = str(tmp_path / "other data")
        restoring.restore(backup)
        assert (content(long), content(short)) == (None, b"short")


def test_files_of_who_was_erased_meanwhile_do_not_stay(tmp_path: Path) -> None:
    long, _short = seed()
    backup = taken(tmp_path / "a.backup")
    receipt_hash = keys.hashed(keys.receipt_of(KEY))
    with transaction():
        held = responses.by_receipt_hash(receipt_hash)
        responses.erase(held)
    assert content(long) is None
    erased = [Erased(keys.erasure_digest(receipt_hash), made_store.BEGUN.date())]
    with store_of(f"sqlite:///{tmp_path / 'other.sqlite'}") as app, app.app_context():
        app.config["DATA_DIR"] = str(tmp_path / "other data")
        assert restoring.restore(backup, erased).erased == 1
        assert content(long) is None


def test_a_restore_that_fails_leaves_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    long, short = seed()
    backup = taken(tmp_path / "a.backup")

    def fails() -> None:
        raise InvalidError("the disk is full")

    monkeypatch.setattr(restoring, "_go_on_counting", fails)
    with store_of(f"sqlite:///{tmp_path / 'other.sqlite'}") as app, app.app_context():
        app.config["DATA_DIR"] = str(tmp_path / "other data")
        with pytest.raises(InvalidError):
            restoring.restore(backup)
        assert (content(long), content(short)) == (None, None)


def test_no_backup_writes_outside_of_its_folder() -> None:
    row = ("upload_part", ["../../secret", 0, "AAAA"])
    with pytest.raises(ValueError, match="secret"):
        list(files.restore("upload_part", [row]))
