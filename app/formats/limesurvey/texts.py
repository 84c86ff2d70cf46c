"""Texts of LimeSurvey: HTML as plain text, expressions in braces as what they come to."""

import html
from collections.abc import Mapping
from dataclasses import dataclass, field

from app.formats.foreign.making import rule_of
from app.formats.foreign.markup import plain_text, with_braces
from app.formats.foreign.refusal import NoEqualError
from app.formats.limesurvey.expressions import Expressions, Found
from app.formats.limesurvey.variables import code_of
from app.formats.xlsform.faults import Faults, Place
from app.formats.xlsform.languages import Languages, is_known, language_code
from app.questionnaire.expression.printing import source_of
from app.questionnaire.expression.tree import Call, Reference, Tree
from app.questionnaire.model import Question, QuestionKind, Text
from app.questionnaire.reading.problems import Position

STYLES = ("-informal", "-formal", "-easy")
"""How LimeSurvey tells two manners of one language apart."""


def languages_of(written: tuple[str, ...]) -> Languages:
    codes: dict[str, str] = {}
    for each in written:
        plain = each
        for style in STYLES:
            plain = plain.removesuffix(style)
        code = language_code(plain) if is_known(plain) else language_code(each)
        codes[each] = f"{code}_{each}" if code in codes.values() else code
    source = codes[written[0]]
    return Languages(source, {"": source, **codes})


@dataclass(slots=True)
class Wording:
    """made: calculated questions that texts show, not yet placed; codes: by question and rule."""

    languages: Languages
    expressions: Expressions
    faults: Faults
    made: list[Question] = field(default_factory=list)
    codes: dict[tuple[str, str], str] = field(default_factory=dict)

    def needed(self, texts: Mapping[str, str], at: Position, own: str = "", part: str = "") -> Text:
        found = self.text(texts, at, own, part)
        return found or Text(self.languages.source, {self.languages.source: ""})

    def text(
        self, texts: Mapping[str, str], at: Position, own: str = "", part: str = ""
    ) -> Text | None:
        """own: title of the question that it belongs to; part: its row."""
        known = {each: text for each, text in texts.items() if each in self.languages.codes}
        found = {each: self.plain(text, at, own, part) for each, text in known.items()}
        return self.languages.text_of(found)

    def plain(self, written: str, at: Position, own: str, part: str) -> str:
        told = with_braces(written, lambda source: self.told(source, at, own, part))
        text, lost = plain_text(told)
        if lost:
            message = f"{called(own)}: what a text shows beside words is lost ({', '.join(lost)})."
            mend = "Add a picture to the question, or say it in words."
            self.faults.note(Place("", at), "not-carried", message=message, mend=mend)
        return text

    def told(self, source: str, at: Position, own: str, part: str) -> str:
        """How a text names what an expression comes to; as it is written where it has no equal."""
        plain = plain_text(html.unescape(source))[0]
        try:
            found = self.expressions.value(plain, own=own, part=part)
            said = self.piped(found.value, own)
        except NoEqualError as error:
            message = f"{called(own)}: {{{plain}}} in a text stays as it is. {error.message}"
            self.faults.note(Place("", at), "not-carried", message=message, mend=error.mend)
            return f"{{{source}}}"
        self.remark(found, at, f"{called(own)}: {{{plain}}} in a text")
        return f"${{{said}}}"

    def remark(self, found: Found, at: Position, what: str) -> None:
        for each in found.remarks:
            message = f"{what} is carried with a difference. {each}"
            mend = "Check that the rule means the same for the survey."
            self.faults.note(Place("", at), "carried-otherwise", message=message, mend=mend)

    def piped(self, tree: Tree, own: str) -> str:
        """The code whose answer is the value: of a question, or of a calculation made for it.

        A text shows the words of a choice, so its code alone is calculated.
        """
        match tree:
            case Call("jr:choice-name", (Reference(code), _)):
                return code
            case Reference(code) if not self.has_labels(code):
                return code
        rule = rule_of(tree)
        key = (own, source_of(tree))
        if key not in self.codes:
            self.codes[key] = f"{code_of(own or 'survey')}_said_{len(self.codes) + 1}"
            empty = Text(self.languages.source, {self.languages.source: ""})
            self.made.append(
                Question(
                    code=self.codes[key], kind=QuestionKind.CALCULATE, text=empty, calculate=rule
                )
            )
        return self.codes[key]

    def has_labels(self, code: str) -> bool:
        variables = self.expressions.variables.named.values()
        return any(each.field == code and each.has_labels for each in variables)

    def taken(self) -> list[Question]:
        """The calculations made since this was asked last."""
        found, self.made = self.made, []
        return found


def called(title: str) -> str:
    return title or "The survey"
