"""A backup holds the pictures and sounds of questionnaires, and brings them back with them."""

from pathlib import Path

import pytest
from flask import Flask

from app.errors import ConflictError, InvalidError
from app.store import media
from app.store.backups import packed, restoring, writing
from app.store.database import transaction
from tests import made_media, made_store
from tests.databases import store_of

FILES = (made_media.png(30), made_media.wav(seconds=100))  # the second: two pieces of a backup


@pytest.fixture(autouse=True)
def _data_dir(store: Flask, tmp_path: Path) -> None:
    store.config["DATA_DIR"] = str(tmp_path / "data")


def seed(tmp_path: Path) -> list[str]:
    """The digests of what is kept."""
    held = []
    for content in FILES:
        source = tmp_path / "source"
        source.write_bytes(content)
        digest = made_media.sha256(content)
        media.write(digest, source)
        held.append(media.Held(sha256=digest, media_type="image/png", size=len(content)))
    with transaction():
        made_store.campaign()
        media.add(held)
    return [each.sha256 for each in held]


def taken(path: Path) -> Path:
    with path.open("wb") as file:
        writing.back_up(file)
    return path


def test_files_come_back_as_they_were(tmp_path: Path) -> None:
    digests = seed(tmp_path)
    backup = taken(tmp_path / "a.backup")
    assert packed.checked(backup).header.tables["media_part"].rows == 3
    with store_of(f"sqlite:///{tmp_path / 'other.sqlite'}") as app, app.app_context():
        app.config["DATA_DIR"] = str(tmp_path / "other data")
        restoring.restore(backup)
        assert [media.read(each).path.read_bytes() for each in digests] == list(FILES)
        again = taken(tmp_path / "b.backup")
        assert packed.checked(again).digests == packed.checked(backup).digests


def test_a_restore_that_fails_leaves_no_file_that_was_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = seed(tmp_path)
    backup = taken(tmp_path / "a.backup")

    def fails() -> None:
        raise InvalidError("the disk is full")

    monkeypatch.setattr(restoring, "_go_on_counting", fails)
    with store_of(f"sqlite:///{tmp_path / 'other.sqlite'}") as app, app.app_context():
        app.config["DATA_DIR"] = str(tmp_path / "other data")
        media.write(first, tmp_path / "data" / "media" / first[:2] / first)
        with pytest.raises(InvalidError):
            restoring.restore(backup)
        assert media.MEDIA.path_of(first).exists()
        assert not media.MEDIA.path_of(second).exists()


def test_a_file_that_changed_under_way_is_not_kept_under_its_old_digest(tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.write_bytes(b"another")
    with pytest.raises(ConflictError, match="import again"):
        media.write(made_media.sha256(b"one"), source)
    assert not media.MEDIA.path_of(made_media.sha256(b"one")).exists()
