"""Which sections of an indicator stand open on its page, which are folded, which apart."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from app.dashboards.indicators.chapter import Section
from app.dashboards.indicators.drawn import figure_of
from app.web.pictures.figure import Figure

MOST_LINES = 115  # of tables and pictures on one page: some 120 kB
MOST_HEIGHT = 36  # of what stands open, in rows of a picture: some 3,000 pixels on a phone
AROUND, NUMBERS = 5, 2  # heights of title, axis and caption, and of a line of a table


class Stand(Enum):
    OPEN = auto()
    FOLDED = auto()
    APART = auto()  # on a page of its own


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A section as a page shows it. has_open_table: the numbers stand open below the picture."""

    section: Section
    figure: Figure | None
    stand: Stand = Stand.OPEN
    has_open_table: bool = True

    @property
    def is_folded(self) -> bool:
        return self.stand is Stand.FOLDED

    @property
    def is_apart(self) -> bool:
        return self.stand is Stand.APART


def in_full(sections: Sequence[Section]) -> tuple[Part, ...]:
    """Every section and its numbers open."""
    return tuple(Part(section=each, figure=figure_of(each)) for each in sections)


def arranged(sections: Sequence[Section]) -> tuple[Part, ...]:
    """In their order: the first open, others open while they are short, then folded, and apart from
    the first on that would make the page heavy."""
    return tuple(_arranged(sections))


def _arranged(sections: Sequence[Section]) -> Iterator[Part]:
    lines, height = 0, 0
    for place, section in enumerate(sections):
        figure = figure_of(section)
        drawn = 0 if figure is None else len(figure.rows)
        lines += drawn + len(section.told)
        is_shown = figure is None or (place == 0 and section.is_short and not section.is_withheld)
        tall = AROUND + drawn + (NUMBERS * len(section.told) if is_shown else 0)
        stand = Stand.OPEN
        if place > 0 and lines > MOST_LINES:
            stand = Stand.APART
        elif place > 0 and (section.is_silent or height + tall > MOST_HEIGHT):
            stand = Stand.FOLDED
        else:
            height += tall
        yield Part(section=section, figure=figure, stand=stand, has_open_table=is_shown)
