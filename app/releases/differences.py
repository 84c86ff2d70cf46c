"""What could be worked out by subtracting the parts of a total from it, kept back.

Three cheap rules ahead of complementary suppression: where the respondents of exactly one part are
a band or hidden, those of the total are a band too, and so are those of every other cell with as
many, as they are the same ones; where exactly one part of a total of hires or firms is hidden, the
smallest other part is hidden as well, and what was divided by it.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TypeAlias

from app.estimation.disclosure import band, hide
from app.reference.cells import NETWORK, Cell, Hidden, Key, by_codes

PARTS = ("age", "size", "distance", "activity")  # dimensions that divide a territory's respondents
AGAINST = "against"
ADDED_UP = frozenset(
    ("measure", name) for name in ("hires", "handovers", "closures", "takers")
)  # of cells whose values add up, not only their respondents
RATIO, DIVIDED = ("measure", "ratio"), (("firms", "handovers"), ("residents", "takers"))
TotalOf: TypeAlias = Callable[[Cell], Key | None]


def without_differences(cells: Sequence[Cell]) -> tuple[Cell, ...]:
    """The cells in their order. Ages, sizes, distances and activities are parts of a territory,
    territories of the network."""
    held = {cell.key: cell for cell in cells}
    totals: list[TotalOf] = [partial(_without, part) for part in PARTS]
    for total_of in (*totals, _in_network):
        for total, parts in _sums(held, total_of):
            for changed in (*_complement(held[total], parts), *_banded(held[total], parts)):
                held[changed.key] = changed
        for changed in list(_alike(cells, held)):
            held[changed.key] = changed
    return tuple(_with_both_numbers(each, held) for each in held.values())


def adds_up(cell: Cell) -> bool:
    """Whether its value is a part of a total, and not only its respondents."""
    return not ADDED_UP.isdisjoint(cell.by)


def _with_both_numbers(cell: Cell, held: Mapping[Key, Cell]) -> Cell:
    """A ratio would give one of its two numbers away, were only the other one shown."""
    if RATIO not in cell.by:
        return cell
    left = {name: code for name, code in cell.by if name not in (RATIO[0], AGAINST)}
    for audience, measure in DIVIDED:
        by = by_codes(**left, **{RATIO[0]: measure})
        other = held.get((cell.indicator, cell.territory, audience, by))
        if other is not None and other.hidden is not None:
            return hide(cell, other.hidden)
    return cell


def _without(part: str, cell: Cell) -> Key | None:
    """None also where two audiences are compared: a gap is no part of another."""
    left = tuple(pair for pair in cell.by if pair[0] != part)
    is_part = left != cell.by and AGAINST not in cell.dimensions
    return (cell.indicator, cell.territory, cell.audience, left) if is_part else None


def _in_network(cell: Cell) -> Key | None:
    return None if cell.territory == NETWORK else (cell.indicator, NETWORK, cell.audience, cell.by)


def _sums(held: Mapping[Key, Cell], total_of: TotalOf) -> Iterator[tuple[Key, list[Cell]]]:
    """Each total that is there, with its parts."""
    found: dict[Key, list[Cell]] = {}
    for cell in held.values():
        total = total_of(cell)
        if total is not None and total in held:
            found.setdefault(total, []).append(cell)
    yield from found.items()


def _complement(total: Cell, parts: Sequence[Cell]) -> Iterator[Cell]:
    if not adds_up(total) or total.hidden is not None:
        return
    shown = [each for each in parts if each.value is not None]
    if shown and len(parts) - len(shown) == 1:
        yield hide(min(shown, key=lambda each: each.value or 0), Hidden.COMPLEMENT)


def _banded(total: Cell, parts: Sequence[Cell]) -> Iterator[Cell]:
    concealed = sum(not isinstance(each.n, int) for each in parts)
    if concealed == 1 and isinstance(total.n, int):
        yield replace(total, n=band(total.n))


def _alike(before: Sequence[Cell], held: Mapping[Key, Cell]) -> Iterator[Cell]:
    """Cells of the same indicator, place and audience with the very number that a total lost."""
    lost = {
        _respondents(each)
        for each in before
        if isinstance(each.n, int) and isinstance(held[each.key].n, str)
    }
    for cell in held.values():
        if isinstance(cell.n, int) and _respondents(cell) in lost:
            yield replace(cell, n=band(cell.n))


def _respondents(cell: Cell) -> tuple[str, str, str, int | str | None]:
    return cell.indicator, cell.territory, cell.audience, cell.n
