"""What an expression can see: the answers, the place it stands at, the day and the language."""

from collections.abc import Callable, Mapping
from dataclasses import KW_ONLY, dataclass, field
from datetime import UTC, date, datetime
from functools import cached_property
from typing import Protocol, TypeAlias, TypedDict, Unpack

from app.questionnaire.expression.nodes import Item, Leaf, Node, NodeSet, Plain, Root, Row, children
from app.questionnaire.expression.values import Value

Labels: TypeAlias = Callable[[str, str], str]
"""Code of a question, code of a choice: what people read, '' when there is none."""
Tables: TypeAlias = Mapping[str, tuple[Row, ...]]


class Scope(Protocol):
    """position and size: of the node in the set that a predicate filters, or of the roster item."""

    @property
    def today(self) -> date: ...
    @property
    def now(self) -> datetime: ...
    @property
    def language(self) -> str: ...
    @property
    def seed(self) -> int | None: ...
    @property
    def path(self) -> str: ...
    @property
    def tables(self) -> Tables: ...
    @property
    def position(self) -> int: ...
    @property
    def size(self) -> int: ...
    @property
    def own_value(self) -> Value:
        """What the question is answered with now, '' for nothing."""
        ...

    def answer(self, code: str) -> Value:
        """`${code}`: '' when not answered; the items when it is a roster."""
        ...

    def named(self, name: str) -> Value:
        """A bare word: a child of the node where the expression stands, or a given name."""
        ...

    def here(self) -> Value:
        """`.`"""
        ...

    def standing(self) -> Node:
        """`.` as a node, to walk from."""
        ...

    def label(self, question: str, choice: str) -> str: ...
    def focused(self, node: Node, position: int, size: int) -> "Scope":
        """The same, standing at a node while a predicate decides about it."""
        ...

    def origin(self) -> "Scope":
        """Where the whole expression stands, seen from inside a predicate: current()."""
        ...


def no_label(_question: str, _choice: str) -> str:
    return ""


class Surroundings(TypedDict, total=False):
    """All that an AnswerScope can be given beside answers and items."""

    today: date
    now: datetime
    language: str
    seed: int | None
    labels: Labels
    tables: Tables


class Places(TypedDict, total=False):
    """Where an AnswerScope stands."""

    names: Mapping[str, Plain]
    own: Plain
    path: str
    roster: str
    item: str
    focus: Node
    position: int
    size: int
    outer: "AnswerScope"


@dataclass(frozen=True)  # no slots: a copy of a dict is an order faster than of 16 slots
class AnswerScope:
    """Answers by path and the items of each roster; both are read live, when a rule asks.

    own: the question's own value. Without it `.` is the item, or the whole of the answers.
    path: of the question, so that random() differs from one question to the next.
    """

    values: Mapping[str, Plain | None]
    items: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    _: KW_ONLY
    today: date = date(1970, 1, 1)
    now: datetime = datetime(1970, 1, 1, tzinfo=UTC)
    language: str = "en"
    seed: int | None = None
    labels: Labels = no_label
    tables: Tables = field(default_factory=dict)
    names: Mapping[str, Plain] = field(default_factory=dict)
    own: Plain | None = None
    path: str = ""
    roster: str = ""
    item: str = ""
    focus: Node | None = None
    position: int = 1
    size: int = 1
    outer: "AnswerScope | None" = None

    @staticmethod
    def of_answers(
        answers: Mapping[str, Plain | None], **surroundings: Unpack[Surroundings]
    ) -> "AnswerScope":
        """Items in the order in which paths `ROSTER[item]/field` first name them."""
        return AnswerScope(answers, items_of(answers), **surroundings)

    def changed(self, **places: Unpack[Places]) -> "AnswerScope":
        copy = object.__new__(AnswerScope)
        copy.__dict__.update(self.__dict__, **places)
        return copy

    def inside(self, roster: str, item: str) -> "AnswerScope":
        """For the rules of a roster's field."""
        items = self.items.get(roster, ())
        position = items.index(item) + 1 if item in items else 1
        return self.changed(roster=roster, item=item, position=position, size=len(items))

    def at(self, own: Plain | None, path: str = "") -> "AnswerScope":
        """For the rules of a question that has this value."""
        return self.changed(own="" if own is None else own, path=path)

    def with_names(self, names: Mapping[str, Plain]) -> "AnswerScope":
        return self.changed(names=names)

    def answer(self, code: str) -> Value:
        if self.roster:
            path = f"{self.roster}[{self.item}]/{code}"
            if path in self.values:
                found = self.values[path]
                return "" if found is None else found
        found = self.values.get(code)
        if found is not None:
            return found
        return NodeSet(self.root.roster(code)) if code in self.items else ""

    @property
    def own_value(self) -> Value:
        return "" if self.own is None else self.own

    def named(self, name: str) -> Value:
        node = self.surrounding() if self.focus is None else self.focus
        found = node.child(name)
        if found:
            return NodeSet(tuple(found))
        if name in self.names:
            return self.names[name]
        in_item = isinstance(node, Item)
        return NodeSet(tuple(children(node, name))) if in_item else NodeSet()

    def here(self) -> Value:
        if self.focus is None and self.own is not None:
            return self.own
        return NodeSet((self.standing(),))

    def standing(self) -> Node:
        if self.focus is not None:
            return self.focus
        if self.own is not None:
            return Leaf(self.path or ".", self.own, self.surrounding(), self.position)
        return self.surrounding()

    def surrounding(self) -> Node:
        """The item of the roster, or the whole of the answers."""
        return Item(self.root, self.roster, self.item, self.position) if self.roster else self.root

    @cached_property
    def root(self) -> Root:
        return Root(self.values, self.items)

    def label(self, question: str, choice: str) -> str:
        return self.labels(question, choice)

    def focused(self, node: Node, position: int, size: int) -> "AnswerScope":
        return self.changed(focus=node, position=position, size=size, outer=self.outer or self)

    def origin(self) -> "AnswerScope":
        return self.outer or self


def items_of(answers: Mapping[str, Plain | None]) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for path in answers:
        head, bracket, _ = path.partition("]/")
        roster, opened, item = head.partition("[")
        if bracket and opened:
            found.setdefault(roster, {})[item] = None
    return {roster: tuple(items) for roster, items in found.items()}
