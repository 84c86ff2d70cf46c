"""Where a population goes if its rates stay: growth, ages at last, daughters, generations."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from app.estimation.arrays import Floats
from app.foresight.errors import AmountError
from app.foresight.influence_graph import leading_period, parts

STEADY = 1e-12  # a growth nearer to 1 than this is none


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Growth:
    """rate: factor a step at last. ages: parts of 1 by group at last, shape (n,).

    is_reached: False where births of one age alone make waves that never fade. daughters: R0, how
    many replace one. generation: steps, log R0 / log rate; nan where the population is steady or
    has no births.
    """

    rate: float
    ages: Floats
    is_reached: bool
    daughters: float
    generation: float


def growth(matrix: Sequence[Sequence[float]] | Floats, first_birth: int = 0) -> Growth:
    """matrix: shape (n, n), not below 0, columns go to rows; its first row is births.

    first_birth: 1 where the model has stages, not ages, so that the first number of that row says
    who stays in the youngest one.

    Source: Caswell 2001, Matrix Population Models, ch. 4 and 5, as popbio computes it: R0 is the
    largest eigenvalue of F (I - T)^-1. Raises AmountError where somebody never dies.
    """
    found = np.array(matrix, dtype=np.float64)
    if found.ndim != 2 or found.shape[0] != found.shape[1] or found.size == 0:
        raise AmountError(f"Rates have the shape {found.shape}", "give as many rows as columns")
    if not np.isfinite(found).all() or (found < 0).any():
        raise AmountError("A rate is below 0 or no number", "mend it")
    values, vectors = np.linalg.eig(found)
    leading = int(np.argmax(np.real(values)))
    rate, ages = float(np.real(values[leading])), np.abs(np.real(vectors[:, leading]))
    daughters = _daughters(found, first_birth)
    return Growth(
        rate=rate,
        ages=ages / ages.sum(),
        is_reached=leading_period(parts(found)) == 1,
        daughters=daughters,
        generation=_generation(daughters, rate),
    )


def _daughters(matrix: Floats, first_birth: int) -> float:
    births = np.zeros_like(matrix)
    births[0, first_birth:] = matrix[0, first_birth:]
    kept = matrix - births
    if np.abs(np.linalg.eigvals(kept)).max() >= 1:
        raise AmountError("Somebody lives for ever: a survival is 1 or more", "lower it")
    lived = np.linalg.inv(np.eye(len(matrix)) - kept)
    return float(np.abs(np.linalg.eigvals(births @ lived)).max())


def _generation(daughters: float, rate: float) -> float:
    if daughters <= 0 or rate <= 0 or abs(rate - 1) < STEADY:
        return float("nan")
    return float(np.log(daughters) / np.log(rate))
