"""The fieldwork of a campaign at one moment, as plain values: what page, files and command say."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from app.collect.hurrying import Hurried
from app.collect.protecting import Count
from app.collect.stopping import Stop
from app.collect.strata import Invited, Stratum


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    day: date
    started: int
    sent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Breakdown:
    """name: of the split, or territory or municipality. strata: () where too few sent."""

    name: str
    strata: tuple[Stratum, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A municipality as a table names it."""

    code: str
    name: str
    territory: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stops:
    """left: not sent, not touched for `days`; looked_at: how many of them were, and of those sent,
    drawn by chance where there are more."""

    days: int
    left: int
    left_looked_at: int
    sent_looked_at: int
    steps: tuple[Stop, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fieldwork:
    """Test answers count in tests_started and tests_sent alone. Times are in UTC, days too.

    languages, assisted, easy: of those who sent, the latter two None where too few did. invited: by
    personal link; None where nobody was.
    """

    campaign: str
    audience: str
    wave: str
    state: str
    is_synthetic: bool
    counted_at: datetime
    opens_on: date
    closes_on: date
    started: int
    core_complete: int
    sent: int
    assisted: Count | None
    easy: Count | None
    tests_started: int
    tests_sent: int
    invited: Invited | None
    days: tuple[Day, ...]
    languages: Mapping[str, Count]
    breakdowns: tuple[Breakdown, ...]
    places: tuple[Place, ...]
    territory_names: Mapping[str, str]
    stops: Stops
    hurried: Hurried | None

    @property
    def completion(self) -> float | None:
        """Sent of started, in [0, 1]."""
        return self.sent / self.started if self.started else None

    def breakdown(self, name: str) -> Breakdown:
        return next(each for each in self.breakdowns if each.name == name)
