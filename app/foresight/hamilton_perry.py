"""Small places without life tables: what became of each cohort between two counts, repeated."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from app.estimation.arrays import Floats
from app.estimation.intervals import TAIL
from app.foresight.errors import AmountError
from app.foresight.population import amounts, checked_steps

PRIOR_PERSONS = 50.0
LOWEST_RATIO, HIGHEST_RATIO = 0.6, 1.6
DRAWS = 1000
HALF_A_COUNT = 0.5  # so that a count of nobody leaves some doubt (Jeffreys)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CohortRatios:
    """What one step makes of each group. shift: groups that a cohort climbs in a step.

    cohort: shape (n,), people at the end over the same people, `shift` groups younger, at the
    start; the first `shift` are unused (nan). child: shape (shift,), people of each of the first
    groups over people of child-bearing age at the same moment. bases: shape (n,), the people
    that each ratio is over; a ratio over nobody is nan. child_bearing: first and last group.
    """

    cohort: Floats
    child: Floats
    bases: Floats
    child_bearing: tuple[int, int]
    shift: int = 1


@dataclass(frozen=True, slots=True, eq=False)
class Range:
    """People by step and group, shape (steps + 1, n), and in all, shape (steps + 1,): 95 %."""

    low: Floats
    high: Floats
    total_low: Floats
    total_high: Floats


def cohort_ratios(
    earlier: Sequence[float] | Floats,
    later: Sequence[float] | Floats,
    *,
    child_bearing: tuple[int, int] = (3, 8),
    shift: int = 1,
) -> CohortRatios:
    """earlier, later: shape (n,), counts of the same groups, the last one open.

    child_bearing: first and last group of it, from 0 ((3, 8): 15 to 44 in groups of five years);
    for the second group after a step of two groups it stands one group higher. shift: the years
    between the counts over the width of a group. Source: Hamilton and Perry 1962; Swanson,
    Schlottmann and Schmidt 2010. Raises AmountError.
    """
    before, after = amounts(earlier, "Earlier counts"), amounts(later, "Later counts")
    size, (first, last) = len(before), child_bearing
    if len(after) != size:
        raise AmountError("The two counts have different groups", "give the same")
    if not 1 <= shift < size or not 0 <= first <= last < size - shift + 1:
        raise AmountError(f"{size} age groups are too few", "check shift and child-bearing ages")
    bases = np.concatenate([
        _mothers(after, child_bearing, shift),
        before[: size - shift - 1],
        [before[size - shift - 1 :].sum()],
    ])  # fmt: skip
    ratios = np.divide(after, bases, out=np.full(size, np.nan), where=bases > 0)
    cohort = np.where(np.arange(size) < shift, np.nan, ratios)
    return CohortRatios(
        cohort=cohort, child=ratios[:shift], bases=bases, child_bearing=child_bearing, shift=shift
    )


def bounded(
    ratios: CohortRatios, low: float = LOWEST_RATIO, high: float = HIGHEST_RATIO
) -> CohortRatios:
    """Cohort ratios cut to what a place may plausibly see; the open group's only from above.

    Shapes as those given. low, high: ratios, 0 or more; 0.6 and 1.6 are a judgement.
    """
    cut = np.clip(ratios.cohort, low, high)
    cut[-1] = min(float(ratios.cohort[-1]), high)
    return replace(ratios, cohort=cut)


def shrunk(
    local: CohortRatios, region: CohortRatios, prior_persons: float = PRIOR_PERSONS
) -> CohortRatios:
    """Each ratio of a small place, drawn to the region's: N / (N + prior) of it stays its own.

    N: the people that the ratio is over; with nobody it is the region's. Shapes as those given.
    Source: the composite estimator, Rao and Molina 2015, ch. 3; that synthetic ratios help,
    Swanson and Tayman 2017, Journal of Population Research 34:209. Raises AmountError.
    """
    is_alike = (local.shift, local.child_bearing, len(local.bases)) == (
        region.shift, region.child_bearing, len(region.bases)
    )  # fmt: skip
    if not is_alike or prior_persons <= 0:
        raise AmountError("The region's ratios are of another kind", "compute both in one way")
    own = local.bases / (local.bases + prior_persons)
    shift = local.shift
    return replace(
        local,
        cohort=_mixed(own, local.cohort, region.cohort),
        child=_mixed(own[:shift], local.child, region.child),
    )


def hamilton_perry(counts: Sequence[float] | Floats, ratios: CohortRatios, steps: int) -> Floats:
    """People by group now and after each step, shape (steps + 1, n).

    counts: shape (n,). Source: Hamilton and Perry 1962, Social Forces 41:163. Raises AmountError,
    naming the first group whose ratio is over nobody.
    """
    start = amounts(counts, "Counts", len(ratios.bases))
    used = np.concatenate([ratios.child, ratios.cohort[ratios.shift :]])
    if np.isnan(used).any():
        group = int(np.argmax(np.isnan(used))) + 1
        mend = "draw the ratios to a region's (shrunk), or join groups"
        raise AmountError(f"Nobody was counted behind the ratio of group {group}", mend)
    found = [start]
    for _ in range(checked_steps(steps)):
        found.append(_stepped(found[-1], ratios))
    return np.stack(found)


def hamilton_perry_range(
    counts: Sequence[float] | Floats, ratios: CohortRatios, steps: int, *, seed: int
) -> Range:
    """What chance in the two counts leaves open; not what new times may bring.

    Each ratio is drawn from a gamma distribution around it, as wide as a Poisson count over its
    base makes it; 1000 draws. Raises AmountError as hamilton_perry().
    """
    hamilton_perry(counts, ratios, 0)
    random = np.random.default_rng(seed)
    drawn = [hamilton_perry(counts, _drawn(ratios, random), steps) for _ in range(DRAWS)]
    paths = np.stack(drawn)
    low, high = np.quantile(paths, [TAIL, 1 - TAIL], axis=0)
    total_low, total_high = np.quantile(paths.sum(axis=2), [TAIL, 1 - TAIL], axis=0)
    return Range(low, high, total_low, total_high)


def _mothers(counts: Floats, child_bearing: tuple[int, int], shift: int) -> Floats:
    first, last = child_bearing
    return np.array([counts[first + each : last + each + 1].sum() for each in range(shift)])


def _mixed(own: Floats, local: Floats, region: Floats) -> Floats:
    found: Floats = np.where(own > 0, own * np.nan_to_num(local), 0.0) + (1 - own) * region
    return found


def _stepped(counts: Floats, ratios: CohortRatios) -> Floats:
    shift, size = ratios.shift, len(counts)
    found = np.zeros(size)
    found[shift:-1] = ratios.cohort[shift:-1] * counts[: size - shift - 1]
    found[-1] = ratios.cohort[-1] * counts[size - shift - 1 :].sum()
    for group in range(shift):
        first, last = ratios.child_bearing
        found[group] = ratios.child[group] * found[first + group : last + group + 1].sum()
    return found


def _drawn(ratios: CohortRatios, random: np.random.Generator) -> CohortRatios:
    shift, bases = ratios.shift, np.maximum(ratios.bases, 1.0)
    used = np.concatenate([ratios.child, ratios.cohort[shift:]])
    drawn = random.gamma(used * bases + HALF_A_COUNT) / bases
    cohort = np.where(np.arange(len(bases)) < shift, np.nan, drawn)
    return replace(ratios, cohort=cohort, child=drawn[:shift])
