"""What is given back, as values: one idea a block, told by a page, a paper or a mail."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from app.reference.cells import Cell
from app.web.published import Unit, answered, between, number, sentence
from app.web.texts import _

MOST = 3  # things named in a list


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One published number. own: what the respondent's own answers have to do with it. said: the
    number with what it is of. solid: how sure it is."""

    label: str
    said: Markup
    solid: Markup
    cell: Cell
    own: str = ""
    is_bare: bool = False  # said is the number alone: the label says what it is of


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """code: names it in the page. finding: what is found, as a sentence. note: how to read it."""

    code: str
    title: str
    finding: Markup
    rows: tuple[Row, ...] = ()
    note: str = ""


def row(label: str, cell: Cell, said: str = "", own: str = "", **numbers: Markup) -> Row:
    """said: a translated sentence with a place for the share, and for other numbers; "" where the
    number alone is enough."""
    return Row(
        label=label,
        said=sentence(said or "%(share)s", share=share(cell), **numbers),
        solid=_solid(cell),
        cell=cell,
        own=own,
        is_bare=not said,
    )


def share(cell: Cell) -> Markup:
    return number(cell, Unit.SHARE)


def _solid(cell: Cell) -> Markup:
    """The interval in words and how many answered."""
    interval = between(cell, Unit.SHARE)
    if cell.is_fragile:
        text = _("%(interval)s; only %(n)s answered: read the direction, not the size")
        return sentence(text, interval=interval, n=answered(cell))
    return sentence(_("%(interval)s; %(n)s answered"), interval=interval, n=answered(cell))


def too_few(code: str, title: str) -> Block:
    """Instead of numbers that are not there, or hidden everywhere."""
    text = _("Not enough people have answered yet to say this without recognising somebody.")
    return Block(code=code, title=title, finding=sentence(text))


def listed(names: Sequence[str]) -> str:
    """Names of a list as they stand beside each other."""
    return " · ".join(names)


def largest(cells: Iterable[Cell]) -> list[Cell]:
    """The few with the highest numbers, the highest first."""
    return sorted(cells, key=lambda each: -(each.value or 0.0))[:MOST]
