"""Answers of a panel to one statement: which are on the scale, which say "don't know"."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from app.estimation.arrays import Floats, Ints
from app.foresight.errors import AnswerError, ScaleError

FEWEST_SHOWN = 5  # answers behind anything that is shown to a panel
MOST_LEVELS = 1001
NEAR = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """What may be answered: from low to high in steps; step None: any number between.

    dont_know: codes outside the scale that stand for "don't know": they are counted, and are no
    answer, least of all one in the middle. Raises ScaleError.
    """

    low: float = 1.0
    high: float = 5.0
    step: float | None = 1.0
    dont_know: tuple[float, ...] = ()

    def __post_init__(self) -> None:
        if not (np.isfinite([self.low, self.high]).all() and self.low < self.high):
            raise ScaleError(f"The scale from {self.low:g} to {self.high:g} is none: low < high.")
        inside = [code for code in self.dont_know if self.low <= code <= self.high]
        if inside:
            raise ScaleError(
                f"{inside[0]:g} stands for don't know and is on the scale: choose another code."
            )
        if self.step is not None:
            self._check_steps(self.step)

    def _check_steps(self, step: float) -> None:
        steps = self.width / step if step > 0 else 0.0
        if not 1 - NEAR <= steps <= MOST_LEVELS - 1 or abs(steps - round(steps)) > NEAR * steps:
            raise ScaleError(
                f"Steps of {step:g} do not lead from {self.low:g} to {self.high:g}: "
                f"choose a step that fits, for {MOST_LEVELS} levels at most, or none."
            )

    @property
    def width(self) -> float:
        return self.high - self.low

    @property
    def levels(self) -> Floats:
        """Rising, from low to high; of shape (0,) where any number may be answered."""
        if self.step is None:
            return np.empty(0)
        return np.linspace(self.low, self.high, round(self.width / self.step) + 1)

    def values(self, answers: ArrayLike) -> Floats:
        """The answers as given, nan where none or don't know. Raises ScaleError for others."""
        given = numbers(answers)
        found: Floats = np.where(np.isin(given, self.dont_know), np.nan, given)
        off = found[(found < self.low - NEAR) | (found > self.high + NEAR)]
        if self.step is not None and not off.size:
            places = (found - self.low) / self.step
            off = found[np.abs(places - np.round(places)) > NEAR]
        if off.size:
            raise ScaleError(
                f"The answer {off[0]:g} is not on the scale from {self.low:g} to {self.high:g}"
                f"{'' if self.step is None else f' in steps of {self.step:g}'}: correct it."
            )
        return found

    def counts(self, values: Floats) -> Ints:
        """How many answers at each level; values without nan."""
        if self.step is None:
            return np.empty(0, dtype=np.intp)
        places = np.round((values - self.low) / self.step).astype(np.intp)
        return np.bincount(places, minlength=self.levels.size).astype(np.intp)

    def dont_knows(self, answers: ArrayLike) -> int:
        return int(np.isin(numbers(answers), self.dont_know).sum())


FIVE_POINTS = Scale()
PER_CENT = Scale(low=0.0, high=100.0, step=5.0)


def numbers(answers: ArrayLike) -> Floats:
    """Shape (n,), an expert each; nan (or None) where nothing was answered. Raises AnswerError."""
    try:
        found = np.asarray(answers, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise AnswerError("An answer is no number: give numbers, nan where there is none.") from (
            error
        )
    if found.ndim != 1 or np.isinf(found).any():
        raise AnswerError("Answers are one row of finite numbers, an expert each: sort them so.")
    return found


def paired(before: ArrayLike, after: ArrayLike) -> tuple[Floats, Floats]:
    """Two rows of answers of the same experts, those with both. Raises AnswerError."""
    first, second = numbers(before), numbers(after)
    if first.size != second.size:
        raise AnswerError(
            f"{first.size} answers cannot be paired with {second.size}: "
            "give both rows the same experts in the same order, nan where one is missing."
        )
    both = ~np.isnan(first) & ~np.isnan(second)
    return first[both], second[both]
