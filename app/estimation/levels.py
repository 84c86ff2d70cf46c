"""Which level each of very many respondents is in, in a few passes over the labels."""

from typing import Any

import numpy as np
import numpy.typing as npt

from app.estimation.arrays import Ints, Labels
from app.estimation.errors import DesignError

NARROW = 4096  # codes up to here, or to twice as many as respondents, are counted one by one
SEARCHED_FIRST = 50_000  # respondents: few levels are seldom first seen after these


def checked_labels(name: str, labels: npt.ArrayLike, shape: tuple[int, ...]) -> Labels:
    """Labels of one kind, of this shape; labels of several kinds become texts, so that 1 is "1".

    name: what they are, for the error. Raises DesignError (another shape, a label missing).
    """
    array: npt.NDArray[Any] = np.asarray(labels)
    if array.shape != shape:
        raise DesignError(
            f"{name} has shape {array.shape}, weights {shape}: one label a row.", name=name
        )
    if array.dtype.kind not in "fO":
        return array
    given = array.tolist()
    if any(each is None or each != each for each in given):
        raise DesignError(f"A label of {name} is missing: fill it or drop the row.", name=name)
    return array if len({type(each) for each in given}) == 1 else array.astype(np.str_)


def levels_of(labels: Labels) -> tuple[Labels, Ints]:
    """The different labels in their order, and the place of each respondent's among them.

    labels: shape (n,). The same as np.unique with its inverse, which sorts every label; whole
    numbers close together and texts of few characters are counted instead.
    """
    codes = _codes(labels)
    if codes is None:
        found, level = np.unique(labels, return_inverse=True)
        return found, level.astype(np.intp)
    level, count = places_of(codes)
    return labels[firsts_of(level, count)], level


def places_of(codes: Ints) -> tuple[Ints, int]:
    """The place of each code among the different ones, and how many these are; codes >= 0."""
    width = int(codes.max()) + 1
    if width > _widest(codes.size):
        found, place = np.unique(codes, return_inverse=True)
        return place.astype(np.intp), found.size
    is_there = np.bincount(codes, minlength=width) > 0
    count = int(is_there.sum())
    return codes if count == width else (np.cumsum(is_there) - 1)[codes], count


def firsts_of(places: Ints, count: int) -> Ints:
    """Where each place stands first, shape (count,); places: 0 to count - 1, each there."""
    firsts = np.full(count, -1, dtype=np.intp)
    for end in (min(SEARCHED_FIRST, places.size), places.size):
        firsts[places[:end][::-1]] = np.arange(end - 1, -1, -1, dtype=np.intp)
        if (firsts >= 0).all():
            break
    return firsts


def _widest(respondents: int) -> int:
    return max(NARROW, 2 * respondents)


def _codes(labels: Labels) -> Ints | None:
    """Numbers in the order of the labels, at least 0; None where they can't be made quickly."""
    if not labels.size:
        return None
    if labels.dtype.kind == "b":
        return labels.astype(np.intp)
    if labels.dtype.kind in "iu":
        return _from_lowest(labels)
    return _of_characters(labels) if labels.dtype.kind == "U" else None


def _from_lowest(labels: Labels) -> Ints | None:
    lowest, highest = int(labels.min()), int(labels.max())
    if highest - lowest > _widest(labels.size):
        return None
    found: Ints = np.subtract(labels, lowest, dtype=np.intp, casting="unsafe")
    return found


def _of_characters(labels: Labels) -> Ints:
    """Character by character, the first one weighing most; joined anew where numbers grow wide."""
    texts = labels.astype(np.str_, copy=False)
    longest = max(int(np.strings.str_len(texts).max()), 1)
    narrow = np.ascontiguousarray(texts.astype(f"U{longest}", copy=False))
    characters = narrow.view(np.uint32).reshape(labels.size, -1)
    code, width = np.zeros(labels.size, dtype=np.intp), 1
    for column in np.ascontiguousarray(characters.T):
        lowest, highest = int(column.min()), int(column.max())
        span = highest - lowest + 1
        if span == 1:
            continue
        if width * span > _widest(labels.size):
            code, width = places_of(code)
        code *= span
        code += column
        code -= lowest
        width *= span
    return code
