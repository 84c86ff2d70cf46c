"""Tables that come with a questionnaire, as nodes: instance(), root, item, then columns."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from app.questionnaire.expression.nodes import Node, Plain

Row: TypeAlias = Mapping[str, str]
Tables: TypeAlias = Mapping[str, tuple[Row, ...]]


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table; without a parent, a value that stands alone as a node."""

    key: str
    value: Plain
    name: str = ""
    parent: Node | None = None
    index: int = 1

    def child(self, name: str) -> Sequence[Node] | None:  # noqa: ARG002 a cell has none
        return ()

    def every_child(self) -> Sequence[Node]:
        return ()


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a table, with its cells as children."""

    parent: "Table"
    cells: Row
    index: int
    name: str = "item"
    value: str = ""

    @property
    def key(self) -> str:
        return f"{self.parent.key}[{self.index}]"

    def child(self, name: str) -> Sequence[Node] | None:
        text = self.cells.get(name)
        return () if text is None else (Cell(f"{self.key}/{name}", text, name, self),)

    def every_child(self) -> Sequence[Node]:
        return [Cell(f"{self.key}/{name}", text, name, self) for name, text in self.cells.items()]


@dataclass(frozen=True, slots=True)
class Table:
    """The table itself, then its root. Forms give root and items names of their own: any fits."""

    table: str
    rows: tuple[Row, ...]
    is_root: bool = False
    value: str = ""
    index: int = 1
    parent: Node | None = None

    @property
    def key(self) -> str:
        return f"instance({self.table}){'/root' if self.is_root else ''}"

    @property
    def name(self) -> str:
        return "root" if self.is_root else self.table

    def child(self, name: str) -> Sequence[Node] | None:  # noqa: ARG002 any name fits
        return self.every_child()

    def rows_where(self, column: str, texts: Collection[str]) -> Sequence[Node]:
        """The rows that hold one of the texts in a column, in their order."""
        index = index_of(Rows(self.rows), column)
        places = sorted({place for text in texts for place in index.get(text, ())})
        return [TableRow(self, self.rows[place], place + 1) for place in places]

    def every_child(self) -> Sequence[Node]:
        if not self.is_root:
            return (Table(self.table, self.rows, is_root=True, parent=self),)
        return [TableRow(self, cells, n) for n, cells in enumerate(self.rows, start=1)]


class Rows:
    """The rows of a table, known by being the same and not by what they hold."""

    __slots__ = ("rows",)

    def __init__(self, rows: tuple[Row, ...]) -> None:
        self.rows = rows

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Rows) and other.rows is self.rows

    def __hash__(self) -> int:
        return id(self.rows)


@lru_cache(maxsize=200)
def index_of(table: Rows, column: str) -> Mapping[str, tuple[int, ...]]:
    """Text in a column to the places of its rows, 0 being the first."""
    found: dict[str, list[int]] = {}
    for place, row in enumerate(table.rows):
        text = row.get(column)
        if text is not None:
            found.setdefault(text, []).append(place)
    return {text: tuple(places) for text, places in found.items()}
