"""The strata and calibration cells of a snapshot, by territory: what its sums are read with."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from app.estimation.arrays import Floats, Ints
from app.estimation.cell_sums import Frame, Sums


@dataclass(frozen=True, eq=False)
class Shape:
    """Of one territory: a Frame without its sums.

    Its rows are the cells `start` to `start + R - 1` of the snapshot. whole: inf where not known.
    levels: shape (R, margins), which column of `width` is 1 in each margin.
    """

    start: int
    names: tuple[str, ...]
    whole: Floats
    stratum: Ints
    levels: Ints
    width: int
    is_stretched: bool

    @property
    def size(self) -> int:
        return len(self.stratum)

    def frame(self, sums: Sums) -> Frame:
        """sums: of the whole snapshot, by cell."""
        columns = np.zeros((self.size, self.width))
        for level in self.levels.T:
            columns[np.arange(self.size), level] = 1.0
        own = slice(self.start, self.start + self.size)
        return Frame(
            self.names,
            self.whole,
            self.stratum,
            columns,
            Sums(sums.n[own], sums.before[own], sums.weight[own], sums.square[own]),
            self.is_stretched,
        )


def write(shapes: Mapping[str, Shape], path: Path) -> None:
    document = {
        territory: {
            "start": each.start,
            "strata": list(each.names),
            "whole": [whole if np.isfinite(whole) else None for whole in each.whole.tolist()],
            "stratum": each.stratum.tolist(),
            "levels": each.levels.tolist(),
            "width": each.width,
            "is_stretched": each.is_stretched,
        }
        for territory, each in shapes.items()
    }
    path.write_text(json.dumps(document, separators=(",", ":")), encoding="utf-8")


def read(path: Path) -> Mapping[str, Shape]:
    document = json.loads(path.read_text(encoding="utf-8"))
    return {
        territory: Shape(
            start=each["start"],
            names=tuple(each["strata"]),
            whole=np.array([np.inf if whole is None else whole for whole in each["whole"]]),
            stratum=np.array(each["stratum"], dtype=np.intp),
            levels=np.array(each["levels"], dtype=np.intp).reshape(len(each["stratum"]), -1),
            width=each["width"],
            is_stretched=each["is_stretched"],
        )
        for territory, each in document.items()
    }
