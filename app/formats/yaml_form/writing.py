"""A questionnaire as a survey file: reading it back gives the same questionnaire."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from app.formats.yaml_form.emitting import Plain, emitted
from app.questionnaire.expression.rule import Rule
from app.questionnaire.model import (
    EVERY_LANGUAGE,
    Choice,
    Layout,
    Media,
    Modules,
    Page,
    Question,
    QuestionKind,
    Questionnaire,
    Row,
    Sensitivity,
    Text,
)
from app.questionnaire.reading.choices import BOUNDS, CLASSIFICATIONS
from app.questionnaire.reading.formats import QUESTIONNAIRE

Document = dict[str, Plain]
TEXTS: Final[Mapping[str, str]] = {
    "easy": "easy",
    "hint": "hint",
    "required_text": "required_text",
    "constraint_text": "constraint_text",
    "warning_text": "warning_text",
}
RULES: Final[Mapping[str, str]] = {
    "show_if": "show_if",
    "constraint": "constraint",
    "warning": "warning",
    "calculate": "calculate",
    "default_rule": "default_rule",
    "choice_filter": "choice_filter",
    "first": "first_if",
    "shuffle_seed": "shuffle_seed",
    "over": "over",
    "count": "count",
}
FLAGS: Final[Mapping[str, str]] = {
    "shuffle": "is_shuffled",
    "folded": "is_folded",
    "long": "is_long",
    "multiple": "is_multiple",
    "reversed": "is_reversed",
    "grid": "is_grid",
}
NUMBERS: Final[Mapping[str, str]] = {
    "min": "minimum",
    "max": "maximum",
    "step": "step",
    "total": "total",
    "min_selected": "min_selected",
    "max_selected": "max_selected",
    "max_characters": "max_characters",
    "min_items": "min_items",
    "max_items": "max_items",
}
WORDS: Final[Mapping[str, str]] = {"prefill": "prefill", "option": "option"}
INSIDE: Final[Mapping[QuestionKind, str]] = {
    QuestionKind.GROUP: "questions",
    QuestionKind.REPEAT: "questions",
    QuestionKind.ROSTER: "fields",
}
MARKS: Final[Mapping[str, str]] = {
    "missing": "is_missing",
    "exclusive": "is_exclusive",
    "open": "is_open",
}


def to_yaml(questionnaire: Questionnaire) -> str:
    return emitted(Writer(questionnaire).document())


@dataclass(slots=True)
class Writer:
    """families: headings of long lists, which survey files name as lists."""

    questionnaire: Questionnaire
    families: dict[str, list[Plain]] = field(default_factory=dict)

    @property
    def is_imported(self) -> bool:
        """Forms of others have settings or lack words about privacy; codes are in any spelling."""
        found = self.questionnaire
        return bool(found.settings) or not (found.intro.languages and found.privacy.languages)

    def document(self) -> Document:
        found = self.questionnaire
        pages: list[Plain] = [self.page(each) for each in found.pages]
        head: Document = {
            "format": QUESTIONNAIRE,
            "code": found.code,
            "version": found.version,
            "audience": found.audience,
            "language": found.source_language,
            "languages": list(found.languages),
        }
        if self.is_imported:
            head["imported"] = True
        if found.core_minutes or found.whole_minutes:
            head["minutes"] = {"core": found.core_minutes, "whole": found.whole_minutes}
        if found.layout is not Layout.AUTO:
            head["layout"] = str(found.layout)
        for key, text in (
            ("title", found.title),
            ("intro", found.intro),
            ("privacy", found.privacy),
        ):
            head |= self.text(key, text)
        if found.modules is not None:
            head["modules"] = modules(found.modules)
        head |= {key: each for key, each in self.beside().items() if each}
        return {**head, "pages": pages}

    def beside(self) -> Document:
        """Lists, tables and settings that the questions need."""
        found = self.questionnaire
        lists: Document = dict(self.families)
        lists |= {name: self.choices(choices) for name, choices in found.lists.items()}
        tables: Document = {name: table(rows) for name, rows in found.tables.items()}
        return {"settings": dict(found.settings), "lists": lists, "tables": tables}

    def text(self, key: str, text: Text | None) -> Document:
        """One text where it is in one language; else each language beside the others."""
        if text is None or not text.languages:
            return {}
        if len(text.languages) == 1 and text.source in text.languages:
            return {key: text.texts[text.source]}
        return {key: {language: words for language, words in text.texts.items() if words}}

    def page(self, page: Page) -> Document:
        found: Document = {"code": page.code}
        if page.is_core:
            found["core"] = True
        found |= self.text("title", page.title)
        if page.module is not None:
            found["module"] = page.module
        if page.show_if is not None:
            found["show_if"] = page.show_if.source
        return {**found, "questions": self.questions(page.questions)}

    def questions(self, questions: tuple[Question, ...]) -> list[Plain]:
        return [self.question(each) for each in questions]

    def question(self, question: Question) -> Document:
        found: Document = {"code": question.code, "type": question.kind.value}
        found |= self.text("text", question.text)
        for key, name in TEXTS.items():
            found |= self.text(key, getattr(question, name))
        found |= decided("required", question.required_if, is_always=question.is_required)
        found |= decided("read_only", question.read_only_if, is_always=question.is_read_only)
        found |= written(question)
        found |= self.listed(question)
        if question.media:
            found["media"] = media(question.media)
        if question.sensitivity is not Sensitivity.NONE:
            found["sensitivity"] = question.sensitivity.value
        if question.kind in INSIDE:
            found[INSIDE[question.kind]] = self.questions(question.fields)
        return found

    def listed(self, question: Question) -> Document:
        """Choices by the name of their list, or written out; headings; where one lives no more."""
        found: Document = {}
        name = question.list_name
        if name is not None and self.questionnaire.lists.get(name) == question.choices:
            found["choices"] = name
        elif question.choices:
            found |= self.choices_and_none(question)
        if question.families:
            families = tuple(Choice(code=each.code, text=each.text) for each in question.families)
            found["families"] = self.families_named(question.code.lower(), self.choices(families))
        if question.outside is not None:
            found["outside"] = self.named(question.outside)
        return found

    def choices_and_none(self, question: Question) -> Document:
        """Where only one is chosen, the one that excludes all others stands apart."""
        *others, last = question.choices
        if question.kind is not QuestionKind.SINGLE or not last.is_exclusive:
            return {"choices": self.choices(question.choices)}
        return {"choices": self.choices(tuple(others)), "none": self.named(last)}

    def families_named(self, code: str, families: list[Plain]) -> str:
        """The same headings once, for however many questions."""
        known = (name for name, each in self.families.items() if each == families)
        name = next(known, f"{code}_families")
        self.families[name] = families
        return name

    def choices(self, choices: tuple[Choice, ...]) -> list[Plain]:
        return [self.choice(each) for each in choices]

    def choice(self, choice: Choice) -> Document:
        found = self.named(choice)
        if choice.picture is not None:
            found["picture"] = choice.picture
        if choice.family is not None:
            found["family"] = choice.family
        if choice.score is not None:
            found["score"] = choice.score
        found |= {key: True for key, name in MARKS.items() if getattr(choice, name)}
        own = {key: text for key, text in choice.attributes.items() if key in CLASSIFICATIONS}
        bounds = {} if self.is_imported else bounds_of(choice)
        known = {*own, *bounds}
        others = {key: text for key, text in choice.attributes.items() if key not in known}
        return {**found, **own, **bounds, **({"attributes": dict(others)} if others else {})}

    def named(self, choice: Choice) -> Document:
        return {
            "code": choice.code,
            **self.text("text", choice.text),
            **self.text("easy", choice.easy),
        }


def bounds_of(choice: Choice) -> Document:
    return {key: float(text) for key, text in choice.attributes.items() if key in BOUNDS}


def written(question: Question) -> Document:
    """Rules, flags, numbers and words, where they are not what nobody would write."""
    rules: dict[str, Rule | None] = {key: getattr(question, name) for key, name in RULES.items()}
    found: Document = {key: rule.source for key, rule in rules.items() if rule is not None}
    found |= {key: True for key, name in FLAGS.items() if getattr(question, name)}
    for key, name in (*NUMBERS.items(), *WORDS.items()):
        value = getattr(question, name)
        found |= {} if value is None else {key: value}
    for key, words in (("triggers", question.triggers), ("appearance", question.appearance)):
        found |= {key: list(words)} if words else {}
    default = question.default
    if default is not None:
        found["default"] = list(default) if isinstance(default, tuple) else default
    return found


def decided(key: str, rule: Rule | None, *, is_always: bool) -> Document:
    if rule is not None:
        return {key: rule.source}
    return {key: True} if is_always else {}


def media(found: Media) -> Document:
    """One file for all languages as its name alone."""
    return {
        kind: files[EVERY_LANGUAGE] if list(files) == [EVERY_LANGUAGE] else dict(files)
        for kind, files in found.items()
    }


def table(rows: tuple[Row, ...]) -> list[Plain]:
    """The first row holds the names of the columns."""
    columns = list(dict.fromkeys(name for row in rows for name in row))
    cells: list[Plain] = [[row.get(name, "") for name in columns] for row in rows]
    return [list(columns), *cells]


def modules(found: Modules) -> Document:
    return {"names": list(found.names), "drawn": found.drawn, "offer": found.offer}
