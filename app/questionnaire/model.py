"""The questionnaire as frozen values: a version that cannot change once built."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from app.questionnaire.expression.rule import Rule

Value: TypeAlias = "str | int | float | bool | tuple[str, ...] | None"
"""A typed answer: text, code, date, time, point or file; whole number; decimal; consent; the codes
of a multiple choice or of a ranking, the first first.

None: the question was shown and passed without an answer.
"""
Answers: TypeAlias = Mapping[str, Value]
"""Path to value. A path is a question's code; inside repeats R[item]/S[item]/code."""
Media: TypeAlias = Mapping[str, Mapping[str, str]]
"""image, audio, video or big-image to language, or EVERY_LANGUAGE, to the name of a file."""
EVERY_LANGUAGE = ""
Row: TypeAlias = Mapping[str, str]


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
    DATE = "date"  # 2026-11-23
    TIME = "time"  # 08:30
    DATE_TIME = "date_time"  # 2026-11-23T08:30
    RANKING = "ranking"  # choices in an order
    RANGE = "range"  # a number on a line from min to max
    RATING = "rating"  # a whole number of marks from min to max
    CONSTANT_SUM = "constant_sum"  # a number for each choice, which add up to a total
    YES_NO = "yes_no"
    ACKNOWLEDGE = "acknowledge"  # read and confirmed
    HIDDEN = "hidden"  # known or given by default, never shown
    GEOPOINT = "geopoint"  # latitude longitude altitude accuracy
    GEOTRACE = "geotrace"  # points with ; between
    GEOSHAPE = "geoshape"
    IMAGE = "image"
    AUDIO = "audio"
    VIDEO = "video"
    FILE = "file"
    BARCODE = "barcode"
    GROUP = "group"  # questions under one rule and one heading
    REPEAT = "repeat"  # the same questions for each item


