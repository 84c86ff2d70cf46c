"""A survey of LimeSurvey as values, the same for every generation of its files."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from app.questionnaire.reading.problems import Position

Texts: TypeAlias = Mapping[str, str]
"""Language, as LimeSurvey writes it, to text, HTML and expressions in braces included."""
ALWAYS: Final = frozenset({"", "1"})
"""Relevance equations that hide nothing."""
OTHER: Final = "other"
OTHER_CODE: Final = "-oth-"
"""What LimeSurvey stores when the other answer of a list is chosen."""


@dataclass(slots=True)
class Answer:
    code: str
    order: int
    texts: dict[str, str] = field(default_factory=dict)
    score: str = ""


@dataclass(slots=True)
class Part:
    """A subquestion: a row, a column or a box of a question."""

    code: str
    order: int
    id: str = ""
    texts: dict[str, str] = field(default_factory=dict)
    relevance: str = ""
    position: Position = field(default_factory=Position)


@dataclass(frozen=True, slots=True)
class Condition:
    """of: field that is compared, 12X3X45SQ1; a `+` before it and a code behind it: a box."""

    of: str
    question: str
    method: str
    value: str
    scenario: str
    position: Position


@dataclass(slots=True)
class Asked:
    """A question. parts and answers: by scale, 0 and for tables of two scales 1.

    attributes: name to language to value; '' is the language of those that have none.
    defaults: id of a subquestion, or the special type, or '', to value.
    """

    id: str
    type: str
    title: str
    order: int
    group: str
    position: Position
    texts: dict[str, str] = field(default_factory=dict)
    help: dict[str, str] = field(default_factory=dict)
    has_other: bool = False
    mandatory: str = "N"
    pattern: str = ""
    relevance: str = ""
    attributes: dict[str, dict[str, str]] = field(default_factory=dict)
    parts: dict[int, list[Part]] = field(default_factory=dict)
    answers: dict[int, list[Answer]] = field(default_factory=dict)
    defaults: dict[str, str] = field(default_factory=dict)
    conditions: list[Condition] = field(default_factory=list)

    def attribute(self, name: str) -> str:
        """'' where it is not set; of one with texts that of the first language."""
        found = self.attributes.get(name, {})
        return found.get("", "") or next(iter(found.values()), "")

    def is_on(self, name: str) -> bool:
        return self.attribute(name).strip().upper() in {"1", "Y", "YES"}

    def rows(self, scale: int = 0) -> list[Part]:
        return sorted(self.parts.get(scale, []), key=lambda each: each.order)

    def choices(self, scale: int = 0) -> list[Answer]:
        return sorted(self.answers.get(scale, []), key=lambda each: each.order)


@dataclass(slots=True)
class Group:
    id: str
    order: int
    position: Position
    titles: dict[str, str] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)
    relevance: str = ""
    random_group: str = ""


@dataclass(slots=True)
class Survey:
    """settings: of the survey; texts: of each language, by name of the setting.

    languages: as written, the base first. left: what nobody reads here, table to how many rows.
    """

    id: str
    languages: tuple[str, ...]
    groups: list[Group] = field(default_factory=list)
    questions: list[Asked] = field(default_factory=list)
    settings: dict[str, str] = field(default_factory=dict)
    texts: dict[str, dict[str, str]] = field(default_factory=dict)
    left: dict[str, int] = field(default_factory=dict)

    def of_group(self, group: Group) -> list[Asked]:
        found = [each for each in self.questions if each.group == group.id]
        return sorted(found, key=lambda each: each.order)

    def in_order(self) -> list[Asked]:
        return [each for group in self.groups for each in self.of_group(group)]
