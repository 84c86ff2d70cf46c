"""Women and men together: women bear both, each sex lives by its own table."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from app.estimation.arrays import Floats
from app.foresight.errors import AmountError
from app.foresight.population import HALF, CohortRates, amounts, checked_steps, stepped


@dataclass(frozen=True, slots=True, eq=False)
class TwoSexes:
    """People by step and age group, shape (steps + 1, n)."""

    women: Floats
    men: Floats

    @property
    def everybody(self) -> Floats:
        return self.women + self.men


def project_two_sexes(
    women: Sequence[float] | Floats,
    men: Sequence[float] | Floats,
    rates: tuple[CohortRates, CohortRates],
    steps: int,
) -> TwoSexes:
    """women, men: shape (n,). rates: of women, then of men, of one radix; the births are those of
    the women's rates, the men's fertility and sex ratio are not looked at.

    Boys who live into the first group: girls x sex ratio x men's L0 over women's L0.
    Source: Preston, Heuveline and Guillot 2001, ch. 6. Raises AmountError as project().
    """
    path = [amounts(women, "Women")]
    others = [amounts(men, "Men", len(path[0]))]
    of_women, of_men = rates
    if of_women.radix != of_men.radix:
        raise AmountError("The two life tables have two radices", "bring them to one")
    if {len(of_women.person_years), len(of_men.person_years)} != {len(path[0])}:
        raise AmountError("Rates and counts have different age groups", "give the same")
    boys_a_girl = of_women.sex_ratio * of_men.person_years[0] / of_women.person_years[0]
    matrix, survival = of_women.matrix(), of_men.matrix()
    survival[0] = 0.0
    for _ in range(checked_steps(steps)):
        mothers = path[-1] + HALF * of_women.arrivals()
        path.append(stepped(path[-1], matrix, of_women.arrivals()))
        after = stepped(others[-1], survival, of_men.arrivals())
        after[0] += float(matrix[0] @ mothers) * boys_a_girl
        others.append(after)
    return TwoSexes(np.stack(path), np.stack(others))
