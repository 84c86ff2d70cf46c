"""Answers and texts as a person reads them, in the language of the setting."""

from collections.abc import Mapping
from dataclasses import dataclass

from babel.core import Locale, UnknownLocaleError
from babel.numbers import format_decimal

from app.questionnaire.asked import OPEN, item_path
from app.questionnaire.model import Answers, Choice, QuestionKind, Text, Value
from app.questionnaire.outline import Outline
from app.questionnaire.piping import ITEM, piped
from app.questionnaire.places import place_choices
from app.questionnaire.setting import Setting

AGREED = "✓"


@dataclass(frozen=True, slots=True)
class Wording:
    """values: what counts; answers: also what does not count any more, to say what was dropped."""

    outline: Outline
    setting: Setting
    answers: Answers
    values: Answers
    item_choices: Mapping[tuple[str, str], Choice | None]

    def text(self, text: Text, item: str | None = None) -> str:
        """Codes of fields are found in the item first."""
        words = text.in_language(self.setting.language)
        return piped(words, lambda name: self.piped_answer(name, item))

    def piped_answer(self, name: str, item: str | None) -> str:
        if item is None:
            return self.label_of(name, self.values.get(name))
        if name == ITEM:
            return self.item_label(item)
        paths = [
            item_path(roster, item, name) for roster, code in self.item_choices if code == item
        ]
        path = next((each for each in paths if each in self.values), name)
        return self.label_of(path, self.values.get(path))

    def item_label(self, item: str) -> str:
        """An item that stands for no choice is known by its number."""
        found = (choice for (_, code), choice in self.item_choices.items() if code == item)
        choice = next((each for each in found if each is not None), self.outline.item_choice(item))
        return item if choice is None else self.text(choice.text)

    def label(self, path: str) -> str:
        value = self.values.get(path)
        return self.label_of(path, self.answers.get(path) if value is None else value)

    def label_of(self, path: str, value: Value) -> str:
        question = self.outline.question_at(path)
        if value is None or (question is not None and question.kind is QuestionKind.CONTACT):
            return ""
        if isinstance(value, bool):
            return AGREED if value else ""
        if isinstance(value, int | float):
            return self.number(value)
        codes = value if isinstance(value, tuple) else (value,)
        return ", ".join(filter(None, (self.code_label(path, code) for code in codes)))

    def code_label(self, path: str, code: str) -> str:
        """The text of a choice, with what was specified; a text answer as it is."""
        choice = self.outline.choices_at(path).get(code)
        if choice is None:
            return self.place_label(path, code)
        words = choice.text.in_language(self.setting.language)
        specified = self.values.get(path + OPEN) if choice.is_open else None
        return f"{words}: {specified}" if specified else words

    def place_label(self, path: str, code: str) -> str:
        question = self.outline.question_at(path)
        if question is None or question.kind is not QuestionKind.MUNICIPALITY:
            return code
        known = place_choices(self.setting.places)
        names = (each.text.in_language("") for each in known if each.code == code)
        return next(names, code)

    def number(self, value: float) -> str:
        try:
            locale = Locale.parse(self.setting.language, sep="-")
        except (UnknownLocaleError, ValueError):
            locale = Locale("en")
        return format_decimal(value, locale=locale, decimal_quantization=False)
