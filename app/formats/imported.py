"""What a file in a format of others gave: a questionnaire, or every fault with its place."""

from dataclasses import dataclass

from app.questionnaire.model import Questionnaire
from app.questionnaire.reading.problems import Problem, UnreadableError


@dataclass(frozen=True, slots=True)
class Imported:
    """questionnaire: None when there are problems. notes: what was not carried, or left aside."""

    questionnaire: Questionnaire | None
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()

    def needed(self) -> Questionnaire:
        """Raises UnreadableError with every problem."""
        if self.questionnaire is None:
            raise UnreadableError(self.problems)
        return self.questionnaire
