"""The bytes of files in a backup: pieces of each, as if they were rows of a table."""

import base64
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import IO, Final

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute

from app.store.backups.packed import Heading, Row
from app.store.columns import Json
from app.store.database import db
from app.store.media import MEDIA, MediaFile
from app.store.shelf import Shelf
from app.store.upload_files import UPLOADS
from app.store.uploads import Upload

COLUMNS = ("name", "number", "bytes")
PIECE = 600_000  # bytes, a multiple of three


@dataclass(frozen=True, slots=True)
class Filed:
    """Where files lie, and the columns that know their names and sizes."""

    shelf: Shelf
    name: InstrumentedAttribute[str]
    size: InstrumentedAttribute[int]


TABLES: Final[Mapping[str, Filed]] = {
    "upload_part": Filed(UPLOADS, Upload.name, Upload.size),
    "media_part": Filed(MEDIA, MediaFile.sha256, MediaFile.size),
}


def headings() -> dict[str, Heading]:
    return {table: _heading(filed) for table, filed in TABLES.items()}


def _heading(filed: Filed) -> Heading:
    sizes = db.session.scalars(sa.select(filed.size))
    return Heading(COLUMNS, sum(_pieces(size) for size in sizes))


def streamed(table: str) -> Iterator[list[Json]]:
    """Every piece. null stands for a file that its owner took back while the backup was taken."""
    filed = TABLES[table]
    query = sa.select(filed.name, filed.size).order_by(filed.name)
    for name, size in db.session.execute(query).all():
        file = _opened(filed.shelf.path_of(name))
        for number in range(_pieces(size)):
            yield [name, number, _packed(file)]
        if file is not None:
            file.close()


def restore(table: str, found: Iterable[Row]) -> Iterator[Path]:
    """Writes each file; the paths of those that were not there before, one by one.

    Raises ValueError for what no backup wrote.
    """
    shelf = TABLES[table].shelf
    for name, pieces in groupby(found, key=lambda row: str(row[1][0])):
        if shelf.names.fullmatch(name) is None:
            raise ValueError(f"{name!r} is no name of a file in {shelf.folder_name}")
        path = shelf.path_of(name)
        is_new = not path.exists()
        if _restored(shelf, name, [values[2] for _table, values in pieces]) and is_new:
            yield path


def _restored(shelf: Shelf, name: str, pieces: list[Json]) -> bool:
    if None in pieces:
        return False
    with shelf.written(name) as file:
        for each in pieces:
            file.write(base64.b64decode(str(each), validate=True))
    return True


def _pieces(size: int) -> int:
    return max(1, -(-size // PIECE))


def _opened(path: Path) -> IO[bytes] | None:
    with suppress(FileNotFoundError):
        return path.open("rb")
    return None


def _packed(file: IO[bytes] | None) -> str | None:
    return None if file is None else base64.b64encode(file.read(PIECE)).decode()
