"""A questionnaire as plain JSON values and back, exactly; rules are stored as they were written."""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields
from enum import Enum
from typing import Any, TypeAlias

from app.questionnaire.expression.rule import Rule
from app.questionnaire.model import (
    Choice,
    Family,
    Layout,
    Modules,
    Page,
    Question,
    QuestionKind,
    Questionnaire,
    Sensitivity,
    Text,
)

Document: TypeAlias = dict[str, Any]
Reader: TypeAlias = Callable[[Any], object]
Lists: TypeAlias = Mapping[str, tuple[Choice, ...]]

VALUES = (Text, Choice, Family, Question, Page, Modules, Questionnaire)


def to_document(questionnaire: Questionnaire) -> Document:
    """What the store keeps. What has its default value is left out, and so are the choices of a
    question that has a list of the questionnaire."""
    return plain_fields(questionnaire, questionnaire.lists)


def from_document(document: Mapping[str, Any]) -> Questionnaire:
    lists = choice_lists(document.get("lists", {}))
    return Questionnaire(**built(document, questionnaire_readers(lists)) | {"lists": lists})


def fingerprint(document: Mapping[str, Any]) -> str:
    """The same for the same questionnaire, whatever the order of keys: SHA-256 in hexadecimal."""
    text = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def plain_fields(value: Any, lists: Lists) -> Document:
    return {
        each.name: plain(getattr(value, each.name), lists)
        for each in fields(value)
        if getattr(value, each.name) != default(each) and not is_listed(value, each.name, lists)
    }


def is_listed(value: object, name: str, lists: Lists) -> bool:
    """Whether the choices of a question are those of its list."""
    if name != "choices" or not isinstance(value, Question) or value.list_name is None:
        return False
    return lists.get(value.list_name) == value.choices


def default(field: "Field[Any]") -> object:
    """MISSING where the field has none, so that it is always written."""
    return field.default if field.default_factory is MISSING else field.default_factory()


def plain(value: object, lists: Lists) -> object:
    if isinstance(value, VALUES):
        return plain_fields(value, lists)
    if isinstance(value, Rule):
        return value.source
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple):
        return [plain(each, lists) for each in value]
    if isinstance(value, Mapping):
        return {key: plain(each, lists) for key, each in value.items()}
    return value


def built(document: Mapping[str, Any], readers: Mapping[str, Reader]) -> Document:
    return {
        key: readers[key](value) if key in readers else value for key, value in document.items()
    }


def many(reader: Reader) -> Reader:
    return lambda values: tuple(reader(each) for each in values)


def text(document: Document) -> Text:
    return Text(**document)


def choice(document: Document) -> Choice:
    return Choice(**built(document, {"text": text, "easy": text}))


def family(document: Document) -> Family:
    return Family(**built(document, {"text": text}))


def modules(document: Document) -> Modules:
    return Modules(**built(document, {"names": tuple}))


def choice_lists(document: Document) -> dict[str, tuple[Choice, ...]]:
    return {name: tuple(choice(each) for each in listed) for name, listed in document.items()}


def given(value: Any) -> object:
    return tuple(value) if isinstance(value, list) else value


def tables(document: Document) -> dict[str, object]:
    return {name: tuple(rows) for name, rows in document.items()}


def question_reader(lists: Lists) -> Reader:
    """Of a question, whose choices are those of its list where it writes none."""
    readers = dict(QUESTION)

    def question(document: Document) -> Question:
        shared = lists.get(document.get("list_name", ""), ())
        facts: Document = {"choices": shared, **built(document, readers)}
        return Question(**facts)

    readers["fields"] = many(question)
    return question


def questionnaire_readers(lists: Lists) -> dict[str, Reader]:
    page_readers = PAGE | {"questions": many(question_reader(lists))}
    return QUESTIONNAIRE | {"pages": many(lambda document: Page(**built(document, page_readers)))}


RULES = (
    "required_if",
    "show_if",
    "read_only_if",
    "constraint",
    "warning",
    "calculate",
    "default_rule",
    "choice_filter",
    "first_if",
    "shuffle_seed",
    "over",
    "count",
)
TEXTS = ("text", "easy", "hint", "required_text", "constraint_text", "warning_text")
QUESTION: dict[str, Reader] = {
    **dict.fromkeys(RULES, Rule.parse),
    **dict.fromkeys(TEXTS, text),
    "kind": QuestionKind,
    "triggers": tuple,
    "default": given,
    "choices": many(choice),
    "families": many(family),
    "outside": choice,
    "sensitivity": Sensitivity,
    "appearance": tuple,
}
PAGE: dict[str, Reader] = {"title": text, "show_if": Rule.parse}
QUESTIONNAIRE: dict[str, Reader] = {
    "languages": tuple,
    "title": text,
    "intro": text,
    "privacy": text,
    "modules": modules,
    "layout": Layout,
    "tables": tables,
}
