"""The audiences that the network asks, and who else its numbers are of."""

from enum import StrEnum


class Audience(StrEnum):
    FIRMS = "firms"
    RESIDENTS = "residents"
    TRAINERS = "trainers"


class Further(StrEnum):
    """Whose numbers a release holds beside those of the audiences: no campaign asks them."""

    EXPERTS = "experts"
    PRACTICES = "practices"
