"""The questionnaire as frozen values: a version that cannot change once built."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from app.questionnaire.expression.rule import Rule

Value: TypeAlias = "str | int | float | bool | tuple[str, ...] | None"
"""A typed answer: text or code, whole number, decimal, consent, codes of a multiple choice.

None: the question was shown and passed without an answer.
"""
Answers: TypeAlias = Mapping[str, Value]
"""Path to value. A path is a question's code; in a roster ROSTER[item]/field."""


class QuestionKind(StrEnum):
    CONSENT = "consent"
    MUNICIPALITY = "municipality"
    SINGLE = "single"
    SCALE = "scale"  # a single choice along one direction
    MULTIPLE = "multiple"
    INTEGER = "integer"
    DECIMAL = "decimal"
    TEXT = "text"
    CALCULATE = "calculate"  # derived from other answers, never asked
    ROSTER = "roster"  # the same fields for each item chosen before
    CONTACT = "contact"  # kept apart from the answers
    NOTE = "note"


CHOICE_KINDS = frozenset({QuestionKind.SINGLE, QuestionKind.SCALE, QuestionKind.MULTIPLE})


class Sensitivity(StrEnum):
    NONE = "none"
    INDIRECT = "indirect"  # helps to recognise somebody
    DIRECT = "direct"  # names somebody
    SPECIAL = "special"  # a special category of data: health


@dataclass(frozen=True, slots=True)
class Text:
    """One text in every language of the questionnaire; `source` is the one it was written in."""

    source: str
    texts: Mapping[str, str]

    def in_language(self, language: str) -> str:
        return self.texts.get(language) or self.texts[self.source]

    @property
    def languages(self) -> frozenset[str]:
        return frozenset(code for code, text in self.texts.items() if text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One possible answer. `code` is stored and never changes; its text may."""

    code: str
    text: Text
    family: str | None = None
    score: float | None = None
    is_missing: bool = False  # "I don't know", "prefer not to say": out of every base
    is_exclusive: bool = False  # cannot be combined with another
    is_open: bool = False  # "other, specify": a text field goes with it
    attributes: Mapping[str, str] = field(default_factory=dict)

    @property
    def stays_last(self) -> bool:
        return self.is_missing or self.is_exclusive or self.is_open


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """A heading that groups choices of a long list."""

    code: str
    text: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One thing asked. `code` is stored with every answer and never changes; its texts may.

    Rules: show_if, constraint and calculate are evaluated for the question; choice_filter and
    first_if once per choice, where the bare word `name` is the choice's code; over gives the
    codes that a roster repeats its fields for. None means: no rule.
    """

    code: str
    kind: QuestionKind
    text: Text
    hint: Text | None = None
    is_required: bool = False
    show_if: Rule | None = None
    constraint: Rule | None = None
    constraint_text: Text | None = None
    calculate: Rule | None = None
    choices: tuple[Choice, ...] = ()
    families: tuple[Family, ...] = ()
    choice_filter: Rule | None = None
    first_if: Rule | None = None
    is_shuffled: bool = False
    is_folded: bool = False  # families start closed
    minimum: float | None = None
    maximum: float | None = None
    min_selected: int | None = None
    max_selected: int | None = None
    max_characters: int | None = None
    is_multiple: bool = False  # a municipality question that takes several places
    outside: Choice | None = None  # a municipality question: "I no longer live here"
    prefill: str | None = None  # token.lau, frame.nace, frame.employment
    option: str | None = None  # asked only in campaigns that turn this option on
    sensitivity: Sensitivity = Sensitivity.NONE
    is_reversed: bool = False  # a scale item worded the other way round
    fields: tuple["Question", ...] = ()
    over: Rule | None = None
    max_items: int | None = None

    @property
    def has_choices(self) -> bool:
        return self.kind in CHOICE_KINDS

    @property
    def is_asked(self) -> bool:
        return self.kind not in {QuestionKind.CALCULATE, QuestionKind.NOTE}

    def choice(self, code: str) -> Choice | None:
        known = {choice.code: choice for choice in self.all_choices}
        return known.get(code)

    @property
    def all_choices(self) -> tuple[Choice, ...]:
        return self.choices if self.outside is None else (*self.choices, self.outside)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A section of the questionnaire. Core pages decide whether a response counts for estimates."""

    code: str
    questions: tuple[Question, ...]
    title: Text | None = None
    is_core: bool = False
    module: str | None = None
    show_if: Rule | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Modules:
    """Planned missingness: `names` are modules, `drawn` the system answer that says which comes
    first, `offer` the question (alone on its page) that offers the other."""

    names: tuple[str, ...]
    drawn: str
    offer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Questionnaire:
    """A frozen version of a questionnaire, with its texts in every language."""

    code: str
    version: str
    audience: str
    source_language: str
    languages: tuple[str, ...]
    title: Text
    intro: Text
    privacy: Text
    pages: tuple[Page, ...]
    modules: Modules | None = None
    core_minutes: int = 0
    whole_minutes: int = 0

    def questions(self) -> Iterator[Question]:
        """Every question in the order of the file, rosters included, their fields not."""
        for page in self.pages:
            yield from page.questions

    def question(self, code: str) -> Question | None:
        return next((each for each in self.questions() if each.code == code), None)