CHOICE_KINDS = frozenset(
    {
        QuestionKind.SINGLE,
        QuestionKind.SCALE,
        QuestionKind.MULTIPLE,
        QuestionKind.RANKING,
        QuestionKind.YES_NO,
    }
)
SEVERAL_KINDS = frozenset({QuestionKind.MULTIPLE, QuestionKind.RANKING})
REPEAT_KINDS = frozenset({QuestionKind.ROSTER, QuestionKind.REPEAT, QuestionKind.CONSTANT_SUM})
UPLOAD_KINDS = frozenset(
    {QuestionKind.IMAGE, QuestionKind.AUDIO, QuestionKind.VIDEO, QuestionKind.FILE}
)
GEO_KINDS = frozenset({QuestionKind.GEOPOINT, QuestionKind.GEOTRACE, QuestionKind.GEOSHAPE})
UNASKED_KINDS = frozenset(
    {QuestionKind.CALCULATE, QuestionKind.HIDDEN, QuestionKind.NOTE, QuestionKind.GROUP}
)
SHARE = "share"
"""The field of a constant sum: SPLIT[care]/share."""


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
    """One possible answer. `code` is stored and never changes; its text may.

    easy: in the easy version, where text is hard. picture: one of reference.pictures.
    """

    code: str
    text: Text
    easy: Text | None = None
    picture: str | None = None
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

    Where one name stands in two groups, the code of the later question is GROUP/name.
    fields: the questions inside a group, a roster, a repeat or a constant sum.

    Rules: show_if, required_if, read_only_if, constraint, warning, calculate and default_rule are
    evaluated for the question; choice_filter and first_if once per choice, where the bare word
    `name` is the choice's code and every attribute of the choice goes by its own name. A repeat
    takes its items from over (codes) or from count (how many); with neither it is open: as many as
    were answered, between min_items and max_items. None means: no rule.

    triggers: codes of questions; calculate is evaluated only when one of them changes.
    """

    code: str
    kind: QuestionKind
    text: Text
    easy: Text | None = None  # in the easy version
    hint: Text | None = None
    is_required: bool = False
    required_if: Rule | None = None
    required_text: Text | None = None
    show_if: Rule | None = None
    is_read_only: bool = False
    read_only_if: Rule | None = None
    constraint: Rule | None = None
    constraint_text: Text | None = None
    warning: Rule | None = None  # where it does not hold the person is asked, not stopped
    warning_text: Text | None = None
    calculate: Rule | None = None
    triggers: tuple[str, ...] = ()
    default: Value = None
    default_rule: Rule | None = None  # evaluated once, when the question is first there
    choices: tuple[Choice, ...] = ()
    list_name: str | None = None  # of Questionnaire.lists, where the choices are one of them
    families: tuple[Family, ...] = ()
    choice_filter: Rule | None = None
    first_if: Rule | None = None
    is_shuffled: bool = False
    shuffle_seed: Rule | None = None  # None: drawn from the response
    is_folded: bool = False  # families start closed
    minimum: float | None = None
    maximum: float | None = None
    step: float | None = None  # of a range, a rating, a constant sum or a number
    total: float | None = None  # of a constant sum
    min_selected: int | None = None
    max_selected: int | None = None
    max_characters: int | None = None
    is_long: bool = False  # a text of several lines
    is_multiple: bool = False  # a municipality question that takes several places
    outside: Choice | None = None  # a municipality question: "I no longer live here"
    prefill: str | None = None  # token.lau, frame.nace, frame.employment, meta.start
    option: str | None = None  # asked only in campaigns that turn this option on
    sensitivity: Sensitivity = Sensitivity.NONE
    is_reversed: bool = False  # a scale item worded the other way round
    fields: tuple["Question", ...] = ()
    over: Rule | None = None
    count: Rule | None = None
    min_items: int | None = None
    max_items: int | None = None
    is_grid: bool = False  # a group or a repeat shown as a table
    appearance: tuple[str, ...] = ()  # words for the looks, kept for export
    media: Media = field(default_factory=dict)

    @property
    def has_choices(self) -> bool:
        return self.kind in CHOICE_KINDS

    @property
    def is_asked(self) -> bool:
        return self.kind not in UNASKED_KINDS

    @property
    def is_repeat(self) -> bool:
        return self.kind in REPEAT_KINDS

    @property
    def is_open_repeat(self) -> bool:
        return self.kind is QuestionKind.REPEAT and self.over is None and self.count is None

    def choice(self, code: str) -> Choice | None:
        known = {choice.code: choice for choice in self.all_choices}
        return known.get(code)

    @property
    def all_choices(self) -> tuple[Choice, ...]:
        return self.choices if self.outside is None else (*self.choices, self.outside)


def opened(questions: Iterable[Question]) -> Iterator[Question]:
    """The questions with those of their groups in the place of the groups; repeats stay closed."""
    for each in questions:
        if each.kind is QuestionKind.GROUP:
            yield from opened(each.fields)
        else:
            yield each


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A section of the questionnaire. Core pages decide whether a response counts for estimates."""

    code: str
    questions: tuple[Question, ...]
    title: Text | None = None
    is_core: bool = False
    module: str | None = None
    show_if: Rule | None = None


class Layout(StrEnum):
    """How many questions a screen shows. AUTO: one on a phone, else a section."""

    AUTO = "auto"
    ONE = "one"
    SECTION = "section"


@dataclass(frozen=True, slots=True, kw_only=True)
class Modules:
    """Planned missingness: `names` are modules, `drawn` the system answer that says which comes
    first, `offer` the question (alone on its page) that offers the other."""

    names: tuple[str, ...]
    drawn: str
    offer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Questionnaire:
    """A frozen version of a questionnaire, with its texts in every language.

    lists: choices that several questions share, by name: instance('name') in rules, as are tables,
    the rows of files beside the questionnaire. settings: of the file it came from, for export.
    media_files: name of each picture, sound and film that came with it to the SHA-256 of its bytes.
    """

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
    layout: Layout = Layout.AUTO
    is_easy: bool = False  # this is the easy version: see easy.py
    lists: Mapping[str, tuple[Choice, ...]] = field(default_factory=dict)
    tables: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)
    settings: Mapping[str, str] = field(default_factory=dict)
    media_files: Mapping[str, str] = field(default_factory=dict)

    def questions(self) -> Iterator[Question]:
        """Every question in the order of the file, those in groups and rosters themselves
        included; neither groups nor what lies inside rosters."""
        for page in self.pages:
            yield from opened(page.questions)

    def question(self, code: str) -> Question | None:
        return next((each for each in self.questions() if each.code == code), None)
