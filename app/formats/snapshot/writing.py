"""Lines of answers to one Parquet file, with the weights that a caller finds for them."""

import csv
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

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
TYPES = {Holds.CODE: "VARCHAR", Holds.NUMBER: "DOUBLE", Holds.CHOSEN: "VARCHAR[]"}


@dataclass(frozen=True, slots=True)
class Alike:
    """Respondents of a territory who said the same in all that weighting reads: how many."""

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
    """lines: a file of `territory SEPARATOR answers as JSON`. read: questions that weighting reads.
    left: question to the answer of those who do not count. label: Parquet metadata."""

    lines: Path
    columns: tuple[Column, ...]
    read: tuple[str, ...]
    left: Mapping[str, str]
    label: Mapping[str, str]


def write(source: Source, weigh: Weigh, out: Path) -> Written:
    """Writes `out`. Drafts lie beside it.

    Rows lie by territory and cell, those alike in the order of a hash of their answers: it tells
    nothing of who came first, and the same answers make the same file.
    """
    folder = out.parent
    weighed = folder / WEIGHED
    with duckdb.connect(config={"temp_directory": str(folder / "spilled")}) as engine:
        engine.execute("SET preserve_insertion_order = false")
        engine.execute(_parsing(source), {"lines": str(source.lines)})
        found = dict(_weighed(_alike(engine, source), weigh, weighed))
        engine.execute(_joining(source, weighed), {"out": str(out)})
        rows = engine.execute("SELECT COUNT(*) FROM parsed").fetchall()[0][0]
    weighed.unlink()
    shapes = {name: each.shape for name, each in found.items() if each.shape is not None}
    return Written(int(rows), shapes, tuple(note for each in found.values() for note in each.notes))


def _parsing(source: Source) -> str:
    """A table of territory, the columns, and as text what weighting reads beside them."""
    types: dict[str, str] = dict.fromkeys((*source.left, *source.read), "VARCHAR")
    types |= {each.question: TYPES[each.holds] for each in source.columns}
    held = {quoted(each.name): _held(each) for each in source.columns}
    beside = {
        name: f"a.{quoted(each)}::VARCHAR" for name, each in _read(source) if name not in held
    }
    wanted = [f"{value} AS {name}" for name, value in (held | beside).items()]
    kept = [
        f"a.{quoted(name)}::VARCHAR IS DISTINCT FROM '{code}'" for name, code in source.left.items()
    ]
    structure = json.dumps(types).replace("'", "''")
    return (
        f"CREATE TABLE parsed AS SELECT {', '.join([TERRITORY, *wanted])} FROM ("  # noqa: S608
        f"SELECT {TERRITORY}, json_transform(answers, '{structure}') AS a "
        f"FROM read_csv($lines, delim='{SEPARATOR}', header=false, quote='', escape='',"
        f" auto_detect=false, max_line_size=16000000,"
        f" columns={{'{TERRITORY}': 'VARCHAR', 'answers': 'VARCHAR'}}))"
        f" WHERE {' AND '.join(kept) or 'true'}"
    )


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
            for each, place in zip(alike, found.places, strict=False):
                said = ["" if text is None else f"={text}" for text in each.said]
                given = (place.stratum, start + place.row, repr(place.before), repr(place.weight))
                writer.writerow([territory, *said, *given])
            start += 0 if found.shape is None else found.shape.size
            yield territory, found


def _alike(engine: duckdb.DuckDBPyConnection, source: Source) -> Mapping[str, Sequence[Alike]]:
    said = [f"{name}::VARCHAR" for name, _question in _read(source)]
    names = ", ".join([TERRITORY, *said])
    statement = f"SELECT {names}, COUNT(*) FROM parsed GROUP BY {names} ORDER BY {names}"  # noqa: S608
    found: dict[str, list[Alike]] = {}
    for territory, *texts, count in engine.execute(statement).fetchall():
        found.setdefault(territory, []).append(Alike(tuple(texts), count))
    return found


def _joining(source: Source, weighed: Path) -> str:
    """The columns with their weights; nothing where a territory could not be weighted."""
    names = {f"w{at}": name for at, (name, _question) in enumerate(_read(source))}
    types = {TERRITORY: "VARCHAR", **dict.fromkeys(names, "VARCHAR")}
    types |= {STRATUM: "VARCHAR", CELL: "INTEGER", BEFORE: "DOUBLE", WEIGHT: "DOUBLE"}
    same = [f"p.{TERRITORY} = k.{TERRITORY}"]
    same += [
        f"COALESCE('=' || p.{held}::VARCHAR, '') = COALESCE(k.{name}, '')"
        for name, held in names.items()
    ]
    answers = ", ".join(f"p.{quoted(each.name)}" for each in source.columns)
    label = ", ".join(f"{name}: '{text}'" for name, text in source.label.items())
    return (
        f"COPY (SELECT p.{TERRITORY}, k.{STRATUM}, k.{CELL}, k.{BEFORE}, k.{WEIGHT}, {answers}"  # noqa: S608
        f" FROM parsed p LEFT JOIN read_csv({text(weighed)}, header=false,"
        f" auto_detect=false, quote='\"', escape='\"', columns={types}) k ON {' AND '.join(same)}"
        f" ORDER BY p.{TERRITORY}, k.{CELL}, hash({answers}))"
        f" TO $out (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {ROWS_A_GROUP},"
        f" KV_METADATA {{{label}}})"
    )
