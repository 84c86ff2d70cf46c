"""Tables of LimeSurvey, and boxes one below another: groups, with a question for each row."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from app.formats.foreign.making import rule_of
from app.formats.limesurvey.answering import Answering, literal_of
from app.formats.limesurvey.fixed_choices import CHANGE, YES_UNCERTAIN_NO, choices_of
from app.formats.limesurvey.survey import Asked, Part
from app.formats.limesurvey.validation import NUMBERS, Check, tree_of, with_constraint, with_whole
from app.formats.limesurvey.variables import box, code_of, code_of_part, has_boxes
from app.formats.xlsform.faults import Place
from app.questionnaire.expression.tree import Tree
from app.questionnaire.model import Choice, Question, QuestionKind, Text

MARKS: Final = {"A": 5, "B": 10}
WORDS: Final = {"C": ("YUN", YES_UNCERTAIN_NO), "E": ("ISD", CHANGE)}
ROW_BY_ROW: Final = frozenset({"K", "Q"})
WITH_ENDS: Final = frozenset({"K", "F"})
"""What stands left and right of a line is written behind a bar."""


@dataclass(frozen=True, slots=True)
class Tables:
    answering: Answering

    def table(self, asked: Asked) -> list[Question]:
        rows = list(self.rows(asked))
        wording = self.answering.wording
        checks = self.answering.validation.whole(asked)
        tip = self.answering.tip(asked)
        if checks and any(each.show_if is not None for each in rows):
            rows = [with_constraint(each, tree_of(checks), tip) for each in rows]
            self.report_empty(asked, checks)
        elif checks and rows:
            rows[-1] = with_whole(rows[-1], checks, {rows[-1].code}, tip)
        return [
            Question(
                code=code_of(asked.title),
                kind=QuestionKind.GROUP,
                text=wording.needed(asked.texts, asked.position, asked.title),
                hint=self.answering.hint(asked),
                fields=tuple(rows),
                is_grid=asked.type not in ROW_BY_ROW,
            )
        ]

    def report_empty(self, asked: Asked, checks: list[Check]) -> None:
        """Any row may be away, so that none of them can stand for the whole while it is empty."""
        if any(each.is_of_nothing for each in checks):
            message = f"{asked.title}: what is checked of all rows is not where none is answered."
            mend = "Make a row required, if one must be answered."
            place = Place("", asked.position)
            faults = self.answering.wording.faults
            faults.note(place, "carried-otherwise", message=message, mend=mend)

    def rows(self, asked: Asked) -> Iterator[Question]:
        filters = self.answering.filters.of(asked, [each.code for each in asked.rows()])
        for part in asked.rows():
            for each in self.row(asked, part):
                yield shown(each, filters, part)

    def row(self, asked: Asked, part: Part) -> list[Question]:
        code = box(code_of(asked.title), code_of_part(part.code))
        text = self.text(asked, part)
        if asked.type in {":", ";"}:
            return self.cells(asked, part, code, text)
        if asked.type == "1":
            return [self.scaled(asked, part, code, scale=each, text=text) for each in (0, 1)]
        if asked.type in ROW_BY_ROW:
            return [self.box(asked, part, code, text)]
        return [self.marked(asked, code, text)]

    def text(self, asked: Asked, part: Part) -> Text:
        texts = {each: text.replace("|", " / ") for each, text in part.texts.items()}
        wanted = texts if asked.type in WITH_ENDS else part.texts
        return self.answering.wording.needed(wanted, asked.position, asked.title, part.code)

    def box(self, asked: Asked, part: Part, code: str, text: Text) -> Question:
        found = self.answering.field(asked, code, text=text, part=part.code)
        if asked.type == "K" and asked.is_on("slider_layout"):
            found = as_slider(found, asked)
        default, rule = self.answering.defaults.of(asked, found, part.id)
        return replace(found, default=default, default_rule=rule)

    def marked(self, asked: Asked, code: str, text: Text) -> Question:
        """A row whose answers are marks or choices along a line."""
        is_required = asked.mandatory == "Y"
        if asked.type in MARKS:
            return Question(
                code=code,
                kind=QuestionKind.RATING,
                text=text,
                minimum=1,
                maximum=MARKS[asked.type],
                is_required=is_required,
            )
        return Question(
            code=code,
            kind=QuestionKind.SCALE,
            text=text,
            choices=self.choices(asked, 0),
            list_name=code_of(asked.title),
            is_required=is_required,
        )

    def choices(self, asked: Asked, scale: int) -> tuple[Choice, ...]:
        if asked.type in WORDS:
            codes, words = WORDS[asked.type]
            return choices_of(codes, words, self.answering.wording.languages)
        return self.answering.choices(asked, asked.choices(scale))

    def scaled(self, asked: Asked, part: Part, code: str, *, scale: int, text: Text) -> Question:
        """One of the two scales of a row, named with its header."""
        wording = self.answering.wording
        written = asked.attributes.get(f"dualscale_header{'AB'[scale]}", {})
        spread = {
            each: written.get(each) or written.get("", "") for each in wording.languages.codes
        }
        header = wording.text(spread, asked.position, asked.title, part.code)
        return Question(
            code=f"{code}_{scale}",
            kind=QuestionKind.SCALE,
            text=text if header is None else with_words(text, header),
            choices=self.choices(asked, scale),
            list_name=f"{code_of(asked.title)}_{scale}",
            is_required=asked.mandatory == "Y",
        )

    def cells(self, asked: Asked, row: Part, code: str, text: Text) -> list[Question]:
        columns = asked.rows(1)
        if has_boxes(asked):
            choices = self.answering.choices(asked, columns)
            is_required = asked.mandatory == "Y"
            return [
                Question(
                    code=code,
                    kind=QuestionKind.MULTIPLE,
                    text=text,
                    choices=choices,
                    list_name=code_of(asked.title),
                    is_required=is_required,
                )
            ]
        return [self.cell(asked, row, code, column=each, text=text) for each in columns]

    def cell(self, asked: Asked, row: Part, code: str, *, column: Part, text: Text) -> Question:
        words = with_words(text, self.text(asked, column))
        suffix = f"{row.code}_{column.code}"
        field = box(code, code_of_part(column.code))
        found = self.answering.field(asked, field, text=words, part=suffix)
        if asked.type != ":" or asked.is_on("input_boxes"):
            return within(found, asked) if asked.type == ":" else found
        return within(replace(found, minimum=1, maximum=10, step=1), asked)


def shown(question: Question, filters: Mapping[str, Tree], part: Part) -> Question:
    tree = filters.get(part.code)
    return question if tree is None else replace(question, show_if=rule_of(tree))


def within(question: Question, asked: Asked) -> Question:
    """With the bounds of a table of numbers."""
    if question.kind not in NUMBERS:
        return question
    names = {"minimum": "min", "maximum": "max", "step": "step"}
    found = {key: literal_of(asked, f"multiflexible_{name}") for key, name in names.items()}
    minimum, maximum, step = found["minimum"], found["maximum"], found["step"]
    return replace(
        question,
        minimum=question.minimum if minimum is None else minimum,
        maximum=question.maximum if maximum is None else maximum,
        step=step or question.step,
    )


def as_slider(question: Question, asked: Asked) -> Question:
    """From 0 to 100 in steps of 1, where nothing else is said."""
    low, high = literal_of(asked, "slider_min"), literal_of(asked, "slider_max")
    written = asked.attribute("slider_accuracy")
    step = float(written) if written.replace(".", "", 1).isdigit() and float(written) else 1.0
    return replace(
        question,
        kind=QuestionKind.RANGE,
        minimum=0 if low is None else low,
        maximum=100 if high is None else high,
        step=step,
    )


def with_words(text: Text, more: Text) -> Text:
    """Both with a colon between, in every language of either."""
    languages = dict.fromkeys([*text.texts, *more.texts])
    return Text(
        text.source,
        {each: f"{text.in_language(each)}: {more.in_language(each)}" for each in languages},
    )
