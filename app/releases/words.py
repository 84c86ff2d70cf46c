"""What may be said of differences, of those alone that a release shows in the end."""

from collections.abc import Mapping
from dataclasses import replace

from app.estimation.comparisons import compared
from app.estimation.drafts import Draft
from app.reference.cells import BESIDE, Cell, Key
from app.releases.indicators.measuring import published_with_words


def of_shown(held: Mapping[Key, Cell]) -> dict[Key, Cell]:
    """The differences that are shown, with the words that those shown together allow.

    Words depend on how many are looked at: some were kept back since the first were found.
    """
    families: dict[Key, list[Draft]] = {}
    beside: dict[str, list[Cell]] = {}
    for cell in held.values():
        if cell.verdict is None:
            continue
        if isinstance(cell, Draft) and cell.family is not None:
            families.setdefault(cell.family, []).append(cell)
        elif BESIDE in cell.dimensions:
            beside.setdefault(cell.territory, []).append(cell)
    again = [
        *(each for alike in families.values() for each in _with_words(alike)),
        *(each for alike in beside.values() for each in published_with_words(alike)),
    ]
    return {each.key: each for each in again}


def _with_words(alike: list[Draft]) -> list[Cell]:
    estimates = [each.found for each in alike if each.found is not None]
    words = compared(estimates)
    return [replace(one, verdict=each.verdict) for one, each in zip(alike, words, strict=True)]
