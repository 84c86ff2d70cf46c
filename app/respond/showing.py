"""A step as a template shows it: lines of rows, groups and fields with what was typed in them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from flask import url_for

from app.questionnaire.asked import OPEN, Asked
from app.questionnaire.model import UPLOAD_KINDS, Choice, QuestionKind
from app.questionnaire.sheet import Sheet
from app.respond.around import Around, around_of, of_item
from app.respond.forms import StepForm, name_of, rank_names
from app.respond.grouping import Group, groups_of, id_of, missing_in, no_answer, row_of
from app.respond.looks import (
    ACCEPTED,
    INPUTS,
    LISTED,
    ROWS,
    bounds_of,
    input_of,
    is_decimal,
    is_marked,
    look_of,
    marks_of,
    range_hint,
)
from app.respond.media import shown, shown_of_choice
from app.respond.searching import SEARCH, found_in, is_searched
from app.store.uploads import Stored
from app.web.marked import marked
from app.web.media import Medium
from app.web.numbers import megabytes
from app.web.texts import _

SHORT = 3  # characters of a mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A field to type in. limit: characters that may be written, 0: not said."""

    name: str
    id: str
    label: str
    text: str
    error: str = ""
    limit: int = 0


@dataclass(frozen=True, slots=True)
class Rank:
    """A choice to be ranked. text: its rank as typed."""

    name: str
    id: str
    label: str
    text: str
    media: tuple[Medium, ...] = ()


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
    ranks: tuple[Rank, ...] = ()
    kind: str = "text"  # of the input
    warning: str = ""
    is_waiting: bool = False  # not asked yet, hidden until an answer beside it brings it in
    around: Around | None = None
    code: str = ""  # of the question, the same for every item of a list
    labelled_by: str = ""  # ids of what names the field, where it has no label of its own
    file: Stored | None = None  # given before
    file_address: str = ""
    file_size: str = ""
    accept: str = ""  # kinds of files that a device offers first
    media: tuple[Medium, ...] = ()

    @property
    def input(self) -> str:
        return input_of(self.look)

    @property
    def described_by(self) -> str:
        parts = {"hint": self.hint, "error": self.error, "warning": self.warning}
        return " ".join(f"{self.id}-{part}" for part, text in parts.items() if text)

    @property
    def wants_script(self) -> bool:
        is_share = self.around is not None and self.around.total is not None
        return self.look == "ticks" or is_share or self.has_families

    @property
    def has_families(self) -> bool:
        return any(group.heading for group in self.groups) and self.look in ROWS

    @property
    def has_short_rows(self) -> bool:
        """Marks that fit beside one another on a phone too."""
        rows = [row for group in self.groups for row in group.rows if row.code]
        return self.look == "scale" and all(len(row.text) <= SHORT for row in rows)

    @property
    def first_id(self) -> str:
        """Where a link to this line leads: its first field."""
        rows = [row for group in self.groups for row in group.rows]
        if self.look in ROWS and rows:
            return rows[0].id
        if self.ranks:
            return self.ranks[0].id
        return self.boxes[0].id if self.look == "contact" else self.id


