"""The easy version: the same questions and codes in short words, one at a time."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from app.questionnaire.model import Choice, Layout, Page, Question, Questionnaire, Text
from app.questionnaire.remembering import Remembered


def asked_in(questions: Iterable[Question]) -> Iterator[Question]:
    """Every question with what lies inside it."""
    for each in questions:
        yield each
        yield from asked_in(each.fields)


def questions_of(questionnaire: Questionnaire) -> Iterator[Question]:
    for page in questionnaire.pages:
        yield from asked_in(page.questions)


def is_said(question: Question) -> bool:
    """Whether it has words that a person reads."""
    return bool(question.text.languages)


def lacking(questionnaire: Questionnaire) -> tuple[Question, ...]:
    """The questions without an easy text, where others have one."""
    said = [each for each in questions_of(questionnaire) if is_said(each)]
    if all(each.easy is None for each in said):
        return ()
    return tuple(each for each in said if each.easy is None)


def _languages(questionnaire: Questionnaire) -> tuple[str, ...]:
    texts = [text for each in questions_of(questionnaire) for text in _easy_texts(each)]
    if not texts or None in texts:
        return ()
    return tuple(
        language
        for language in questionnaire.languages
        if all(text is not None and language in text.languages for text in texts)
    )


def _easy_texts(question: Question) -> Iterator[Text | None]:
    """None: lacking. A choice needs none where its text is easy as it is."""
    if is_said(question):
        yield question.easy
    yield from (each.easy for each in question.all_choices if each.easy is not None)


easy_languages: Remembered[Questionnaire, tuple[str, ...]] = Remembered(_languages)
"""The languages in which every easy text is there; elsewhere the version is not offered."""


@dataclass(slots=True)
class _Rewriting:
    """known: choices by the identity of their list, so that a shared list stays shared."""

    languages: tuple[str, ...]
    known: dict[int, tuple[Choice, ...]]

    def text(self, usual: Text, easy: Text | None) -> Text:
        if easy is None:
            return usual
        short = {language: easy.texts[language] for language in self.languages}
        return Text(usual.source, {**usual.texts, **short})

    def choice(self, choice: Choice) -> Choice:
        return replace(choice, text=self.text(choice.text, choice.easy))

    def choices(self, choices: tuple[Choice, ...]) -> tuple[Choice, ...]:
        if id(choices) not in self.known:
            has_easy = any(each.easy is not None for each in choices)
            made = tuple(self.choice(each) for each in choices) if has_easy else choices
            self.known[id(choices)] = made
        return self.known[id(choices)]

    def question(self, question: Question) -> Question:
        outside = question.outside
        return replace(
            question,
            text=self.text(question.text, question.easy),
            choices=self.choices(question.choices),
            outside=None if outside is None else self.choice(outside),
            fields=tuple(self.question(each) for each in question.fields),
        )

    def page(self, page: Page) -> Page:
        return replace(page, questions=tuple(self.question(each) for each in page.questions))

    def lists(self, lists: Mapping[str, tuple[Choice, ...]]) -> Mapping[str, tuple[Choice, ...]]:
        return {name: self.choices(choices) for name, choices in lists.items()}


def _in_easy_words(questionnaire: Questionnaire) -> Questionnaire:
    rewriting = _Rewriting(easy_languages(questionnaire), {})
    return replace(
        questionnaire,
        pages=tuple(rewriting.page(each) for each in questionnaire.pages),
        lists=rewriting.lists(questionnaire.lists),
        layout=Layout.ONE,
        is_easy=True,
    )


easy_version: Remembered[Questionnaire, Questionnaire] = Remembered(_in_easy_words)
"""Codes, rules and order as they were, so that answers pass from one version to the other."""
