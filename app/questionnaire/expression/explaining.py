"""A rule as a sentence for people: when “How many people work here?” is 5 or more."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from app.questionnaire.expression.choosing import question_of
from app.questionnaire.expression.errors import ExpressionError
from app.questionnaire.expression.function import Gives
from app.questionnaire.expression.functions import FUNCTIONS
from app.questionnaire.expression.phrases.english import ENGLISH
from app.questionnaire.expression.phrases.french import FRENCH
from app.questionnaire.expression.phrases.wordbook import Wordbook
from app.questionnaire.expression.tree import (
    LAST_SAVED,
    Call,
    Chain,
    Filtered,
    Literal,
    Negative,
    Number,
    Path,
    Reference,
    Step,
    Top,
    Tree,
)
from app.questionnaire.expression.values import number_text

WORDBOOKS = {"en": ENGLISH, "fr": FRENCH}
PART = re.compile(r"\{(\d+)(\*?)(\??)\}")
MIRRORED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
COMPARISONS = frozenset({"=", "!=", "<", "<=", ">", ">="})
TRUTHS = COMPARISONS | {"and", "or"}
SELECTING = frozenset({"selected", "is-selected"})
Texts: TypeAlias = Callable[[str], str]
"""Code of a question: what people read, '' where that is not known."""
Labels: TypeAlias = Callable[[str, str], str]
"""Code of a question, code of a choice: what people read, '' where there is none."""


def explain(tree: Tree, language: str, texts: Texts, labels: Labels, *, own: str = "") -> str:
    """In English unless there are words for the language: en, fr. own: the code of the question
    that `.` stands for."""
    book = WORDBOOKS.get(language.partition("-")[0], ENGLISH)
    told = Teller(book, texts, labels, own)
    if not is_truth(tree):
        return told.tidied(told.value(tree))
    return told.tidied(put(book.when, told.clause(tree)))


def is_truth(tree: Tree) -> bool:
    """Whether a part says yes or no."""
    match tree:
        case Chain(_, rest):
            return rest[0][0] in TRUTHS
        case Call(name):
            return FUNCTIONS[name].gives is Gives.TRUTH
    return False


@dataclass(frozen=True, slots=True)
class Teller:
    book: Wordbook
    texts: Texts
    labels: Labels
    own: str

    def tidied(self, sentence: str) -> str:
        for old, new in self.book.changed:
            sentence = sentence.replace(old, new)
        return sentence

    def quoted(self, text: str) -> str:
        return text.join(self.book.quotes)

    def filled(self, template: str, parts: Sequence[Tree]) -> str:
        return PART.sub(lambda found: self.part(found, parts), template)

    def part(self, found: re.Match[str], parts: Sequence[Tree]) -> str:
        place, is_rest, is_clause = int(found[1]), bool(found[2]), bool(found[3])
        tell = self.clause if is_clause else self.value
        if not is_rest:
            return tell(parts[place])
        told = [tell(each) for each in parts[place:]]
        return self.book.last_joint.join([", ".join(told[:-1]), told[-1]] if told[1:] else told)

    def clause(self, tree: Tree) -> str:
        """As a condition. A value is one when it is answered."""
        match tree:
            case Chain(first, rest) if rest[0][0] in COMPARISONS:
                left = Chain(first, rest[:-1]) if len(rest) > 1 else first
                return self.comparison(left, *rest[-1])
            case Chain(first, rest) if rest[0][0] in {"and", "or"}:
                return self.joined(rest[0][0], (first, *(each for _, each in rest)))
            case Call(name, arguments) if is_truth(tree):
                return self.call(name, arguments)
        return put(self.book.is_answered, self.value(tree))

    def joined(self, sign: str, parts: Sequence[Tree]) -> str:
        return self.book.signs[sign].join(map(self.condition, parts))

    def condition(self, tree: Tree) -> str:
        """A part of an and or or, in brackets where it is one itself."""
        is_joint = isinstance(tree, Chain) and tree.rest[0][0] in {"and", "or"}
        told = self.clause(tree)
        return put(self.book.bracketed, told) if is_joint else told

    def comparison(self, left: Tree, sign: str, right: Tree) -> str:
        if isinstance(left, Literal | Number) and not isinstance(right, Literal | Number):
            left, sign, right = right, MIRRORED.get(sign, sign), left
        is_equal = sign == "="
        if sign in {"=", "!="}:
            if isinstance(right, Literal) and not right.text:
                template = self.book.is_not_answered if is_equal else self.book.is_answered
                return put(template, self.value(left))
            if isinstance(right, Call) and right.name in {"true", "false"}:
                return self.truth(left, is_yes=is_equal == (right.name == "true"))
        return put(self.book.signs[sign], self.compared(left), self.choice(left, right))

    def compared(self, tree: Tree) -> str:
        return self.operand(tree) if is_truth(tree) else self.value(tree)

    def truth(self, tree: Tree, *, is_yes: bool) -> str:
        if is_truth(tree):
            return self.filled(self.book.is_so if is_yes else self.book.is_not_so, [tree])
        return self.filled(self.book.is_yes if is_yes else self.book.is_no, [tree])

    def choice(self, asked: Tree, tree: Tree) -> str:
        """What a question is compared with: where it is one of its choices, in words."""
        if not isinstance(tree, Literal):
            return self.compared(tree)
        code = code_of(asked)
        code = self.own if code == "." else code
        label = self.labels(code, tree.text) if code else ""
        return self.quoted(label or tree.text)

    def call(self, name: str, arguments: Sequence[Tree]) -> str:
        if name in SELECTING:
            asked, code = arguments
            return put(self.book.functions[name], self.value(asked), self.choice(asked, code))
        by_count = f"{name}/{len(arguments)}"
        template = self.book.functions.get(by_count) or self.book.functions[name]
        return self.filled(template, arguments)

    def value(self, tree: Tree) -> str:
        match tree:
            case Chain() | Call() if is_truth(tree):
                return self.filled(self.book.whether, [tree])
            case Chain(first, rest):
                return self.calculated(first, rest)
            case Call(name, arguments):
                return self.call(name, arguments)
            case Negative(operand):
                return self.filled(self.book.negative, [operand])
        return self.nodes(tree)

    def nodes(self, tree: Tree) -> str:
        match tree:
            case Filtered(filtered, predicates):
                return self.filtered(self.value(filtered), predicates)
            case Path(start, steps):
                return self.walked(start, steps)
        return self.leaf(tree)

    def leaf(self, tree: Tree) -> str:
        match tree:
            case Number(value):
                return number_text(value).replace(".", self.book.decimal_sign)
            case Literal(text):
                return self.quoted(text)
            case Reference(code) if code.startswith(LAST_SAVED):
                saved = self.named(code.removeprefix(LAST_SAVED))
                return put(self.book.last_saved, saved)
            case Reference(code):
                return self.named(code)
        return self.book.whole

    def named(self, code: str) -> str:
        return self.quoted(self.texts(code) or code)

    def calculated(self, first: Tree, rest: Sequence[tuple[str, Tree]]) -> str:
        told = self.operand(first)
        for sign, tree in rest:
            told = put(self.book.signs[sign], told, self.operand(tree))
        return told

    def operand(self, tree: Tree) -> str:
        told = self.value(tree)
        return put(self.book.bracketed, told) if isinstance(tree, Chain) else told

    def filtered(self, told: str, predicates: Sequence[Tree]) -> str:
        for each in predicates:
            is_place = isinstance(each, Number)
            template = self.book.at_place if is_place else self.book.for_which
            inside = self.value(each) if is_place else self.condition(each)
            told = put(template, told, inside)
        return told

    def walked(self, start: Tree | None, steps: Sequence[Step]) -> str:
        """Absolute paths are told by the question that they lead to."""
        if isinstance(start, Top):
            start, steps = None, steps[-1:]
        told = "" if start is None else self.value(start)
        for step in steps:
            told = self.filtered(self.step(told, step), step.predicates)
        return told

    def step(self, told: str, step: Step) -> str:
        around = told or (self.named(self.own) if self.own else self.book.this)
        if step.name == ".":
            return around
        if step.name == "..":
            return put(self.book.around, around)
        if step.name == "*":
            return put(self.book.all_inside, told or self.book.whole)
        if not told:
            return self.named(step.name)
        template = self.book.below if step.is_deep else self.book.child
        return put(template, told, self.named(step.name))


def put(template: str, *told: str) -> str:
    """The parts into their places, each once: what a part says is never read as a place."""
    return PART.sub(lambda found: told[int(found[1])], template)


def code_of(tree: Tree) -> str:
    try:
        return question_of(tree)
    except ExpressionError:
        return ""
