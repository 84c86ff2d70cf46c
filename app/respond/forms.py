"""The form of a step: holds what was typed as it is, and reads it into typed answers once."""

import hashlib
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, TypeAlias

from babel.numbers import format_decimal
from wtforms import Field
from wtforms.fields.core import UnboundField
from wtforms.form import BaseForm
from wtforms.meta import DefaultMeta

from app.questionnaire.asked import CONTACT_PARTS, OPEN, Asked
from app.questionnaire.counting import MARKS, NUMBERS
from app.questionnaire.model import UPLOAD_KINDS, Answers, QuestionKind, Value
from app.questionnaire.setting import Place
from app.respond.searching import SEARCH, is_searched, meant
from app.respond.signing import KeyBoundToken, token_of
from app.web.numbers import read_number

if TYPE_CHECKING:
    from werkzeug.datastructures import MultiDict

PROOF = "token"  # name of the field that ties the form to its response
HELD = "of"  # name of the field that tells what the page asked
SEEN = "seen"  # name of the field that tells which unlikely answers were looked at again
SHOWN = "shown"  # name of the field that tells which questions a browser brought in
WAS = "was"  # name of the field that tells what the page showed before anything was typed
TRIED = "tried"  # name of the field for what the page sent before, and heard no answer to
TAKE = "take"  # name of the button that takes over what is stored, for the fields it names
WORDS = "words"  # name of the button that asks for the easy version, or for the usual one
PRESSED = frozenset({"go", "skip", "switch", "add", "remove", TAKE, WORDS})
OWN_NAMES = PRESSED | {PROOF, HELD, SEEN, SHOWN, WAS, TRIED}
REMOVED = ".removed"  # ends the name of the box that takes a file back
AGREED = "on"  # what a browser sends for a ticked box
LONGEST_LIST = 200  # places: beyond, a text field with suggestions

Typed: TypeAlias = str | tuple[str, ...]


def name_of(path: str) -> str:
    return path.replace("/", ".")


def takes_several(asked: Asked) -> bool:
    question = asked.question
    return question.kind is QuestionKind.MULTIPLE or question.is_multiple


def rank_names(asked: Asked) -> dict[str, str]:
    """Of a ranking: the name of the field for the rank of each choice, to its code."""
    if asked.question.kind is not QuestionKind.RANKING:
        return {}
    return {f"{name_of(asked.path)}.{choice.code}": choice.code for choice in asked.choices}


def place_label(place: Place) -> str:
    return f"{place.name} ({place.territory_name})"


class TypedText(Field):
    """One text as it was typed. several: the different texts, where more than one came."""

    several: tuple[str, ...] = ()

    def process_formdata(self, valuelist: list[str]) -> None:
        typed = [_clean(each) for each in valuelist]
        self.data = typed[0] if typed else ""
        self.several = tuple(dict.fromkeys(each for each in typed if each))


class TickedCodes(Field):
    """The codes that were ticked, each once."""

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = tuple(dict.fromkeys(_clean(each) for each in valuelist if each))


def _clean(text: str) -> str:
    """Without what no database keeps; lines end the same from every browser."""
    return text.replace("\r\n", "\n").replace("\x00", "")


class _Meta(DefaultMeta):
    csrf = True
    csrf_class = KeyBoundToken
    csrf_field_name = PROOF

    def __init__(self, key: str) -> None:
        self.csrf_context = key


class StepForm(BaseForm):
    """A field for each thing asked, by its name; rules are decided elsewhere."""

    def __init__(self, asked: Iterable[Asked], key: str) -> None:
        fields = [
            (name, UnboundField(kind, name=name))
            for each in asked
            for name, kind in _fields_of(each)
        ]
        super().__init__(fields, meta=_Meta(key))
        self.key = key
        self.token = token_of(key)

    def show(self, typed: dict[str, Typed]) -> None:
        self.process(data=typed)

    def take(self, sent: "MultiDict[str, str]") -> None:
        self.process(formdata=sent)

    def text(self, name: str) -> str:
        found = self[name].data if name in self else ""
        return found if isinstance(found, str) else ""

    def codes(self, name: str) -> tuple[str, ...]:
        """What is chosen under a name, whether one or several may be."""
        found = self[name].data
        if isinstance(found, tuple):
            return found
        return (found,) if found else ()

    def several(self, name: str) -> tuple[str, ...]:
        """Different texts that came where one is asked: nobody can say which of them counts."""
        field = self[name]
        return field.several if isinstance(field, TypedText) else ()

    @property
    def names(self) -> frozenset[str]:
        return frozenset(field.name for field in self)

    @property
    def held(self) -> str:
        """What the form asks: another one asks something else."""
        names = "\n".join(sorted(self.names))
        return hashlib.sha256(names.encode()).hexdigest()[:12]

    @property
    def has_own_token(self) -> bool:
        return bool(self[PROOF].validate(self))


