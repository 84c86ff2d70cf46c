"""The stages of a sample: which units were drawn, in which group, out of how many."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from app.estimation.arrays import Floats, Ints, Labels
from app.estimation.checks import numbers_of
from app.estimation.errors import DesignError
from app.estimation.levels import firsts_of, levels_of, places_of

Sizes: TypeAlias = float | Mapping[str, float] | Floats | None  # population of one stage
WHOLE = "the whole sample"  # the name of the only stratum of a sample without strata


@dataclass(frozen=True, eq=False)
class Stage:
    """Units of one stage, each drawn in a group: a stratum, or a unit of the stage before.

    labels: of the groups. unit: which unit a respondent is in, shape (n,). group: which group a
    unit is in, shape (units,). drawn, whole: units in the sample and in the population by group,
    shape (groups,); whole is inf where not known. reached: part of the population that the stages
    before drew around a group, shape (groups,); 1 at the first stage.
    Raises DesignError where less of a group is known than was drawn.
    """

    labels: tuple[object, ...]
    unit: Ints
    group: Ints
    drawn: Floats
    whole: Floats
    reached: Floats

    def __post_init__(self) -> None:
        for label, drawn, whole in zip(self.labels, self.drawn, self.whole, strict=True):
            if not whole >= drawn - 1e-9:
                raise DesignError(
                    f"Stratum {str(label)!r} holds {drawn:g} units of a population of {whole:g}: "
                    "mend its population.",
                    stratum=str(label),
                )

    @property
    def left(self) -> Floats:
        """Part of each group that was not drawn, in [0, 1], shape (groups,)."""
        return np.clip(1 - self.drawn / self.whole, 0.0, 1.0)

    @property
    def fraction(self) -> float:
        """Part of all units that was drawn, in [0, 1]; 0 where not known."""
        return min(1.0, float(self.drawn.sum() / self.whole.sum()))


def first_stage(strata: Labels | None, clusters: Labels | None, sizes: Sizes, n: int) -> Stage:
    """Units are clusters inside their stratum, else respondents; strata: labels, shape (n,)."""
    labels, group = np.broadcast_to(WHOLE, n), np.zeros(n, dtype=np.intp)
    if strata is not None:
        labels, group = strata, levels_of(strata)[1]
    return _drawn_in(labels, group, clusters, sizes, np.ones(n))


def next_stage(before: Stage, parents: Labels, clusters: Labels | None, sizes: Sizes) -> Stage:
    """Units drawn inside each unit of the stage before; parents: its labels, shape (n,)."""
    reached = before.reached * before.drawn / before.whole
    of_row = reached[before.group][before.unit]
    return _drawn_in(parents, before.unit, clusters, sizes, of_row)


def _drawn_in(
    labels: Labels, group: Ints, clusters: Labels | None, sizes: Sizes, reached: Floats
) -> Stage:
    """group, reached: shape (n,), a respondent's group and what was drawn around it."""
    unit = _units(group, clusters)
    firsts = _firsts(group)
    of_unit = group if clusters is None else group[_firsts(unit)]
    names = tuple(labels[firsts].tolist())
    drawn = np.bincount(of_unit, minlength=len(names)).astype(np.float64)
    whole = _whole(sizes, names, firsts)
    if isinstance(sizes, np.ndarray):
        _refuse_several(names, whole[group], sizes, group)
    return Stage(names, unit, of_unit, drawn, whole, reached[firsts])


def _refuse_several(names: tuple[object, ...], whole: Floats, sizes: Floats, group: Ints) -> None:
    """A group with several populations; whole, sizes, group: shape (n,)."""
    several = np.abs(sizes - whole) > 1e-9 * np.abs(whole)
    if several.any():
        name = str(names[int(group[np.argmax(several)])])
        raise DesignError(
            f"Stratum {name!r} has several populations: give one value to all of its rows.",
            stratum=name,
        )


def _firsts(places: Ints) -> Ints:
    return firsts_of(places, int(places.max()) + 1)


def _units(group: Ints, clusters: Labels | None) -> Ints:
    if clusters is None:
        return np.arange(len(group), dtype=np.intp)
    cluster = levels_of(clusters)[1]
    return places_of(group * (int(cluster.max()) + 1) + cluster)[0]


def _whole(sizes: Sizes, names: tuple[object, ...], firsts: Ints) -> Floats:
    """The population of each group: one for all, by name, or by respondent."""
    if sizes is None:
        return np.full(len(names), np.inf)
    if isinstance(sizes, np.ndarray):
        return sizes.astype(np.float64)[firsts]
    if not isinstance(sizes, Mapping):
        return np.full(len(names), numbers_of("Populations", sizes))
    numbers = numbers_of("Populations", list(sizes.values())).tolist()
    known: dict[object, float] = dict(zip(map(str, sizes), numbers, strict=True))
    known |= dict(zip(sizes, numbers, strict=True))
    gone = [name for name in names if name not in known and str(name) not in known]
    if gone:
        name = str(gone[0])
        raise DesignError(f"Stratum {name!r} has no population: add it.", stratum=name)
    return np.array([known[name] if name in known else known[str(name)] for name in names])
