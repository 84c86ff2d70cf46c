"""An expression of another program as it is written there, before it means anything here."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Number:
    value: float


@dataclass(frozen=True, slots=True)
class Text:
    text: str


@dataclass(frozen=True, slots=True)
class Name:
    """An answer, a variable, or a word such as true."""

    name: str


@dataclass(frozen=True, slots=True)
class Call:
    name: str
    arguments: tuple["Written", ...]


@dataclass(frozen=True, slots=True)
class Signed:
    """An operator with one operand."""

    sign: str
    operand: "Written"


@dataclass(frozen=True, slots=True)
class Joined:
    sign: str
    left: "Written"
    right: "Written"


@dataclass(frozen=True, slots=True)
class Listed:
    """Values in square brackets."""

    values: tuple["Written", ...]


Written: TypeAlias = Number | Text | Name | Call | Signed | Joined | Listed


def inside(written: Written) -> tuple[Written, ...]:
    match written:
        case Call(_, arguments):
            return arguments
        case Signed(_, operand):
            return (operand,)
        case Joined(_, left, right):
            return (left, right)
        case Listed(values):
            return values
    return ()


def names_in(written: Written) -> Iterator[str]:
    if isinstance(written, Name):
        yield written.name
    for each in inside(written):
        yield from names_in(each)


def chained(written: Written, sign: str) -> tuple[Written, ...]:
    """The operands of `a + b + c`, from left to right; of anything else itself."""
    found: list[Written] = []
    while isinstance(written, Joined) and written.sign == sign:
        found.append(written.right)
        written = written.left
    return (written, *reversed(found))
