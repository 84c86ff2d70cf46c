"""The bytes of uploads in a backup: pieces of each file, as if they were rows of a table."""

import base64
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import groupby
from typing import IO

import sqlalchemy as sa

from app.store import upload_files
from app.store.backups.packed import Heading, Row
from app.store.columns import Json
from app.store.database import db
from app.store.uploads import Upload

TABLE, COLUMNS = "upload_part", ("name", "number", "bytes")
PIECE = 600_000  # bytes, a multiple of three


def heading() -> Heading:
    sizes = db.session.scalars(sa.select(Upload.size))
    return Heading(COLUMNS, sum(_pieces(size) for size in sizes))


def streamed() -> Iterator[list[Json]]:
    """Every piece. null stands for a file that its owner took back while the backup was taken."""
    query = sa.select(Upload.name, Upload.size).order_by(Upload.name)
    for name, size in db.session.execute(query).all():
        file = _opened(name)
        for number in range(_pieces(size)):
            yield [name, number, _packed(file)]
        if file is not None:
            file.close()


def restore(found: Iterable[Row]) -> Iterator[str]:
    """Writes each file; the names of those that were not there before, one by one.

    Raises ValueError for what no backup wrote.
    """
    for name, pieces in groupby(found, key=lambda row: str(row[1][0])):
        if upload_files.NAME.fullmatch(name) is None:
            raise ValueError(f"{name!r} is no name of an upload")
        is_new = not upload_files.path_of(name).exists()
        if _restored(name, [values[2] for _table, values in pieces]) and is_new:
            yield name


def _restored(name: str, pieces: list[Json]) -> bool:
    if None in pieces:
        return False
    with upload_files.written(name) as file:
        for each in pieces:
            file.write(base64.b64decode(str(each), validate=True))
    return True


def _pieces(size: int) -> int:
    return max(1, -(-size // PIECE))


def _opened(name: str) -> IO[bytes] | None:
    with suppress(FileNotFoundError):
        return upload_files.path_of(name).open("rb")
    return None


def _packed(file: IO[bytes] | None) -> str | None:
    return None if file is None else base64.b64encode(file.read(PIECE)).decode()
