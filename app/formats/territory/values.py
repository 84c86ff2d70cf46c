"""A territory as its folder states it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    code: str
    name: str
    country: str
    nuts3: str
    languages: tuple[str, ...]
    waves: tuple[str, ...]
    is_synthetic: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Municipality:
    """persons: of 15 and over who live there. line: of its row."""

    code: str
    name: str
    persons: float
    minutes_to_town: float
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Firm:
    """employment: people at the site, the owner not counted; holding: of firms of one owner."""

    code: str
    municipality: str
    activity: str
    size_class: str
    employment: int | None
    holding: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Persons:
    """municipality: None for the territory as a whole. level: age and sex, such as g15:f."""

    municipality: str | None
    level: str
    persons: float


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownTotal:
    """A total that weights are raked to."""

    audience: str
    name: str
    level: str
    total: float


@dataclass(frozen=True, slots=True, kw_only=True)
class TerritoryFolder:
    """totals: of every audience, those that follow from firms and persons included.

    municipalities_file: its path, for faults that only the store can tell.
    """

    about: About
    municipalities: tuple[Municipality, ...]
    firms: tuple[Firm, ...]
    persons: tuple[Persons, ...]
    totals: tuple[KnownTotal, ...]
    municipalities_file: str
