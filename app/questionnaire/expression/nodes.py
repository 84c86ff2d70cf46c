"""Nodes: answers, groups and items of repeats, as paths walk over them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeAlias

from app.questionnaire.expression.structure import (
    ANY_ROOT,
    Part,
    PartKind,
    Structure,
    split,
    split_item,
)

Plain: TypeAlias = str | float | int | bool | tuple[str, ...]
"""One answer: text, code or date; number; yes or no; codes of a multiple choice. Never None."""
Items: TypeAlias = Mapping[str, tuple[str, ...]]
"""Path of a repeat, `R` or `R[1]/S`, to its items."""


class Node(Protocol):
    @property
    def key(self) -> str:
        """Tells the node from every other; a union holds it once."""

    @property
    def name(self) -> str:
        """Of the step that leads to it."""

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
class Answers:
    """Answers and items, read at the time of asking. structure: None where it is not known."""

    values: "Mapping[str, Plain | None]"
    items: Items
    structure: Structure | None = None
    root: "Branch" = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        top = None if self.structure is None else self.structure.top
        object.__setattr__(self, "root", Branch(self, "", top))

    def branch(self, prefix: str) -> "Branch":
        """The item whose answers begin with `R[1]/`; the root for ''."""
        if not prefix:
            return self.root
        outer, code, item = split_item(prefix)
        items = self.items.get(outer + code, ())
        part = self.structure.part(code) if self.structure else None
        index = items.index(item) + 1 if item in items else 1
        return Branch(self, prefix, part, item, index)

    def around(self, prefix: str, code: str) -> "Branch":
        """The group, item or root that a part lies in."""
        around = None if self.structure is None else self.structure.around(code)
        if around is None or around.kind is not PartKind.GROUP or around is self.root.part:
            return self.branch(prefix)
        return Branch(self, prefix, around)

    def items_of(self, prefix: str, code: str, part: Part | None) -> "tuple[Branch, ...]":
        path = prefix + code
        return tuple(
            Branch(self, f"{path}[{item}]/", part, item, index)
            for index, item in enumerate(self.items.get(path, ()), start=1)
        )

    def leaf(self, path: str) -> "Leaf":
        return Leaf(path, known(self.values.get(path)), self)


@dataclass(frozen=True, slots=True)
class Leaf:
    """The answer to one question."""

    key: str
    value: Plain
    answers: Answers
    index: int = 1

    @property
    def code(self) -> str:
        return split(self.key)[1]

    @property
    def name(self) -> str:
        part = self.answers.structure.part(self.code) if self.answers.structure else None
        return part.name if part else self.code

    @property
    def parent(self) -> "Node | None":
        return self.answers.around(*split(self.key))

    def child(self, name: str) -> Sequence[Node] | None:  # noqa: ARG002 a leaf has none
        return ()

    def every_child(self) -> Sequence[Node]:
        return ()


@dataclass(frozen=True, slots=True)
class Branch:
    """The whole of the answers, a group, or one item of a repeat.

    prefix: what begins the paths of the answers in it. value: the code of the item.
    """

    answers: Answers
    prefix: str
    part: Part | None = None
    value: str = ""
    index: int = 1

    @property
    def is_group(self) -> bool:
        part = self.part
        return part is not None and part.kind is PartKind.GROUP and part is not self.top

    @property
    def top(self) -> Part | None:
        return self.answers.root.part

    @property
    def key(self) -> str:
        if self.is_group and self.part is not None:
            return f"{self.prefix}{self.part.code}/"
        return self.prefix[:-1] or "/"

    @property
    def name(self) -> str:
        return split_item(self.prefix)[1] if self.part is None else self.part.name

    @property
    def parent(self) -> Node | None:
        if self.is_group and self.part is not None:
            return self.answers.around(self.prefix, self.part.code)
        if not self.prefix:
            return None
        outer, code, _ = split_item(self.prefix)
        return self.answers.around(outer, code)

    def child(self, name: str) -> Sequence[Node] | None:
        parts = () if self.part is None else self.part.named.get(name, ())
        if parts:
            return [node for part in parts for node in self.nodes_of(part)]
        return self.unplanned(name)

    def nodes_of(self, part: Part) -> Sequence[Node]:
        if part.kind is PartKind.QUESTION:
            return (self.answers.leaf(self.prefix + part.code),)
        if part.kind is PartKind.GROUP:
            return (Branch(self.answers, self.prefix, part),)
        return self.answers.items_of(self.prefix, part.code, part)

    def coded(self, code: str) -> Sequence[Node]:
        """What has this code in the same item, whatever groups it lies in."""
        part = self.answers.structure.part(code) if self.answers.structure else None
        return self.nodes_of(part) if part else children(self, code)

    def unplanned(self, name: str) -> Sequence[Node] | None:
        """What no structure tells of. Without any, an item may have each field, the whole has
        what is answered."""
        structure = self.answers.structure
        if structure is not None and structure.part(name) is not None:
            return ()
        path = self.prefix + name
        if path in self.answers.values:
            return (self.answers.leaf(path),)
        if path in self.answers.items:
            return self.answers.items_of(self.prefix, name, None)
        return None if self.part is None and self.prefix else ()

    def every_child(self) -> Sequence[Node]:
        if self.part is not None:
            return [node for part in self.part.parts for node in self.nodes_of(part)]
        return [*self.unplanned_leaves(), *self.unplanned_items()]

    def unplanned_leaves(self) -> Iterator[Node]:
        for path in self.answers.values:
            if split(path)[0] == self.prefix:
                yield self.answers.leaf(path)

    def unplanned_items(self) -> Iterator[Node]:
        for path in self.answers.items:
            prefix, code = split(path)
            if prefix == self.prefix:
                yield from self.answers.items_of(prefix, code, None)


@dataclass(frozen=True, slots=True)
class Document:
    """What `/` stands for: the one above the whole of the answers."""

    root: Branch
    key: str = "document"
    name: str = ""
    value: str = ""
    index: int = 1
    parent: Node | None = None

    @property
    def is_root_named(self) -> bool:
        """Else any name fits the root, on the way there but not in search of a name."""
        structure = self.root.answers.structure
        return structure is not None and structure.root != ANY_ROOT

    def child(self, name: str) -> Sequence[Node] | None:
        structure = self.root.answers.structure
        return (self.root,) if structure is None or structure.is_root(name) else ()

    def every_child(self) -> Sequence[Node]:
        return (self.root,)


def known(value: Plain | None) -> Plain:
    """A question passed without answering is an empty answer."""
    return "" if value is None else value


def children(node: Node, name: str) -> Sequence[Node]:
    """The children of a name. A field not answered yet stands as an empty answer."""
    if name == "*":
        return node.every_child()
    found = node.child(name)
    if found is None and isinstance(node, Branch):
        return (node.answers.leaf(node.prefix + name),)
    return found or ()


def below(node: Node) -> Iterator[Node]:
    """The node and everything in it, in the order of the document."""
    if not isinstance(node, Document) or node.is_root_named:
        yield node
    for child in node.every_child():
        yield from below(child)
