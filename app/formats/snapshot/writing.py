"""Lines of answers to one Parquet file, with the weights that a caller finds for them."""

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import duckdb

from app.formats.snapshot.columns import (
    BEFORE,
    CELL,
    STRATUM,
    TERRITORY,
    WEIGHT,
    Column,
    Holds,
)
from app.formats.snapshot.frames import Shape
from app.formats.snapshot.statements import quoted, text

SEPARATOR = "\x1f"  # between a territory and its answers: JSON escapes it, and line ends
ROWS_A_GROUP = 122_880
WEIGHED = "weighed.csv"
BYTES_A_PART = 1 << 26
TYPES = {Holds.CODE: "VARCHAR", Holds.NUMBER: "DOUBLE", Holds.CHOSEN: "VARCHAR[]"}


@dataclass(frozen=True, slots=True)
class Alike:
    """Respondents of a territory who said the same in all that weighting reads: how many."""

    number: int
    said: tuple[str | None, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Place:
    """What weighting gave to those alike: a stratum's name, a row of the shape, both weights."""

    stratum: str
    row: int
    before: float
    weight: float


@dataclass(frozen=True, eq=False)
class Weighted:
    """Of a territory. shape: None where too few answered to be weighted, without places then;
    places: of those alike, in turn. notes: what was joined or left out."""

    shape: Shape | None
    places: tuple[Place, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Written:
    """rows: responses in the file. shapes: by territory."""

    rows: int
    shapes: Mapping[str, Shape]
    notes: tuple[str, ...]


Weigh = Callable[[str, Sequence[Alike], int], Weighted]
"""Weights of a territory's respondents: its code, who is alike, the first cell of its shape."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Of lines of `territory SEPARATOR answers as JSON`. read: questions that weighting reads.
    left: question to the answer of those who do not count. label: Parquet metadata."""

    columns: tuple[Column, ...]
    read: tuple[str, ...]
    left: Mapping[str, str]
    label: Mapping[str, str]


class SnapshotWriter:
    """A snapshot on its way: takes lines, and reads them while more of them come.

    A folder of its own holds what is not read yet; one thread reads, with as many as the engine
    wants, while the caller writes.
    """

    def __init__(self, source: Source, folder: Path) -> None:
        self.lines = 0
        self._source, self._folder = source, folder
        self._engine = duckdb.connect(config={"temp_directory": str(folder / "spilled")})
        self._engine.execute("SET preserve_insertion_order = false")
        self._engine.execute("SET enable_progress_bar = false")
        self._reader = ThreadPoolExecutor(max_workers=1)
        self._read: list[Future[None]] = []
        self._part = self._new_part()

    def __enter__(self) -> "SnapshotWriter":
        return self

    def __exit__(self, *_: object) -> None:
        self._part.close()
        self._reader.shutdown(cancel_futures=True)
        self._engine.close()

    def take(self, lines: Iterable[str]) -> None:
        """Some whole lines at once."""
        for some in lines:
            self.lines += some.count("\n")
            self._part.write(some.encode())
            if self._part.tell() >= BYTES_A_PART:
                self._hand_over()
                self._part = self._new_part()

    def finish(self, weigh: Weigh, out: Path) -> Written:
        """Writes `out`, once all lines are there.

        Rows lie by territory and cell, those alike in the order of a hash of their answers: it
        tells nothing of who came first, and the same answers make the same file.
        """
        self._hand_over()
        for each in self._read:
            each.result()
        weighed = self._folder / WEIGHED
        self._engine.execute(_leaving(self._source))
        found = dict(_weighed(_alike(self._engine, self._source), weigh, weighed))
        self._engine.execute(_joining(self._source, weighed), {"out": str(out)})
        rows = self._engine.execute("SELECT COUNT(*) FROM parsed").fetchall()[0][0]
        shapes = {name: each.shape for name, each in found.items() if each.shape is not None}
        notes = tuple(note for each in found.values() for note in each.notes)
        return Written(int(rows), shapes, notes)

    def _new_part(self) -> BinaryIO:
        return (self._folder / f"part{len(self._read)}").open("wb")

    def _hand_over(self) -> None:
        self._part.close()
        self._read.append(self._reader.submit(self._parse, Path(self._part.name)))

    def _parse(self, part: Path) -> None:
        if part.name == "part0":
            self._engine.execute(
                f"CREATE TABLE parsed AS {_parsing(self._source)} LIMIT 0", {"lines": str(part)}
            )
        self._engine.execute(f"INSERT INTO parsed {_parsing(self._source)}", {"lines": str(part)})
        part.unlink()


def _parsing(source: Source) -> str:
    """A table of territory, the columns, and as text what weighting reads beside them and what
    tells who does not count."""
    types: dict[str, str] = dict.fromkeys((*source.left, *source.read), "VARCHAR")
    types |= {each.question: TYPES[each.holds] for each in source.columns}
    held = {quoted(each.name): _held(each) for each in source.columns}
    beside = {
        name: f"a.{quoted(each)}::VARCHAR" for name, each in _read(source) if name not in held
    }
    wanted = [f"{value} AS {name}" for name, value in (held | beside).items()]
    left = [f"a.{quoted(name)}::VARCHAR AS l{at}" for at, name in enumerate(source.left)]
    structure = json.dumps(types).replace("'", "''")
    return (
        f"SELECT {', '.join([TERRITORY, *wanted, *left])} FROM ("  # noqa: S608
        f"SELECT {TERRITORY}, json_transform(answers, '{structure}') AS a "
        f"FROM read_csv($lines, delim='{SEPARATOR}', header=false, quote='', escape='',"
        f" auto_detect=false, max_line_size=16000000, buffer_size=16000000,"
        f" columns={{'{TERRITORY}': 'VARCHAR', 'answers': 'VARCHAR'}}))"
    )


def _leaving(source: Source) -> str:
    """Without those who do not count; a condition above would have answers read twice."""
    told = [f"l{at} = {_literal(code)}" for at, code in enumerate(source.left.values())]
    return f"DELETE FROM parsed WHERE {' OR '.join(told) or 'false'}"  # noqa: S608


def _held(column: Column) -> str:
    """Codes as numbers of a list: they sort and pass as one byte."""
    answer = f"a.{quoted(column.question)}"
    if column.holds is Holds.CHOSEN:
        return f"list_contains({answer}, {_literal(column.choice or '')})::TINYINT"
    if not column.codes:
        return answer
    return f"TRY_CAST({answer} AS ENUM({', '.join(map(_literal, column.codes))}))"


def _literal(code: str) -> str:
    doubled = code.replace("'", "''")
    return f"'{doubled}'"


def _read(source: Source) -> Iterator[tuple[str, str]]:
    """What weighting reads: where it stands in `parsed`, and the question."""
    codes = {each.question: each.name for each in source.columns if each.holds is Holds.CODE}
    for at, question in enumerate(source.read):
        yield quoted(codes.get(question, f"w{at}")), question


def _weighed(
    respondents: Mapping[str, Sequence[Alike]], weigh: Weigh, out: Path
) -> Iterator[tuple[str, Weighted]]:
    """By territory; writes what weighting gave to all who are alike."""
    start = 0
    with out.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        for territory, alike in respondents.items():
            found = weigh(territory, alike, start)
            writer.writerows(
                (each.number, place.stratum, start + place.row, place.before, place.weight)
                for each, place in zip(alike, found.places, strict=False)
            )
            start += 0 if found.shape is None else found.shape.size
            yield territory, found


def _alike(engine: duckdb.DuckDBPyConnection, source: Source) -> Mapping[str, Sequence[Alike]]:
    """By territory, numbered in the order of their answers; the table `alike` holds the same."""
    read = [name for name, _question in _read(source)]
    names, texts = ", ".join([TERRITORY, *read]), [f"{name}::VARCHAR" for name in read]
    order = ", ".join([TERRITORY, *texts])
    engine.execute(
        f"CREATE TABLE alike AS SELECT *, row_number() OVER (ORDER BY {order}) AS number"  # noqa: S608
        f" FROM (SELECT {names}, COUNT(*) AS respondents FROM parsed GROUP BY {names})"
    )
    said = ", ".join([TERRITORY, "number", "respondents", *texts])
    found: dict[str, list[Alike]] = {}
    for territory, number, count, *answers in engine.execute(
        f"SELECT {said} FROM alike ORDER BY number"  # noqa: S608
    ).fetchall():
        found.setdefault(territory, []).append(Alike(number, tuple(answers), count))
    return found


def _joining(source: Source, weighed: Path) -> str:
    """The columns with their weights; nothing where a territory could not be weighted."""
    types = {"number": "BIGINT", STRATUM: "VARCHAR", CELL: "INTEGER", BEFORE: "DOUBLE"}
    types |= {WEIGHT: "DOUBLE"}
    read = [TERRITORY, *(name for name, _question in _read(source))]
    same = " AND ".join(f"p.{name} IS NOT DISTINCT FROM k.{name}" for name in read)
    answers = ", ".join(f"p.{quoted(each.name)}" for each in source.columns)
    label = ", ".join(f"{name}: '{text}'" for name, text in source.label.items())
    return (
        f"COPY (SELECT p.{TERRITORY}, k.{STRATUM}, k.{CELL}, k.{BEFORE}, k.{WEIGHT}, {answers}"  # noqa: S608
        f" FROM parsed p JOIN (SELECT * FROM alike LEFT JOIN read_csv({text(weighed)},"
        f" header=false, auto_detect=false, quote='\"', escape='\"', columns={types})"
        f" USING (number)) k ON {same} ORDER BY p.{TERRITORY}, k.{CELL}, hash({answers}))"
        f" TO $out (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {ROWS_A_GROUP},"
        f" KV_METADATA {{{label}}})"
    )
