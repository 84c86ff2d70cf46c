"""Checks that other programs make of an empty answer too: here such a question must be answered."""

from collections.abc import Collection
from dataclasses import replace

from app.formats.foreign.making import negated, rule_of
from app.questionnaire.expression.scope import AnswerScope
from app.questionnaire.expression.tree import (
    Call,
    Chain,
    Filtered,
    Literal,
    Negative,
    Path,
    Reference,
    Tree,
)
from app.questionnaire.model import Question, Text


def without(tree: Tree, codes: Collection[str]) -> Tree:
    """The tree where none of these questions is answered."""
    found = tree
    match tree:
        case Reference(code) if code in codes:
            found = Literal("")
        case Call(name, arguments):
            found = Call(name, tuple(without(each, codes) for each in arguments))
        case Chain(first, rest):
            others = tuple((sign, without(each, codes)) for sign, each in rest)
            found = Chain(without(first, codes), others)
        case Negative(operand):
            found = Negative(without(operand, codes))
        case Filtered(filtered, predicates):
            found = Filtered(without(filtered, codes), predicates)
        case Path(start, steps) if start is not None:
            found = Path(without(start, codes), steps)
    return found


def with_need(
    question: Question, tree: Tree, codes: Collection[str], text: Text | None
) -> Question:
    """Required where the tree does not hold while none of the codes is answered.

    codes: of the question and of what is asked only with it. Where no other answer decides it, it
    is decided now.
    """
    if question.is_required or question.required_if is not None:
        return question
    rule = rule_of(negated(without(tree, codes)))
    required_text = question.required_text or text
    if rule.names or not rule.is_pure:
        return replace(question, required_if=rule, required_text=required_text)
    if rule.holds(AnswerScope({})):
        return replace(question, is_required=True, required_text=required_text)
    return question
