"""An expression as a frozen tree: what is written, without its spaces and needless brackets."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

LAST_SAVED = "last-saved#"
"""How the code of an answer given in the response before this one begins."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written; never negative: a minus sign is a Negative."""

    value: float


@dataclass(frozen=True, slots=True)
class Literal:
    """A text in quotes."""

    text: str
    position: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Reference:
    """`${code}`: the answer to a question, or the items of a roster."""

    code: str
    position: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a path: a child's name, `*`, `.` or `..`, then conditions in brackets.

    is_deep: after `//`, so anywhere below.
    """

    name: str
    predicates: tuple["Tree", ...] = ()
    position: int = field(default=0, compare=False)
    is_deep: bool = False


@dataclass(frozen=True, slots=True)
class Top:
    """`/`, where absolute paths start."""

    position: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Path:
    """Steps from `start`, or from where the expression stands when start is None.

    /data/q starts at Top.
    """

    start: "Tree | None"
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Filtered:
    """`tree[condition]…`: those nodes of a node-set for which each condition holds."""

    tree: "Tree"
    predicates: tuple["Tree", ...]


@dataclass(frozen=True, slots=True)
class Call:
    name: str
    arguments: tuple["Tree", ...]
    position: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Negative:
    operand: "Tree"


@dataclass(frozen=True, slots=True)
class Chain:
    """Operands joined by operators of one rank, from left to right: `1 + 2 - 3`.

    Flat, so that a long `a or b or c …` is one node and not a deep tree.
    """

    first: "Tree"
    rest: tuple[tuple[str, "Tree"], ...]


Tree: TypeAlias = Number | Literal | Reference | Top | Path | Filtered | Call | Negative | Chain


def children(tree: Tree) -> tuple[Tree, ...]:
    match tree:
        case Path(start, steps):
            inside = tuple(each for step in steps for each in step.predicates)
            return inside if start is None else (start, *inside)
        case Filtered(filtered, predicates):
            return (filtered, *predicates)
        case Call(_, arguments):
            return arguments
        case Negative(operand):
            return (operand,)
        case Chain(first, rest):
            return (first, *(each for _, each in rest))
    return ()


def walk(tree: Tree) -> Iterator[Tree]:
    """The tree and everything in it, from left to right."""
    yield tree
    for child in children(tree):
        yield from walk(child)


def position_of(tree: Tree) -> int:
    """Where the first thing with a known place stands."""
    for each in walk(tree):
        if isinstance(each, Literal | Reference | Top | Call):
            return each.position
        if isinstance(each, Path) and each.start is None:
            return each.steps[0].position
    return 0
