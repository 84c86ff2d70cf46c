"""A cell on its way into a release, with what the rules between cells look at."""

from collections.abc import Callable
from dataclasses import astuple, dataclass, fields
from typing import Any, TypeAlias

import numpy as np

from app.estimation.arrays import Bools, Ints
from app.estimation.basis import Basis
from app.estimation.estimates import Estimate
from app.reference.cells import Cell, Key

TOLD = tuple(each.name for each in fields(Cell))
Again: TypeAlias = Callable[[], tuple[Estimate, Basis]]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Draft(Cell):
    """The cell as it may be published, and what nobody is shown: it ends with the making.

    answered: unweighted respondents behind it. holdings: how many owners they are of; None: as many
    as they are. people: which ones, a bit each, 0 where not known.
    is_weighted: whether they are part of the network's numbers. found, basis: the exact estimate
    and what the rules looked at; None where nothing was estimated. measure: estimates what was not,
    because too few answered. family: the first of the differences that it is looked at together
    with; None: no word goes with it.
    """

    answered: int = 0
    holdings: int | None = None
    people: int = 0
    is_weighted: bool = True
    found: Estimate | None = None
    basis: Basis | None = None
    measure: Again | None = None
    family: Key | None = None

    def __eq__(self, other: object) -> bool:
        """Whether both publish the same."""
        return isinstance(other, Cell) and astuple(published(self)) == astuple(published(other))

    __hash__ = Cell.__hash__


def draft(cell: Cell) -> Draft:
    """The cell itself where it is a draft."""
    return cell if isinstance(cell, Draft) else Draft(**_told(cell))


def published(cell: Cell) -> Cell:
    """Nothing but what may be shown."""
    return Cell(**_told(cell))


def _told(cell: Cell) -> dict[str, Any]:
    return {name: getattr(cell, name) for name in TOLD}


def bits(people: Ints, members: Bools) -> int:
    """The members as a number with a bit each; people: their places among all respondents."""
    chosen = people[members]
    if not chosen.size:
        return 0
    found = np.zeros(int(chosen.max()) + 1, dtype=np.bool_)
    found[chosen] = True
    return int.from_bytes(np.packbits(found, bitorder="little").tobytes(), "little")
