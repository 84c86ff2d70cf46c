"""What an expression can ask about: answers, the place it stands at, the day, the language."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Protocol, TypeAlias, TypedDict

from app.questionnaire.expression.nodes import Node, NodeSet, Plain
from app.questionnaire.expression.structure import Structure
from app.questionnaire.expression.tables import Tables
from app.questionnaire.expression.values import Value

Labels: TypeAlias = Callable[[str, str], str]
"""Code of a question, code of a choice: what people read, '' when there is none."""
Texts: TypeAlias = Callable[[str], str]
"""Code of a text: the text in the language of the answers, '' when there is none."""


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
    def name_of(self, code: str) -> str:
        """How a path names the question, '' where there is none."""
        ...

    @property
    def last_saved(self) -> Mapping[str, Plain | None]:
        """Answers of the response before this one, by path."""
        ...

    @property
    def own_value(self) -> Value:
        """What the question is answered with now, '' for nothing."""
        ...

    def answer(self, code: str) -> Value:
        """`${code}`: the nearest one; '' when not answered; the items when it is a repeat.

        From outside its repeat: all of them, as nodes.
        """
        ...

    def is_known(self, code: str) -> bool:
        """Whether a question has this code, answered or not."""
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

    def document(self) -> Node:
        """`/`"""
        ...

    def reached(self, names: tuple[str, ...]) -> NodeSet | None:
        """What `/a/b/c` leads to, where that is one question; None: walk there."""
        ...

    def is_here(self, node: Node) -> bool:
        """Whether the expression stands in this item."""
        ...

    def label(self, question: str, choice: str) -> str: ...
    def text(self, code: str) -> str: ...
    def focused(self, node: Node, position: int, size: int) -> "Scope":
        """The same, standing at a node while a predicate decides about it."""
        ...

    def origin(self) -> "Scope":
        """Where the whole expression stands, seen from inside a predicate: current()."""
        ...


def no_label(_question: str, _choice: str) -> str:
    return ""


def no_text(_code: str) -> str:
    return ""


class Surroundings(TypedDict, total=False):
    """All that an AnswerScope can be given beside answers and items."""

    today: date
    now: datetime
    language: str
    seed: int | None
    labels: Labels
    texts: Texts
    tables: Tables
    structure: Structure | None
    last_saved: Mapping[str, Plain | None]