def _fields_of(asked: Asked) -> list[tuple[str, type[Field]]]:
    if not asked.is_answered:
        return []
    name = name_of(asked.path)
    if asked.question.kind is QuestionKind.CONTACT:
        return [(f"{name}.{part}", TypedText) for part in CONTACT_PARTS]
    if asked.question.kind is QuestionKind.RANKING:
        return [(each, TypedText) for each in rank_names(asked)]
    if asked.question.kind in UPLOAD_KINDS:
        return [(name + REMOVED, TypedText)]
    fields: list[tuple[str, type[Field]]] = [
        (name, TickedCodes if takes_several(asked) else TypedText)
    ]
    if asked.open_choice is not None:
        fields.append((name + OPEN, TypedText))
    if is_searched(asked):
        fields.append((name + SEARCH, TypedText))
    return fields


def initial(asked: Iterable[Asked], known: Answers, language: str) -> dict[str, Typed]:
    """Names to what the page shows before anything is typed."""
    shown: dict[str, Typed] = {}
    for each in asked:
        for name, _kind in _fields_of(each):
            path = each.path + name.removeprefix(name_of(each.path))
            shown[name] = as_typed(known.get(path), language)
        if takes_several(each):
            value = known.get(each.path)
            shown[name_of(each.path)] = value if isinstance(value, tuple) else ()
        if each.question.kind is QuestionKind.ACKNOWLEDGE and known.get(each.path) is not None:
            shown[name_of(each.path)] = AGREED
        shown |= initial_ranks(each, known.get(each.path))
    return shown


def initial_ranks(asked: Asked, value: Value) -> dict[str, str]:
    ranked = value if isinstance(value, tuple) else ()
    ranks = {code: str(rank) for rank, code in enumerate(ranked, start=1)}
    return {name: ranks.get(code, "") for name, code in rank_names(asked).items()}


def as_typed(value: Value, language: str) -> Typed:
    if value is True:
        return AGREED
    if value is None or value is False:
        return ""
    if isinstance(value, int | float):
        pattern = "#.##########"
        return format_decimal(value, pattern, locale=language, group_separator=False)
    return value


def given_answers(
    form: StepForm, asked: Iterable[Asked], language: str, places: Sequence[Place] = ()
) -> dict[str, Value]:
    """Path to typed answer, for what was answered at all.

    A text that cannot be read, such as a number `abc`, stays the text: the checks refuse it.
    """
    given: dict[str, Value] = {}
    for each in asked:
        if each.is_answered and each.question.kind is QuestionKind.RANKING:
            given |= _ranked(form, each)
            continue
        if each.question.kind in UPLOAD_KINDS:
            continue
        for name, _kind in _fields_of(each):
            path = each.path + name.removeprefix(name_of(each.path))
            if name.endswith(SEARCH) and is_searched(each):
                continue
            value = _read(form, name, each, language)
            value = _found(form, each, language) if value == "" else value
            if each.question.kind is QuestionKind.MUNICIPALITY and isinstance(value, str):
                value = _place_code(value, places)
            if value not in ("", ()):
                given[path] = value
    return given


def _read(form: StepForm, name: str, asked: Asked, language: str) -> Value:
    if len(form.several(name)) > 1:
        return form.several(name)
    if name != name_of(asked.path):
        return form.text(name).strip()
    if takes_several(asked):
        return form.codes(name)
    text = form.text(name).strip()
    kind = asked.question.kind
    if text == AGREED and kind in {QuestionKind.CONSENT, QuestionKind.ACKNOWLEDGE}:
        return MARKS[kind]
    if kind in NUMBERS and text:
        return _number_or_text(text, language)
    return text


def _found(form: StepForm, asked: Asked, language: str) -> str:
    """What was searched for in a long list, where the words name one choice."""
    if not is_searched(asked):
        return ""
    return meant(asked, form.text(name_of(asked.path) + SEARCH), language)


def is_searching(form: StepForm, asked: Iterable[Asked], language: str) -> bool:
    """Whether words were sent that still wait for a choice."""
    return any(
        bool(form.text(name_of(each.path) + SEARCH).strip())
        and not form.text(name_of(each.path))
        and not _found(form, each, language)
        for each in asked
        if is_searched(each)
    )


def _ranked(form: StepForm, asked: Asked) -> dict[str, Value]:
    """The codes in the order of their ranks. A rank given twice is no order: its code comes twice,
    so that the checks refuse it."""
    ranks = {code: form.text(name).strip() for name, code in rank_names(asked).items()}
    given = {code: int(rank) for code, rank in ranks.items() if rank.isascii() and rank.isdecimal()}
    codes = sorted(given, key=given.__getitem__)
    doubled = [each for each in codes if [*given.values()].count(given[each]) > 1]
    return {asked.path: (*codes, *doubled)} if codes else {}


def _number_or_text(text: str, language: str) -> Value:
    try:
        return read_number(text, language)
    except ValueError:
        return text


def _place_code(text: str, places: Sequence[Place]) -> str:
    """The code of a place that was typed by its name, where one name means one place."""
    if any(place.code == text for place in places):
        return text
    wanted = text.casefold()
    named = [each for each in places if place_label(each).casefold() == wanted]
    named = named or [each for each in places if each.name.casefold() == wanted]
    return named[0].code if len(named) == 1 else text
