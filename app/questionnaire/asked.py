"""One question as it is asked in one response, and the paths that answers are kept under."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from app.questionnaire.model import Choice, Question, QuestionKind, Value

IN_REPEATS = re.compile(r"(?:[^\[\]/]+(?:/[^\[\]/]+)*\[[^\[\]/]+\]/)+[^\[\]]+")
ITEM = re.compile(r"\[[^\[\]/]+\]/")
OPEN = ".other"  # the text that goes with an open choice
CONTACT_PARTS = ("email", "phone", "name")
CONTACT_GIVEN = "given"  # what the answers hold instead of a contact


@dataclass(frozen=True, slots=True)
class Asked:
    """A relevant question, or a field of a repeat for one of its items.

    roster: the innermost repeat; inside: its path, R[1]/S. choices: those that may be chosen now,
    in their order. step: code of the step that asks it.
    """

    path: str
    question: Question
    item: str | None
    item_choice: Choice | None
    roster: Question | None
    choices: tuple[Choice, ...]
    step: str
    is_required: bool
    is_read_only: bool = False
    inside: str = ""

    @property
    def is_answered(self) -> bool:
        """False for what is read only, such as a note."""
        return not self.is_read_only and self.question.kind is not QuestionKind.NOTE

    @property
    def open_choice(self) -> Choice | None:
        """The choice that brings a text of its own, when it is among those shown."""
        if self.roster is not None:
            return None
        return next((choice for choice in self.choices if choice.is_open), None)


def item_path(roster: str, item: str, field: str) -> str:
    return f"{roster}[{item}]/{field}"


def parts_of(path: str) -> tuple[str | None, str | None, str]:
    """Path of the innermost repeat, item and code; the first two are None outside repeats."""
    if "[" not in path or IN_REPEATS.fullmatch(path) is None:
        return (None, None, path)
    head, _, code = path.rpartition("]/")
    repeat, _, item = head.rpartition("[")
    return (repeat, item, code)


def key_of(path: str) -> str:
    """R/S/code of a path in repeats; '' of what is no path.

    A code that names its group, GROUP/code, stands behind a / of its own, so that no key of a
    question in a repeat is that of one in a group.
    """
    if "[" not in path:
        return f"/{path}" if "/" in path else path
    if IN_REPEATS.fullmatch(path) is None:
        return ""
    return joined(ITEM.split(path))


def joined(codes: Iterable[str]) -> str:
    """The key of the last code, in the repeats before it."""
    return "/".join(f"/{code}" if "/" in code else code for code in codes)


def key_in(around: str, code: str) -> str:
    """around: the key of the repeat, '' outside repeats."""
    return f"{around}/{joined((code,))}" if around else joined((code,))


def is_empty(value: Value) -> bool:
    """Nothing is answered: also a consent not ticked. A text of spaces is a text."""
    return value is None or value is False or value in ("", ())
