"""Pictures, sounds and films that go with texts: which file is for whom."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from app.questionnaire.model import (
    EVERY_LANGUAGE,
    Choice,
    Media,
    Question,
    QuestionKind,
    Questionnaire,
)

MEDIA: Final = ("image", "big-image", "audio", "video")
ATTRIBUTE: Final = "media::"
"""Begins the attributes of a choice that name its files."""


@dataclass(frozen=True, slots=True)
class Named:
    """A file that a question names, or one of its choices. kind: one of MEDIA. has_place: False for
    a group without a heading, of which a page shows nothing."""

    kind: str
    name: str
    question: str
    has_place: bool = True


def file_in(media: Media, kind: str, language: str) -> str | None:
    """The name of the file for this language, or of the one for all; never that of another."""
    files = media.get(kind, {})
    return files.get(language) or files.get(EVERY_LANGUAGE)


def attribute_of(kind: str, language: str) -> str:
    return f"{ATTRIBUTE}{kind}::{language}".removesuffix("::")


def medium_of(attribute: str) -> tuple[str, str] | None:
    """Kind and language of an attribute_of(); None for any other attribute."""
    if not attribute.startswith(ATTRIBUTE):
        return None
    kind, _, language = attribute.removeprefix(ATTRIBUTE).partition("::")
    return kind, language


def media_of_choice(choice: Choice) -> Media:
    found: dict[str, dict[str, str]] = {}
    for attribute, name in choice.attributes.items():
        medium = medium_of(attribute)
        if medium is not None:
            kind, language = medium
            found.setdefault(kind, {})[language] = name
    return found


def named_in(questionnaire: Questionnaire) -> tuple[Named, ...]:
    """Each kind and name once, in the order of the questions."""
    questions = (each for page in questionnaire.pages for each in everywhere(page.questions))
    found: dict[tuple[str, str], Named] = {}
    for question in questions:
        has_place = question.kind is not QuestionKind.GROUP or bool(question.text.languages)
        for media in (question.media, *map(media_of_choice, question.all_choices)):
            for kind, name in names_in(media):
                found.setdefault((kind, name), Named(kind, name, question.code, has_place))
    return tuple(found.values())


def names_in(media: Media) -> Iterator[tuple[str, str]]:
    for kind, files in media.items():
        for name in files.values():
            yield kind, name


def everywhere(questions: Iterable[Question]) -> Iterator[Question]:
    """Those in groups and repeats too."""
    for each in questions:
        yield each
        yield from everywhere(each.fields)
