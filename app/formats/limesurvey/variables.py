"""The variables that expressions of LimeSurvey name, each as what stands for it here."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from app.formats.foreign.making import Sort, call, is_answered, negated, selected, text
from app.formats.limesurvey.survey import OTHER, Asked, Survey
from app.questionnaire.expression.tree import Literal, Number, Reference, Tree

YES: Final = "Y"
CHECKED: Final = "1"
NUMBERS: Final = frozenset({"N", "K", "5", "A", "B"})
LISTED: Final = frozenset({"L", "!", "O", "G", "Y", "C", "E", "F", "H", "1"})
"""Types whose answers have a text beside their code."""
ROWS: Final = frozenset({"A", "B", "C", "E", "F", "H"})
BOXES: Final = frozenset({"K", "Q"})
ALONE: Final = frozenset({"S", "T", "U", "N", "D", "Y", "G", "5", "I", "L", "!", "O", "*", "|"})


@dataclass(frozen=True, slots=True)
class Variable:
    """question: its title. row: what self.sq_… searches: codes of row and column, or ''.

    tree: its value. mark: of a box that is checked or not, the value when it is; checked: whether
    it is. field: code of the question here that holds it. is_comment: of self.comments.
    """

    name: str
    question: str
    field: str
    tree: Tree
    sort: Sort = Sort.TEXT
    row: str = ""
    mark: str = ""
    checked: Tree | None = None
    has_labels: bool = False
    is_comment: bool = False

    @property
    def shown(self) -> Tree:
        """What a person reads for the answer."""
        if self.checked is not None:
            chosen = text(self.row)
            label = call("jr:choice-name", chosen, Literal(f"${{{self.field}}}"))
            return call("if", self.checked, label, Literal(""))
        if not self.has_labels:
            return self.tree
        return call("jr:choice-name", self.tree, Literal(f"${{{self.field}}}"))

    @property
    def answered(self) -> Tree:
        return is_answered(self.tree) if self.checked is None else self.checked

    def equals(self, value: str) -> Tree | None:
        """Of a box: what comparing it with a text comes to."""
        if self.checked is None:
            return None
        if value == self.mark:
            return self.checked
        return negated(self.checked) if value == "" else call("false")


def code_of(title: str) -> str:
    """A title as a code that rules can name."""
    plain = "".join(each if each.isalnum() or each == "_" else "_" for each in title)
    return plain if plain[:1].isalpha() or plain[:1] == "_" else f"Q{plain}"


def box(code: str, part: str) -> str:
    return f"{code}_{part}" if part else code


def variables_of(question: Asked) -> Iterator[tuple[Variable, str]]:
    """With each how fields call it behind the number of the question: 12X3X45 SQ1."""
    code = code_of(question.title)
    if question.type in ALONE:
        yield alone(question, code), ""
    elif question.type in {"M", "P"}:
        yield from boxes(question, code)
    elif question.type in ROWS | BOXES:
        yield from (row_of(question, code, each.code) for each in question.rows())
    elif question.type in {":", ";"}:
        yield from cells(question, code)
    elif question.type == "1":
        yield from two_scales(question, code)
    elif question.type == "R":
        yield from ranks(question, code)
    yield from texts_beside(question, code)


def alone(question: Asked, code: str) -> Variable:
    is_number = question.type in NUMBERS or question.is_on("numbers_only")
    sort = Sort.NUMBER if is_number else Sort.TEXT
    return Variable(
        question.title, question.title, code, Reference(code), sort, has_labels=is_listed(question)
    )


def is_listed(question: Asked) -> bool:
    return question.type in LISTED


def boxes(question: Asked, code: str) -> Iterator[tuple[Variable, str]]:
    for part in question.rows():
        name = f"{question.title}_{part.code}"
        yield marked(question, code, part.code, name=name), part.code
        if question.type == "P":
            field = f"{box(code, part.code)}comment"
            comment = Variable(
                f"{name}comment",
                question.title,
                field,
                Reference(field),
                row=part.code,
                is_comment=True,
            )
            yield comment, f"{part.code}comment"


def marked(question: Asked, code: str, part: str, *, name: str, mark: str = YES) -> Variable:
    checked = selected(code, part)
    value: Tree = Literal(mark) if mark == YES else Number(float(mark))
    tree = call("if", checked, value, Literal(""))
    sort = Sort.TEXT if mark == YES else Sort.NUMBER
    return Variable(name, question.title, code, tree, sort, row=part, mark=mark, checked=checked)


def row_of(question: Asked, code: str, row: str) -> tuple[Variable, str]:
    field = box(code, code_of_part(row))
    is_number = question.type in NUMBERS or question.is_on("numbers_only")
    sort = Sort.NUMBER if is_number else Sort.TEXT
    name = f"{question.title}_{row}"
    found = Variable(
        name,
        question.title,
        field,
        Reference(field),
        sort,
        row=row,
        has_labels=is_listed(question),
    )
    return found, row


def code_of_part(code: str) -> str:
    return "".join(each if each.isalnum() or each == "_" else "_" for each in code)


def cells(question: Asked, code: str) -> Iterator[tuple[Variable, str]]:
    for row in question.rows(0):
        for column in question.rows(1):
            suffix = f"{row.code}_{column.code}"
            name = f"{question.title}_{suffix}"
            line = box(code, code_of_part(row.code))
            if has_boxes(question):
                found = marked(question, line, column.code, name=name, mark=CHECKED)
                yield found, suffix
                continue
            field = box(line, code_of_part(column.code))
            sort = Sort.NUMBER if question.type == ":" else Sort.TEXT
            yield (
                Variable(name, question.title, field, Reference(field), sort, row=suffix),
                suffix,
            )


def has_boxes(question: Asked) -> bool:
    return question.type == ":" and question.is_on("multiflexible_checkbox")


def two_scales(question: Asked, code: str) -> Iterator[tuple[Variable, str]]:
    for row in question.rows():
        for scale in ("0", "1"):
            field = f"{box(code, code_of_part(row.code))}_{scale}"
            name = f"{question.title}_{row.code}_{scale}"
            found = Variable(
                name, question.title, field, Reference(field), row=row.code, has_labels=True
            )
            yield found, f"{row.code}#{scale}"


def ranks(question: Asked, code: str) -> Iterator[tuple[Variable, str]]:
    for place in range(1, len(question.choices()) + 1):
        tree = call("selected-at", Reference(code), Number(float(place - 1)))
        name = f"{question.title}_{place}"
        yield (
            Variable(name, question.title, code, tree, row=str(place), has_labels=True),
            str(place),
        )


def texts_beside(question: Asked, code: str) -> Iterator[tuple[Variable, str]]:
    named = []
    if question.has_other and question.type in {"L", "!", "M", "P"}:
        named.append((OTHER, False))
    if question.type == "O":
        named.append(("comment", True))
    if question.has_other and question.type == "P":
        named.append(("othercomment", True))
    for name, is_comment in named:
        field = f"{code}_{name}"
        full = f"{question.title}_{name}"
        found = Variable(
            full, question.title, field, Reference(field), row=name, is_comment=is_comment
        )
        yield found, name


class Variables:
    """By name and by field: Q1_SQ1 and 12X3X45SQ1, and those of each question.

    has_scores: Q.value is what the chosen answer counts, not its code.
    """

    def __init__(self, survey: Survey) -> None:
        self.named: dict[str, Variable] = {}
        self.of_question: dict[str, Sequence[Variable]] = {}
        self.has_scores = survey.settings.get("assessments") == "Y"
        self.questions = {each.title: each for each in survey.questions}
        for question in survey.questions:
            field = f"{survey.id}X{question.group}X{question.id}"
            found = list(variables_of(question))
            self.of_question[question.title] = tuple(each for each, _ in found)
            for variable, suffix in found:
                self.named.setdefault(variable.name, variable)
                self.named[field + suffix] = variable
                self.named[field + suffix.replace("#", "_")] = variable

    def get(self, name: str) -> Variable | None:
        return self.named.get(name)
