"""A backup holds every row of every table, and brings it back on either database."""

import gzip
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask

from app.errors import ConflictError, InvalidError
from app.store import contacts, database, keys, releases, responses
from app.store.backups import files, packed, restoring, rows, writing
from app.store.backups.packed import Packed
from app.store.backups.restoring import ErasedAgain
from app.store.database import db, transaction
from app.store.erasures import Erased
from app.store.schema import metadata
from tests import databases, made_store
from tests.databases import Cluster, store_of

KEY = "abcdefghijklmnopqrstuvwx23"

ANSWERS = {"F_EMP": 3, "F_JOBS": ("j_cook",), "F_SPEC": 'œuf "=1"\n', "F_LOOP[j_cook]/n": None}


pytestmark = pytest.mark.usefixtures("store")


def seed() -> None:
    with transaction():
        campaign = made_store.campaign()
        kept = made_store.response(campaign, ANSWERS, KEY)
        contacts.keep(kept, {"email": "ada@example.org"})
        made_store.response(campaign, {"F_EMP": 2.5, "F_SPEC": "b"}, is_sent=False)
        responses.erase(made_store.response(campaign, {"F_EMP": 9}, "b" * 26))
        releases.create(made_store.new_release(), made_store.counted_now(), [])


def taken(path: Path) -> Packed:
    with path.open("wb") as file:
        return writing.back_up(file)


@contextmanager
def other_store(kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Flask]:
    """A database of a kind without any table."""
    if kind == "sqlite":
        with store_of(f"sqlite:///{tmp_path / 'other.sqlite'}") as app, app.app_context():
            yield app
        return
    cluster: Cluster = request.getfixturevalue("postgres")
    url = cluster.make()
    with store_of(url) as app, app.app_context():
        yield app
    cluster.drop(url)


def test_every_table_is_in_a_backup_with_every_row(tmp_path: Path) -> None:
    seed()
    found = taken(tmp_path / "a.backup")
    assert set(found.header.tables) == {*metadata.tables, *files.TABLES}
    for name, table in metadata.tables.items():
        heading = found.header.tables[name]
        assert heading.rows == db.session.scalar(sa.select(sa.func.count()).select_from(table))
    assert found.header.tables["response"].rows == 2
    assert found.header.tables["erasure"].rows == 1
    assert packed.checked(tmp_path / "a.backup") == found


def test_every_column_can_be_backed_up() -> None:
    for table in rows.tables():
        rows.Reader(table, table.columns.keys())
        for column in table.columns:
            is_json = isinstance(column.type, sa.JSON)
            assert not (is_json and column.nullable), f"{column}: NULL would become JSON's null"


