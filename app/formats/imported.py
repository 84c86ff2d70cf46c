"""What a file in a format of others gave: a questionnaire, or every fault with its place."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.questionnaire.model import Questionnaire
from app.questionnaire.reading.problems import Position, Problem, UnreadableError


@dataclass(frozen=True, slots=True)
class Imported:
    """questionnaire: None when there are problems. notes: what was not carried, or left aside.
    media_at: sheet and cell, or line, that first names each picture, sound or film."""

    questionnaire: Questionnaire | None
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()
    media_at: Mapping[str, tuple[str, Position]] = field(default_factory=dict)

    def needed(self) -> Questionnaire:
        """Raises UnreadableError with every problem."""
        if self.questionnaire is None:
            raise UnreadableError(self.problems)
        return self.questionnaire
