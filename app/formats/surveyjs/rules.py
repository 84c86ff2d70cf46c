"""The rules of an element: when it is shown, may be changed, must be answered, and what holds."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from app.formats.foreign.making import (
    both,
    call,
    compared,
    either,
    is_empty,
    negated,
    number,
    rule_of,
)
from app.formats.foreign.needing import with_need
from app.formats.foreign.patterns import fits
from app.formats.foreign.refusal import NoEqualError
from app.formats.surveyjs.expressions import Expressions
from app.formats.surveyjs.node import Node
from app.formats.surveyjs.texts import Wording
from app.questionnaire.expression.rule import Rule
from app.questionnaire.expression.tree import Literal, Reference, Tree
from app.questionnaire.model import Question, QuestionKind, Text

EMAIL: Final = r"[^@\s]+@[^@\s]+\.[^@\s]+"
DATES: Final = frozenset({QuestionKind.DATE, QuestionKind.DATE_TIME, QuestionKind.TIME})
MOST_CHARACTERS: Final = 10_000


@dataclass(frozen=True, slots=True)
class Check:
    """is_warning: people are told, not stopped. is_of_nothing: made of an empty answer too."""

    tree: Tree
    text: Text | None = None
    is_warning: bool = False
    is_of_nothing: bool = False


@dataclass(frozen=True, slots=True)
class RuleReader:
    wording: Wording

    def lost(self, node: Node, key: str, message: str, mend: str = "Write it anew here.") -> None:
        self.wording.faults.note(node.place(key), "not-carried", message=message, mend=mend)

    def tree(self, node: Node, key: str, expressions: Expressions) -> Tree | None:
        source = node.text(key).strip()
        if not source:
            return None
        try:
            found = expressions.condition(source)
            rule_of(found)
        except NoEqualError as error:
            self.lost(node, key, f"{source} has no equal. {error.message}", error.mend)
            return None
        return found

    def rule(self, node: Node, key: str, expressions: Expressions) -> Rule | None:
        tree = self.tree(node, key, expressions)
        return None if tree is None else rule_of(tree)

    def value(self, node: Node, key: str, expressions: Expressions) -> Rule | None:
        source = node.text(key).strip()
        if not source:
            return None
        try:
            return rule_of(expressions.value(source))
        except NoEqualError as error:
            self.lost(node, key, f"{source} has no equal. {error.message}", error.mend)
            return None

    def ruled(self, question: Question, node: Node, expressions: Expressions) -> Question:
        """With when it is shown, must be answered and may be changed."""
        enabled = self.tree(node, "enableIf", expressions)
        return replace(
            question,
            show_if=self.rule(node, "visibleIf", expressions),
            is_required=node.is_on("isRequired"),
            required_if=self.rule(node, "requiredIf", expressions),
            required_text=self.wording.text(node, "requiredErrorText", expressions),
            is_read_only=node.is_on("readOnly"),
            read_only_if=None if enabled is None else rule_of(negated(enabled)),
        )

    def checked(self, question: Question, node: Node, expressions: Expressions) -> Question:
        """With its validators, and bounds that depend on answers."""
        checks = [
            check
            for each in node.nodes("validators")
            if (check := self.check(question, each, expressions)) is not None
        ]
        checks += self.bounds(question, node, expressions)
        found = question
        for is_warning in (False, True):
            found = with_checks(found, [e for e in checks if e.is_warning is is_warning])
        wanted = both(*(each.tree for each in checks if each.is_of_nothing and not each.is_warning))
        if wanted is None:
            return found
        text = joined_texts([each for each in checks if each.is_of_nothing])
        codes = {f"{question.code}{ending}" for ending in ("", "_other", "_comment")}
        return with_need(found, wanted, codes, text)

    def check(self, question: Question, node: Node, expressions: Expressions) -> Check | None:
        kind = node.text("type").removesuffix("validator")
        answer = Reference(question.code)
        try:
            tree = self.validated(kind, node, answer, expressions)
            if tree is None:
                return None
            rule_of(tree)
        except NoEqualError as error:
            self.lost(node, "", f"The check {kind} is not made. {error.message}", error.mend)
            return None
        is_warning = node.text("notificationType") in {"warning", "info"}
        said = self.wording.text(node, "text", expressions)
        return Check(tree, said, is_warning, kind == "expression")

    def validated(
        self, kind: str, node: Node, answer: Tree, expressions: Expressions
    ) -> Tree | None:
        if kind in MADE:
            return MADE[kind](answer, node)
        if kind == "expression":
            source = node.text("expression")
            return expressions.condition(source) if source else None
        raise NoEqualError(f"No check here is like {kind!r}.")

    def bounds(self, question: Question, node: Node, expressions: Expressions) -> list[Check]:
        """Least and most of dates, and those that are worked out."""
        found = []
        for name, sign in (("min", ">="), ("max", "<=")):
            source = node.text(f"{name}ValueExpression")
            if not source and question.kind in DATES:
                source = dated(node.text(name))
            if source:
                limit = Limit(name, sign, source)
                found += self.bound(limit, node, Reference(question.code), expressions)
        return found

    def bound(
        self, limit: "Limit", node: Node, answer: Tree, expressions: Expressions
    ) -> list[Check]:
        try:
            bound = expressions.value(limit.source)
            tree = compared(limit.sign, answer, bound)
            tree = tree if isinstance(bound, Literal) else either([is_empty(bound), tree])
            rule_of(tree)
        except NoEqualError as error:
            message = f"{limit.source} has no equal. {error.message}"
            self.lost(node, limit.name, message, error.mend)
            return []
        return [Check(tree, self.wording.text(node, f"{limit.name}ErrorText", expressions))]


@dataclass(frozen=True, slots=True)
class Limit:
    """name: min or max. source: the expression that gives it."""

    name: str
    sign: str
    source: str


def dated(written: str) -> str:
    """`=today()` is an expression, 2026-01-31 a date."""
    if written.startswith("="):
        return written[1:]
    return f"'{written}'" if written else ""


def within(value: Tree, node: Node, low: str, high: str) -> Tree | None:
    bounds = ((">=", node.number(low)), ("<=", node.number(high)))
    return both(*(compared(sign, value, number(each)) for sign, each in bounds if each is not None))


def length(answer: Tree, node: Node) -> Tree | None:
    """0 sets no bound."""
    size = call("string-length", answer)
    bounds = ((">=", node.number("minLength")), ("<=", node.number("maxLength")))
    return both(*(compared(sign, size, number(each)) for sign, each in bounds if each))


def text_check(answer: Tree, node: Node) -> Tree | None:
    if not node.is_off("allowDigits"):
        return length(answer, node)
    return both(call("not", fits(answer, "[0-9]")), length(answer, node))


def pattern_check(answer: Tree, node: Node) -> Tree | None:
    return fits(answer, node.text("regex"), ignores_case=node.is_on("caseInsensitive"))


def count_check(answer: Tree, node: Node) -> Tree | None:
    return within(call("count-selected", answer), node, "minCount", "maxCount")


MADE: Final[Mapping[str, Callable[[Tree, Node], Tree | None]]] = {
    "numeric": lambda answer, node: within(answer, node, "minValue", "maxValue"),
    "text": text_check,
    "answercount": count_check,
    "regex": pattern_check,
    "email": lambda answer, _: call("regex", answer, Literal(EMAIL)),
}


def with_checks(question: Question, checks: list[Check]) -> Question:
    tree = both(*(each.tree for each in checks))
    if tree is None:
        return question
    said = joined_texts(checks)
    if checks[0].is_warning:
        return replace(question, warning=rule_of(tree), warning_text=said)
    own = None if question.constraint is None else question.constraint.tree
    rule = rule_of(both(own, tree) or tree)
    return replace(question, constraint=rule, constraint_text=said or question.constraint_text)


def joined_texts(checks: list[Check]) -> Text | None:
    """What each check says, one after the other."""
    texts = list(dict.fromkeys(str(each.text) for each in checks if each.text))
    said = [each.text for each in checks if each.text is not None]
    if len(texts) < 2:
        return said[0] if said else None
    languages = dict.fromkeys(language for each in said for language in each.texts)
    spoken = {code: " ".join(each.in_language(code) for each in said) for code in languages}
    return Text(said[0].source, spoken)
