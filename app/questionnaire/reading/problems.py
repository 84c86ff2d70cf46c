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
    """One fault of a file. `code` is for programs, `message` and `mend` are for people.

    sheet: of a table, whose cell is told as spreadsheets do: survey!C12.
    """

    file: str
    code: str
    message: str
    mend: str
    position: Position = Position()
    sheet: str = ""

    @property
    def where(self) -> str:
        if self.sheet:
            return f"{self.file}:{self.sheet}{cell_name(self.position)}"
        numbers = [each for each in (self.position.line, self.position.column) if each]
        return ":".join([self.file, *map(str, numbers)])

    def __str__(self) -> str:
        return f"{self.where}: {self.message} {self.mend} [{self.code}]"


class UnreadableError(InvalidError):
    """A survey file is at fault; `problems` lists everything found, and nothing was loaded."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = in_order(problems)
        super().__init__("\n".join(map(str, self.problems)))


def cell_name(at: Position) -> str:
    """!C12; only !12 for a whole row; nothing for a whole sheet."""
    letters, rest = "", at.column
    while rest:
        rest, letter = divmod(rest - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"!{letters}{at.line}" if at.line else ""


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Each problem once, by file, sheet, line and column."""
    unique = dict.fromkeys(problems)
    return tuple(sorted(unique, key=lambda each: (each.file, each.sheet, each.position, each.code)))
