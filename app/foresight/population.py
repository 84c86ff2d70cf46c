"""Populations by age, projected by cohorts: who survives, who is born, who comes and goes."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from app.estimation.arrays import Floats
from app.foresight.errors import AmountError

HALF = 0.5


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CohortRates:
    """What happens to women in a step as long as an age group is wide; the last group is open.

    person_years: lived in each age group by a life table's cohort, shape (n,), n >= 2; the last is
    T, all years lived from there on. radix: of that table. fertility: births a woman a year,
    shape (n,). sex_ratio: boys born a girl. migrants: net arrivals in a step by age at its start,
    shape (n,), None for a closed population. Births, in `fertility`, are those of both sexes.
    """

    person_years: Sequence[float] | Floats
    fertility: Sequence[float] | Floats
    sex_ratio: float = 1.05
    radix: float = 100_000
    migrants: Sequence[float] | Floats | None = None

    def matrix(self) -> Floats:
        """Leslie's matrix, shape (n, n), of which columns go to rows.

        First row L0/(2 l0)/(1 + sex ratio) (f_x + s_x f_{x+1}), with l0 the radix; survival
        s_x = L_{x+1}/L_x, into and inside the open group T_last/(T_last + L_before).
        Source: Preston, Heuveline and Guillot 2001, Demography, ch. 6. Raises AmountError.
        """
        lived = amounts(self.person_years, "Person-years")
        births = amounts(self.fertility, "Fertility", len(lived))
        if len(lived) < 2 or (lived <= 0).any():
            raise AmountError("Person-years are missing", "give two age groups or more, above 0")
        if not (0 < self.radix < np.inf and 0 < self.sex_ratio < np.inf):
            raise AmountError("The radix or the sex ratio is not above 0", "mend it")
        survival = np.append(lived[1:-1] / lived[:-2], [lived[-1] / (lived[-1] + lived[-2])] * 2)
        found = np.diag(survival[:-1], -1)
        found[-1, -1] = survival[-1]
        later = np.append(births[1:], births[-1])
        girls = lived[0] / (2 * self.radix) / (1 + self.sex_ratio)
        found[0] += girls * (births + survival * later)
        return found

    def arrivals(self) -> Floats:
        size = len(self.person_years)
        if self.migrants is None:
            return np.zeros(size)
        return amounts(self.migrants, "Migrants", size, is_signed=True)


Rates = CohortRates | Sequence[Sequence[float]] | Floats


def project(counts: Sequence[float] | Floats, rates: Rates, steps: int) -> Floats:
    """People by age group now and after each step, shape (steps + 1, n).

    counts: shape (n,), not below 0. rates: CohortRates, or any matrix of shape (n, n) that takes
    people from columns to rows in one step. Half of a step's migrants come at its start and live
    through it, half at its end. Source: Preston and others 2001, ch. 6; Leslie 1945.
    Raises AmountError, also where more would leave an age group than there are.
    """
    found = [amounts(counts, "Counts")]
    matrix, arrivals = step_rates(rates, len(found[0]))
    for _ in range(checked_steps(steps)):
        found.append(stepped(found[-1], matrix, arrivals))
    return np.stack(found)


def stepped(counts: Floats, matrix: Floats, arrivals: Floats) -> Floats:
    """One step on, shape (n,). Raises AmountError where more leave than there are."""
    start = counts + HALF * arrivals
    after: Floats = matrix @ start + HALF * arrivals
    for each, moment in ((start, "at the start"), (after, "at the end")):
        if (each < 0).any():
            group = int(np.argmax(each < 0)) + 1
            what = f"More people leave age group {group} {moment} of a step than there are"
            raise AmountError(what, "lower its net departures or shorten the projection")
    return after


def amounts(
    given: Sequence[float] | Floats, what: str, size: int | None = None, *, is_signed: bool = False
) -> Floats:
    """Numbers of shape (size,): finite, and not below 0 unless signed. Raises AmountError."""
    found = np.array(given, dtype=np.float64)
    if found.ndim != 1 or found.size == 0 or (size is not None and found.size != size):
        mend = "give one number an age group or item" if size is None else f"give {size} numbers"
        raise AmountError(f"{what} have the shape {found.shape}", mend)
    is_wrong = ~np.isfinite(found) | ((found < 0) & (not is_signed))
    if is_wrong.any():
        place = int(np.argmax(is_wrong))
        raise AmountError(f"{what}: number {place + 1} is {found[place]:g}", "mend it")
    return found


def checked_steps(steps: int) -> int:
    if steps < 0:
        raise AmountError(f"{steps} steps cannot be projected", "give 0 or more")
    return steps


def step_rates(rates: Rates, size: int) -> tuple[Floats, Floats]:
    """The matrix of a step, shape (size, size), and its net arrivals. Raises AmountError."""
    if isinstance(rates, CohortRates):
        matrix, arrivals = rates.matrix(), rates.arrivals()
    else:
        matrix = np.array(rates, dtype=np.float64)
        arrivals = np.zeros(size)
    if matrix.shape != (size, size):
        raise AmountError(f"Rates have the shape {matrix.shape}", f"give {size} age groups")
    if not np.isfinite(matrix).all() or (matrix < 0).any():
        raise AmountError("A rate is below 0 or no number", "mend it")
    return matrix, arrivals
