"""Numbers made of other published numbers: with one of those hidden, they would give it away."""

from collections.abc import Iterator, Mapping
from typing import Final

from app.reference.audiences import Audience
from app.reference.cells import BESIDE, Cell, Key, by_codes
from app.releases.differences import AGAINST

MEASURE: Final = "measure"
COMPARED: Final[Mapping[str, str]] = {
    Audience.FIRMS: "need",
    Audience.RESIDENTS: "use",
    Audience.TRAINERS: "now",
}
"""The view of each audience in the matrix of skills that gaps are taken between."""
DIVIDED: Final[Mapping[tuple[str, str], tuple[tuple[str, str], ...]]] = {
    ("IND23", "agility"): ((Audience.TRAINERS, "lead"), (Audience.FIRMS, "wait")),
    ("IND29", "ratio"): ((Audience.FIRMS, "handovers"), (Audience.RESIDENTS, "takers")),
}
"""Quotients: indicator and measure to the audience and measure of their two numbers."""


def without_a_side(held: Mapping[Key, Cell]) -> frozenset[Key]:
    """Those that are shown while a number that they are made of is hidden."""
    gone: set[Key] = set()
    while found := set(_next(held, gone)):
        gone |= found
    return frozenset(gone)


def _next(held: Mapping[Key, Cell], gone: set[Key]) -> Iterator[Key]:
    for key, cell in held.items():
        if cell.hidden is None and key not in gone:
            sides = (held.get(each) for each in _sides(cell, held))
            if any(each is not None and _is_hidden(each, gone) for each in sides):
                yield key


def _is_hidden(cell: Cell, gone: set[Key]) -> bool:
    return cell.hidden is not None or cell.key in gone


def _sides(cell: Cell, held: Mapping[Key, Cell]) -> Iterator[Key]:
    """The numbers that it is made of, whether or not a release holds them."""
    left = {name: code for name, code in cell.by if name != BESIDE}
    if left.get(MEASURE) == "specific":
        yield from _of_specific(cell, held)
    elif BESIDE in cell.dimensions:
        yield _key(cell, cell.audience, left)
    elif (cell.indicator, left.get(MEASURE, "")) in DIVIDED:
        yield from _of_quotient(cell, left)
    elif AGAINST in left:
        yield from _of_gap(cell, left)


def _of_specific(cell: Cell, held: Mapping[Key, Cell]) -> Iterator[Key]:
    """A score counts only where firms here name the skill more than others."""
    quotient = _key(cell, cell.audience, {**cell.dimensions, MEASURE: "quotient"})
    yield quotient
    if quotient in held and (held[quotient].low or 0.0) > 1:
        left = {name: code for name, code in cell.by if name != BESIDE}
        yield _key(cell, cell.audience, {**left, MEASURE: "score"})


def _of_quotient(cell: Cell, by: Mapping[str, str]) -> Iterator[Key]:
    left = {name: code for name, code in by.items() if name != AGAINST}
    for audience, measure in DIVIDED[cell.indicator, by[MEASURE]]:
        yield _key(cell, audience, {**left, MEASURE: measure})


def _of_gap(cell: Cell, by: Mapping[str, str]) -> Iterator[Key]:
    left = {name: code for name, code in by.items() if name != AGAINST}
    for audience in (cell.audience, by[AGAINST]):
        if cell.indicator == "IND14":
            view = {**left, "view": COMPARED.get(audience, "")}
            yield ("IND13", cell.territory, audience, by_codes(**view))
        else:
            yield _key(cell, audience, left)


def _key(cell: Cell, audience: str, by: Mapping[str, str]) -> Key:
    return (cell.indicator, cell.territory, audience, by_codes(**by))
