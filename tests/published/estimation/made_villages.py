"""A sample of persons in houses of villages, made by arithmetic; R reads the same rows.

`python -m tests.published.estimation.made_villages > villages.csv`, then `Rscript r_designs.R
villages.csv > r_designs.json` in this folder writes the numbers of R survey 4.1-1 anew.
"""

import sys
from dataclasses import dataclass

import numpy as np

VILLAGES = {"a": (5, 12), "b": (3, 7), "c": (4, 9), "d": (2, 2)}  # by stratum: drawn, and of all
COLUMNS = "stratum,village,house,M,N,Q,w,y,x,g,sex"


@dataclass(frozen=True)
class Persons:
    """Columns of shape (128,). villages, houses, persons: how many there are to draw from."""

    stratum: np.ndarray
    village: np.ndarray
    house: np.ndarray
    villages: np.ndarray
    houses: np.ndarray
    persons: np.ndarray
    w: np.ndarray
    y: np.ndarray
    x: np.ndarray
    g: np.ndarray
    sex: np.ndarray


def persons() -> Persons:
    columns = [np.array(column) for column in zip(*rows(), strict=True)]
    numbers = [column.astype(float) for column in columns[3:9]]
    return Persons(*columns[:3], *numbers, *columns[9:])


def rows() -> list[tuple[str | int | float, ...]]:
    """A row a person; the houses of one village, and all villages of one stratum, are all drawn."""
    found: list[tuple[str | int | float, ...]] = []
    person = 0
    for s, (stratum, (drawn, villages)) in enumerate(VILLAGES.items()):
        for c in range(drawn):
            houses = 3 + (2 * s + c) % 4
            of_houses = houses + (0 if (stratum, c) == ("c", 0) else 2 + (3 * c + s) % 7)
            for _ in range(houses):
                house, here = f"{stratum}{c}-{person}", 2 + person % 2
                of_persons = here + person % 3
                weight = villages / drawn * of_houses / houses * of_persons / here
                sizes = (villages, of_houses, of_persons, weight)
                for _ in range(here):
                    y = 20 + (37 * person**2 + 11 * person + 29 * s + 53 * c) % 61
                    x = (person**2 + 3 * person + s + c) % 5
                    said = ("xyz"[(person + c * c + s) % 3], "mf"[(person * 7 + c) % 2])
                    found.append((stratum, f"{stratum}{c}", house, *sizes, y, x, *said))
                    person += 1
    return found


if __name__ == "__main__":
    lines = (",".join(str(each) for each in row) for row in rows())
    sys.stdout.write("\n".join((COLUMNS, *lines)) + "\n")
