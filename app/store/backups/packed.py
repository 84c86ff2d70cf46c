"""A backup as a file: gzip'd lines of JSON. A header, a line a row, and digests over everything.

{"format": "foreterre-backup", "version": 1, "revision": …, "tables": {name: {…}}, …}
["territory", [value, value, …]]
{"end": {"sha256": of all lines before, "tables": {name: sha256 of its lines}}}
"""

import gzip
import hashlib
import json
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from app.errors import InvalidError
from app.store.columns import Json

FORMAT, VERSION = "foreterre-backup", 1
Row = tuple[str, Sequence[Json]]  # table, values in the order of its columns
QUICK = 6  # of gzip's nine levels


class DamagedBackupError(InvalidError):
    """The file is cut off, or not what was written."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(
            f"{path} is damaged ({why}): nothing was restored; take another copy of it.",
            file=str(path),
        )


@dataclass(frozen=True, slots=True)
class Heading:
    columns: tuple[str, ...]
    rows: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What a backup says of itself. keys: a fingerprint of each, None where it was not set."""

    product: str
    revision: str
    moment: datetime
    keys: Mapping[str, str | None]
    tables: Mapping[str, Heading]


@dataclass(frozen=True, slots=True, kw_only=True)
class Packed:
    """A whole backup that was written or read. digests: by table, whatever the database."""

    header: Header
    digests: Mapping[str, str]


class Digests:
    """Over everything, and over each table apart; with the number of rows of each."""

    def __init__(self, tables: Iterable[str]) -> None:
        self.whole = hashlib.sha256()
        self.by_table = {name: hashlib.sha256() for name in tables}
        self.rows = dict.fromkeys(self.by_table, 0)

    def take(self, line: bytes, table: str | None = None) -> bytes:
        self.whole.update(line)
        if table is not None:
            self.by_table[table].update(line)
            self.rows[table] += 1
        return line

    def as_document(self) -> dict[str, Json]:
        return {"sha256": self.whole.hexdigest(), "tables": dict(self.of_tables())}

    def of_tables(self) -> Mapping[str, str]:
        return {name: digest.hexdigest() for name, digest in self.by_table.items()}


def write(out: BinaryIO, header: Header, rows: Iterable[Row]) -> Packed:
    """Streams the rows, which come table by table in the order of the header."""
    digests = Digests(header.tables)
    with gzip.GzipFile(filename="", fileobj=out, mode="wb", compresslevel=QUICK, mtime=0) as packed:
        packed.write(digests.take(_line(_document(header))))
        for table, values in rows:
            packed.write(digests.take(_line([table, list(values)]), table))
        packed.write(_line({"end": digests.as_document()}))
    return Packed(header=header, digests=digests.of_tables())


def header_of(path: Path) -> Header:
    """Raises InvalidError for a file of another kind or another version of the format."""
    for line in _lines(path):
        return _header(path, line)
    raise DamagedBackupError(path, "it is empty")


def checked(path: Path) -> Packed:
    """Reads the whole file. Raises DamagedBackupError when a digest or a number of rows differs."""
    header = header_of(path)
    digests = Digests(header.tables)
    for _ in rows_of(path, digests):
        pass
    return Packed(header=header, digests=digests.of_tables())


def rows_of(path: Path, digests: Digests) -> Iterator[Row]:
    """Every row. Read it to its end: only there it is known whether the file is whole."""
    lines = _lines(path)
    digests.take(next(lines, b""))
    for line in lines:
        found = _parsed(path, line)
        if isinstance(found, dict):
            _check_end(path, found.get("end"), digests)
            if next(lines, None) is not None:
                raise DamagedBackupError(path, "something follows its end")
            return
        row = _row(path, found, digests)
        digests.take(line, row[0])
        yield row
    raise DamagedBackupError(path, "its end is missing")


def _check_end(path: Path, end: Json, digests: Digests) -> None:
    if end != digests.as_document():
        raise DamagedBackupError(path, "its digest differs")
    for table, heading in header_of(path).tables.items():
        if digests.rows[table] != heading.rows:
            raise DamagedBackupError(path, f"{table} has {digests.rows[table]} rows")


def _row(path: Path, found: Json, digests: Digests) -> Row:
    match found:
        case [str(table), list(values)] if table in digests.by_table:
            return table, values
    raise DamagedBackupError(path, "a line is no row")


def _document(header: Header) -> dict[str, Json]:
    return {
        "format": FORMAT,
        "version": VERSION,
        "product": header.product,
        "revision": header.revision,
        "moment": header.moment.isoformat(),
        "keys": dict(header.keys),
        "tables": {
            name: {"columns": list(each.columns), "rows": each.rows}
            for name, each in header.tables.items()
        },
    }


def _header(path: Path, line: bytes) -> Header:
    match _parsed(path, line):
        case {"format": "foreterre-backup", "version": 1, **found}:
            return _read(path, found)
        case {"format": "foreterre-backup", "version": version}:
            message = f"{path} has version {version} of the format, this product reads {VERSION}"
            raise InvalidError(f"{message}: restore it with a newer product.", file=str(path))
    raise InvalidError(f"{path} is no backup: name a file that `backup` wrote.", file=str(path))


def _read(path: Path, found: Mapping[object, object]) -> Header:
    match found:
        case {
            "product": str(product),
            "revision": str(revision),
            "moment": str(moment),
            "keys": dict(keys),
            "tables": dict(tables),
        }:
            return Header(
                product=product,
                revision=revision,
                moment=datetime.fromisoformat(moment),
                keys={name: None if key is None else str(key) for name, key in keys.items()},
                tables={name: _heading(path, each) for name, each in tables.items()},
            )
    raise DamagedBackupError(path, "its header lacks something")


def _heading(path: Path, found: object) -> Heading:
    match found:
        case {"columns": list(columns), "rows": int(rows)}:
            return Heading(tuple(str(each) for each in columns), rows)
    raise DamagedBackupError(path, "its header lacks something")


def _lines(path: Path) -> Iterator[bytes]:
    try:
        with gzip.open(path) as packed:
            yield from packed
    except gzip.BadGzipFile as error:
        raise InvalidError(
            f"{path} is no backup, or is damaged: name a file that `backup` wrote.", file=str(path)
        ) from error
    except (EOFError, zlib.error) as error:
        raise DamagedBackupError(path, "it is cut off or changed") from error
    except OSError as error:
        raise InvalidError(f"{path} cannot be read ({error.strerror}).", file=str(path)) from error


def _parsed(path: Path, line: bytes) -> Json:
    try:
        found: Json = json.loads(line)
    except ValueError as error:
        raise DamagedBackupError(path, "a line is not JSON") from error
    return found


def _line(value: Json) -> bytes:
    return json.dumps(value, separators=(",", ":")).encode() + b"\n"
