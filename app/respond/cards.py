"""The lines of a page in cards: those of an item, a sum or a group, and tables of such."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from app.respond.around import Around
from app.respond.grouping import Row, id_of
from app.respond.lengths import Length
from app.respond.looks import ROWS
from app.respond.showing import Line
from app.web.media import Medium

MOST_COLUMNS = 11  # of choices, beyond which each row is a question of its own
MOST_FIELDS = 6  # beside one another
IN_A_CELL = frozenset({"number", "text", "textarea", "select", "consent", "ticks", "fixed"})


@dataclass(frozen=True, slots=True)
class Column:
    id: str
    label: str
    hint: str = ""
    is_required: bool = False


@dataclass(frozen=True, slots=True)
class ScaleRow:
    """One question of a grid of one scale. marks: by column; None where it has no such choice."""

    line: Line
    marks: tuple[Row | None, ...]


@dataclass(frozen=True, slots=True)
class ScaleTable:
    columns: tuple[Column, ...]
    rows: tuple[ScaleRow, ...]


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One item of a list. cells: by column; None where the item is not asked."""

    id: str
    heading: str
    cells: tuple[Line | None, ...]


@dataclass(frozen=True, slots=True)
class FieldTable:
    columns: tuple[Column, ...]
    rows: tuple[FieldRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """Lines that belong together; heading '': of nothing. length: of the list that ends here."""

    id: str = ""
    heading: str = ""
    hint: str = ""
    total: float | None = None
    lines: tuple[Line, ...] = ()
    scale: ScaleTable | None = None
    fields: FieldTable | None = None
    length: Length | None = None
    media: tuple[Medium, ...] = ()


def cards_of(lines: Sequence[Line], lengths: Sequence[Length] = ()) -> tuple[Card, ...]:
    by_path = {each.path: each for each in lengths}
    made: list[Card] = []
    for path, run in groupby(lines, key=list_of):
        made += cards_of_list(tuple(run))
        made[-1] = replace(made[-1], length=by_path.get(path))
    return tuple(made)


def list_of(line: Line) -> str:
    return line.around.list if line.around else ""


def cards_of_list(lines: tuple[Line, ...]) -> list[Card]:
    """lines: those of one list, or of none."""
    around = lines[0].around
    table = field_table(lines) if around and around.list and around.is_grid else None
    if around is not None and table is not None:
        name = id_of(f"card-{around.list}")
        return [
            Card(id=name, heading=around.whole, hint=around.hint, fields=table, media=around.media)
        ]
    runs = (tuple(run) for _key, run in groupby(lines, key=key_of_card))
    return [card_of(run, run[0].around) for run in runs]


def key_of_card(line: Line) -> str:
    return line.around.key if line.around else ""


def card_of(lines: tuple[Line, ...], around: Around | None) -> Card:
    if around is None:
        return Card(lines=lines)
    is_table = around.is_grid and not around.list
    hints = {each.hint for each in lines}
    shared = hints.pop() if is_table and len(hints) == 1 else ""
    rows = tuple(replace(each, hint="") for each in lines) if shared else lines
    return Card(
        id=id_of(f"card-{around.key}"),
        heading=around.heading,
        hint=" ".join(filter(None, (around.hint, shared))),
        total=around.total,
        media=around.media,
        lines=rows,
        scale=scale_table(rows, id_of(around.key)) if is_table else None,
    )


def scale_table(lines: Sequence[Line], name: str) -> ScaleTable | None:
    """None unless every line offers the same choices."""
    if not all(is_of_scale(each) for each in lines) or len({each.input for each in lines}) > 1:
        return None
    scales = {tuple(choices_of(each, is_given=True).items()) for each in lines}
    if len(scales) > 1 or not 1 < len(next(iter(scales))) <= MOST_COLUMNS:
        return None
    offered: dict[str, str] = {}
    for each in lines:
        offered |= choices_of(each)
    columns = (
        Column(f"{name}-column-{place}", label) for place, label in enumerate(offered.values())
    )
    return ScaleTable(tuple(columns), tuple(scale_row(each, tuple(offered)) for each in lines))


def is_of_scale(line: Line) -> bool:
    is_flat = not any(group.heading for group in line.groups)
    return line.look in ROWS and is_flat and not line.boxes and not has_pictures(line)


def has_pictures(line: Line) -> bool:
    """Choices with pictures or sounds, which no table has room for."""
    return any(row.media for group in line.groups for row in group.rows)


def choices_of(line: Line, *, is_given: bool = False) -> dict[str, str]:
    """Code to text. is_given: without the row that takes an answer back."""
    rows = (row for group in line.groups for row in group.rows)
    return {row.code: row.text for row in rows if row.code or not is_given}


def scale_row(line: Line, codes: tuple[str, ...]) -> ScaleRow:
    rows = {row.code: row for group in line.groups for row in group.rows}
    return ScaleRow(line, tuple(rows.get(each) for each in codes))


def field_table(lines: Sequence[Line]) -> FieldTable | None:
    """None where a field needs more room than a cell has."""
    cells = [in_a_cell(each) for each in lines]
    heads = {each.code: each for each in reversed(cells)}
    codes = tuple(reversed(heads))
    is_roomy = all(each.look in IN_A_CELL and not each.boxes for each in cells)
    is_roomy = is_roomy and not any(each.media or has_pictures(each) for each in lines)
    if not is_roomy or len(codes) > MOST_FIELDS:
        return None
    name = id_of(list_of(lines[0]))
    ids = {code: f"{name}-column-{place}" for place, code in enumerate(codes)}
    columns = tuple(
        Column(ids[code], heads[code].label, heads[code].hint, heads[code].is_required)
        for code in codes
    )
    runs = (tuple(run) for _key, run in groupby(cells, key=key_of_card))
    return FieldTable(columns, tuple(field_row(run, ids) for run in runs))


def in_a_cell(line: Line) -> Line:
    """Choices of one as a list to open; what takes an answer back is its empty first line."""
    if line.look not in {"rows", "scale"}:
        return line
    groups = (
        replace(each, rows=tuple(row for row in each.rows if row.code)) for each in line.groups
    )
    return replace(line, look="select", groups=tuple(groups))


def field_row(cells: Sequence[Line], ids: dict[str, str]) -> FieldRow:
    around = cells[0].around
    name = id_of(f"row-{key_of_card(cells[0])}")
    named = {
        each.code: replace(each, hint="", labelled_by=f"{name} {ids[each.code]}") for each in cells
    }
    return FieldRow(name, around.item if around else "", tuple(named.get(code) for code in ids))
