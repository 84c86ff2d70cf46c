"""One question as it is asked in one response, and the paths that answers are kept under."""

import re
from dataclasses import dataclass

from app.questionnaire.model import Choice, Question, QuestionKind, Value

PATH_IN_ROSTER = re.compile(r"([^\[\]/.]+)\[([^\[\]/]+)\]/([^\[\]/]+)")
OPEN = ".other"  # the text that goes with an open choice
CONTACT_PARTS = ("email", "phone", "name")
CONTACT_GIVEN = "given"  # what the answers hold instead of a contact


@dataclass(frozen=True, slots=True)
class Asked:
    """A relevant question, or a field of a roster for one of its items.

    choices: those that may be chosen now, in their order. step: code of the step that asks it.
    """

    path: str
    question: Question
    item: str | None
    item_choice: Choice | None
    roster: Question | None
    choices: tuple[Choice, ...]
    step: str
    is_required: bool

    @property
    def is_answered(self) -> bool:
        """False for a note: it is read only."""
        return self.question.kind is not QuestionKind.NOTE

    @property
    def open_choice(self) -> Choice | None:
        """The choice that brings a text of its own, when it is among those shown."""
        if self.roster is not None:
            return None
        return next((choice for choice in self.choices if choice.is_open), None)


def item_path(roster: str, item: str, field: str) -> str:
    return f"{roster}[{item}]/{field}"


def parts_of(path: str) -> tuple[str | None, str | None, str]:
    """Roster, item and code of a path; roster and item are None outside rosters."""
    found = PATH_IN_ROSTER.fullmatch(path)
    return (found[1], found[2], found[3]) if found else (None, None, path)


def is_empty(value: Value) -> bool:
    """Nothing is answered: also a text of spaces, and a consent not ticked."""
    if isinstance(value, str):
        return not value.strip()
    return value is None or value is False or value == ()
