"""Expressions of SurveyJS as trees of ours.

Rules of the original, after expressions.ts and helpers.ts: texts are compared without regard to
capital letters, an order of something empty never holds, in arithmetic nothing is 0, and nothing
comes of a division by 0.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from app.formats.foreign.making import Sort, call, compared, joined, negated
from app.formats.foreign.parsing import parsed
from app.formats.foreign.refusal import NoEqualError
from app.formats.foreign.written import Call, Joined, Listed, Name, Number, Signed, Text, Written
from app.formats.foreign.written import chained as operands
from app.formats.surveyjs.comparing import COMPARISONS, NUMERIC, comparison
from app.formats.surveyjs.functions import FUNCTIONS, NAMED
from app.formats.surveyjs.grammar import GRAMMAR
from app.formats.surveyjs.known import Known, first_known
from app.formats.surveyjs.meaning import Meant, literal_meant, meant_of, single, truth_meant
from app.questionnaire.expression.tree import Literal, Path, Reference, Step, Tree
from app.questionnaire.expression.tree import Number as OurNumber
from app.questionnaire.nearest import nearest

ITEM: Final = re.compile(r"(?P<repeat>.+)\[(?P<place>[0-9]+)\]\.(?P<field>.+)")
WORDS: Final[Mapping[str, bool | None]] = {
    "true": True,
    "false": False,
    "undefined": None,
    "null": None,
}
HERE: Final = frozenset({"panel", "row"})
OTHERS: Final = frozenset({"parentpanel", "prevpanel", "nextpanel", "prevrow", "nextrow", "parent"})
CHOICE: Final = Path(None, (Step("name"),))
PLACES: Final = frozenset({"panelindex", "rowindex", "visiblepanelindex"})


@dataclass(frozen=True, slots=True)
class Expressions:
    """known: by small name. around: fields of the panel or row that the rule stands in.

    is_of_choices: the rule is decided for each choice, which is called item.
    """

    known: Mapping[str, Known]
    around: Mapping[str, Known] | None = None
    is_of_choices: bool = False

    def inside(self, around: Mapping[str, Known]) -> "Expressions":
        return replace(self, around=around)

    def of_choices(self) -> "Expressions":
        return replace(self, is_of_choices=True)

    def fields_of(self, repeat: str) -> Mapping[str, Known]:
        """Of a repeat, near or at the top; none of a name that is no repeat."""
        name = repeat.lower()
        found = (self.around or {}).get(name) or self.known.get(name)
        return {} if found is None else found.fields

    def condition(self, source: str) -> Tree:
        """Raises NoEqualError."""
        return self.meant(parsed(source, GRAMMAR)).truth

    def value(self, source: str) -> Tree:
        found = self.meant(parsed(source, GRAMMAR))
        if found.sort is Sort.TRUTH:
            return call("if", found.tree, Literal("true"), Literal("false"))
        return found.tree

    def meant(self, written: Written) -> Meant:
        match written:
            case Number(value) | Text(value):
                return literal_meant(value)
            case Listed(values):
                found = tuple(map(self.meant, values))
                return Meant(Literal(""), Sort.SEVERAL, listed=found)
            case Name(name):
                return self.named(name)
            case Call(name, arguments):
                return self.called(name, arguments)
            case Signed(sign, operand):
                return self.signed(sign, self.meant(operand))
        return self.joined(written)

    def joined(self, written: Joined) -> Meant:
        sign = written.sign
        if sign == "+":
            return added([self.meant(each) for each in operands(written, sign)])
        left, right = self.meant(written.left), self.meant(written.right)
        if sign in COMPARISONS:
            return truth_meant(comparison(sign, left, right))
        if sign in ARITHMETIC:
            numbers = [single(each).reckoned for each in (left, right)]
            return Meant(ARITHMETIC[sign](*numbers), Sort.NUMBER)
        return truth_meant(joined(sign, (left.truth, right.truth)))

    def signed(self, sign: str, operand: Meant) -> Meant:
        if sign == "empty":
            return truth_meant(operand.empty)
        if sign == "notempty":
            return truth_meant(operand.answered)
        if sign == "not":
            return truth_meant(negated(operand.truth))
        if isinstance(operand.literal, float):
            return literal_meant(-operand.literal)
        return Meant(joined("-", (OurNumber(0.0), operand.reckoned)), Sort.NUMBER)

    def called(self, name: str, arguments: Sequence[Written]) -> Meant:
        function = FUNCTIONS.get(name.lower())
        if function is None:
            raise NoEqualError(f"{name}() has no equal here.")
        if not function.least <= len(arguments) <= function.most:
            raise NoEqualError(f"{name}() with {len(arguments)} values has no equal here.")
        values = [self.meant(each) for each in arguments]
        if name.lower() in NAMED and isinstance(values[0].literal, str):
            values[0] = self.variable(values[0].literal)
        return function.build(values)

    def named(self, name: str) -> Meant:
        if name.startswith("{"):
            return self.variable(name[1:-1].strip().removeprefix("#"))
        return literal_meant(WORDS.get(name.lower(), name))

    def variable(self, name: str) -> Meant:
        steps = name.lower().split(".")
        if self.is_of_choices and steps in (["item"], ["choice"]):
            return Meant(CHOICE, Sort.TEXT)
        if steps[0] in HERE and self.around is not None:
            return meant_of(self.needed(name, steps[1:], self.around))
        if steps[0] in OTHERS or steps[0] in HERE:
            raise NoEqualError(f"{{{name}}} names another panel or row, which has no equal here.")
        if steps[0] in PLACES:
            return self.place(steps[0])
        item = ITEM.fullmatch(name.lower())
        if item is not None:
            return self.of_item(name, item["repeat"], int(item["place"]), item["field"])
        if steps[-1] == "length" and first_known(steps, self.known) is None:
            return self.length(self.needed(name, steps[:-1], self.known))
        return meant_of(self.needed(name, steps, self.known))

    def length(self, known: Known) -> Meant:
        """How many choices are chosen, items are there, or characters are written."""
        counts = {Sort.SEVERAL: "count-selected", Sort.TEXT: "string-length"}
        name = "count" if known.is_repeat else counts.get(known.sort, "string-length")
        return Meant(call(name, Reference(known.code)), Sort.NUMBER)

    def place(self, word: str) -> Meant:
        """Of the panel, the first being 0; of the row, the first being 1."""
        place = call("position", Path(None, (Step(".."),)))
        first = joined("-", (place, OurNumber(1.0)))
        return Meant(place if word == "rowindex" else first, Sort.NUMBER)

    def of_item(self, name: str, repeat: str, place: int, field: str) -> Meant:
        found = self.needed(name, repeat.split("."), self.known)
        inner = self.needed(name, field.split("."), found.fields)
        number = OurNumber(float(place + 1))
        tree = call("indexed-repeat", Reference(inner.code), Reference(found.code), number)
        return replace(meant_of(inner), tree=tree)

    def needed(self, name: str, steps: Sequence[str], known: Mapping[str, Known]) -> Known:
        found = first_known(steps, known)
        if found is None:
            mend = nearest(name.lower(), known, otherwise="Name a question of the survey.")
            raise NoEqualError(f"No question is called {name!r}.", mend)
        return found


def added(parts: Sequence[Meant]) -> Meant:
    """A sum; where a text that is no number is among the parts, all joined."""
    if any(is_words(each) for each in parts):
        return Meant(call("concat", *(each.tree for each in parts)), Sort.TEXT)
    return Meant(joined("+", [single(each).reckoned for each in parts]), Sort.NUMBER)


def is_words(meant: Meant) -> bool:
    """What is typed into a text is a text to JavaScript, even where it is a number."""
    if meant.known is not None and meant.known.is_typed:
        return True
    return isinstance(meant.literal, str) and NUMERIC.fullmatch(meant.literal) is None


def parted(sign: str) -> Callable[[Tree, Tree], Tree]:
    """By 0 nothing."""

    def part(left: Tree, right: Tree) -> Tree:
        if isinstance(right, OurNumber) and right.value:
            return compared(sign, left, right)
        by_zero = compared("=", right, OurNumber(0.0))
        return call("if", by_zero, Literal(""), compared(sign, left, right))

    return part


ARITHMETIC: Final[Mapping[str, Callable[[Tree, Tree], Tree]]] = {
    "-": lambda left, right: joined("-", (left, right)),
    "*": lambda left, right: joined("*", (left, right)),
    "/": parted("div"),
    "%": parted("mod"),
    "^": lambda left, right: call("pow", left, right),
}
