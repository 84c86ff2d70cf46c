"""What a panel answered to one statement: middle, spread, agreement, and who did not say."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from app.estimation.arrays import Floats
from app.foresight.delphi.agreement import tastle_wierman, van_der_eijk
from app.foresight.delphi.answers import FEWEST_SHOWN, FIVE_POINTS, Scale
from app.foresight.delphi.quantiles import check_type, quartiles
from app.foresight.errors import AnswerError


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """Answers in the scale's unit; None where a number is not defined.

    n: answers on the scale. missing: nothing answered. dont_know_share: of all who answered
    something. sd: with n - 1. cv, cqv: only on scales that start above 0. top, bottom: shares in
    the two highest and two lowest levels, on scales of four levels or more. counts: a level each.
    """

    n: int
    missing: int
    dont_know: int
    quantile_type: int
    counts: tuple[int, ...]
    median: float | None = None
    q1: float | None = None
    q3: float | None = None
    mean: float | None = None
    sd: float | None = None
    cv: float | None = None
    cqv: float | None = None
    top: float | None = None
    bottom: float | None = None
    eijk: float | None = None
    tastle_wierman: float | None = None

    @property
    def iqr(self) -> float | None:
        return None if self.q1 is None or self.q3 is None else self.q3 - self.q1

    @property
    def dont_know_share(self) -> float | None:
        said = self.n + self.dont_know
        return self.dont_know / said if said else None

    @property
    def is_too_few(self) -> bool:
        """Too few to be shown to a panel."""
        return self.n < FEWEST_SHOWN


def summary(answers: ArrayLike, scale: Scale = FIVE_POINTS, *, quantile_type: int = 7) -> Summary:
    """answers: shape (n,), an expert each, nan where none. quantile_type: see quartiles().

    cv is sd / mean; cqv is (q3 - q1) / (q3 + q1). Raises AnswerError, ScaleError, RuleError.
    """
    check_type(quantile_type)
    given = scale.values(answers)
    values, dont_know = given[~np.isnan(given)], scale.dont_knows(answers)
    counts = scale.counts(values)
    who = {"n": values.size, "missing": given.size - values.size - dont_know}
    kept = tuple(counts.tolist())
    if not values.size:
        return Summary(**who, dont_know=dont_know, quantile_type=quantile_type, counts=kept)
    q1, median, q3 = quartiles(values, quantile_type)
    bottom, top = ends(values, scale)
    return Summary(
        **who,
        dont_know=dont_know,
        quantile_type=quantile_type,
        counts=kept,
        median=median,
        q1=q1,
        q3=q3,
        mean=float(values.mean()),
        sd=_deviation(values),
        cv=variation(values) if scale.low > 0 else None,
        cqv=(q3 - q1) / (q3 + q1) if scale.low > 0 else None,
        top=top,
        bottom=bottom,
        eijk=van_der_eijk(counts),
        tastle_wierman=tastle_wierman(values, scale),
    )


def ends(values: Floats, scale: Scale, levels: int = 2) -> tuple[float | None, float | None]:
    """Shares in the lowest and the highest levels; None where the two would meet."""
    counts = scale.counts(values)
    if not values.size or counts.size < 2 * levels:
        return None, None
    return (
        float(counts[:levels].sum() / values.size),
        float(counts[-levels:].sum() / values.size),
    )


def variation(values: Floats) -> float | None:
    """Coefficient of variation of values above 0, shape (n,); None for fewer than two."""
    deviation = _deviation(values)
    return None if deviation is None else deviation / float(values.mean())


def _deviation(values: Floats) -> float | None:
    return float(values.std(ddof=1)) if values.size > 1 else None


@dataclass(frozen=True, slots=True)
class GroupSummary:
    """The answers of one group: an audience, a territory, a side."""

    label: str
    summary: Summary


def by_group(
    answers: ArrayLike, labels: ArrayLike, scale: Scale = FIVE_POINTS, *, quantile_type: int = 7
) -> tuple[GroupSummary, ...]:
    """A summary a group, by label; a group of too few says so. Raises as summary()."""
    given, names = np.asarray(answers, dtype=np.float64), np.asarray(labels).astype(str)
    if given.shape != names.shape:
        raise AnswerError(f"{given.size} answers have {names.size} groups: give each answer one.")
    return tuple(
        GroupSummary(name, summary(given[names == name], scale, quantile_type=quantile_type))
        for name in np.unique(names).tolist()
    )
