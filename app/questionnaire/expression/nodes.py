"""Nodes: answers, items of a roster and rows of a table, as paths walk over them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeAlias

Plain: TypeAlias = str | float | int | bool | tuple[str, ...]
"""One answer: text, code or date; number; yes or no; codes of a multiple choice. Never None."""
Row: TypeAlias = Mapping[str, str]
Items: TypeAlias = Mapping[str, tuple[str, ...]]


class Node(Protocol):
    @property
    def key(self) -> str:
        """Tells the node from every other; a union holds it once."""

    @property
    def value(self) -> Plain: ...

    @property
    def index(self) -> int:
        """1 for the first of its kind under its parent."""

    @property
    def parent(self) -> "Node | None": ...

    def child(self, name: str) -> "Sequence[Node] | None":
        """None: no such child is known here."""

    def every_child(self) -> "Sequence[Node]": ...


@dataclass(frozen=True, slots=True)
class NodeSet:
    """Nodes in the order of the document, each once."""

    nodes: tuple[Node, ...] = ()

    @property
    def values(self) -> tuple[Plain, ...]:
        return tuple(node.value for node in self.nodes)


@dataclass(frozen=True, slots=True)
class Leaf:
    """One answer, or one cell of a table."""

    key: str
    value: Plain
    parent: Node | None = None
    index: int = 1

    def child(self, name: str) -> Sequence[Node] | None:  # noqa: ARG002 a leaf has none
        return None

    def every_child(self) -> Sequence[Node]:
        return ()


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a roster. Its own value is its code; a field not answered is ''."""

    root: "Root"
    roster: str
    value: str
    index: int

    @property
    def key(self) -> str:
        return f"{self.roster}[{self.value}]"

    @property
    def parent(self) -> Node:
        return self.root

    def child(self, name: str) -> Sequence[Node] | None:
        path = f"{self.key}/{name}"
        if path not in self.root.values:
            return None
        return (Leaf(path, known(self.root.values[path]), self),)

    def every_child(self) -> Sequence[Node]:
        start = f"{self.key}/"
        values = self.root.values
        return [Leaf(path, known(values[path]), self) for path in values if path.startswith(start)]


@dataclass(frozen=True, slots=True)
class Root:
    """All answers, read at the time of asking."""

    values: "Mapping[str, Plain | None]"
    items: Items
    key: str = "/"
    value: str = ""
    index: int = 1
    parent: Node | None = None

    def child(self, name: str) -> Sequence[Node] | None:
        if name in self.values:
            return (Leaf(name, known(self.values[name]), self),)
        return self.roster(name) if name in self.items else None

    def every_child(self) -> Sequence[Node]:
        answers = [
            Leaf(path, known(self.values[path]), self) for path in self.values if "/" not in path
        ]
        return [*answers, *(item for roster in self.items for item in self.roster(roster))]

    def roster(self, code: str) -> tuple[Item, ...]:
        return tuple(Item(self, code, item, n) for n, item in enumerate(self.items[code], start=1))


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a table, with its cells as children."""

    parent: "Table"
    cells: Row
    index: int
    value: str = ""

    @property
    def key(self) -> str:
        return f"{self.parent.key}[{self.index}]"

    def child(self, name: str) -> Sequence[Node] | None:
        text = self.cells.get(name)
        return () if text is None else (Leaf(f"{self.key}/{name}", text, self),)

    def every_child(self) -> Sequence[Node]:
        return [Leaf(f"{self.key}/{name}", text, self) for name, text in self.cells.items()]


@dataclass(frozen=True, slots=True)
class Table:
    """instance('name'): `root`, then `item` for each row, as in every XForm."""

    name: str
    rows: tuple[Row, ...]
    is_root: bool = False
    value: str = ""
    index: int = 1
    parent: Node | None = None

    @property
    def key(self) -> str:
        return f"instance({self.name}){'/root' if self.is_root else ''}"

    def child(self, name: str) -> Sequence[Node] | None:
        if self.is_root:
            return self.every_child() if name == "item" else ()
        return self.every_child() if name == "root" else ()

    def every_child(self) -> Sequence[Node]:
        if not self.is_root:
            return (Table(self.name, self.rows, is_root=True, parent=self),)
        return [TableRow(self, cells, n) for n, cells in enumerate(self.rows, start=1)]


def known(value: Plain | None) -> Plain:
    """A question passed without answering is an empty answer."""
    return "" if value is None else value


def children(node: Node, name: str) -> Sequence[Node]:
    """The children of a name. A question or field not answered yet stands as an empty answer."""
    if name == "*":
        return node.every_child()
    found = node.child(name)
    return (Leaf(f"{node.key}/{name}", "", node),) if found is None else found
