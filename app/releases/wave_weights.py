"""Weights of a wave that is frozen: those of a release, given to all at once who weigh the same."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from app.estimation.arrays import Ints
from app.estimation.design import Design
from app.estimation.tables import Answer, AnswerTable, RepeatedTable
from app.formats.snapshot.frames import Shape
from app.formats.snapshot.writing import Alike, Place, Weighted
from app.releases.lists import Lists
from app.releases.samples import LEAST_WEIGHED
from app.releases.weighting import READ, Margins, weigh

NUMBERS = ("F_EMP",)  # of what weighting reads; the rest are codes


@dataclass(frozen=True, slots=True)
class WaveWeights:
    """margins: by territory."""

    audience: str
    margins: Mapping[str, Margins]
    lists: Lists

    def of_territory(self, territory: str, alike: Sequence[Alike], start: int) -> Weighted:
        """Its respondents one by one, as releases weight them: those alike weigh the same."""
        counts = [each.count for each in alike]
        if sum(counts) < LEAST_WEIGHED:
            note = f"{territory}: {sum(counts)} respondents: left out of the network"
            return Weighted(None, (), (note,))
        said = AnswerTable.of(_answers(self.audience, each.said) for each in alike)
        table = RepeatedTable(said, np.array(counts))
        found = weigh(self.audience, table, self.margins[territory], self.lists)
        shape, places = _placed(found.design, np.cumsum([0, *counts[:-1]]), start)
        return Weighted(shape, places, tuple(f"{territory}: {note}" for note in found.notes))


def _answers(audience: str, said: Sequence[str | None]) -> dict[str, Answer]:
    return {
        question: float(text) if question in NUMBERS else text
        for question, text in zip(READ[audience], said, strict=True)
        if text is not None
    }


def _placed(design: Design, firsts: Ints, start: int) -> tuple[Shape, tuple[Place, ...]]:
    """firsts: one respondent of each of those alike."""
    cell, before = np.zeros(design.size, dtype=np.intp), design.weights
    levels, width, is_stretched = np.zeros((1, 0), dtype=np.intp), 0, False
    if design.calibrations:
        found = design.calibrations[0]
        cell, before, width = found.cell, found.before, found.columns.shape[1]
        margins = round(float(found.columns[0].sum()))
        levels = np.nonzero(found.columns)[1].reshape(-1, margins)
        is_stretched = found.stretch is not None
    pairs, row = np.unique(
        np.column_stack([design.stratum, cell])[firsts], axis=0, return_inverse=True
    )
    shape = Shape(
        start=start,
        names=design.names,
        whole=design.whole,
        stratum=pairs[:, 0],
        levels=levels[pairs[:, 1]],
        width=width,
        is_stretched=is_stretched,
    )
    places = zip(
        [design.names[at] for at in design.stratum[firsts].tolist()],
        row.tolist(),
        before[firsts].tolist(),
        design.weights[firsts].tolist(),
        strict=True,
    )
    return shape, tuple(Place(*each) for each in places)