@pytest.mark.parametrize("target", databases.KINDS)
def test_a_restored_store_is_the_same_on_either_database(
    target: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    seed()
    first = taken(tmp_path / "a.backup")
    with other_store(target, tmp_path, request):
        assert restoring.restore(tmp_path / "a.backup") == ErasedAgain()
        again = taken(tmp_path / "b.backup")
        assert again.digests == first.digests
        assert again.header.tables == first.header.tables
        found = responses.by_receipt_hash(keys.hashed(keys.receipt_of(KEY)))
        assert found.answers == ANSWERS
        assert keys.unseal_key(found.key_sealed) == KEY
        assert contacts.read(found) == {"email": "ada@example.org"}
        assert all(each.is_intact for each in releases.counted(1))
        with transaction():
            made_store.response(found.campaign, {"F_EMP": 1})  # numbers go on after the last
        with pytest.raises(ConflictError), transaction():
            db.session.delete(releases.by_number(1))


def test_a_store_that_holds_rows_is_not_overwritten(tmp_path: Path) -> None:
    seed()
    taken(tmp_path / "a.backup")
    with pytest.raises(ConflictError, match=r"response \(2\).*empty database"):
        restoring.restore(tmp_path / "a.backup")
    assert taken(tmp_path / "b.backup").digests == packed.checked(tmp_path / "a.backup").digests


def changed(path: Path, line: int, text: str) -> None:
    lines = gzip.decompress(path.read_bytes()).decode().splitlines(keepends=True)
    lines[line] = text
    path.write_bytes(gzip.compress("".join(lines).encode()))


@pytest.mark.parametrize("fault", ["short", "bit", "row", "end", "text", "version", "after"])
def test_a_damaged_or_foreign_file_restores_nothing(
    tmp_path: Path, request: pytest.FixtureRequest, fault: str
) -> None:
    seed()
    path = tmp_path / "a.backup"
    taken(path)
    whole = path.read_bytes()
    match fault:
        case "short":
            path.write_bytes(whole[: len(whole) // 2])
        case "bit":
            middle = len(whole) // 2
            path.write_bytes(whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :])
        case "row":
            changed(path, 1, '["territory",["demo_es","Elsewhere","ES","FRJ25",["fr"],""]]\n')
        case "end":
            changed(path, -1, "")
        case "text":
            path.write_text("a,b\n1,2\n")
        case "version":
            changed(path, 0, json.dumps({"format": "foreterre-backup", "version": 9}) + "\n")
        case "after":
            changed(path, -1, gzip.decompress(whole).decode().splitlines()[-1] + "\n[]\n")
    with other_store(db.engine.dialect.name, tmp_path, request):
        with pytest.raises(InvalidError) as found:
            restoring.restore(path)
        assert str(path) in found.value.message
        assert database.revision() == ""


def test_another_key_is_named_and_can_be_forced(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    seed()
    path = tmp_path / "a.backup"
    taken(path)
    with other_store(db.engine.dialect.name, tmp_path, request) as app:
        app.config["CONTACTS_KEY"] = bytes(32)
        with pytest.raises(ConflictError, match="FORETERRE_CONTACTS_KEY is another one"):
            restoring.restore(path)
        app.config["CONTACTS_KEY"] = None
        with pytest.raises(ConflictError, match="FORETERRE_CONTACTS_KEY is not set"):
            restoring.restore(path)
        assert restoring.restore(path, is_with_other_keys=True) == ErasedAgain()


def test_another_revision_is_refused_with_the_mend(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    seed()
    path = tmp_path / "a.backup"
    with db.engine.begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '0000'"))
    taken(path)
    with other_store(db.engine.dialect.name, tmp_path, request):
        with pytest.raises(ConflictError, match=r"of revision 0000.*db upgrade"):
            restoring.restore(path)
        assert database.revision() == ""


def test_a_store_of_an_older_revision_is_upgraded_first(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    seed()
    path = tmp_path / "a.backup"
    taken(path)
    with other_store(db.engine.dialect.name, tmp_path, request):
        database.upgrade()
        with db.engine.begin() as connection:
            connection.execute(sa.text("UPDATE alembic_version SET version_num = '0001'"))
        with pytest.raises(ConflictError, match=r"revision 0001: run .*db upgrade"):
            restoring.restore(path)


def test_who_was_erased_after_the_backup_is_erased_again(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    seed()
    path = tmp_path / "a.backup"
    taken(path)
    receipt = keys.hashed(keys.receipt_of(KEY))
    gone = [Erased(keys.erasure_digest(receipt), made_store.BEGUN.date())]
    with other_store(db.engine.dialect.name, tmp_path, request):
        assert restoring.restore(path, gone) == ErasedAgain(erased=1)
        counts = {table.name: rows.number_of(table) for table in rows.tables()}
        assert (counts["response"], counts["contact"], counts["erasure"]) == (1, 0, 2)
        copies = list(releases.counted(1))
        assert [each.answers is None for each in copies] == [True, False]


OWN, OTHER = databases.SECRET_KEY, databases.SECRET_KEY[::-1]


@pytest.mark.parametrize(
    ("secret", "again"), [(OWN, ErasedAgain(erased=1)), (OTHER, ErasedAgain(unknown=1))]
)
def test_who_sent_and_erased_only_after_the_backup_is_erased_again_where_the_key_opens(
    secret: str, again: ErasedAgain, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    key, path = "c" * 26, tmp_path / "a.backup"
    with transaction():
        made_store.response(made_store.campaign(), {}, key, is_sent=False).receipt_hash = None
    taken(path)
    receipt = keys.hashed(keys.receipt_of(key))
    with other_store(db.engine.dialect.name, tmp_path, request) as app:
        app.config["SECRET_KEY"] = secret
        gone = [Erased(keys.erasure_digest(receipt), made_store.BEGUN.date())]
        assert restoring.restore(path, gone, is_with_other_keys=True) == again
        assert rows.number_of(metadata.tables["response"]) == again.unknown
