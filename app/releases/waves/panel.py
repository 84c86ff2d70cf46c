"""Who answered in both waves, told by what their personal links have in common."""

import numpy as np

from app.estimation.arrays import Ints
from app.estimation.waves import correlation, weighed
from app.reference import paradata
from app.releases.lists import Lists
from app.releases.samples import Sample, territories
from app.releases.waves.readings import Reading


def pairs(now: Sample, before: Sample) -> Ints:
    """Rows of the same people in the later and the earlier wave, shape (m, 2).

    Inside one territory; a person who stands twice in a wave is told by the first answers.
    """
    rows = _rows(before)
    found = [(row, rows[person]) for person, row in _rows(now).items() if person in rows]
    return np.array(found, dtype=np.intp).reshape(len(found), 2)


def error_correlation(now: Sample, before: Sample, reading: Reading, lists: Lists) -> float:
    """Of a number's errors in the two waves; 0 where nobody answered both, or it is no ratio."""
    if reading.totals is None or now.design is None or before.design is None:
        return 0.0
    common = pairs(now, before)
    if not len(common):
        return 0.0
    later, earlier = reading.totals(now, lists), reading.totals(before, lists)
    if later[1].sum() <= 0 or earlier[1].sum() <= 0:
        return 0.0
    return correlation(weighed(*later, now.design), weighed(*earlier, before.design), common)


def _rows(sample: Sample) -> dict[tuple[str, str], int]:
    """Territory and person to the row of the first answers."""
    people = sample.answers.code(paradata.PERSON).tolist()
    found: dict[tuple[str, str], int] = {}
    for row, (territory, person) in enumerate(
        zip(territories(sample).tolist(), people, strict=True)
    ):
        if person:
            found.setdefault((territory, person), row)
    return found
