"""What decides beside the answers: the day, the language, the seed, what the campaign asks."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from app.questionnaire.model import Value

Prefill: TypeAlias = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Place:
    """A municipality that may be answered; `territory` is the code of the territory it lies in."""

    code: str
    name: str
    territory: str
    territory_name: str


@dataclass(frozen=True, slots=True)
class Setting:
    """What decides beside the answers.

    seed: of the response; None keeps the order of the file. places: () takes any place code.
    options: names of optional questions that the campaign asks. prefill: what is known already,
    by source (`frame.employment`) or by path.
    """

    today: date
    language: str
    seed: int | None = None
    places: tuple[Place, ...] = ()
    options: frozenset[str] = frozenset()
    prefill: Prefill = field(default_factory=dict)
