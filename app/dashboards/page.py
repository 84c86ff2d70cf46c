"""A finding as a value: a sentence, one picture, how solid it is, the numbers."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from statistics import NormalDist

from markupsafe import Markup

from app.dashboards.book import Place
from app.reference.cells import Cell, Verdict
from app.web.pictures.figure import Axis, Figure, Mark
from app.web.published import Unit, written

NORMAL = NormalDist()


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    label: str
    unit: Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the numbers' table: a label, a cell a column, and how to read it."""

    label: str
    cells: tuple[Cell, ...] = ()
    reading: str = ""
    is_heading: bool = False
    unit: Unit | None = None  # where it differs from the column's
    units: tuple[Unit, ...] = ()  # one a cell, where each has its own

    def unit_of(self, place: int, column: Column) -> Unit:
        """Of the cell at that place."""
        return self.units[place] if self.units else self.unit or column.unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    has_reading: bool = False
    has_answers: bool = False  # a column says how many answered behind the first number

    def without_empty_columns(self) -> "Table":
        """Columns in which every number is hidden say nothing: how solid it is says why."""
        kept = [
            place
            for place in range(len(self.columns))
            if any(line.cells[place].value is not None for line in self.lines if line.cells)
        ]
        return replace(
            self,
            columns=tuple(self.columns[place] for place in kept),
            lines=tuple(
                replace(line, cells=tuple(line.cells[place] for place in kept if line.cells))
                for line in self.lines
            ),
        )

    @property
    def cells(self) -> tuple[Cell, ...]:
        return tuple(cell for line in self.lines for cell in line.cells)


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """Things that stand alike, named in a list; reading: what one may do about them."""

    title: str
    reading: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """sentence: the finding; text: what it may mean; solid: who answered and how to read it."""

    sentence: Markup
    text: Markup
    figure: Figure
    table: Table
    solid: tuple[Markup, ...]
    comparison: Markup
    boxes: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """One page of a dashboard. title is called in the language of the request."""

    code: str
    title: Callable[[], str]
    finding: Callable[[Place], Finding]


def mark(cell: Cell, factor: float = 1) -> Mark | None:
    """What a picture draws for a cell; nothing for a hidden one."""
    if cell.value is None:
        return None
    low = None if cell.low is None else cell.low * factor
    high = None if cell.high is None else cell.high * factor
    return Mark(value=cell.value * factor, low=low, high=high)


def marks(factor: float = 1, **cells: Cell) -> dict[str, Mark]:
    """Series code to mark, leaving out what is hidden."""
    drawn = {series: mark(cell, factor) for series, cell in cells.items()}
    return {series: each for series, each in drawn.items() if each is not None}


def axis_of_shares() -> Axis:
    """From nobody to everybody, in per cent."""
    quarters = (0, 0.25, 0.5, 0.75, 1)
    ticks = tuple((100 * each, written(each, Unit.SHARE)) for each in quarters)
    return Axis(low=0, high=100, ticks=ticks)


def may_compare(one: Cell, other: Cell) -> bool:
    """Whether two groups hold thirty answers each, as the rules of release ask of comparisons."""
    return all(each.value is not None and not each.is_fragile for each in (one, other))


def is_apart(one: Cell, other: Cell) -> bool:
    """Whether two intervals do not touch: a difference that is clear without a test.

    Stricter than a test of two samples, and never too bold however the two depend on each other:
    as a group and the whole that it is part of do.
    """
    if one.low is None or one.high is None or other.low is None or other.high is None:
        return False
    return one.low > other.high or other.low > one.high


def is_clear(gap: Cell, *, among: int = 1) -> bool:
    """Whether a gap is called clear: by the word that the release gives it, else where its interval
    leaves out zero.

    among: gaps looked through, where there is no word; the interval is stretched so that by chance
    alone one of twenty such rows, not one of twenty gaps, holds a clear one (Bonferroni).
    """
    if gap.value is None or gap.low is None or gap.high is None:
        return False
    if gap.verdict is not None:
        return gap.verdict is Verdict.CLEAR
    stretch = NORMAL.inv_cdf(1 - 0.025 / among) / NORMAL.inv_cdf(0.975)
    low = gap.value - stretch * (gap.value - gap.low)
    return low > 0 or gap.value + stretch * (gap.high - gap.value) < 0
