"""Strata in which all say the same, and so seem to vary less than they do."""

from dataclasses import dataclass

import numpy as np

from app.estimation.arrays import Bools, Floats, Ints
from app.estimation.design import Design
from app.estimation.estimates import Estimate
from app.estimation.variance import deviations

NO_ERROR = 1e-9  # a linearised error below this is rounding, not knowledge
ADDED = 4  # respondents who answer as the whole sample does, added to such a stratum
UNEQUAL = 1.2  # Kish's effect of weights, above which it is taken to answer as the whole sample


def cautious_error(chose: Bools, found: Estimate, design: Design, members: Bools) -> float:
    """The error that the interval of a share rests on; not below the linearised one.

    A stratum in which all or nobody chose shows no variance of its own. It is given that of its
    respondents and four more who choose as often as the whole sample; in very unequal weights,
    where one such stratum may stand for most of the population, that of the whole sample.
    Without it, intervals of choices that the many small firms seldom make hold the truth 65 times
    in a hundred. Where no stratum agrees, and in clusters, the linearised error is left alone.
    """
    strata, count = design.stratum[members], len(design.names)
    found_in = Strata(
        inside=np.bincount(strata, minlength=count),
        chosen=np.bincount(strata, chose[members], count),
        squares=np.bincount(strata, _parts(design, members) ** 2, count),
        left=design.stages[0].left,
    )
    if found.std_error < NO_ERROR or design.clusters is not None or not found_in.agrees.any():
        return found.std_error
    scores = np.zeros(design.size)
    scores[members] = (chose[members] - found.value) / design.weights[members].sum()
    own = np.bincount(design.stratum, deviations(scores[:, None], design)[:, 0] ** 2, count)
    return found_in.error(found, own)


@dataclass(frozen=True, eq=False)
class Strata:
    """Of a share, by stratum, each of shape (H,).

    inside: its respondents in the domain; chosen: those of them who chose; squares: sum of the
    squares of their parts of the domain's weight; left: part of its units that was not drawn.
    """

    inside: Floats | Ints
    chosen: Floats | Ints
    squares: Floats | Ints
    left: Floats

    @property
    def agrees(self) -> Bools:
        found: Bools = (self.inside > 1) & ((self.chosen == 0) | (self.chosen == self.inside))
        return found

    def error(self, found: Estimate, own: Floats | Ints) -> float:
        """The cautious one; own: what each stratum adds to the linearised variance."""
        if found.std_error < NO_ERROR or not self.agrees.any():
            return found.std_error
        inside, value = self.inside, found.value
        is_unequal = inside.sum() * self.squares.sum() > UNEQUAL
        supposed = np.where(is_unequal, value, (self.chosen + ADDED * value) / (inside + ADDED))
        weighed = self.squares * inside / np.maximum(inside - 1, 1)
        alike = weighed * self.left * supposed * (1 - supposed)
        return float(np.sqrt(np.where(self.agrees, np.maximum(own, alike), own).sum()))


def _parts(design: Design, members: Bools) -> Floats:
    parts: Floats = design.weights[members] / design.weights[members].sum()
    return parts
