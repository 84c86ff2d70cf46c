"""In which unit a number of an indicator is written."""

from collections.abc import Mapping

from app.reference.cells import BESIDE, Cell
from app.web.published import Unit

MEASURES: Mapping[tuple[str, str], Unit] = {
    ("IND01", "hires"): Unit.COUNT,
    ("IND02", "hires"): Unit.COUNT,
    ("IND04", "people"): Unit.COUNT,
    ("IND05", "people"): Unit.COUNT,
    ("IND08", "diversity"): Unit.RATIO,
    ("IND10", "per_hundred"): Unit.RATIO,
    ("IND10", "tension"): Unit.INDEX,
    ("IND12", "momentum"): Unit.POINTS,
    ("IND15", "severity"): Unit.INDEX,
    ("IND17", "score"): Unit.INDEX,
    ("IND17", "alpha"): Unit.RATIO,
    ("IND18", "hours"): Unit.COUNT,
    ("IND18", "postponed"): Unit.RATIO,
    ("IND21", "quotient"): Unit.RATIO,
    ("IND21", "score"): Unit.INDEX,
    ("IND21", "specific"): Unit.FACT,
    ("IND21", "taught"): Unit.FACT,
    ("IND22", "learners"): Unit.COUNT,
    ("IND23", "lead"): Unit.COUNT,
    ("IND23", "wait"): Unit.COUNT,
    ("IND23", "agility"): Unit.TIMES,
    ("IND24", "score"): Unit.INDEX,
    ("IND24", "part"): Unit.INDEX,
    ("IND28", "retention"): Unit.POINTS,
    ("IND28", "supply"): Unit.COUNT,
    ("IND29", "handovers"): Unit.COUNT,
    ("IND29", "closures"): Unit.COUNT,
    ("IND29", "takers"): Unit.COUNT,
    ("IND29", "ratio"): Unit.RATIO,
    ("IND31", "practices"): Unit.COUNT,
    ("IND31", "learnt"): Unit.COUNT,
    ("IND31", "experiments"): Unit.COUNT,
    ("IND31", "reached"): Unit.COUNT,
    ("IND31", "days"): Unit.COUNT,
    ("IND31", "fit"): Unit.RATIO,
    ("IND32", "iqr"): Unit.INDEX,
    ("IND32", "kappa"): Unit.RATIO,
    ("IND32", "median"): Unit.INDEX,
    ("IND34", "impact"): Unit.RATIO,
    ("IND36", "rank"): Unit.RATIO,
    ("IND35", "effective"): Unit.COUNT,
    ("IND35", "joined"): Unit.COUNT,
    ("IND35", "left_out"): Unit.COUNT,
    ("IND35", "minutes"): Unit.COUNT,
    ("IND35", "gap"): Unit.INDEX,
}  # of indicator and measure; a share where neither this nor the dimensions say otherwise
WHOLE = {
    "IND13": Unit.INDEX,
    "IND14": Unit.RATIO,
    "IND36": Unit.RATIO,
}  # of cells without a measure
DIVIDED = {  # of indicator and a dimension of the cell
    ("IND06", "weight"): Unit.POINTS,
    ("IND07", "weight"): Unit.POINTS,
    ("IND11", "against"): Unit.POINTS,
    ("IND14", "skill"): Unit.POINTS,
    ("IND14", "family"): Unit.POINTS,
    ("IND25", "against"): Unit.POINTS,
    ("IND27", "group"): Unit.POINTS,
}


def unit_of(cell: Cell) -> Unit:
    by = cell.dimensions
    measure = by.get("measure", "")
    if (cell.indicator, measure) in MEASURES:
        return MEASURES[cell.indicator, measure]
    for dimension in by:
        if (cell.indicator, dimension) in DIVIDED:
            return DIVIDED[cell.indicator, dimension]
    if measure or BESIDE in by:
        return Unit.SHARE
    if cell.indicator == "IND20" and {"activity", "against"} <= by.keys():
        return Unit.POINTS
    return WHOLE.get(cell.indicator, Unit.SHARE)
