"""How the sample came about: weights, strata, clusters and the population behind them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

import numpy as np

from app.estimation.arrays import Bools, Floats, Ints, Labels
from app.estimation.errors import DesignError, TwoStageError

Population: TypeAlias = float | Mapping[str, float]
WHOLE = "the whole sample"  # the name of the only stratum of a sample without strata


@dataclass(frozen=True, eq=False)
class Calibration:
    """What the variance needs to know of a calibration.

    columns: shape (n, p), the margins all at once, scaled. solver: shape (p, n), turns a
    variable into its regression coefficients on the columns, with the weights of before.
    stretch: shape (n,), what residuals are multiplied by; None: nothing.
    """

    columns: Floats
    solver: Floats
    stretch: Floats | None = None

    def residuals(self, scores: Floats) -> Floats:
        left: Floats = scores - self.columns @ (self.solver @ scores)
        return left if self.stretch is None else left * self.stretch[:, None]


@dataclass(frozen=True, eq=False)
class Design:
    """A sample: every array of shape (n,), a row a respondent, no gaps.

    weights: population units that a respondent stands for. strata, clusters: labels; clusters are
    counted inside their stratum. population: units of the first stage (clusters where given, else
    respondents): a number without strata, a dict by stratum with; None: without limit.
    calibrations: set by calibrate(), the last one last.
    Raises DesignError (lengths, gaps, population smaller than the sample), TwoStageError.
    """

    weights: Floats
    strata: Labels | None = None
    clusters: Labels | None = None
    population: Population | None = None
    calibrations: tuple[Calibration, ...] = ()

    def __post_init__(self) -> None:
        if isinstance(self.clusters, tuple) or isinstance(self.population, tuple):
            raise TwoStageError
        weights = np.asarray(self.weights, dtype=np.float64)
        object.__setattr__(self, "weights", weights)
        if weights.ndim != 1 or not weights.size or not np.isfinite(weights).all():
            raise DesignError("Weights must be one row of numbers without gaps: mend or drop them.")
        if weights.sum() <= 0:
            raise DesignError("Weights sum to nothing: give each respondent a weight above zero.")
        for name in ("strata", "clusters"):
            self._set_labels(name)
        self._check_population()

    def _set_labels(self, name: str) -> None:
        labels = getattr(self, name)
        if labels is None:
            return
        array = np.asarray(labels)
        if array.shape != self.weights.shape:
            raise DesignError(
                f"{name} has shape {array.shape}, weights {self.weights.shape}: one label a row.",
                name=name,
            )
        object.__setattr__(self, name, array)

    def _check_population(self) -> None:
        if self.population is None:
            return
        if isinstance(self.population, Mapping) != (self.strata is not None):
            raise DesignError("Give population as a dict by stratum with strata, else as a number.")
        for name, drawn, whole in zip(self.names, self.drawn, self.whole, strict=True):
            if whole < drawn - 1e-9:
                raise DesignError(
                    f"Stratum {name!r} holds {drawn:g} units of a population of {whole:g}: "
                    "mend its population.",
                    stratum=name,
                )

    @property
    def size(self) -> int:
        return int(self.weights.size)

    @cached_property
    def _stratum_levels(self) -> tuple[tuple[object, ...], Ints]:
        if self.strata is None:
            return (WHOLE,), np.zeros(self.size, dtype=np.intp)
        levels, places = np.unique(self.strata, return_inverse=True)
        return tuple(levels.tolist()), places.astype(np.intp)

    @property
    def names(self) -> tuple[str, ...]:
        """The strata, shape (H,)."""
        return tuple(str(level) for level in self._stratum_levels[0])

    @property
    def stratum(self) -> Ints:
        """Which stratum a respondent is in, shape (n,)."""
        return self._stratum_levels[1]

    @cached_property
    def unit(self) -> Ints:
        """Which first-stage unit a respondent is in, shape (n,)."""
        if self.clusters is None:
            return np.arange(self.size, dtype=np.intp)
        _, cluster = np.unique(self.clusters, return_inverse=True)
        pairs = self.stratum * (int(cluster.max()) + 1) + cluster
        found: Ints = np.unique(pairs, return_inverse=True)[1].astype(np.intp)
        return found

    @cached_property
    def unit_stratum(self) -> Ints:
        """Which stratum a first-stage unit is in, shape (units,)."""
        if self.clusters is None:
            return self.stratum
        found = np.zeros(int(self.unit.max()) + 1, dtype=np.intp)
        found[self.unit] = self.stratum
        return found

    @cached_property
    def drawn(self) -> Floats:
        """First-stage units in the sample by stratum, shape (H,)."""
        return np.bincount(self.unit_stratum, minlength=len(self.names)).astype(np.float64)

    @cached_property
    def whole(self) -> Floats:
        """First-stage units in the population by stratum, shape (H,); inf where not known."""
        levels = self._stratum_levels[0]
        if self.population is None:
            return np.full(len(levels), np.inf)
        if not isinstance(self.population, Mapping):
            return np.array([float(self.population)])
        by_name = {str(level): total for level, total in self.population.items()}
        gone = [name for name in self.names if name not in by_name]
        if gone:
            raise DesignError(f"Stratum {gone[0]!r} has no population: add it.", stratum=gone[0])
        return np.array([float(by_name[name]) for name in self.names])

    @property
    def fraction(self) -> float:
        """Part of the first-stage units that is in the sample, in [0, 1]; 0 where not known."""
        return min(1.0, float(self.drawn.sum() / self.whole.sum()))

    @property
    def is_plain(self) -> bool:
        """One stratum, no clusters, equal weights that nothing has calibrated."""
        is_one = len(self.names) == 1 and self.clusters is None and not self.calibrations
        return is_one and bool(np.ptp(self.weights) <= 1e-12 * np.abs(self.weights).max())

    def degrees(self, members: Bools) -> int:
        """Degrees of freedom of a domain: its first-stage units less its strata."""
        units = np.unique(self.unit[members])
        return int(units.size - np.unique(self.unit_stratum[units]).size)
