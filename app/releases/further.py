"""What a release counts beside responses: a panel's answers and practices, as they were then."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from app.questionnaire.model import Answers
from app.questionnaire.panel import Plan
from app.reference.cells import NETWORK


@dataclass(frozen=True, slots=True, kw_only=True)
class Expert:
    """rounds: number of the round to statement to answers by question."""

    territory: str
    group: str
    rounds: Mapping[int, Mapping[str, Answers]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """scores: question to choice to its number."""

    plan: Plan
    scores: Mapping[str, Mapping[str, float]]
    experts: tuple[Expert, ...]

    def in_place(self, territory: str) -> tuple[Expert, ...]:
        return tuple(each for each in self.experts if territory in (each.territory, NETWORK))


@dataclass(frozen=True, slots=True, kw_only=True)
class Practice:
    """entered: state to the day it came there. fit: marks of each observation, by criterion.

    outcomes: of experiments that have ended. transfers: territory and state of each.
    """

    territory: str
    state: str
    services: tuple[str, ...]
    entered: Mapping[str, date]
    fit: tuple[Mapping[str, int], ...]
    outcomes: tuple[str, ...]
    transfers: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Further:
    """panel: None where no expert has answered yet."""

    panel: Panel | None = None
    practices: tuple[Practice, ...] = ()

    def practices_of(self, territory: str) -> tuple[Practice, ...]:
        return tuple(each for each in self.practices if territory in (each.territory, NETWORK))

    def notes(self) -> Iterable[str]:
        """What a network has none of yet, in words."""
        if self.panel is None:
            yield "network, experts: no panel has answered yet, so nothing is said of experts"
        if not self.practices:
            yield "network, practices: none is told of yet, so nothing is said of practices"
