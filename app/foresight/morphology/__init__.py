"""Morphological fields: which combinations of options are possible, how many, and which to keep."""

from app.foresight.morphology.analysis import Analysis, morphology
from app.foresight.morphology.choosing import Kept
from app.foresight.morphology.field import Field, Option, Pair

__all__ = ["Analysis", "Field", "Kept", "Option", "Pair", "morphology"]
