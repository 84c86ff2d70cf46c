"""Respondents who said the same in all that weighting reads: weighed once, not one by one."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from itertools import pairwise

import duckdb
import numpy as np

from app.estimation.arrays import Floats, Ints, Labels
from app.formats.snapshot.columns import BEFORE, CELL, STRATUM, TERRITORY, WEIGHT
from app.formats.snapshot.frames import Shape
from app.formats.snapshot.source import Source

PARSED = "parsed"
ALIKE, WEIGHED = "alike", "weighed"  # tables, told apart by `number`


@dataclass(frozen=True, eq=False)
class Alike:
    """Those of a territory, a row each who said the same.

    counts: how many they are, shape (rows,). said: by question, "" without an answer, (rows,).
    """

    counts: Ints
    said: Mapping[str, Labels]


@dataclass(frozen=True, eq=False)
class Places:
    """What weighting gave to the rows of Alike, each of shape (rows,): a stratum's name, a row of
    the shape, both weights."""

    stratum: Labels
    row: Ints
    before: Floats
    weight: Floats


@dataclass(frozen=True, eq=False)
class Weighted:
    """Of a territory. None where too few answered to be weighted. notes: what was joined or left
    out."""

    shape: Shape | None = None
    places: Places | None = None
    notes: tuple[str, ...] = ()


Weigh = Callable[[str, Alike, int], Weighted]
"""Weights of a territory's respondents: its code, who is alike, the first cell of its shape."""


def weighed(engine: duckdb.DuckDBPyConnection, source: Source, weigh: Weigh) -> dict[str, Weighted]:
    """By territory; makes the tables ALIKE and WEIGHED beside PARSED."""
    found: dict[str, Weighted] = {}
    start, first = 0, 0
    numbered: list[tuple[Ints, Places]] = []
    for territory, alike in _alike(engine, source):
        result = found[territory] = weigh(territory, alike, start)
        after = first + len(alike.counts)
        if result.shape is not None and result.places is not None:
            numbered.append((np.arange(first, after), _moved(result.places, start)))
            start += result.shape.size
        first = after
    _keep(engine, numbered)
    return found


def _alike(engine: duckdb.DuckDBPyConnection, source: Source) -> Iterator[tuple[str, Alike]]:
    """By territory, numbered from 0 in the order of their answers."""
    names = [name for name, _question in source.names_read()]
    key = ", ".join([TERRITORY, *names])
    order = ", ".join([TERRITORY, *(f"{name}::VARCHAR" for name in names)])
    engine.execute(
        f"CREATE TABLE {ALIKE} AS SELECT *, row_number() OVER (ORDER BY {order}) - 1 AS number"  # noqa: S608
        f" FROM (SELECT {key}, COUNT(*) AS respondents FROM {PARSED} GROUP BY {key})"
    )
    wanted = [f"coalesce({name}::VARCHAR, '') AS s{at}" for at, name in enumerate(names)]
    columns = engine.execute(
        f"SELECT {', '.join([TERRITORY, 'respondents', *wanted])} FROM {ALIKE} ORDER BY number"  # noqa: S608
    ).fetchnumpy()
    territories, counts = np.array(columns[TERRITORY], np.str_), np.array(columns["respondents"])
    texts = {
        question: np.array(columns[f"s{at}"], np.str_) for at, question in enumerate(source.read)
    }
    changes = np.flatnonzero(territories[1:] != territories[:-1]) + 1
    ends = [0, *changes.tolist(), len(territories)] if len(territories) else []
    for first, after in pairwise(ends):
        own = slice(first, after)
        said = {question: each[own] for question, each in texts.items()}
        yield str(territories[first]), Alike(counts[own], said)


def _moved(places: Places, start: int) -> Places:
    return Places(places.stratum, places.row + start, places.before, places.weight)


def _keep(engine: duckdb.DuckDBPyConnection, numbered: list[tuple[Ints, Places]]) -> None:
    engine.execute(
        f"CREATE TABLE {WEIGHED} (number BIGINT, {STRATUM} VARCHAR, {CELL} INTEGER,"
        f" {BEFORE} DOUBLE, {WEIGHT} DOUBLE)"
    )
    if not numbered:
        return
    names = [each.name for each in fields(Places)]
    columns = {"number": np.concatenate([each for each, _places in numbered])}
    for name in names:
        columns[name] = np.concatenate([getattr(each, name) for _number, each in numbered])
    engine.register("given", columns)
    engine.execute(f"INSERT INTO {WEIGHED} SELECT number, {', '.join(names)} FROM given")  # noqa: S608
    engine.unregister("given")
