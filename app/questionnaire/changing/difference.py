"""One change from a version to the next, as a sentence."""

from dataclasses import dataclass
from enum import StrEnum


class ChangeKind(StrEnum):
    ADDED = "added"
    REMOVED = "removed"
    RENAMED = "renamed"
    RETYPED = "retyped"
    RELABELLED = "relabelled"
    RULE_CHANGED = "rule-changed"
    MOVED = "moved"
    CHOICE_ADDED = "choice-added"
    CHOICE_REMOVED = "choice-removed"
    CHOICE_RENAMED = "choice-renamed"
    CHOICE_RELABELLED = "choice-relabelled"
    LANGUAGE_ADDED = "language-added"
    LANGUAGE_REMOVED = "language-removed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """code: of the question, as people write it, in the new version unless it was removed.

    choice: its code, where the change is one of a choice.
    """

    kind: ChangeKind
    code: str = ""
    choice: str = ""
    sentence: str