@dataclass(frozen=True, slots=True)
class Shower:
    """Builds the lines of one step in one language. errors, warnings: field name to sentence.
    files: those of the response, by the name that an answer holds."""

    sheet: Sheet
    form: StepForm
    errors: Mapping[str, str]
    warnings: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, Stored] = field(default_factory=dict)

    def lines(self, asked: Sequence[Asked]) -> tuple[Line, ...]:
        return tuple(self.line(each) for each in asked)

    def line(self, asked: Asked) -> Line:
        name = name_of(asked.path)
        question = asked.question
        look = look_of(asked, self.sheet.setting.places)
        file = self._file(asked)
        return Line(
            look=look,
            name=name,
            id=id_of(name),
            label=self._label(asked),
            hint=self._hint(asked),
            error=self.errors.get(name, ""),
            text=self._text(asked, name),
            is_required=asked.is_required,
            is_decimal=is_decimal(question),
            bounds=bounds_of(question),
            most=question.max_selected or 0,
            groups=self._groups(asked, name, look),
            boxes=self._boxes(asked, name),
            ranks=self._ranks(asked),
            kind=INPUTS.get(question.kind, "text"),
            warning=self.warnings.get(name, ""),
            is_waiting=asked.path not in self.sheet.by_path,
            around=around_of(self.sheet, asked),
            code=question.code,
            file=file,
            file_address=self._file_address(file) if file else "",
            file_size=self._file_size(file) if file else "",
            accept=ACCEPTED.get(question.kind, ""),
            media=self._media(asked),
        )

    def _label(self, asked: Asked) -> str:
        """A share of a sum goes by its choice."""
        if is_share(asked) and asked.item_choice is not None:
            return self.sheet.text(asked.item_choice.text)
        return self.sheet.text(asked.question.text, asked.item, asked.inside)

    def _media(self, asked: Asked) -> tuple[Medium, ...]:
        """With the words of the label: those of a note without its marks."""
        if is_share(asked) and asked.item_choice is not None:
            return shown_of_choice(self.sheet, asked.item_choice)
        if not asked.question.media:
            return ()
        words = marked(self._label(asked)).striptags()
        return shown(self.sheet, asked.question.media, words)

    def _text(self, asked: Asked, name: str) -> str:
        """As typed; what is only read, in words."""
        if not asked.is_answered:
            file = self._file(asked)
            return self.sheet.label(asked.path) if file is None else file.file_name
        is_apart = asked.question.kind in {QuestionKind.CONTACT, QuestionKind.RANKING}
        return "" if is_apart else self.form.text(name)

    def _file(self, asked: Asked) -> Stored | None:
        if asked.question.kind not in UPLOAD_KINDS:
            return None
        return self.files.get(str(self.sheet.answers.get(asked.path)))

    def _file_address(self, file: Stored) -> str:
        return url_for("respond.give_file", key=self.form.key, name=file.name)

    def _file_size(self, file: Stored) -> str:
        return _("%(size)s MB", size=megabytes(file.size, self.sheet.setting.language))

    def _ranks(self, asked: Asked) -> tuple[Rank, ...]:
        known = {choice.code: choice for choice in asked.choices}
        return tuple(self._rank(name, known[code]) for name, code in rank_names(asked).items())

    def _rank(self, name: str, choice: Choice) -> Rank:
        label, media = self.sheet.text(choice.text), shown_of_choice(self.sheet, choice)
        return Rank(name, id_of(name), label, self.form.text(name), media)

    def _hint(self, asked: Asked) -> str:
        question = asked.question
        hint = question.hint
        parts = [self.sheet.text(hint, asked.item, asked.inside)] if hint else []
        if question.kind is QuestionKind.TEXT and question.max_characters:
            parts.append(_("Up to %(limit)s characters.", limit=question.max_characters))
        parts.extend(range_hint(question, self.sheet.setting.language))
        return " ".join(parts)

    def _boxes(self, asked: Asked, name: str) -> tuple[Box, ...]:
        if asked.question.kind is QuestionKind.CONTACT:
            labels = {"email": _("E-mail"), "phone": _("Phone"), "name": _("Name")}
            return tuple(self._box(f"{name}.{part}", label) for part, label in labels.items())
        if is_searched(asked):
            return (self._box(name + SEARCH, _("A few letters or words of the answer")),)
        if asked.open_choice is not None:
            choice = self.sheet.text(asked.open_choice.text)
            label = _("“%(choice)s”: which? In a few words", choice=choice)
            return (self._box(name + OPEN, label),)
        return ()

    def _groups(self, asked: Asked, name: str, look: str) -> tuple[Group, ...]:
        if look == "search":
            return self._found(asked, name)
        if look not in LISTED:
            return ()
        if is_marked(asked.question):
            return self._marks(asked, name)
        return groups_of(self.sheet, asked, look, frozenset(self.form.codes(name)))

    def _marks(self, asked: Asked, name: str) -> tuple[Group, ...]:
        typed = self.form.text(name)
        back = (Group("", (no_answer(id_of(name)),)),) if typed and not asked.is_required else ()
        return (marks_of(asked.question, name, typed), *back)

    def _found(self, asked: Asked, name: str) -> tuple[Group, ...]:
        """What the words sent are in, and what is chosen already."""
        chosen = frozenset(self.form.codes(name))
        language = self.sheet.setting.language
        found = found_in(asked.choices, self.form.text(name + SEARCH), language)
        apart = missing_in(asked.choices)
        choices = asked.choices if chosen else ()
        kept = (each for each in choices if each.code in chosen and each not in found)
        listed = tuple(each for each in (*kept, *found) if each not in apart)
        groups = (listed, apart) if apart else (listed,)
        return tuple(
            Group("", tuple(row_of(self.sheet, each, id_of(name), chosen) for each in group))
            for group in groups
        )

    def _box(self, name: str, label: str) -> Box:
        return Box(
            name=name,
            id=id_of(name),
            label=label,
            text=self.form.text(name),
            error=self.errors.get(name, ""),
        )


def is_share(asked: Asked) -> bool:
    return asked.roster is not None and asked.roster.kind is QuestionKind.CONSTANT_SUM


def listed(lines: tuple[Line, ...], errors: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """For the summary: where each fault is, what it is about, what to do."""
    found = []
    for line in lines:
        about = of_item(line.around.heading, line.label) if line.around else line.label
        if line.name in errors:
            found.append((line.first_id, about, errors[line.name]))
        found += [(box.id, box.label, box.error) for box in line.boxes if box.error]
    return found
