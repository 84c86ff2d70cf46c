"""The audiences that the network asks."""

from enum import StrEnum


class Audience(StrEnum):
    FIRMS = "firms"
    RESIDENTS = "residents"
    TRAINERS = "trainers"
