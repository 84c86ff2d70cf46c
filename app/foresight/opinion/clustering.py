"""Groups of points that lie near each other, and how well they are set apart."""

import numpy as np
from scipy.spatial.distance import cdist

from app.estimation.arrays import Floats, Ints

REPEATS = 20
MOST_STEPS = 100
ROWS_AT_ONCE = 500
SAME_DIGITS = 9


def distinct(points: Floats) -> int:
    """How many different places there are."""
    return int(np.unique(np.round(points, SAME_DIGITS), axis=0).shape[0])


def k_means(points: Floats, k: int, random: np.random.Generator) -> Ints:
    """Labels 0 to k - 1, shape (n,), the largest group first, of equals the one met first.

    points: k different places at least. The best of 20 starts, each spread out by k-means++;
    the same state of random gives the same labels.
    Source: Lloyd 1982; Arthur and Vassilvitskii 2007, SODA, 1027.
    """
    best, least = np.zeros(points.shape[0], dtype=np.intp), np.inf
    for _ in range(REPEATS):
        labels, within = _settled(points, _spread_out(points, k, random))
        if within < least * (1 - 1e-12):
            best, least = labels, within
    return _by_size(best, k)


def _spread_out(points: Floats, k: int, random: np.random.Generator) -> Floats:
    """Starting centres, each drawn the likelier the further it lies from those before."""
    centres = points[[random.integers(points.shape[0])]]
    while centres.shape[0] < k:
        nearest = cdist(points, centres, "sqeuclidean").min(axis=1)
        cumulated = np.cumsum(nearest)
        place = np.searchsorted(cumulated, random.random() * cumulated[-1], side="right")
        centres = np.vstack([centres, points[min(int(place), points.shape[0] - 1)]])
    return centres


def _settled(points: Floats, centres: Floats) -> tuple[Ints, float]:
    """Labels that no longer change, and the sum of squared distances to the centres."""
    k = centres.shape[0]
    labels = np.full(points.shape[0], -1, dtype=np.intp)
    for _ in range(MOST_STEPS):
        found = _nearest(points, centres)
        if (found == labels).all():
            break
        labels, sizes = found, np.bincount(found, minlength=k)
        sums = [np.bincount(labels, weights=axis, minlength=k) for axis in points.T]
        centres = np.column_stack(sums) / sizes[:, None]
    away = points - centres[labels]
    return labels, float((away**2).sum())


def _nearest(points: Floats, centres: Floats) -> Ints:
    """The centre nearest to each point; an empty group takes the point worst off elsewhere."""
    apart = cdist(points, centres, "sqeuclidean")
    labels: Ints = apart.argmin(axis=1)
    sizes = np.bincount(labels, minlength=centres.shape[0])
    for group in np.flatnonzero(sizes == 0).tolist():
        own = apart[np.arange(labels.size), labels]
        moved = np.where(sizes[labels] > 1, own, -1.0).argmax()
        labels[moved] = group
        sizes = np.bincount(labels, minlength=centres.shape[0])
    return labels


def _members(labels: Ints, k: int) -> Floats:
    return np.asarray(labels[:, None] == np.arange(k), dtype=np.float64)


def _by_size(labels: Ints, k: int) -> Ints:
    sizes = np.bincount(labels, minlength=k)
    first = [int(np.flatnonzero(labels == group)[0]) for group in range(k)]
    order = sorted(range(k), key=lambda group: (-sizes[group], first[group]))
    renamed = np.empty(k, dtype=np.intp)
    renamed[order] = np.arange(k)
    found: Ints = renamed[labels]
    return found


def silhouettes(apart: Floats, labels: Ints) -> Floats:
    """A point each, in [-1, 1]; 0 for a point alone in its group.

    apart: distances, shape (n, n). (b - a) / max(a, b): a the mean distance to the others of the
    own group, b to the nearest other group. Source: Rousseeuw 1987, Journal of Computational and
    Applied Mathematics 20:53.
    """
    members = _members(labels, int(labels.max()) + 1)
    return _of_sums(apart @ members, labels, members.sum(axis=0))


def mean_silhouettes(points: Floats, groupings: list[Ints]) -> list[float]:
    """Of several groupings of the same points; distances are computed once, some rows at a time."""
    if not groupings:
        return []
    members = [_members(labels, int(labels.max()) + 1) for labels in groupings]
    every = np.hstack(members)
    sums = np.vstack(
        [
            cdist(points[start : start + ROWS_AT_ONCE], points) @ every
            for start in range(0, points.shape[0], ROWS_AT_ONCE)
        ]
    )
    parts = np.split(sums, np.cumsum([each.shape[1] for each in members])[:-1], axis=1)
    triples = zip(parts, groupings, members, strict=True)
    return [float(_of_sums(part, own, each.sum(axis=0)).mean()) for part, own, each in triples]


def _of_sums(sums: Floats, labels: Ints, sizes: Floats) -> Floats:
    """sums: of the distances from each point to each group, shape (n, k)."""
    rows = np.arange(labels.size)
    within = sums[rows, labels] / np.maximum(sizes[labels] - 1, 1)
    others = sums / sizes
    others[rows, labels] = np.inf
    nearest = others.min(axis=1)
    larger = np.maximum(within, nearest)
    is_placed = (sizes[labels] > 1) & (larger > 0) & np.isfinite(larger)
    gap = np.where(is_placed, nearest - within, 0.0)
    return gap / np.where(is_placed, larger, 1.0)
