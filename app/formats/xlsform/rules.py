"""Cells that hold rules, yes or no, defaults and parameters, as values."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from app.formats.xlsform.faults import Faults
from app.formats.xlsform.tables import Row
from app.questionnaire.expression.errors import ExpressionError
from app.questionnaire.expression.rule import Rule
from app.questionnaire.expression.tree import Call, Chain, Reference, walk
from app.questionnaire.model import QuestionKind, Value
from app.questionnaire.nearest import nearest

YES: Final = frozenset({"yes", "true", "true()", "1"})
NO: Final = frozenset({"no", "false", "false()", "0"})
REFERENCE: Final = re.compile(r"\$\{\s*([^{}\s]+)\s*\}")
PARAMETER: Final = re.compile(r"([\w:.\-]+)\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s,;]+)")
CALCULATED: Final = re.compile(r"\$\{|\w\s*\(")
COMPUTES: Final = frozenset({"+", "*", "div", "mod", "|"})
"""Signs that make a default a rule; a minus also stands in dates and codes."""


@dataclass(frozen=True, slots=True)
class RuleReader:
    """names: of everything in the form, to how often each stands."""

    names: Mapping[str, int]
    faults: Faults

    def rule(self, row: Row, key: str) -> Rule | None:
        source = row.text(key)
        return self.parsed(source, row, key) if source else None

    def parsed(self, source: str, row: Row, key: str) -> Rule | None:
        """None with a problem at its cell where it cannot be run."""
        try:
            rule = Rule.parse(source)
        except ExpressionError as error:
            message = f"{error.message} It is character {error.position + 1} of the rule."
            self.faults.problem(row.place(key), "expression", message=message, mend=str(error.mend))
            return None
        self.check_names(rule.names, row, key)
        return rule

    def of_parameter(self, row: Row, source: str | None) -> Rule | None:
        return self.parsed(source, row, "parameters") if source else None

    def check_names(self, names: Iterator[str] | frozenset[str], row: Row, key: str) -> None:
        for name in sorted(names):
            if name.partition("#")[0] == "last-saved":
                name = name.partition("#")[2]
            if name not in self.names:
                message = f"No question is called {name}."
                mend = nearest(name, frozenset(self.names))
                self.faults.problem(row.place(key), "unknown-question", message=message, mend=mend)

    def check_text(self, text: str, row: Row, key: str, language: str) -> None:
        """The names that a text shows: `Dear ${name}`."""
        for name in sorted(set(REFERENCE.findall(text))):
            plain = name.removeprefix("last-saved#")
            if plain not in self.names:
                message = f"The text shows {name}, but no question is called so."
                mend = nearest(plain, frozenset(self.names))
                place = row.place(key, language)
                self.faults.problem(place, "unknown-question", message=message, mend=mend)

    def yes_or_rule(self, row: Row, key: str) -> tuple[bool, Rule | None]:
        """Yes, no, or a rule that decides; with a rule, yes means: it depends."""
        written = row.text(key).lower()
        if not written or written in NO:
            return False, None
        return (True, None) if written in YES else (False, self.rule(row, key))

    def triggers(self, row: Row) -> tuple[str, ...]:
        found = tuple(REFERENCE.findall(row.text("trigger")))
        self.check_names(frozenset(found), row, "trigger")
        if row.text("trigger") and not found:
            message = f"{row.text('trigger')!r} names no question."
            mend = "Write ${name} of the question whose answer starts the calculation."
            self.faults.problem(row.place("trigger"), "trigger", message=message, mend=mend)
        return found

    def default(self, row: Row, kind: QuestionKind) -> tuple[Value, Rule | None]:
        """A value, or the rule that gives it when the question is first there."""
        written = row.text("default")
        if not written:
            return None, None
        rule = self.default_rule(written, row)
        return (None, rule) if rule else (typed_default(written, kind), None)

    def default_rule(self, written: str, row: Row) -> Rule | None:
        if CALCULATED.search(written):
            return self.parsed(written, row, "default")
        try:
            rule = Rule.parse(written)
        except ExpressionError:
            return None
        return rule if computes(rule) else None


def computes(rule: Rule) -> bool:
    return any(
        isinstance(each, Reference | Call)
        or (isinstance(each, Chain) and any(sign in COMPUTES for sign, _ in each.rest))
        for each in walk(rule.tree)
    )


def typed_default(written: str, kind: QuestionKind) -> Value:
    if kind in {QuestionKind.MULTIPLE, QuestionKind.RANKING}:
        return tuple(written.split())
    if kind in {QuestionKind.INTEGER, QuestionKind.DECIMAL, QuestionKind.RANGE}:
        return number(written, written)
    return written


def number(written: str, otherwise: Value) -> Value:
    """A whole number as int; otherwise: where it is no number."""
    try:
        found = float(written)
    except ValueError:
        return otherwise
    return int(found) if found.is_integer() else found


def parameters_of(written: str) -> dict[str, str]:
    """`start=1 end=10; step=2` by small name; a text in quotes without them."""
    found = PARAMETER.finditer(written)
    return {each[1].lower(): each[2].strip("\"'") for each in found}
