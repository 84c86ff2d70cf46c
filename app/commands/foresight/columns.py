"""Tables whose columns have names that the method knows."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import inf
from pathlib import Path

from app.formats.number_table import NumberTable, read_number_table
from app.questionnaire.nearest import nearest
from app.questionnaire.reading import Position, Problem, UnreadableError


@dataclass(frozen=True, slots=True)
class NamedColumns:
    """A table by column. A column that may hold gaps gives None for each."""

    table: NumberTable

    @property
    def names(self) -> tuple[str, ...]:
        return self.table.names

    def has(self, column: str) -> bool:
        return column in self.table.header

    def whole(self, column: str) -> list[float]:
        """Numbers of a column, a row each. Raises UnreadableError for every gap."""
        place = self.table.header.index(column)
        found = [row[place] for row in self.table.rows]
        gaps = [row for row, number in enumerate(found) if number is None]
        if gaps:
            raise UnreadableError([self._gap(row, place) for row in gaps])
        return [number for number in found if number is not None]

    def within(self, column: str, least: float, most: float = inf) -> list[float]:
        """As whole(); raises UnreadableError for every number outside, too."""
        found = self.whole(column)
        place = self.table.header.index(column)
        outside = [row for row, number in enumerate(found) if not least <= number <= most]
        if outside:
            raise UnreadableError([self._outside(row, place, (least, most)) for row in outside])
        return found

    def optional(self, column: str) -> list[float | None]:
        """None in every row where the column is not there."""
        if not self.has(column):
            return [None] * len(self.names)
        place = self.table.header.index(column)
        return [row[place] for row in self.table.rows]

    def refuse(self, row: int, column: str, *, message: str, mend: str) -> UnreadableError:
        at = self.table.at(row, self.table.header.index(column))
        return self.table.refuse(at, "amount", message=message, mend=mend)

    def _outside(self, row: int, place: int, limits: tuple[float, float]) -> Problem:
        least, most = limits
        up_to = "or more" if most == inf else f"to {most:g}"
        return Problem(
            file=self.table.file,
            position=self.table.at(row, place),
            code="amount",
            message=f"{self.table.rows[row][place]:g} cannot stand here.",
            mend=f"Write a number from {least:g} {up_to}.",
        )

    def _gap(self, row: int, place: int) -> Problem:
        return Problem(
            file=self.table.file,
            position=self.table.at(row, place),
            code="empty",
            message="Nothing stands here.",
            mend="Write a number.",
        )


def read_columns(
    path: Path, needed: Sequence[str], optional: Collection[str], prefix: str | None = None
) -> NamedColumns:
    """prefix: other columns may begin with it. Raises UnreadableError with every problem."""
    table = read_number_table(path, has_names=True, allows_gaps=True)
    known = (*needed, *optional)
    problems = [
        _unknown(table, place, name, known)
        for place, name in enumerate(table.header)
        if name not in known and not (prefix and name.startswith(prefix) and name != prefix)
    ]
    missing = [name for name in needed if name not in table.header]
    problems += [_missing(table, missing, known)] if missing else []
    if problems:
        raise UnreadableError(problems)
    return NamedColumns(table)


def _unknown(table: NumberTable, place: int, name: str, known: Collection[str]) -> Problem:
    return Problem(
        file=table.file,
        position=Position(1, place + 2),
        code="unknown-column",
        message=f"No column is called {name!r}.",
        mend=f"{nearest(name, known)} Rename or remove it.",
    )


def _missing(table: NumberTable, names: list[str], known: Collection[str]) -> Problem:
    return Problem(
        file=table.file,
        position=Position(1),
        code="missing-column",
        message=f"Missing: {', '.join(names)}.",
        mend=f"The header may hold: {', '.join(known)}.",
    )
