"""Long lists that a rule filters by an attribute: only choices that have its value are tried."""

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from app.questionnaire.expression.evaluate import compiled
from app.questionnaire.expression.function import Closure
from app.questionnaire.expression.rule import Rule
from app.questionnaire.expression.scope import AnswerScope
from app.questionnaire.expression.tree import Call, Chain, Path, Tree, walk
from app.questionnaire.model import Choice
from app.questionnaire.remembering import Remembered

LONG = 50  # choices from which an index is worth its room
COUNTING = frozenset({"position", "last", "count"})
NAME = "name"
Equality: TypeAlias = tuple[str, Closure]
"""An attribute, and what it must be."""
Index: TypeAlias = dict[str, dict[str, tuple[Choice, ...]]]


def narrowed(rule: Rule, choices: Sequence[Choice], scope: AnswerScope) -> Sequence[Choice]:
    """Those for which the rule may hold, in their order; all where nothing can be said before."""
    if len(choices) < LONG:
        return choices
    for attribute, closure in equalities(rule):
        value = closure(scope)
        if isinstance(value, str):  # a number equals texts that are written otherwise
            return with_value(choices, attribute, value)
    return choices


def with_value(choices: Sequence[Choice], attribute: str, value: str) -> Sequence[Choice]:
    index = index_of(choices)
    if attribute not in index:
        found: dict[str, list[Choice]] = {}
        for choice in choices:
            own = choice.code if attribute == NAME else choice.attributes.get(attribute)
            if own is not None:
                found.setdefault(own, []).append(choice)
        index[attribute] = {each: tuple(listed) for each, listed in found.items()}
    return index[attribute].get(value, ())


def _unindexed(_choices: Sequence[Choice]) -> Index:
    return {}


index_of: Remembered[Sequence[Choice], Index] = Remembered(_unindexed)


def find_equalities(rule: Rule) -> tuple[Equality, ...]:
    """Of a rule that holds only where each of them does: `a = ${x} and …`."""
    if any(isinstance(each, Call) and each.name in COUNTING for each in walk(rule.tree)):
        return ()
    return tuple(equalities_in(rule.tree))


equalities: Remembered[Rule, tuple[Equality, ...]] = Remembered(find_equalities, most=5_000)


def equalities_in(tree: Tree) -> Iterator[Equality]:
    if not isinstance(tree, Chain):
        return
    signs = {sign for sign, _ in tree.rest}
    if signs == {"and"}:
        for each in (tree.first, *(operand for _, operand in tree.rest)):
            yield from equalities_in(each)
    elif signs == {"="} and len(tree.rest) == 1:
        for one, other in ((tree.first, tree.rest[0][1]), (tree.rest[0][1], tree.first)):
            word = word_of(one)
            if word and not any(isinstance(each, Path) for each in walk(other)):
                yield word, compiled(other)


def word_of(tree: Tree) -> str:
    """The attribute that a bare word names; '' of anything else."""
    if not isinstance(tree, Path) or tree.start is not None or len(tree.steps) != 1:
        return ""
    step = tree.steps[0]
    return "" if step.predicates or step.name in {".", "..", "*"} else step.name
