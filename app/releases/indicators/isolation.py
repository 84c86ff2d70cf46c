"""How alone owners feel in running their firm (IND17), by size and by distance to a town."""

from collections.abc import Iterator

import numpy as np

from app.estimation.arrays import Bools, Floats
from app.estimation.design import Design
from app.estimation.disclosure import Basis, Kind, hide
from app.estimation.estimates import Estimate
from app.estimation.means import mean
from app.estimation.reliability import alpha
from app.reference.cells import Cell
from app.releases import sizes
from app.releases.indicators.measuring import blank, measured, share_cell, unanimous
from app.releases.lists import Lists
from app.releases.samples import Sample

FAR_FROM = 20.0  # minutes by road to a town; fixed, so that territories compare
LONELY_ABOVE = 50.0  # the middle of the score: neither agrees nor disagrees to be alone
EDGES = (10.0, 90.0)


def cells(firms: Sample, lists: Lists) -> Iterator[Cell]:
    """Score and share above the middle: all firms, each size class, near to a town and far.

    Of firms that answered every item. Alpha says how well the items go together.
    """
    items = _items(firms, lists)
    answered: Bools = np.isfinite(items).all(axis=1) & np.full(len(items), bool(lists.isolation))
    yield from _group(firms, items, answered)
    yield _alpha(firms, items, answered)
    classes = sizes.classes(firms.answers)
    for size in lists.sizes:
        yield from _group(firms, items, answered & (classes == size), size=size)
    minutes = _minutes(firms, lists)
    yield from _group(firms, items, answered & (minutes < FAR_FROM), distance="near")
    yield from _group(firms, items, answered & (minutes >= FAR_FROM), distance="far")


def _items(firms: Sample, lists: Lists) -> Floats:
    """Scores of the items, 1 to 5, high where alone; shape (n, items), nan where unanswered."""
    scores = lists.agreement
    turned = min(scores.values(), default=0.0) + max(scores.values(), default=0.0)
    columns = []
    for item, is_reversed in lists.isolation.items():
        given = firms.answers.code(item).tolist()
        found = np.array([scores.get(code, np.nan) for code in given], dtype=np.float64)
        columns.append(turned - found if is_reversed else found)
    return np.array(columns, dtype=np.float64).reshape(len(columns), firms.answers.size).T


def scores(firms: Sample, lists: Lists) -> Floats:
    """0 (not alone at all) to 100, shape (n,); nan where an item is unanswered."""
    items = _items(firms, lists)
    if not items.shape[1]:
        return np.full(len(items), np.nan)
    found: Floats = (items.mean(axis=1) - 1) * 25
    return found


def _minutes(firms: Sample, lists: Lists) -> Floats:
    """To the town, by road; nan where the municipality is not known."""
    places = firms.answers.code("F_PLACE").tolist()
    found = [lists.minutes_to_town.get(place, np.nan) for place in places]
    return np.array(found, dtype=np.float64)


def _group(firms: Sample, items: Floats, members: Bools, **by: str) -> Iterator[Cell]:
    """Score: 0 (not alone at all) to 100, the mean of the items."""
    known = np.where(members[:, None], items, 1.0)
    score = (known.mean(axis=1) - 1) * 25 if items.shape[1] else np.zeros(members.size)

    def measure(design: Design) -> tuple[Estimate, Basis]:
        found = mean(score, design, members).within(0.0, 100.0)
        chosen = unanimous(found, 0.0, 100.0)
        whole = float(design.weights[members].sum())
        return found, Basis(kind=Kind.SCORE, chosen=chosen, edges=EDGES, whole=whole)

    yield measured(blank("IND17", firms, measure="score", **by), firms, members, measure)
    cell = blank("IND17", firms, measure="lonely", **by)
    yield share_cell(cell, firms, score > LONELY_ABOVE, members)


def _alpha(firms: Sample, items: Floats, members: Bools) -> Cell:
    def measure(design: Design) -> tuple[Estimate, Basis]:
        return alpha(items, design, members), Basis(kind=Kind.CORRELATION)

    cell = blank("IND17", firms, measure="alpha")
    if members.any() and np.ptp(items[members].sum(axis=1)) > 0:
        return measured(cell, firms, members, measure)
    return hide(cell)
