"""Lines of answers to one Parquet file, with the weights that a caller finds for them."""

from collections.abc import Iterable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import duckdb

from app.formats.snapshot.alike import ALIKE, PARSED, WEIGHED, Weigh, weighed
from app.formats.snapshot.columns import BEFORE, CELL, STRATUM, TERRITORY, WEIGHT
from app.formats.snapshot.frames import Shape
from app.formats.snapshot.source import Source
from app.formats.snapshot.statements import quoted

ROWS_A_GROUP = 122_880
BYTES_A_FILE, FILES_AT_ONCE = 1 << 23, 8  # and as many more as wait by then
EVERYBODY = "everybody"


@dataclass(frozen=True, eq=False)
class Written:
    """rows: responses in the file. lines: that were taken. shapes: by territory."""

    rows: int
    lines: int
    shapes: Mapping[str, Shape]
    notes: tuple[str, ...]


class SnapshotWriter:
    """A snapshot on its way: takes lines, and reads them while more of them come.

    A folder of its own holds what is not read yet; one thread reads, with as many as the engine
    wants, while the caller writes. It reads several files at once: the engine shares out files
    among its threads better than the lines of one.
    """

    def __init__(self, source: Source, folder: Path) -> None:
        self._source, self._folder = source, folder
        self._engine = duckdb.connect(config={"temp_directory": str(folder / "spilled")})
        self._engine.execute("SET preserve_insertion_order = false")
        self._engine.execute("SET enable_progress_bar = false")
        self._reader = ThreadPoolExecutor(max_workers=1)
        self._read: list[Future[None]] = []
        self._files = 0
        self._waiting: list[str] = []
        self._file = self._new_file()

    def __enter__(self) -> "SnapshotWriter":
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()
        self._reader.shutdown(cancel_futures=True)
        self._engine.close()

    def take(self, lines: Iterable[bytes]) -> None:
        """Some whole lines at once, in UTF-8."""
        for some in lines:
            self._file.write(some)
            if self._file.tell() >= BYTES_A_FILE:
                self._close_file()
                if len(self._waiting) >= FILES_AT_ONCE and self._is_free():
                    self._hand_over()
                self._file = self._new_file()

    def finish(self, weigh: Weigh, out: Path) -> Written:
        """Writes `out`, once all lines are there.

        Rows lie by territory and cell, those alike in the order of a hash of their answers: it
        tells nothing of who came first, and the same answers make the same file.
        """
        self._close_file()
        self._hand_over()
        for each in self._read:
            each.result()
        every = " UNION ALL ".join(f"FROM {_table(at)}" for at in range(len(self._read)))
        self._engine.execute(f"CREATE VIEW {EVERYBODY} AS {every}")
        self._engine.execute(f"CREATE VIEW {PARSED} AS {self._source.counted(EVERYBODY)}")
        found = weighed(self._engine, self._source, weigh)
        self._engine.execute(_joining(self._source), {"out": str(out)})
        shapes = {name: each.shape for name, each in found.items() if each.shape is not None}
        notes = tuple(note for each in found.values() for note in each.notes)
        return Written(self._number(PARSED), self._number(EVERYBODY), shapes, notes)

    def _number(self, table: str) -> int:
        return int(self._engine.execute(f"SELECT COUNT(*) FROM {table}").fetchall()[0][0])  # noqa: S608

    def _new_file(self) -> BinaryIO:
        self._files += 1
        return (self._folder / f"lines{self._files}").open("wb")

    def _close_file(self) -> None:
        self._file.close()
        self._waiting.append(self._file.name)

    def _is_free(self) -> bool:
        return not self._read or self._read[-1].done()

    def _hand_over(self) -> None:
        table = _table(len(self._read))
        self._read.append(self._reader.submit(self._parse, table, self._waiting))
        self._waiting = []

    def _parse(self, table: str, files: list[str]) -> None:
        """To a table of its own: put to a larger one, its rows would be written twice."""
        making = f"CREATE TABLE {table} AS {self._source.table()}"
        self._engine.execute(making, {"lines": files})
        for each in files:
            Path(each).unlink()


def _table(number: int) -> str:
    """Of what was read together."""
    return f"part{number}"


def _joining(source: Source) -> str:
    """The columns with their weights; nothing where a territory could not be weighted."""
    read = [TERRITORY, *(name for name, _question in source.names_read())]
    same = " AND ".join(f"p.{name} IS NOT DISTINCT FROM k.{name}" for name in read)
    answers = ", ".join(f"p.{quoted(each.name)}" for each in source.columns)
    label = ", ".join(f"{name}: '{text}'" for name, text in source.label.items())
    return (
        f"COPY (SELECT p.{TERRITORY}, k.{STRATUM}, k.{CELL}, k.{BEFORE}, k.{WEIGHT}, {answers}"  # noqa: S608
        f" FROM {PARSED} p JOIN (SELECT * FROM {ALIKE} LEFT JOIN {WEIGHED} USING (number)) k"
        f" ON {same} ORDER BY p.{TERRITORY}, k.{CELL}, hash({answers}))"
        f" TO $out (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {ROWS_A_GROUP},"
        f" KV_METADATA {{{label}}})"
    )
