"""Expressions of LimeSurvey as trees of ours, with the remarks that go with each.

Rules of the original, after em_core_helper.php: == and != compare loosely, an order of something
empty never holds, a condition is 1 or nothing, and a variable without .NAOK whose question was
not asked makes the whole condition false.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from app.formats.foreign.making import both, call, joined, negated
from app.formats.foreign.parsing import parsed
from app.formats.foreign.refusal import NoEqualError
from app.formats.foreign.written import Call as Called
from app.formats.foreign.written import Joined, Name, Number, Signed, Text, Written, chained
from app.formats.limesurvey.functions import FUNCTIONS
from app.formats.limesurvey.grammar import GRAMMAR
from app.formats.limesurvey.meaning import (
    Meant,
    number_meant,
    text_meant,
    truth_meant,
)
from app.formats.limesurvey.names import Reader
from app.formats.limesurvey.operators import (
    ARITHMETIC,
    COMPARISONS,
    added,
    compared_as,
    reckoned,
)
from app.formats.limesurvey.strictness import is_false_without
from app.formats.limesurvey.variables import Variable, Variables
from app.questionnaire.expression.tree import Call, Literal, Negative, Reference, Tree, walk
from app.questionnaire.expression.tree import Number as OurNumber

LARGEST_GUARD: Final = 400
"""Nodes of what is repeated to say that the questions of a rule were asked."""


@dataclass(frozen=True, slots=True)
class Found:
    """meant: the whole. remarks: what differs from the original, in words."""

    meant: Meant
    remarks: tuple[str, ...] = ()

    @property
    def truth(self) -> Tree:
        return self.meant.truth

    @property
    def value(self) -> Tree:
        return self.meant.value


@dataclass(slots=True)
class Expressions:
    """relevance: title of a question to when it is asked; None always. rows: title and row to when
    the row is there. Both are filled as questions are read."""

    variables: Variables
    relevance: Mapping[str, Tree | None] = field(default_factory=dict)
    rows: dict[tuple[str, str], Tree] = field(default_factory=dict)

    def condition(self, source: str, *, own: str = "", part: str = "") -> Found:
        """own: title of the question whose rule it is, for self; part: its row, for this.

        Raises NoEqualError.
        """
        translator = self.translator(own, part)
        meant = translator.meant(parsed(source, GRAMMAR))
        tree = self.guarded(meant.truth, translator)
        return Found(truth_meant(tree), tuple(dict.fromkeys(translator.remarks)))

    def value(self, source: str, *, own: str = "", part: str = "") -> Found:
        translator = self.translator(own, part)
        meant = translator.meant(parsed(source, GRAMMAR))
        guard = None if is_answer(meant.tree) else self.guard(translator)
        if guard is not None:
            meant = Meant(call("if", guard, meant.value, Literal("")), meant.sort)
        return Found(meant, tuple(dict.fromkeys(translator.remarks)))

    def translator(self, own: str, part: str) -> "Translator":
        return Translator(Reader(self.variables, own, part))

    def guarded(self, tree: Tree, translator: "Translator") -> Tree:
        """False where a question named without .NAOK is not asked, unless it is so already."""
        strict = [
            each for each in translator.reader.strict if not is_false_without(tree, each.field)
        ]
        guard = self.guard_of(strict, translator)
        return both(guard, tree) or tree

    def guard(self, translator: "Translator") -> Tree | None:
        return self.guard_of(translator.reader.strict, translator)

    def asked(self, variable: Variable) -> Tree | None:
        """When the question of a variable, and its row, are there."""
        row = variable.row.partition("_")[0]
        found = self.rows.get((variable.question, variable.row))
        found = found or self.rows.get((variable.question, row))
        return both(self.relevance.get(variable.question), found)

    def guard_of(self, strict: Sequence[Variable], translator: "Translator") -> Tree | None:
        guard = both(*(self.asked(each) for each in strict))
        if guard is None or sum(1 for _ in walk(guard)) <= LARGEST_GUARD:
            return guard
        translator.remarks.append(
            "LimeSurvey holds it to be false where one of its questions was not asked; "
            "here such a question is empty. Add .NAOK there to see that nothing changes."
        )
        return None


def is_answer(tree: Tree) -> bool:
    """An answer or its words: empty by itself where the question was not asked."""
    match tree:
        case Reference():
            return True
        case Call("jr:choice-name" | "selected-at", (first, *_)):
            return is_answer(first)
    return False


@dataclass(slots=True)
class Translator:
    """One expression."""

    reader: Reader
    remarks: list[str] = field(default_factory=list)

    def meant(self, written: Written) -> Meant:
        match written:
            case Number(value):
                return number_meant(value)
            case Text(value):
                return text_meant(value)
            case Name(name):
                return self.one(name)
            case Called(name, arguments):
                return self.called(name, arguments)
            case Signed(sign, operand):
                return self.signed(sign, self.meant(operand))
            case Joined(sign, left, right):
                return self.joined(sign, left, right)
        raise NoEqualError("Square brackets mean nothing in an expression of LimeSurvey.")

    def one(self, name: str) -> Meant:
        found = self.reader.meant(name)
        if len(found) == 1:
            return found[0]
        count = f"{len(found)} answers" if found else "no answer"
        raise NoEqualError(
            f"{name} stands for {count}, where one is needed.", "Name the row: QUESTION_ROW."
        )

    def called(self, name: str, arguments: Sequence[Written]) -> Meant:
        function = FUNCTIONS.get(name)
        if function is None:
            raise NoEqualError(f"{name}() has no equal here.")
        meant: list[Meant] = []
        for each in arguments:
            meant += self.reader.meant(each.name) if isinstance(each, Name) else [self.meant(each)]
        if not function.least <= len(meant) <= function.most:
            raise NoEqualError(f"{name}() is called with {len(meant)} values.", "Mend the call.")
        if function.remark:
            self.remarks.append(function.remark)
        return function.build(meant)

    def signed(self, sign: str, operand: Meant) -> Meant:
        if sign == "not":
            return truth_meant(negated(operand.truth))
        if isinstance(operand.literal, float):
            return number_meant(-operand.literal if sign == "-" else operand.literal)
        value = call("coalesce", operand.value, OurNumber(0.0))
        return Meant(Negative(value) if sign == "-" else value, operand.sort)

    def joined(self, sign: str, left: Written, right: Written) -> Meant:
        if sign in COMPARISONS:
            return compared_as(sign, self.meant(left), self.meant(right), self.remarks)
        if sign == "+":
            parts = chained(Joined(sign, left, right), sign)
            return added([self.meant(each) for each in parts], self.remarks)
        if sign in ARITHMETIC:
            return reckoned(sign, self.meant(left), self.meant(right))
        trees = (self.meant(left).truth, self.meant(right).truth)
        return truth_meant(joined(sign, trees))
