"""The word for each of several differences that a page shows together: clear, likely, not clear."""

from collections.abc import Sequence
from enum import StrEnum

from app.dashboards.page import NORMAL
from app.reference.cells import Cell

REACH_95 = NORMAL.inv_cdf(0.975)
CLEAR_UNTIL, LIKELY_UNTIL = 0.05, 0.20  # as app.estimation.comparisons, for the same reasons


class Verdict(StrEnum):
    CLEAR = "clear"
    LIKELY = "likely"
    NOT_CLEAR = "not clear"


def verdicts(differences: Sequence[Cell]) -> tuple[Verdict | None, ...]:
    """One a difference, from the published intervals; None for a hidden one.

    The chance that there is none, by the side of the interval that looks to zero, adjusted for all
    that are shown: of those called clear at most one in twenty is false on average.
    Source: Benjamini and Hochberg 1995, JRSS B 57:289.
    """
    chances = [_chance_of_none(each) for each in differences]
    order = sorted((chance, place) for place, chance in enumerate(chances) if chance is not None)
    found: list[Verdict | None] = [None] * len(chances)
    least = 1.0
    for rank in range(len(order), 0, -1):
        chance, place = order[rank - 1]
        least = min(least, chance * len(order) / rank)
        found[place] = _word(least)
    return tuple(found)


def _word(adjusted: float) -> Verdict:
    if adjusted <= CLEAR_UNTIL:
        return Verdict.CLEAR
    return Verdict.LIKELY if adjusted <= LIKELY_UNTIL else Verdict.NOT_CLEAR


def _chance_of_none(cell: Cell) -> float | None:
    if cell.value is None or cell.low is None or cell.high is None:
        return None
    reach = cell.value - cell.low if cell.value > 0 else cell.high - cell.value
    if reach <= 0:
        return 0.0 if cell.value else 1.0
    return 2 * NORMAL.cdf(-abs(cell.value) / reach * REACH_95)
