"""The network is the sum of its territories."""

from collections.abc import Callable

import numpy as np
import pytest

from app.estimation import Design, calibrate, total
from app.estimation.calibration import for_small_samples
from app.estimation.joining import joined

SEX = np.array(["f", "m"] * 10)


@pytest.mark.parametrize("prepared", [lambda design: design, for_small_samples])
def test_totals_and_variances_of_joined_samples_add_up(
    prepared: Callable[[Design], Design],
) -> None:
    sexes = {"sex": (SEX, {"f": 60, "m": 40})}
    first = prepared(calibrate(Design(np.full(20, 5.0), population=100), sexes))
    second = Design(np.full(12, 4.0), population=48)
    y, z = np.arange(20.0), np.arange(12.0) ** 2
    here, there = total(y, first), total(z, second)
    both = total(np.concatenate([y, z]), joined({"north": first, "south": second}))
    assert both.value == pytest.approx(here.value + there.value)
    assert both.std_error == pytest.approx(np.hypot(here.std_error, there.std_error))
    assert both.df == here.df + there.df
