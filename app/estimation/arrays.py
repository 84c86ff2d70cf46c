"""Arrays as estimators take them: a row per respondent, no gaps."""

from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Floats: TypeAlias = npt.NDArray[np.float64]
Bools: TypeAlias = npt.NDArray[np.bool_]
Ints: TypeAlias = npt.NDArray[np.intp]
Labels: TypeAlias = npt.NDArray[np.generic]
