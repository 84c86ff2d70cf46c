"""A step as a template shows it: lines of rows, groups and fields with what was typed in them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby

from app.questionnaire.asked import OPEN, Asked
from app.questionnaire.model import Choice, Question, QuestionKind
from app.questionnaire.setting import Place
from app.questionnaire.sheet import Sheet
from app.respond.forms import (
    LONGEST_LIST,
    NUMBERS,
    StepForm,
    name_of,
    takes_several,
)
from app.web.texts import _

LONG_TEXT = 120  # characters from which a text gets several lines


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    code: str
    text: str
    id: str
    is_chosen: bool
    is_quiet: bool  # set apart: I don't know, none of these, other
    is_alone: bool  # cannot go with another
    is_open: bool  # brings a text of its own


@dataclass(frozen=True, slots=True)
class Group:
    """heading '': rows that stand outside every fold."""

    heading: str
    rows: tuple[Row, ...]
    is_open: bool = True


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
    def described_by(self) -> str:
        parts = [f"{self.id}-hint"] if self.hint else []
        return " ".join([*parts, *([f"{self.id}-error"] if self.error else [])])

    @property
    def first_id(self) -> str:
        """Where a link to this line leads: its first field."""
        rows = [row for group in self.groups for row in group.rows]
        if self.look in {"rows", "scale", "ticks"} and rows:
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

    def _box(self, name: str, label: str) -> Box:
        return Box(
            name=name,
            id=id_of(name),
            label=label,
            text=self.form.text(name),
            error=self.errors.get(name, ""),
        )

    def _groups(self, asked: Asked, name: str, look: str) -> tuple[Group, ...]:
        if look not in {"rows", "scale", "ticks", "select", "suggest"}:
            return ()
        chosen = frozenset(self.form.codes(name))
        if asked.question.kind is QuestionKind.MUNICIPALITY:
            return self._places(asked, id_of(name), chosen)
        runs = runs_of(asked)
        headings = {each.code: self.sheet.text(each.text) for each in asked.question.families}
        made = []
        for family, choices in runs:
            rows = tuple(self._row(each, id_of(name), chosen) for each in choices)
            made.append(Group(headings.get(family or "", ""), rows, is_open(asked, rows)))
        if chosen and look in {"rows", "scale"} and not asked.is_required:
            made.append(Group("", (no_answer(id_of(name)),)))
        return tuple(made)

    def _row(self, choice: Choice, line_id: str, chosen: frozenset[str]) -> Row:
        return Row(
            code=choice.code,
            text=self.sheet.text(choice.text),
            id=id_of(f"choice-{line_id}-{choice.code}"),
            is_chosen=choice.code in chosen,
            is_quiet=choice.stays_last,
            is_alone=choice.is_exclusive,
            is_open=choice.is_open,
        )

    def _places(self, asked: Asked, line_id: str, chosen: frozenset[str]) -> tuple[Group, ...]:
        places = self.sheet.setting.places
        territories = dict.fromkeys(place.territory for place in places)
        groups = []
        for territory in territories:
            inside = [place for place in places if place.territory == territory]
            rows = tuple(
                place_row(each, line_id, chosen)
                for each in sorted(inside, key=lambda place: place.name)
            )
            heading = inside[0].territory_name if len(territories) > 1 else ""
            groups.append(Group(heading, rows, any(row.is_chosen for row in rows)))
        outside = asked.question.outside
        last = (Group("", (self._row(outside, line_id, chosen),)),) if outside else ()
        return (*groups, *last)


def no_answer(line_id: str) -> Row:
    """What takes a single choice back, which no browser does by itself."""
    return Row(
        code="",
        text=_("No answer"),
        id=id_of(f"choice-{line_id}-no-answer"),
        is_chosen=False,
        is_quiet=True,
        is_alone=False,
        is_open=False,
    )


def place_row(place: Place, line_id: str, chosen: frozenset[str]) -> Row:
    return Row(
        code=place.code,
        text=place.name,
        id=id_of(f"choice-{line_id}-{place.code}"),
        is_chosen=place.code in chosen,
        is_quiet=False,
        is_alone=False,
        is_open=False,
    )


@lru_cache(maxsize=20_000)
def id_of(name: str) -> str:
    return re.sub(r"[^A-Za-z0-9_]+", "-", name).strip("-")


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


def runs_of(asked: Asked) -> list[tuple[str | None, list[Choice]]]:
    """Choices by family in their order. Those put first, before the rest of their family, and
    those that stay last form groups without a heading."""
    if not asked.question.families:
        return [(None, list(asked.choices))]
    keyed = [(None if each.stays_last else each.family, each) for each in asked.choices]
    runs = [
        (family, [choice for _family, choice in run])
        for family, run in groupby(keyed, key=lambda pair: pair[0])
    ]
    last_run = {family: place for place, (family, _choices) in enumerate(runs)}
    first = [
        choice
        for place, (family, choices) in enumerate(runs)
        if last_run[family] != place
        for choice in choices
    ]
    rest = [run for place, run in enumerate(runs) if last_run[run[0]] == place]
    return [(None, first), *rest] if first else rest


def is_open(asked: Asked, rows: Sequence[Row]) -> bool:
    return not asked.question.is_folded or any(row.is_chosen for row in rows)
