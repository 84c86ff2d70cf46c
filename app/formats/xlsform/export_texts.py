"""Texts and choices as cells, a column a language; and what the format cannot hold, by name."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from app.formats.xlsform.languages import language_name
from app.questionnaire.media import medium_of
from app.questionnaire.model import EVERY_LANGUAGE, Choice, Question, Questionnaire, Text

Cells: TypeAlias = dict[str, str]
ITEM: Final = re.compile(r"\$\{\s*item\s*\}")
OWN_COLUMNS: Final = frozenset({"list_name", "name", "label"})
MARKS: Final[Mapping[str, str]] = {
    "is_missing": "missing",
    "is_exclusive": "exclusive",
    "is_open": "open",
}


@dataclass(slots=True)
class Sheets:
    """The rows written so far. lacking: what XLSForm has no place for, one sentence each."""

    questionnaire: Questionnaire
    survey: list[Cells] = field(default_factory=list)
    choices: list[Cells] = field(default_factory=list)
    listed: set[str] = field(default_factory=set)
    lacking: list[str] = field(default_factory=list)

    def lack(self, code: str, what: str) -> None:
        self.lacking.append(f"{code}: {what}")

    def header(self, key: str, language: str) -> str:
        """Without the language where there is only one, or one text is for all."""
        if len(self.questionnaire.languages) == 1 or language == EVERY_LANGUAGE:
            return key
        return f"{key}::{language_name(language)}"

    def text(self, key: str, text: Text | None, *, item: str = "") -> Cells:
        """item: the calculate that holds what ${item} shows, inside a roster."""
        if text is None:
            return {}
        shown = f"${{{item}}}"
        return {
            self.header(key, language): ITEM.sub(shown, words) if item else words
            for language, words in text.texts.items()
            if words and language in self.questionnaire.languages
        }

    def in_all(self, key: str, words: Mapping[str, str]) -> Cells:
        """Words of our own, in English where a language is not among them."""
        return {
            self.header(key, each): words.get(each.partition("_")[0], words["en"])
            for each in self.questionnaire.languages
        }

    def list_of(self, question: Question, name: str) -> str:
        """Writes the choices of a question once, and gives the name of their list."""
        listed = self.shared_list(question) or name
        self.write_list(listed, question.choices)
        return listed

    def shared_list(self, question: Question) -> str | None:
        """The name of the list that others may take too; None where its choices are its own."""
        shared = question.list_name
        is_same = shared is not None and self.questionnaire.lists.get(shared) == question.choices
        return shared if is_same else None

    def write_list(self, name: str, choices: Iterable[Choice]) -> None:
        if name not in self.listed:
            self.listed.add(name)
            self.choices.extend(self.choice(name, each) for each in choices)

    def choice(self, name: str, choice: Choice) -> Cells:
        cells = {"list_name": name, "name": choice.code, **self.text("label", choice.text)}
        for key, value in choice.attributes.items():
            medium = medium_of(key)
            if medium is not None:
                kind, language = medium
                cells[self.header(f"media::{kind}", language)] = value
            elif key not in OWN_COLUMNS and (key, value) != ("value", choice.code):
                cells[key] = value
        cells |= {column: "yes" for mark, column in MARKS.items() if getattr(choice, mark)}
        if choice.family:
            cells["family"] = choice.family
        if choice.score is not None:
            cells["score"] = f"{choice.score:g}"
        return cells
