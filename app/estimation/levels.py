"""Which level each of very many respondents is in, in a few passes over the labels."""

import numpy as np

from app.estimation.arrays import Ints, Labels

WIDEST = 1 << 21  # codes up to here are counted one by one


def levels_of(labels: Labels) -> tuple[Labels, Ints]:
    """The different labels in their order, and the place of each respondent's among them.

    labels: shape (n,). The same as np.unique with its inverse, which sorts every label; whole
    numbers close together and texts of few characters are counted instead.
    """
    codes = _codes(labels)
    if codes is None:
        found, level = np.unique(labels, return_inverse=True)
        return found, level.astype(np.intp)
    level, firsts = places_of(codes)
    return labels[firsts], level


def places_of(codes: Ints) -> tuple[Ints, Ints]:
    """The place of each code among those there are, and where each first stands; codes >= 0."""
    width = int(codes.max()) + 1
    if width > max(WIDEST, 2 * codes.size):
        _, firsts, place = np.unique(codes, return_index=True, return_inverse=True)
        return place.astype(np.intp), firsts.astype(np.intp)
    first = np.full(width, -1, dtype=np.intp)
    first[codes[::-1]] = np.arange(codes.size - 1, -1, -1, dtype=np.intp)
    is_there = first >= 0
    return (np.cumsum(is_there) - 1)[codes], first[is_there]


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
    if highest - lowest > max(WIDEST, 2 * labels.size):
        return None
    found: Ints = np.subtract(labels, lowest, dtype=np.intp, casting="unsafe")
    return found


def _of_characters(labels: Labels) -> Ints:
    """Character by character, the first one weighing most; joined anew where numbers grow wide."""
    characters = np.ascontiguousarray(labels).view(np.uint32).reshape(labels.size, -1)
    code, width = np.zeros(labels.size, dtype=np.intp), 1
    for column in characters.T:
        lowest, highest = int(column.min()), int(column.max())
        if lowest == highest:
            continue
        if width * (highest - lowest + 1) > WIDEST:
            code = places_of(code)[0]
            width = int(code.max()) + 1
        code = code * (highest - lowest + 1) + np.subtract(column, lowest, dtype=np.intp)
        width *= highest - lowest + 1
    return code
