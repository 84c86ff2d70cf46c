"""What the release code estimates on its way to a protected cell, written down beside it.

Indicators hand their estimates to app.estimation.disclosure, which rounds and hides. The truth
must be neither rounded nor hidden, and the study wants the intervals before rounding as well; so
its last steps, looked up in that module, are followed by others for as long as a block lasts.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from unittest.mock import patch

from app.estimation import disclosure
from app.estimation.disclosure import Basis, Kind
from app.estimation.estimates import Estimate
from app.reference.cells import Bound, Cell, Key

Recorded = dict[Key, tuple[Kind, Estimate]]


@contextmanager
def recorded() -> Iterator[Recorded]:
    """Key to kind and estimate of every cell that is published inside the block."""
    found: Recorded = {}
    rounded, one_sided = disclosure._rounded, disclosure._one_sided

    def with_rounded(cell: Cell, estimate: Estimate, kind: Kind) -> Cell:
        found[cell.key] = (kind, estimate)
        return rounded(cell, estimate, kind)

    def with_one_sided(cell: Cell, estimate: Estimate, bound: Bound, basis: Basis) -> Cell:
        found[cell.key] = (basis.kind, estimate)
        return one_sided(cell, estimate, bound, basis)

    with patch.multiple(disclosure, _rounded=with_rounded, _one_sided=with_one_sided):
        yield found


@contextmanager
def unprotected() -> Iterator[Recorded]:
    """As recorded(), and cells show their estimate as it is: for the truth."""
    found: Recorded = {}

    def exact(cell: Cell, estimate: Estimate, kind: Kind) -> Cell:
        found[cell.key] = (kind, estimate)
        return replace(cell, value=estimate.value, low=estimate.low, high=estimate.high)

    with patch.multiple(
        disclosure,
        _rounded=exact,
        _bound=lambda _n, _basis: None,
        hidden_for=lambda _n, _basis, _audience: None,
    ):
        yield found
