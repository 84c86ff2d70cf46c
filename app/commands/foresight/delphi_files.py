"""Files of a panel: who answered what, in one round or two, and how well they know it."""

from dataclasses import dataclass
from pathlib import Path

import click
import numpy as np

from app.estimation.arrays import Floats
from app.foresight.delphi import Scale
from app.foresight.errors import ScaleError
from app.formats.number_table import NumberTable, read_number_table
from app.questionnaire.reading import Problem, UnreadableError

ANY = "any"


class ScaleType(click.ParamType[Scale]):
    """LOW:HIGH or LOW:HIGH:STEP; the step is 1 if not said, `any` for any number between."""

    name = "LOW:HIGH:STEP"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> Scale:
        if isinstance(value, Scale):
            return value
        parts = str(value).split(":")
        try:
            low, high, *rest = parts
            step = None if rest == [ANY] else float(*rest or ["1"])
            return Scale(low=float(low), high=float(high), step=step)
        except (ValueError, TypeError):
            self.fail(f"{value!r} is no scale: write 1:5, 0:100:5 or 0:100:any.", param, ctx)
        except ScaleError as error:
            self.fail(error.message, param, ctx)


@dataclass(frozen=True, slots=True)
class Panel:
    """A round: a column a statement, nan where nothing was answered."""

    table: NumberTable
    scale: Scale

    @property
    def statements(self) -> tuple[str, ...]:
        return self.table.header

    @property
    def experts(self) -> tuple[str, ...]:
        return self.table.names

    def answers(self, statement: str, experts: tuple[str, ...]) -> Floats:
        """Of these experts in this order; nan for whoever is not in the round."""
        if statement not in self.statements:
            return np.full(len(experts), np.nan)
        place = self.statements.index(statement)
        given = dict(zip(self.experts, (row[place] for row in self.table.rows), strict=True))
        return np.array([given.get(expert) for expert in experts], dtype=np.float64)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rounds:
    """What a panel answered now, the round before, and how well each expert knows each."""

    panel: Panel
    before: Panel | None
    expertise: Panel | None

    @property
    def experts(self) -> tuple[str, ...]:
        """Of both rounds, those of this one first."""
        earlier = () if self.before is None else self.before.experts
        return tuple(dict.fromkeys((*self.panel.experts, *earlier)))


def read_panel(path: Path, scale: Scale) -> Panel:
    """Raises UnreadableError with every answer that is not on the scale."""
    table = read_number_table(path, has_names=True, allows_gaps=True)
    faults = [
        problem
        for row, cells in enumerate(table.rows)
        for column, value in enumerate(cells)
        if value is not None and (problem := _fault(table, row, column, value, scale))
    ]
    if faults:
        raise UnreadableError(faults)
    return Panel(table, scale)


def _fault(table: NumberTable, row: int, column: int, value: float, scale: Scale) -> Problem | None:
    try:
        scale.values([value])
    except ScaleError:
        return Problem(
            file=table.file,
            position=table.at(row, column),
            code="scale",
            message=f"{value:g} is not on the scale from {scale.low:g} to {scale.high:g}.",
            mend="Correct it, leave it empty, or name the code with --dont-know.",
        )
    return None
