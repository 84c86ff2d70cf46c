"""The language in which a unit of the synthetic network answers, and its few free words."""

from collections.abc import Mapping

import numpy as np

from app.commands.demo.chance import one_of
from app.commands.demo.columns import Single
from app.commands.demo.network import DemoTerritory

FRENCH_IN_FRANCE = 0.85  # invented; the questionnaires exist in English and French


def draw_languages(rng: np.random.Generator, territory: DemoTerritory, size: int) -> Single:
    """French for a good part of a French territory, English otherwise."""
    french = FRENCH_IN_FRANCE if "fr" in territory.languages else 0.0
    return one_of(rng, {"en": 1 - french, "fr": french}, size)


def words(
    rng: np.random.Generator,
    texts: Mapping[str, tuple[str, ...]],
    languages: Single,
    *,
    share: float,
) -> Single:
    """A text in the unit's language, from the `share` of units that write one."""
    codes = tuple(text for code in languages.codes for text in texts[code])
    lengths = np.array([len(texts[code]) for code in languages.codes])
    starts = np.cumsum(lengths) - lengths
    drawn = (rng.random(languages.size) * lengths[languages.index]).astype(np.int64)
    written = Single(codes, starts[languages.index] + drawn)
    return written.passed_where(rng.random(languages.size) >= share)
