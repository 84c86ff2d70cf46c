"""Size classes of firms: people at the site, the owner not counted."""

import numpy as np

from app.estimation.arrays import Floats, Labels
from app.estimation.tables import AnswerTable, Coded

CLASSES = ("z0", "z1_4", "z5_9", "z10_49", "z50_249", "z250")
LOWEST = (0, 1, 5, 10, 50, 250)
MIDPOINTS = dict(zip(CLASSES, (0.0, 2.5, 7.0, 29.5, 149.5, 250.0), strict=True))


def classes(firms: Coded) -> Labels:
    """Shape (n,); a response that was not sent holds no calculated class yet: from its number."""
    given, jobs = firms.code("F_SIZE"), firms.number("F_EMP")
    places = np.searchsorted(LOWEST, np.nan_to_num(jobs, nan=-1.0), side="right") - 1
    return np.where(given == "", np.array([*CLASSES, ""])[places], given)


def jobs(firms: AnswerTable) -> Floats:
    """People at the site, shape (n,); the middle of the class where the number is not known."""
    middle = np.array([MIDPOINTS.get(code, 0.0) for code in classes(firms).tolist()])
    given = firms.number("F_EMP")
    return np.where(np.isnan(given), middle, given)
