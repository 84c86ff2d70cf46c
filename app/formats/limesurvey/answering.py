"""Questions of LimeSurvey that have one answer, a choice of several, or an order of them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from app.formats.foreign.making import rule_of, selected
from app.formats.limesurvey.defaults import Defaults
from app.formats.limesurvey.filters import Filters, choice_filter
from app.formats.limesurvey.fixed_choices import (
    COMMENT,
    GENDER,
    OTHER,
    YES_NO,
    choices_of,
    words_in,
)
from app.formats.limesurvey.survey import OTHER as OTHER_NAME
from app.formats.limesurvey.survey import OTHER_CODE, Answer, Asked, Part
from app.formats.limesurvey.texts import Wording
from app.formats.limesurvey.validation import LITERAL, Validation, with_whole
from app.formats.limesurvey.variables import code_of
from app.questionnaire.model import Choice, Question, QuestionKind, Text

KINDS: Final = {
    "S": QuestionKind.TEXT,
    "T": QuestionKind.TEXT,
    "U": QuestionKind.TEXT,
    "Q": QuestionKind.TEXT,
    ";": QuestionKind.TEXT,
    "N": QuestionKind.DECIMAL,
    "K": QuestionKind.DECIMAL,
    ":": QuestionKind.DECIMAL,
    "D": QuestionKind.DATE,
    "Y": QuestionKind.SINGLE,
    "G": QuestionKind.SINGLE,
    "5": QuestionKind.RATING,
    "L": QuestionKind.SINGLE,
    "!": QuestionKind.SINGLE,
    "O": QuestionKind.SINGLE,
    "I": QuestionKind.HIDDEN,
    "|": QuestionKind.FILE,
    "X": QuestionKind.NOTE,
}
LONG: Final = frozenset({"T", "U"})
HOURS: Final = re.compile(r"[hH]")
DAYS: Final = re.compile(r"[dDjyYmn]")
MOST_CHARACTERS: Final = 10_000


@dataclass(frozen=True, slots=True)
class Answering:
    wording: Wording
    filters: Filters
    validation: Validation
    defaults: Defaults

    def alone(self, asked: Asked) -> list[Question]:
        """A question of one answer, and the text that goes with another or a comment."""
        found = self.field(asked, code_of(asked.title))
        if found.kind is QuestionKind.SINGLE:
            choices = self.listed(asked)
            filters = self.filters.of(asked, [each.code for each in choices])
            found = replace(
                found,
                choices=choices,
                choice_filter=choice_filter(filters),
                is_shuffled=asked.is_on("random_order"),
            )
        found = self.whole(asked, found)
        default, rule = self.defaults.of(asked, found)
        found = replace(found, default=default, default_rule=rule)
        return [found, *self.beside(asked, found)]

    def whole(self, asked: Asked, found: Question) -> Question:
        """With what is checked of all its answers together."""
        variables = self.validation.expressions.variables.of_question[asked.title]
        codes = {found.code, *(each.field for each in variables)}
        behind = frozenset() if asked.type == "O" else frozenset(codes - {found.code})
        checks = self.validation.whole(asked, behind)
        return with_whole(found, checks, codes, self.tip(asked))

    def field(
        self, asked: Asked, code: str, *, text: Text | None = None, part: str = ""
    ) -> Question:
        """A question or one of its rows, without choices."""
        kind = self.kind(asked)
        longest = asked.attribute("maximum_chars")
        found = Question(
            code=code,
            kind=kind,
            text=text or self.wording.needed(asked.texts, asked.position, asked.title),
            hint=None if part else self.hint(asked),
            is_required=asked.mandatory == "Y" and kind is not QuestionKind.NOTE,
            is_long=asked.type in LONG,
            minimum=1 if kind is QuestionKind.RATING else None,
            maximum=5 if kind is QuestionKind.RATING else None,
            max_characters=min(int(longest), MOST_CHARACTERS)
            if longest.isdigit() and kind is QuestionKind.TEXT and int(longest)
            else None,
        )
        return self.validation.of_field(asked, found, part)

    def hint(self, asked: Asked) -> Text | None:
        return self.wording.text(asked.help, asked.position, asked.title)

    def tip(self, asked: Asked) -> Text | None:
        return self.validation.tip(asked, "em_validation_q_tip")

    def kind(self, asked: Asked) -> QuestionKind:
        kind = KINDS[asked.type]
        pattern = asked.attribute("date_format")
        if kind is QuestionKind.DATE and HOURS.search(pattern):
            is_dated = DAYS.search(pattern)
            return QuestionKind.DATE_TIME if is_dated else QuestionKind.TIME
        if kind is QuestionKind.TEXT and asked.is_on("numbers_only"):
            return QuestionKind.DECIMAL
        if kind is QuestionKind.DECIMAL and asked.is_on("num_value_int_only"):
            return QuestionKind.INTEGER
        return kind

    def listed(self, asked: Asked) -> tuple[Choice, ...]:
        languages = self.wording.languages
        if asked.type == "Y":
            return choices_of("YN", YES_NO, languages)
        if asked.type == "G":
            return choices_of("FM", GENDER, languages)
        found = self.choices(asked, asked.choices())
        return (*found, self.other(asked, OTHER_CODE)) if asked.has_other else found

    def choices(self, asked: Asked, listed: Sequence[Answer | Part]) -> tuple[Choice, ...]:
        alone = asked.attribute("exclude_all_others").replace(",", ";").split(";")
        return tuple(
            Choice(
                code=each.code,
                text=self.label(asked, each),
                score=score_of(each),
                is_exclusive=each.code in alone,
            )
            for each in listed
        )

    def label(self, asked: Asked, listed: Answer | Part) -> Text:
        """Its words; the code where a picture said all, which is told with the picture."""
        source = self.wording.languages.source
        found = self.wording.text(listed.texts, asked.position, asked.title)
        return found or Text(source, {source: listed.code})

    def other(self, asked: Asked, code: str) -> Choice:
        written = asked.attributes.get("other_replace_text", {})
        spread = {
            each: written.get(each) or written.get("", "")
            for each in self.wording.languages.codes
            if each
        }
        own = self.wording.text(spread, asked.position, asked.title)
        return Choice(code=code, text=own or words_in(self.wording.languages, OTHER))

    def beside(self, asked: Asked, main: Question) -> list[Question]:
        found: list[Question] = []
        if asked.has_other and asked.type in {"L", "!"}:
            found.append(self.specified(asked, main, OTHER_CODE))
        if asked.type == "O":
            text = words_in(self.wording.languages, COMMENT)
            code = f"{main.code}_comment"
            found.append(Question(code=code, kind=QuestionKind.TEXT, text=text, is_long=True))
        return found

    def specified(self, asked: Asked, main: Question, choice: str) -> Question:
        """The text of the other answer, asked when it is chosen."""
        is_number = asked.is_on("other_numbers_only")
        is_needed = asked.mandatory == "Y" or asked.is_on("other_comment_mandatory")
        return Question(
            code=f"{main.code}_{OTHER_NAME}",
            kind=QuestionKind.DECIMAL if is_number else QuestionKind.TEXT,
            text=self.other(asked, choice).text,
            is_required=choice == OTHER_NAME or is_needed,
            show_if=rule_of(selected(main.code, choice)),
        )

    def multiple(self, asked: Asked) -> list[Question]:
        """Boxes to check; with comments, a text for each that is."""
        code = code_of(asked.title)
        choices = self.choices(asked, asked.rows())
        if asked.has_other:
            choices = (*choices, self.other(asked, OTHER_NAME))
        main = self.of_several(asked, code, QuestionKind.MULTIPLE, choices)
        found = [replace(main, default=self.defaults.checked(asked))]
        if asked.has_other:
            found.append(self.specified(asked, main, OTHER_NAME))
        if asked.type == "P":
            found += [self.comment(main, each) for each in choices]
        return found

    def comment(self, main: Question, choice: Choice) -> Question:
        languages = self.wording.languages.all_codes
        word = words_in(self.wording.languages, COMMENT)
        texts = {
            each: f"{choice.text.in_language(each)}: {word.in_language(each)}" for each in languages
        }
        return Question(
            code=f"{main.code}_{choice.code}comment",
            kind=QuestionKind.TEXT,
            text=Text(word.source, texts),
            show_if=rule_of(selected(main.code, choice.code)),
        )

    def ranking(self, asked: Asked) -> list[Question]:
        choices = self.choices(asked, asked.choices())
        found = self.of_several(asked, code_of(asked.title), QuestionKind.RANKING, choices)
        is_whole = found.is_required and found.min_selected is None
        if is_whole and found.choice_filter is None:
            most = found.max_selected or len(choices)
            found = replace(found, min_selected=min(most, len(choices)))
        return [found]

    def of_several(
        self, asked: Asked, code: str, kind: QuestionKind, choices: tuple[Choice, ...]
    ) -> Question:
        filters = self.filters.of(asked, [each.code for each in choices])
        least, most = (literal_of(asked, name) for name in ("min_answers", "max_answers"))
        found = Question(
            code=code,
            kind=kind,
            text=self.wording.needed(asked.texts, asked.position, asked.title),
            hint=self.hint(asked),
            is_required=asked.mandatory == "Y" or bool(least),
            choices=choices,
            choice_filter=choice_filter(filters),
            min_selected=least or None,
            max_selected=most or None,
            is_shuffled=asked.is_on("random_order"),
        )
        return self.whole(asked, found)


def literal_of(asked: Asked, name: str) -> int | None:
    written = LITERAL.fullmatch(asked.attribute(name))
    return int(float(written[1])) if written else None


def score_of(listed: Answer | Part) -> float | None:
    written = listed.score if isinstance(listed, Answer) else ""
    return float(written) if re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", written) else None
