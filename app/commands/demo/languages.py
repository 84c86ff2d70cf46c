"""The language in which a unit of the synthetic network answers."""

import numpy as np

from app.commands.demo.chance import one_of
from app.commands.demo.columns import Single
from app.commands.demo.network import DemoTerritory

FRENCH_IN_FRANCE = 0.85  # invented; the questionnaires exist in English and French


def draw_languages(rng: np.random.Generator, territory: DemoTerritory, size: int) -> Single:
    """French for a good part of a French territory, English otherwise."""
    french = FRENCH_IN_FRANCE if "fr" in territory.languages else 0.0
    return one_of(rng, {"en": 1 - french, "fr": french}, size)
