"""A step as a template shows it: lines of rows, groups and fields with what was typed in them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from app.questionnaire.asked import OPEN, Asked
from app.questionnaire.model import Question, QuestionKind
from app.questionnaire.setting import Place
from app.questionnaire.sheet import Sheet
from app.respond.forms import (
    LONGEST_LIST,
    NUMBERS,
    StepForm,
    name_of,
    takes_several,
)
from app.respond.grouping import Group, groups_of, id_of
from app.web.texts import _

ROWS = frozenset({"rows", "scale", "ticks"})  # each choice has a line of its own
LISTED = ROWS | {"select", "suggest"}
LONG_TEXT = 120  # characters from which a text gets several lines


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A field to type in. limit: characters that may be written, 0: not said."""

    name: str
    id: str
    label: str
    text: str
    error: str = ""
    limit: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One question. look: which macro shows it. bounds: data attribute to number."""

    look: str
    name: str
    id: str
    label: str
    hint: str = ""
    error: str = ""
    text: str = ""
    is_required: bool = False
    is_decimal: bool = False
    bounds: Mapping[str, str] = field(default_factory=dict)
    most: int = 0
    groups: tuple[Group, ...] = ()
    boxes: tuple[Box, ...] = ()
    item: str = ""  # of the roster that the line belongs to
    card: str = ""  # its heading

    @property
    def input(self) -> str:
        return input_of(self.look)

    @property
    def described_by(self) -> str:
        parts = [f"{self.id}-hint"] if self.hint else []
        return " ".join([*parts, *([f"{self.id}-error"] if self.error else [])])

    @property
    def first_id(self) -> str:
        """Where a link to this line leads: its first field."""
        rows = [row for group in self.groups for row in group.rows]
        if self.look in ROWS and rows:
            return rows[0].id
        return self.boxes[0].id if self.look == "contact" else self.id


@dataclass(frozen=True, slots=True)
class Card:
    """Lines that belong together: of one item of a roster, or heading ''."""

    heading: str
    lines: tuple[Line, ...]


def cards_of(lines: Sequence[Line]) -> tuple[Card, ...]:
    runs = (tuple(run) for _item, run in groupby(lines, key=lambda line: line.item))
    return tuple(Card(run[0].card, run) for run in runs)


@dataclass(frozen=True, slots=True)
class Shower:
    """Builds the lines of one step in one language. errors: field name to sentence."""

    sheet: Sheet
    form: StepForm
    errors: Mapping[str, str]

    def lines(self, asked: Sequence[Asked]) -> tuple[Line, ...]:
        return tuple(self.line(each) for each in asked)

    def line(self, asked: Asked) -> Line:
        name = name_of(asked.path)
        question = asked.question
        look = look_of(asked, self.sheet.setting.places)
        is_typed = asked.is_answered and question.kind is not QuestionKind.CONTACT
        return Line(
            look=look,
            name=name,
            id=id_of(name),
            label=self.sheet.text(question.text, asked.item),
            hint=self._hint(asked),
            error=self.errors.get(name, ""),
            text=self.form.text(name) if is_typed else "",
            is_required=asked.is_required,
            is_decimal=question.kind is QuestionKind.DECIMAL,
            bounds=bounds_of(question),
            most=question.max_selected or 0,
            groups=self._groups(asked, name, look),
            boxes=self._boxes(asked, name),
            item=asked.item or "",
            card=self._card(asked),
        )

    def _hint(self, asked: Asked) -> str:
        question = asked.question
        parts = [self.sheet.text(question.hint, asked.item)] if question.hint else []
        if question.kind is QuestionKind.TEXT and question.max_characters:
            parts.append(_("Up to %(limit)s characters.", limit=question.max_characters))
        return " ".join(parts)

    def _card(self, asked: Asked) -> str:
        return self.sheet.text(asked.roster.text, asked.item) if asked.roster else ""

    def _boxes(self, asked: Asked, name: str) -> tuple[Box, ...]:
        if asked.question.kind is QuestionKind.CONTACT:
            labels = {"email": _("E-mail"), "phone": _("Phone"), "name": _("Name")}
            return tuple(self._box(f"{name}.{part}", label) for part, label in labels.items())
        if asked.open_choice is not None:
            choice = self.sheet.text(asked.open_choice.text)
            label = _("“%(choice)s”: which? In a few words", choice=choice)
            return (self._box(name + OPEN, label),)
        return ()

    def _groups(self, asked: Asked, name: str, look: str) -> tuple[Group, ...]:
        if look not in LISTED:
            return ()
        return groups_of(self.sheet, asked, look, frozenset(self.form.codes(name)))

    def _box(self, name: str, label: str) -> Box:
        return Box(
            name=name,
            id=id_of(name),
            label=label,
            text=self.form.text(name),
            error=self.errors.get(name, ""),
        )


def input_of(look: str) -> str:
    return "checkbox" if look == "ticks" else "radio"


def look_of(asked: Asked, places: Sequence[Place]) -> str:
    kind = asked.question.kind
    if kind is QuestionKind.MUNICIPALITY:
        if takes_several(asked):
            return "ticks"
        if not places:
            return "text"
        return "select" if len(places) <= LONGEST_LIST else "suggest"
    if kind is QuestionKind.TEXT:
        is_long = (asked.question.max_characters or LONG_TEXT + 1) > LONG_TEXT
        return "textarea" if is_long else "text"
    if kind in NUMBERS:
        return "number"
    looks = {
        QuestionKind.SINGLE: "rows",
        QuestionKind.SCALE: "scale",
        QuestionKind.MULTIPLE: "ticks",
    }
    return looks.get(kind, kind.value)


def bounds_of(question: Question) -> dict[str, str]:
    if question.kind not in NUMBERS:
        return {}
    bounds = {"data-min": question.minimum, "data-max": question.maximum}
    return {name: f"{bound:.10g}" for name, bound in bounds.items() if bound is not None}
