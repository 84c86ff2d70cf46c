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

VALUES = (Text, Choice, Family, Question, Page, Modules, Questionnaire)


def to_document(questionnaire: Questionnaire) -> Document:
    """What the store keeps. What has its default value is left out."""
    return plain_fields(questionnaire)


def from_document(document: Mapping[str, Any]) -> Questionnaire:
    return Questionnaire(**built(document, QUESTIONNAIRE))


def fingerprint(document: Mapping[str, Any]) -> str:
    """The same for the same questionnaire, whatever the order of keys: SHA-256 in hexadecimal."""
    text = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def plain_fields(value: Any) -> Document:
    return {
        each.name: plain(getattr(value, each.name))
        for each in fields(value)
        if getattr(value, each.name) != default(each)
    }


def default(field: "Field[Any]") -> object:
    """MISSING where the field has none, so that it is always written."""
    return field.default if field.default_factory is MISSING else field.default_factory()


def plain(value: object) -> object:
    if isinstance(value, VALUES):
        return plain_fields(value)
    if isinstance(value, Rule):
        return value.source
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple):
        return [plain(each) for each in value]
    return dict(value) if isinstance(value, Mapping) else value


def built(document: Mapping[str, Any], readers: Mapping[str, Reader]) -> Document:
    return {
        key: readers[key](value) if key in readers else value for key, value in document.items()
    }


def many(reader: Reader) -> Reader:
    return lambda values: tuple(reader(each) for each in values)


def text(document: Document) -> Text:
    return Text(**document)


def choice(document: Document) -> Choice:
    return Choice(**built(document, {"text": text}))


def family(document: Document) -> Family:
    return Family(**built(document, {"text": text}))


def question(document: Document) -> Question:
    return Question(**built(document, QUESTION))


def page(document: Document) -> Page:
    return Page(**built(document, PAGE))


def modules(document: Document) -> Modules:
    return Modules(**built(document, {"names": tuple}))


QUESTION: Mapping[str, Reader] = {
    "kind": QuestionKind,
    "text": text,
    "hint": text,
    "show_if": Rule.parse,
    "constraint": Rule.parse,
    "constraint_text": text,
    "calculate": Rule.parse,
    "choices": many(choice),
    "families": many(family),
    "choice_filter": Rule.parse,
    "first_if": Rule.parse,
    "outside": choice,
    "sensitivity": Sensitivity,
    "fields": many(question),
    "over": Rule.parse,
}
PAGE: Mapping[str, Reader] = {"questions": many(question), "title": text, "show_if": Rule.parse}
QUESTIONNAIRE: Mapping[str, Reader] = {
    "languages": tuple,
    "title": text,
    "intro": text,
    "privacy": text,
    "pages": many(page),
    "modules": modules,
}
