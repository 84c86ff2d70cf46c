"""A figure is a value first: what it shows, before anything is drawn."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Shape(StrEnum):
    """Series differ by shape as well as colour, so that a grey print still tells them apart."""

    DISC = "disc"
    SQUARE = "square"
    DIAMOND = "diamond"


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """code: also the colour's name in the style sheet (firms, residents, trainers, network)."""

    code: str
    label: str
    shape: Shape


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A value with its interval, in the axis's unit; the interval may be missing."""

    value: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """marks: series code to mark; a series without a mark is hidden or not asked here."""

    label: str
    marks: Mapping[str, Mark] = field(default_factory=dict)
    is_heading: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """ticks: value to label; reference: where the strong line stands, if anywhere."""

    low: float
    high: float
    ticks: tuple[tuple[float, str], ...]
    reference: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """summary: one sentence for people who cannot see the picture; the table holds the numbers."""

    summary: str
    caption: str
    axis: Axis
    series: tuple[Series, ...]
    rows: tuple[Row, ...]

    @property
    def drawn(self) -> tuple[Series, ...]:
        """The series that have something to draw."""
        there = {code for row in self.rows for code in row.marks}
        return tuple(each for each in self.series if each.code in there)

    @property
    def is_empty(self) -> bool:
        return not any(row.marks for row in self.rows)
