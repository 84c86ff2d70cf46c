"""A snapshot opened: its sums, by the statements that any engine runs."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeAlias

import duckdb
import numpy as np

from app.estimation.arrays import Floats, Ints, Labels
from app.estimation.cell_sums import Frame, Groups, Sums
from app.estimation.levels import levels_of
from app.formats.snapshot import frames, manifest, statements
from app.formats.snapshot.columns import Column
from app.formats.snapshot.frames import Shape
from app.formats.snapshot.manifest import ANSWERS, FRAMES, Manifest

MEMORY = "400MB"
NAMES = ("n", "sum_before", "sum_weight", "sum_square")
Table: TypeAlias = Mapping[str, Labels]
Engine: TypeAlias = Callable[[str], Table]
"""What runs a statement: the columns that it finds."""


@dataclass(frozen=True, eq=False)
class Snapshot:
    """frames: by territory, of all respondents who are weighted."""

    manifest: Manifest
    shapes: Mapping[str, Shape]
    frames: Mapping[str, Frame]
    engine: Engine

    def answered(self, column: Column, answers: Sequence[str]) -> Mapping[str, Groups]:
        """Who gave one of the answers, by territory; all who did not are out of the domain.

        answers: codes, or "0" and "1" of a choice; their places are the levels.
        """
        found = self.engine(statements.by_answer(column.name))
        order = np.argsort(found["cell"], kind="stable")
        table = {name: each[order] for name, each in found.items()}
        given, level = levels_of(table["answer"].astype(np.str_))
        places = {answer: place for place, answer in enumerate(answers)}
        recoded = np.array([places.get(str(each), -1) for each in given.tolist()], dtype=np.intp)
        return {
            territory: each.recoded(recoded)
            for territory, each in _by_territory(self.shapes, table, level)
        }


@contextmanager
def opened(folder: Path) -> Iterator[Snapshot]:
    """Every file is checked first. Raises NotFoundError, ConflictError as manifest.checked()."""
    found = manifest.checked(folder)
    with duckdb.connect(config={"memory_limit": MEMORY}) as connection:
        connection.execute(statements.view("answers", folder / ANSWERS))
        yield of_engine(folder, found, partial(_table, connection))


def _table(connection: duckdb.DuckDBPyConnection, statement: str) -> Table:
    found = connection.execute(statement).fetchnumpy()
    return {name: np.asarray(np.ma.getdata(each)) for name, each in found.items()}


def of_engine(folder: Path, found: Manifest, engine: Engine) -> Snapshot:
    """The snapshot of a folder, summed by any engine that knows its file as `answers`."""
    shapes = frames.read(folder / FRAMES)
    sums = _by_cell(engine(statements.of_all()), sum(each.size for each in shapes.values()))
    return Snapshot(
        found, shapes, {name: each.frame(sums) for name, each in shapes.items()}, engine
    )


def _by_cell(table: Table, cells: int) -> Sums:
    cell = np.asarray(table["cell"], dtype=np.intp)

    def placed(name: str) -> Floats:
        whole = np.zeros(cells)
        whole[cell] = table[name]
        return whole

    return Sums(placed("n"), placed("sum_before"), placed("sum_weight"), placed("sum_square"))


def _by_territory(
    shapes: Mapping[str, Shape], table: Table, level: Ints
) -> Iterator[tuple[str, Groups]]:
    """table: in the order of cells."""
    cell = np.asarray(table["cell"], dtype=np.intp)
    for territory, shape in shapes.items():
        first, last = np.searchsorted(cell, [shape.start, shape.start + shape.size])
        own = slice(int(first), int(last))
        sums = (np.asarray(table[each][own], dtype=np.float64) for each in NAMES)
        yield territory, Groups(cell[own] - shape.start, level[own], Sums(*sums))
