"""Codes and numbers that rules compare answers with: a choice is compared with its own codes."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.questionnaire.expression.tree import (
    Call,
    Chain,
    Filtered,
    Literal,
    Negative,
    Number,
    Path,
    Reference,
    Tree,
    children,
)
from app.questionnaire.model import CHOICE_KINDS, Question, QuestionKind, Questionnaire
from app.questionnaire.nearest import nearest
from app.questionnaire.soundness.fault import Fault
from app.questionnaire.soundness.placed import placed_rules

EQUALITIES = frozenset({"=", "!="})
ORDERS = frozenset({"<", "<=", ">", ">="})
SELECTING = frozenset({"selected"})
PAIR = 2


def comparison_faults(questionnaire: Questionnaire) -> Iterator[Fault]:
    known = {each.code: each for each in questionnaire.questions()}
    for placed in placed_rules(questionnaire):
        own = placed.question if placed.at.endswith("#constraint") else None
        yield from Comparisons(known, placed.at, own).faults(placed.rule.tree, placed.roster)


@dataclass(frozen=True, slots=True)
class Comparisons:
    """own: the question that `.` stands for."""

    known: dict[str, Question]
    at: str
    own: Question | None

    def faults(self, tree: Tree, roster: Question | None) -> Iterator[Fault]:
        """roster: the one whose fields bare words name here."""
        match tree:
            case Chain(first, rest):
                operands = [first, *(each for _, each in rest)]
                for (operator, right), left in zip(rest, operands, strict=False):
                    yield from self.compared(left, operator, right, roster)
            case Call(name, arguments) if name in SELECTING and len(arguments) == PAIR:
                yield from self.compared(arguments[0], "=", arguments[1], roster)
        if isinstance(tree, Filtered):
            yield from self.faults(tree.tree, roster)
            inner = self.roster_of(tree.tree)
            for each in tree.predicates:
                yield from self.faults(each, inner)
            return
        for each in children(tree):
            yield from self.faults(each, roster)

    def compared(
        self, left: Tree, operator: str, right: Tree, roster: Question | None
    ) -> Iterator[Fault]:
        if operator not in EQUALITIES | ORDERS:
            return
        for asked, constant in ((left, right), (right, left)):
            question = self.question_of(asked, roster)
            if question is not None and question.choices:
                yield from self.with_constant(question, constant)

    def with_constant(self, question: Question, constant: Tree) -> Iterator[Fault]:
        codes = {each.code for each in question.choices}
        if isinstance(constant, Literal):
            several = question.kind is QuestionKind.MULTIPLE
            for code in constant.text.split() if several else [constant.text]:
                if code not in codes | {""}:
                    yield self.unknown_code(question, code, constant.position)
        number = constant.operand if isinstance(constant, Negative) else constant
        if isinstance(number, Number) and not any(each.isdecimal() for each in codes):
            yield Fault(
                at=self.at,
                code="choice-compared-with-number",
                message=f"{question.code} is answered with codes, not with numbers.",
                mend=f"Compare it with a code: '{question.choices[0].code}'.",
            )

    def unknown_code(self, question: Question, code: str, position: int) -> Fault:
        return Fault(
            at=self.at,
            offset=position,
            code="unknown-choice",
            message=f"{question.code} has no choice {code!r}.",
            mend=nearest(code, {each.code for each in question.choices}),
        )

    def question_of(self, tree: Tree, roster: Question | None) -> Question | None:
        """The choice question whose answer a part of a rule is."""
        match tree:
            case Reference(code):
                found = field_of(roster, code) or self.known.get(code)
            case Path(None, (step,)):
                found = self.own if step.name == "." else field_of(roster, step.name)
            case Path(start, (step,)) if start is not None:
                found = field_of(self.roster_of(start), step.name)
            case _:
                found = None
        is_choice = found is not None and (found.kind in CHOICE_KINDS or bool(found.choices))
        return found if is_choice else None

    def roster_of(self, tree: Tree) -> Question | None:
        if isinstance(tree, Filtered):
            return self.roster_of(tree.tree)
        return self.known.get(tree.code) if isinstance(tree, Reference) else None


def field_of(roster: Question | None, code: str) -> Question | None:
    fields = roster.fields if roster else ()
    return next((each for each in fields if each.code == code), None)
