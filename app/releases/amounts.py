"""What a cell adds to a sum, how well its rounded value tells that, and how unsure it must stay.

A share or a mean adds its value times the weighted total that it is of. A reader is taken to know
that total exactly: margins are public, so what is left to hide is the value alone.
"""

from dataclasses import dataclass
from math import inf

import numpy as np

from app.errors import ForeterreError
from app.estimation.audit import Interval
from app.estimation.disclosure import LEAST_BASE, LIMITS, P_PERCENT, STEPS, Kind
from app.estimation.drafts import Draft
from app.reference.cells import Bound, Cell, Hidden

UNSURE = 0.5  # of the range of a mean: nobody can say on which side of the middle it lies
LEAST_STEPS = 2  # that a hidden total must stay unsure by
MEASURED_FROM = 2


@dataclass(frozen=True, slots=True)
class Amount:
    """total: in the unit of the number times whole. answered: respondents. kind: of the number."""

    total: float
    whole: float
    answered: int
    kind: Kind

    def less(self, parts: tuple["Amount", ...]) -> "Amount":
        """What is left of it without the parts."""
        return Amount(
            self.total - sum(each.total for each in parts),
            1.0 if self.kind is Kind.COUNT else self.whole - sum(each.whole for each in parts),
            self.answered - sum(each.answered for each in parts),
            self.kind,
        )

    def prior(self) -> Interval:
        """What anybody knows of it when it is hidden."""
        low, high = LIMITS[self.kind]
        whole = max(self.whole, 0.0)
        return low * whole, inf if high == inf else high * whole

    def shown(self, cell: Cell, half: float) -> Interval:
        """What the published value leaves; half: of its step, in steps."""
        if cell.value is None:
            return self.prior()
        (low, high), off = self.prior(), half * STEPS[self.kind]
        if cell.bound is Bound.OVER:
            return cell.value * self.whole, high
        if cell.bound is Bound.UNDER:
            return low, cell.value * self.whole
        return (
            max((cell.value - off) * self.whole, low),
            min((cell.value + off) * self.whole, high),
        )

    def need(self, why: Hidden | None) -> float:
        """The least width of what may be worked out of it when it is hidden.

        Of few people: half of the range, since less would say where most of them stand. Of more,
        refused as too close to another view: as much for the weight of ten of them. Of what few
        firms dominate, and of totals: ten per cent of it either way.
        """
        low, high = LIMITS[self.kind]
        if self.kind is Kind.COUNT:
            return max(LEAST_STEPS * STEPS[self.kind], 2 * P_PERCENT * abs(self.total))
        if why in {Hidden.DOMINANCE, Hidden.NUMERATOR} or high == inf:
            return 2 * P_PERCENT * abs(self.total)
        return UNSURE * (high - low) * self.whole * min(1.0, LEAST_BASE / max(self.answered, 1))


def amount_of(draft: Draft) -> Amount | None:
    """None where it adds up to nothing: a median, an index, a correlation, a gap."""
    if draft.found is not None and draft.basis is not None:
        found, basis = draft.found, draft.basis
    elif draft.measure is not None and draft.answered >= MEASURED_FROM:
        try:
            with np.errstate(all="ignore"):
                found, basis = draft.measure()
        except (ForeterreError, ArithmeticError, ValueError):
            return None
    else:
        return None
    if basis.kind is Kind.COUNT:
        return Amount(found.value, 1.0, draft.answered, basis.kind)
    if basis.whole is None:
        return None
    return Amount(found.value * basis.whole, basis.whole, draft.answered, basis.kind)
