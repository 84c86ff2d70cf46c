"""Bringing a backup back: into an empty store, all of it or nothing."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import sqlalchemy as sa

from app.errors import ConflictError, InvalidError
from app.store import database, erasures, keys, responses
from app.store.backups import files, packed, rows
from app.store.backups.packed import DamagedBackupError, Digests, Header, Packed, Row
from app.store.batches import in_batches
from app.store.database import db, transaction
from app.store.erasures import Erased
from app.store.responses import Response

MEND_OF_KEYS = (
    "set the key that the backup was taken with, or restore with --other-keys: then resume codes,"
    " or contacts, of that backup open no more"
)


@dataclass(frozen=True, slots=True)
class ErasedAgain:
    """erased: responses that are among the erased. unknown: drafts whose keys these don't open, so
    that nobody can tell whether they were sent and erased later."""

    erased: int = 0
    unknown: int = 0


def restore(
    path: Path, erased: Iterable[Erased] = (), *, is_with_other_keys: bool = False
) -> ErasedAgain:
    """Brings the backup back; who is among the erased is erased again.

    Makes the tables when there are none. Raises InvalidError for the file, ConflictError for the
    store: it holds something, is of another revision, or has other keys.
    """
    whole = packed.checked(path)
    if not is_with_other_keys:
        demand_same_keys(whole.header.keys)
    _demand_same_tables(whole.header)
    if not database.revision():
        database.upgrade()
    _demand_newest_store()
    with _new_files() as written, transaction():
        _demand_empty()
        _insert_all(path, whole, written)
        _go_on_counting()
        return _erase_again(erased)


@contextmanager
def _new_files() -> Iterator[list[Path]]:
    """Files that go again when something fails."""
    paths: list[Path] = []
    try:
        yield paths
    except BaseException:
        for path in paths:
            path.unlink(missing_ok=True)
        raise


def demand_same_keys(found: Mapping[str, str | None]) -> None:
    """Raises ConflictError naming a key that is not the one that a file was made with."""
    here = keys.fingerprints()
    for name, fingerprint in found.items():
        if fingerprint is not None and fingerprint != here.get(name):
            what = "is not set" if here.get(name) is None else "is another one"
            raise ConflictError(f"FORETERRE_{name} {what} here: {MEND_OF_KEYS}.", setting=name)


def _demand_same_tables(header: Header) -> None:
    """Before anything is made: the product that took the backup may need the store as it is."""
    here = database.newest_revision()
    if header.revision != here:
        raise ConflictError(
            f"The backup is of revision {header.revision}, this product of {here}: restore it with"
            f" product {header.product}, which took it, then run `flask --app wsgi db upgrade`."
        )
    held = {table.name: set(table.columns.keys()) for table in rows.tables()}
    held |= {name: set(files.COLUMNS) for name in files.TABLES}
    if held != {name: set(each.columns) for name, each in header.tables.items()}:
        raise ConflictError(
            f"The backup, of product {header.product}, holds other tables than this product:"
            " restore it with the product that took it."
        )


def _demand_newest_store() -> None:
    database.demand_ready()
    if database.revision() != database.newest_revision():
        raise ConflictError(
            f"The store is of revision {database.revision()}: run `flask --app wsgi db upgrade`"
            " first."
        )


def _demand_empty() -> None:
    held = {table.name: rows.number_of(table) for table in rows.tables()}
    full = ", ".join(f"{name} ({number})" for name, number in held.items() if number)
    if full:
        raise ConflictError(
            f"The store holds rows already: {full}. Nothing is overwritten: set"
            " FORETERRE_DATABASE_URL to an empty database."
        )


def _insert_all(path: Path, whole: Packed, written: list[Path]) -> None:
    digests = Digests(whole.header.tables)
    for name, found in groupby(packed.rows_of(path, digests), key=_table_of):
        if name in files.TABLES:
            _write(path, name, found, written)
        else:
            _insert(path, name, found, whole.header)
    if digests.of_tables() != whole.digests:
        raise DamagedBackupError(path, "it was changed meanwhile")


def _write(path: Path, name: str, found: Iterable[Row], written: list[Path]) -> None:
    try:
        written.extend(files.restore(name, found))
    except (ValueError, IndexError) as error:
        raise DamagedBackupError(path, "a piece of a file cannot be") from error


def _table_of(row: Row) -> str:
    return row[0]


def _insert(path: Path, name: str, found: Iterable[Row], header: Header) -> None:
    table = next(each for each in rows.tables() if each.name == name)
    reader = rows.Reader(table, header.tables[name].columns)
    try:
        for some in in_batches(found):
            db.session.execute(sa.insert(table), [reader.row(values) for _, values in some])
    except (ValueError, sa.exc.IntegrityError, sa.exc.DataError) as error:
        raise DamagedBackupError(path, f"a row of {name} cannot be") from error


def _go_on_counting() -> None:
    """PostgreSQL numbers new rows from a counter of its own: after the last one restored."""
    if db.engine.dialect.name != "postgresql":
        return
    for table in rows.tables():
        column = table.autoincrement_column
        if column is not None:
            last = sa.func.max(column)
            counter = sa.func.pg_get_serial_sequence(f'"{table.name}"', column.name)
            following = sa.func.setval(counter, sa.func.coalesce(last, 1), last.is_not(None))
            db.session.execute(sa.select(following))


def _erase_again(erased: Iterable[Erased]) -> ErasedAgain:
    """What people had erased after the backup was taken."""
    listed = tuple(erased)
    if not listed:
        return ErasedAgain()
    erasures.add(listed)
    db.session.flush()
    number = unknown = 0
    for some in in_batches(db.session.scalars(sa.select(Response.id)).all()):
        held = db.session.scalars(sa.select(Response).where(Response.id.in_(some))).all()
        receipts = {each.id: _receipt_hash(each) for each in held}
        gone = erasures.among([each for each in receipts.values() if each is not None])
        for response in held:
            if receipts[response.id] in gone:
                responses.remove(response)
                number += 1
        unknown += sum(each is None for each in receipts.values())
        db.session.flush()
        db.session.expunge_all()
    return ErasedAgain(number, unknown)


def _receipt_hash(response: Response) -> str | None:
    """Of a draft, the one that it got when it was sent later; None where its key does not open."""
    if response.receipt_hash is not None:
        return response.receipt_hash
    try:
        return keys.hashed(keys.receipt_of(keys.unseal_key(response.key_sealed)))
    except InvalidError:
        return None
