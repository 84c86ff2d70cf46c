"""How the sample came about: weights, strata, clusters and the population behind them."""

from collections.abc import Callable, Iterator, Mapping
from copy import copy
from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np

from app.estimation.arrays import Bools, Floats, Ints, Labels
from app.estimation.checks import numbers_of
from app.estimation.errors import DesignError
from app.estimation.levels import checked_labels
from app.estimation.stages import Sizes, Stage, first_stage, next_stage

Clusters: TypeAlias = Labels | tuple[Labels, ...]
Population: TypeAlias = Sizes | tuple[Sizes, ...]
LONELY = ("refuse", "remove", "adjust", "average")


@dataclass(frozen=True, eq=False)
class Calibration:
    """What variances need to know of a calibration.

    columns: shape (cells, p), the margins all at once, scaled, a row for all alike in them.
    cell: which row is a respondent's, shape (n,). before: weights that were calibrated, shape (n,).
    inverse: of the columns' cross-products with these weights, shape (p, p).
    stretch: shape (n,), what residuals are multiplied by; None: nothing.
    again: calibrates other weights to the same totals; None: there is nothing to reach.
    """

    columns: Floats
    cell: Ints
    before: Floats
    inverse: Floats
    stretch: Floats | None = None
    again: Callable[[Floats], Floats] | None = None

    def residuals(self, scores: Floats) -> Floats:
        """Of scores, shape (n, k), regressed on the columns with the weights of before."""
        sums = [np.bincount(self.cell, self.before * each, len(self.columns)) for each in scores.T]
        weighed = self.columns.T @ np.column_stack(sums)
        left: Floats = scores - (self.columns @ (self.inverse @ weighed))[self.cell]
        return left if self.stretch is None else left * self.stretch[:, None]


@dataclass(frozen=True, eq=False)
class Design:
    """A sample: every array of shape (n,), a row a respondent, no gaps.

    weights: population units that a respondent stands for. strata, clusters: labels; clusters are
    counted inside their stratum. population: units of the first stage (clusters where given, else
    respondents): a number without strata, a dict by stratum with; None: without limit.
    More stages: clusters as a tuple, outermost first, and population as a tuple with one more
    for each further stage: a number, a dict by unit of the stage before, or one value a
    respondent. Stages that population does not name were taken whole; those that clusters do
    not name draw respondents.
    calibrations: set by calibrate(), the last one last.
    lonely: a stratum of one unit out of more is refused by name; or "remove" (adds no variance),
    "adjust" (varies around 0, which for a mean is the middle of all units: as R survey),
    "average" (as much as the other strata).
    Raises DesignError (lengths, gaps, weights below zero, population unknown, smaller than the
    sample or not the same throughout a group).
    """

    weights: Floats
    strata: Labels | None = None
    clusters: Clusters | None = None
    population: Population = None
    calibrations: tuple[Calibration, ...] = ()
    lonely: str = "refuse"
    stages: tuple[Stage, ...] = field(init=False)

    def __post_init__(self) -> None:
        weights = numbers_of("Weights", self.weights)
        object.__setattr__(self, "weights", weights)
        if weights.ndim != 1 or not weights.size or not np.isfinite(weights).all():
            raise DesignError("Weights must be one row of numbers without gaps: mend or drop them.")
        if (weights < 0).any() and not self.calibrations:
            raise DesignError("A weight is below zero: calibrate within bounds, or mend it.")
        if weights.sum() <= 0:
            raise DesignError("Weights sum to nothing: give each respondent a weight above zero.")
        if self.lonely not in LONELY:
            raise DesignError(f"lonely is {self.lonely!r}: give one of {', '.join(LONELY)}.")
        if self.strata is not None:
            object.__setattr__(self, "strata", self._labels("strata", self.strata))
        if isinstance(self.clusters, tuple):
            found = tuple(self._labels("clusters", each) for each in self.clusters)
            object.__setattr__(self, "clusters", found or None)
        elif self.clusters is not None:
            object.__setattr__(self, "clusters", self._labels("clusters", self.clusters))
        self._check_population()
        object.__setattr__(self, "stages", tuple(self._drawn()))

    def calibrated(self, weights: Floats, calibration: Calibration) -> "Design":
        """The same sample with these weights; its stages stay as they are."""
        found = copy(self)
        object.__setattr__(found, "weights", weights)
        object.__setattr__(found, "calibrations", (*self.calibrations, calibration))
        return found

    def _labels(self, name: str, labels: Labels) -> Labels:
        return checked_labels(name, labels, self.weights.shape)

    def _check_population(self) -> None:
        first = self._sizes[0]
        by_row = [each for each in self._sizes if isinstance(each, np.ndarray)]
        if any(each.shape != self.weights.shape for each in by_row):
            raise DesignError("A population by respondent needs one value a respondent: mend it.")
        is_by_name = isinstance(first, Mapping)
        if first is not None and not by_row and is_by_name != (self.strata is not None):
            raise DesignError("Give population as a dict by stratum with strata, else as a number.")
        if len(self._sizes) > len(self._clusters) + 1:
            raise DesignError("Population has more stages than clusters: give clusters by stage.")

    @property
    def size(self) -> int:
        return int(self.weights.size)

    @property
    def _clusters(self) -> tuple[Labels, ...]:
        if self.clusters is None:
            return ()
        return self.clusters if isinstance(self.clusters, tuple) else (self.clusters,)

    @property
    def _sizes(self) -> tuple[Sizes, ...]:
        return self.population if isinstance(self.population, tuple) else (self.population,)

    def _drawn(self) -> Iterator[Stage]:
        clusters = (*self._clusters, None)
        stage = first_stage(self.strata, clusters[0], self._sizes[0], self.size)
        yield stage
        for place, sizes in enumerate(self._sizes[1:], start=1):
            parents = self._clusters[place - 1]
            stage = next_stage(stage, parents, clusters[place], sizes)
            yield stage

    @property
    def names(self) -> tuple[str, ...]:
        """The strata, shape (H,)."""
        return tuple(str(label) for label in self.stages[0].labels)

    @property
    def stratum(self) -> Ints:
        """Which stratum a respondent is in, shape (n,)."""
        return self.stages[0].group[self.stages[0].unit]

    @property
    def unit(self) -> Ints:
        """Which first-stage unit a respondent is in, shape (n,)."""
        return self.stages[0].unit

    @property
    def unit_stratum(self) -> Ints:
        """Which stratum a first-stage unit is in, shape (units,)."""
        return self.stages[0].group

    @property
    def drawn(self) -> Floats:
        """First-stage units in the sample by stratum, shape (H,)."""
        return self.stages[0].drawn

    @property
    def whole(self) -> Floats:
        """First-stage units in the population by stratum, shape (H,); inf where not known."""
        return self.stages[0].whole

    @property
    def fraction(self) -> float:
        """Part of the units that is in the sample, all stages, in [0, 1]; 0 where not known."""
        return float(np.prod([stage.fraction for stage in self.stages]))

    @property
    def is_plain(self) -> bool:
        """One stratum, no clusters, equal weights that nothing has calibrated."""
        is_one = len(self.names) == 1 and self.clusters is None and not self.calibrations
        return is_one and bool(np.ptp(self.weights) <= 1e-12 * np.abs(self.weights).max())

    def degrees(self, members: Bools) -> int:
        """Degrees of freedom of a domain: its first-stage units less its strata."""
        units = np.flatnonzero(np.bincount(self.unit[members]))
        return int(units.size - np.count_nonzero(np.bincount(self.unit_stratum[units])))
