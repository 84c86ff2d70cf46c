"""Answers and texts as a person reads them, in the language of the setting."""

from collections.abc import Iterator, Mapping
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

    def text(self, text: Text, item: str | None = None, inside: str = "") -> str:
        """Codes are looked for in the item first, then in those around it."""
        words = text.in_language(self.setting.language)
        return piped(words, lambda name: self.piped_answer(name, item, inside))

    def piped_answer(self, name: str, item: str | None, inside: str) -> str:
        if item is None:
            return self.label_of(name, self.values.get(name))
        if name == ITEM:
            return self.item_label(item)
        paths = self.paths_near(name, item, inside)
        path = next((each for each in paths if each in self.values), name)
        return self.label_of(path, self.values.get(path))

    def paths_near(self, name: str, item: str, inside: str) -> Iterator[str]:
        """From the item outwards; where its repeat is not told, in each that has such an item."""
        if not inside:
            repeats = (repeat for repeat, code in self.item_choices if code == item)
            yield from (item_path(repeat, item, name) for repeat in repeats)
            return
        start = item_path(inside, item, "")
        while start:
            yield start + name
            start = start[: start.removesuffix("]/").rfind("]/") + 2] if "]/" in start[:-2] else ""

    def item_label(self, item: str) -> str:
        """An item that stands for no choice is known by its number."""
        found = (choice for (_, code), choice in self.item_choices.items() if code == item)
        choice = next((each for each in found if each is not None), self.outline.item_choice(item))
        return item if choice is None else self.text(choice.text)

    def label(self, path: str) -> str:
        value = self.values.get(path)
        return self.label_of(path, self.answers.get(path) if value is None else value)

    def label_of(self, path: str, value: Value, *, is_inside: bool = False) -> str:
        """is_inside: in the text of a choice, where further answers are not put in again."""
        question = self.outline.question_at(path)
        if value is None or (question is not None and question.kind is QuestionKind.CONTACT):
            return ""
        if isinstance(value, bool):
            return AGREED if value else ""
        if isinstance(value, int | float):
            return self.number(value)
        codes = value if isinstance(value, tuple) else (value,)
        labels = (self.code_label(path, code, is_inside=is_inside) for code in codes)
        return ", ".join(filter(None, labels))

    def code_label(self, path: str, code: str, *, is_inside: bool) -> str:
        """The text of a choice, with what was specified; a text answer as it is."""
        choice = self.outline.choices_at(path).get(code)
        if choice is None:
            return self.place_label(path, code)
        words = choice.text.in_language(self.setting.language)
        if not is_inside:
            words = piped(words, self.shown_in_choice)
        specified = self.values.get(path + OPEN) if choice.is_open else None
        return f"{words}: {specified}" if specified else words

    def shown_in_choice(self, name: str) -> str:
        return self.label_of(name, self.values.get(name), is_inside=True)

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
