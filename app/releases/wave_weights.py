"""Weights of a wave that is frozen: those of a release, given to all at once who weigh the same."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from app.estimation.arrays import Ints
from app.estimation.design import Design
from app.estimation.tables import CodeTable, RepeatedTable
from app.formats.snapshot.alike import Alike, Places, Weighted
from app.formats.snapshot.frames import Shape
from app.releases.lists import Lists
from app.releases.samples import LEAST_WEIGHED
from app.releases.weighting import Margins, weigh


@dataclass(frozen=True, slots=True)
class WaveWeights:
    """margins: by territory."""

    audience: str
    margins: Mapping[str, Margins]
    lists: Lists

    def of_territory(self, territory: str, alike: Alike, start: int) -> Weighted:
        """Its respondents one by one, as releases weight them: those alike weigh the same."""
        respondents = int(alike.counts.sum())
        if respondents < LEAST_WEIGHED:
            note = f"{territory}: {respondents} respondents: left out of the network"
            return Weighted(notes=(note,))
        table = RepeatedTable(CodeTable(alike.said), alike.counts)
        found = weigh(self.audience, table, self.margins[territory], self.lists)
        firsts = np.cumsum(alike.counts) - alike.counts
        shape, places = _placed(found.design, firsts, start)
        return Weighted(shape, places, tuple(f"{territory}: {note}" for note in found.notes))


def _placed(design: Design, firsts: Ints, start: int) -> tuple[Shape, Places]:
    """firsts: one respondent of each of those alike."""
    cell, before = np.zeros(design.size, dtype=np.intp), design.weights
    levels, width, is_stretched = np.zeros((1, 0), dtype=np.intp), 0, False
    if design.calibrations:
        found = design.calibrations[0]
        cell, before, width = found.cell, found.before, found.columns.shape[1]
        margins = round(float(found.columns[0].sum()))
        levels = np.nonzero(found.columns)[1].reshape(-1, margins)
        is_stretched = found.stretch is not None
    stratum = design.stratum[firsts]
    pairs, row = np.unique(stratum * len(levels) + cell[firsts], return_inverse=True)
    shape = Shape(
        start=start,
        names=design.names,
        whole=design.whole,
        stratum=pairs // len(levels),
        levels=levels[pairs % len(levels)],
        width=width,
        is_stretched=is_stretched,
    )
    names = np.array(design.names, dtype=np.str_)
    return shape, Places(names[stratum], row, before[firsts], design.weights[firsts])
