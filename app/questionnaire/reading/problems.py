"""What is wrong with a survey file: where, what, and how to mend it."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.errors import InvalidError


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """Line and column from 1; 0 means the whole file, or the whole line."""

    line: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One fault of a file. `code` is for programs, `message` and `mend` are for people."""

    file: str
    code: str
    message: str
    mend: str
    position: Position = Position()

    @property
    def where(self) -> str:
        numbers = [each for each in (self.position.line, self.position.column) if each]
        return ":".join([self.file, *map(str, numbers)])

    def __str__(self) -> str:
        return f"{self.where}: {self.message} {self.mend} [{self.code}]"


class UnreadableError(InvalidError):
    """A survey file is at fault; `problems` lists everything found, and nothing was loaded."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = in_order(problems)
        super().__init__("\n".join(map(str, self.problems)))


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Each problem once, by file, line and column."""
    unique = dict.fromkeys(problems)
    return tuple(sorted(unique, key=lambda each: (each.file, each.position, each.code)))
