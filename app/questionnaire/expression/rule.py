"""A rule of a questionnaire: its source, its tree, and what it says for given answers."""

from dataclasses import dataclass, field
from functools import lru_cache

from app.questionnaire.expression.evaluate import compiled
from app.questionnaire.expression.function import Closure
from app.questionnaire.expression.functions import FUNCTIONS
from app.questionnaire.expression.parser import parse
from app.questionnaire.expression.surroundings import Scope
from app.questionnaire.expression.tree import LAST_SAVED, Call, Reference, Tree, walk
from app.questionnaire.expression.values import Value, boolean, tidy


@dataclass(frozen=True, slots=True)
class Rule:
    source: str
    tree: Tree
    closure: Closure = field(compare=False, repr=False)

    @staticmethod
    def parse(source: str) -> "Rule":
        """Raises ExpressionError: everything that can be wrong is found here, not when asked."""
        return parsed(source)

    @property
    def names(self) -> frozenset[str]:
        """The codes in `${…}`: what must be answered first."""
        return names_of(self.source)

    @property
    def is_pure(self) -> bool:
        """The same answers always give the same value: neither the clock nor chance is asked."""
        calls = (each for each in walk(self.tree) if isinstance(each, Call))
        return all(FUNCTIONS[call.name].is_pure for call in calls)

    def value(self, scope: Scope) -> Value:
        """A whole number comes as int."""
        return tidy(self.closure(scope))

    def holds(self, scope: Scope) -> bool:
        return boolean(self.closure(scope))


@lru_cache(maxsize=10_000)
def parsed(source: str) -> Rule:
    tree = parse(source)
    return Rule(source, tree, compiled(tree))


@lru_cache(maxsize=10_000)
def names_of(source: str) -> frozenset[str]:
    references = (each for each in walk(parsed(source).tree) if isinstance(each, Reference))
    return frozenset(each.code for each in references if not each.code.startswith(LAST_SAVED))
