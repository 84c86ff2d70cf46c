"""Taking a backup: every row of every table and every file, as they were at one moment."""

from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from typing import BinaryIO

from app.store import database, keys
from app.store.backups import files, packed, rows
from app.store.backups.packed import Header, Heading, Packed, Row
from app.store.database import one_moment

DISTRIBUTION = "foreterre"


def back_up(out: BinaryIO) -> Packed:
    """Writes everything that was committed when it began; people may go on answering meanwhile.

    Contacts and keys of responses stay sealed; what opens them is not in the file.
    """
    revision, begun = database.revision(), datetime.now(UTC)
    with one_moment():
        header = Header(
            product=version(DISTRIBUTION),
            revision=revision,
            moment=begun,
            keys=keys.fingerprints(),
            tables={
                table.name: Heading(tuple(table.columns.keys()), rows.number_of(table))
                for table in rows.tables()
            }
            | files.headings(),
        )
        return packed.write(out, header, _all_rows())


def _all_rows() -> Iterator[Row]:
    for table in rows.tables():
        for values in rows.streamed(table):
            yield table.name, values
    for name in files.TABLES:
        for values in files.streamed(name):
            yield name, values
