"""Texts of SurveyJS: one, or one for each language; HTML as plain text; answers in braces."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from app.formats.foreign.making import rule_of
from app.formats.foreign.markup import plain_text, with_braces
from app.formats.foreign.refusal import NoEqualError
from app.formats.surveyjs.expressions import Expressions
from app.formats.surveyjs.node import Node, written
from app.formats.xlsform.faults import Faults
from app.formats.xlsform.languages import Languages, language_code
from app.questionnaire.expression.tree import Reference, Tree
from app.questionnaire.model import Question, QuestionKind, Text

DEFAULT: Final = "default"


def languages_of(survey: Node) -> Languages:
    """The first is that of texts without a language: the survey's own, else English."""
    source = survey.text("locale") or "en"
    named = dict.fromkeys(each for each in languages_in(survey.values) if each != DEFAULT)
    codes = {each: language_code(each) for each in (source, *named)}
    return Languages(codes[source], {"": codes[source], DEFAULT: codes[source], **codes})


def languages_in(value: object) -> Iterator[str]:
    """The keys of every object that is a text in several languages."""
    if isinstance(value, Mapping):
        if DEFAULT in value and all(isinstance(each, str) for each in value.values()):
            yield from value
        for each in value.values():
            yield from languages_in(each)
    elif isinstance(value, list):
        for each in value:
            yield from languages_in(each)


@dataclass(slots=True)
class Wording:
    """made: calculated questions that texts show, not yet placed."""

    languages: Languages
    faults: Faults
    made: list[Question] = field(default_factory=list)
    count: int = 0

    def needed(self, node: Node, key: str, expressions: Expressions, otherwise: str = "") -> Text:
        found = self.text(node, key, expressions)
        return found or Text(self.languages.source, {self.languages.source: otherwise})

    def text(self, node: Node, key: str, expressions: Expressions) -> Text | None:
        value = node.values.get(key)
        texts = value if isinstance(value, Mapping) else {"": value}
        found = {
            str(language): self.plain(written(text), node, key, expressions)
            for language, text in texts.items()
            if str(language) in self.languages.codes
        }
        return self.languages.text_of(found)

    def plain(self, text: str, node: Node, key: str, expressions: Expressions) -> str:
        told = with_braces(text, lambda source: self.told(source, node, key, expressions))
        found, lost = plain_text(told)
        if lost:
            message = f"What a text shows beside words is lost ({', '.join(lost)})."
            mend = "Add a picture to the question, or say it in words."
            self.faults.note(node.place(key), "not-carried", message=message, mend=mend)
        return found

    def told(self, source: str, node: Node, key: str, expressions: Expressions) -> str:
        try:
            return f"${{{self.piped(expressions.value(f'{{{source}}}'))}}}"
        except NoEqualError as error:
            message = f"{{{source}}} in a text stays as it is. {error.message}"
            self.faults.note(node.place(key), "not-carried", message=message, mend=error.mend)
            return f"{{{source}}}"

    def piped(self, tree: Tree) -> str:
        """The code of a question, or of a calculation made for what is more than an answer."""
        if isinstance(tree, Reference):
            return tree.code
        self.count += 1
        code = f"said_{self.count}"
        empty = Text(self.languages.source, {self.languages.source: ""})
        kind = QuestionKind.CALCULATE
        self.made.append(Question(code=code, kind=kind, text=empty, calculate=rule_of(tree)))
        return code

    def taken(self) -> list[Question]:
        """The calculations made since this was asked last."""
        found, self.made = self.made, []
        return found
