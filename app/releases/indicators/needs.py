"""The skills that a territory's firms need most by 2030, and the residents who have one."""

import numpy as np

from app.estimation.arrays import Bools, Ints
from app.estimation.disclosure import has_base
from app.releases.indicators.dialogue import needed
from app.releases.lists import Lists
from app.releases.samples import Sample

MOST = 5  # as many skills as a firm may name


def most_needed(firms: Sample | None, lists: Lists) -> Ints:
    """Places of the five skills that the largest shares of firms need (IND13), the first one
    first; none where too few firms answered."""
    if firms is None:
        return np.array([], dtype=np.intp)
    members, needs = firms.answers.answered("F_SK"), needed(firms, lists)
    if firms.design is None or not has_base(int(members.sum())):
        return np.array([], dtype=np.intp)
    totals = np.where(members, firms.design.weights, 0.0) @ needs
    order = np.argsort(-totals, kind="stable")[:MOST]
    return order[totals[order] > 0].astype(np.intp)


def holders(residents: Sample, firms: Sample | None, lists: Lists) -> Bools:
    """Residents who can do one of them, shape (n,)."""
    places = most_needed(firms, lists)
    can = residents.answers.chose_each("R_CAN", lists.skills)
    found: Bools = np.any(can[:, places], axis=1)
    return found
