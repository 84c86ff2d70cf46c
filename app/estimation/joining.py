"""Several samples as one: the network is the sum of its territories."""

from collections.abc import Mapping, Sequence
from functools import partial

import numpy as np

from app.estimation.arrays import Floats, Ints
from app.estimation.calibration import calibration_on
from app.estimation.design import Calibration, Design


def joined(designs: Mapping[str, Design]) -> Design:
    """Independent samples as one design, rows in the order given; strata are "name/stratum".

    Of n_1 + ... + n_m rows. Variances of independent samples add up: Cochran 1977, ch. 5.
    Each must be without clusters, of known population, and calibrated at most once: a calibration
    of one sample says nothing of another, so the columns stand in blocks.
    """
    strata = [
        np.array([f"{name}/{each.names[at]}" for at in each.stratum])
        for name, each in designs.items()
    ]
    population = {
        f"{name}/{stratum}": float(whole)
        for name, each in designs.items()
        for stratum, whole in zip(each.names, each.whole, strict=True)
    }
    return Design(
        np.concatenate([each.weights for each in designs.values()]),
        strata=np.concatenate(strata),
        population=population,
        calibrations=_blocks(list(designs.values())),
    )


def _blocks(designs: list[Design]) -> tuple[Calibration, ...]:
    if not any(each.calibrations for each in designs):
        return ()
    found = [each.calibrations[0] if each.calibrations else _nothing(each) for each in designs]
    return (
        Calibration(
            _in_blocks([each.columns for each in found]),
            _cells(found),
            np.concatenate([each.before for each in found]),
            _in_blocks([each.inverse for each in found]),
            np.concatenate([_stretch(each) for each in found]),
            partial(_again, found),
        ),
    )


def _again(parts: list[Calibration], weights: Floats) -> Floats:
    """Each sample's weights calibrated to its own totals."""
    ends = np.cumsum([each.before.size for each in parts])[:-1]
    pairs = zip(parts, np.split(weights, ends), strict=True)
    return np.concatenate(
        [some if part.again is None else part.again(some) for part, some in pairs]
    )


def _stretch(calibration: Calibration) -> Floats:
    ones = np.ones(calibration.before.size)
    return ones if calibration.stretch is None else calibration.stretch


def _nothing(design: Design) -> Calibration:
    nowhere = np.zeros(design.size, dtype=np.intp)
    return calibration_on(np.zeros((1, 1)), nowhere, design.weights)


def _cells(parts: Sequence[Calibration]) -> Ints:
    """Those of each sample after those of the ones before."""
    starts = np.cumsum([0, *(len(each.columns) for each in parts)])
    pairs = zip(starts.tolist(), parts, strict=False)
    return np.concatenate([start + each.cell for start, each in pairs])


def _in_blocks(parts: Sequence[Floats]) -> Floats:
    """The parts along the diagonal, nought elsewhere."""
    whole = np.zeros(np.sum([each.shape for each in parts], axis=0))
    row = column = 0
    for each in parts:
        rows, columns = each.shape
        whole[row : row + rows, column : column + columns] = each
        row, column = row + rows, column + columns
    return whole
