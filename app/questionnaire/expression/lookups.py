"""Conditions that look rows up by one column: [code = ${x}] need not ask every row of a table."""

from dataclasses import dataclass

from app.questionnaire.expression.nodes import NodeSet
from app.questionnaire.expression.tree import Call, Chain, Path, Step, Tree, walk
from app.questionnaire.expression.values import Value

PLACED = frozenset({"position", "last", "name", "local-name", "string", "number"})
"""Without arguments these ask about the row itself."""


@dataclass(frozen=True, slots=True)
class Lookup:
    """column = wanted, where what is wanted does not depend on the row."""

    column: str
    wanted: Tree


def lookup_of(predicate: Tree) -> Lookup | None:
    match predicate:
        case Chain(Path(None, (Step(column, ()),)), (("=", wanted),)) if is_apart(wanted):
            return named(column, wanted)
        case Chain(wanted, (("=", Path(None, (Step(column, ()),))),)) if is_apart(wanted):
            return named(column, wanted)
    return None


def named(column: str, wanted: Tree) -> Lookup | None:
    return None if column in {".", "..", "*"} else Lookup(column, wanted)


def is_apart(tree: Tree) -> bool:
    """Whether a tree says the same for each row."""
    return not any(is_about_row(each) for each in walk(tree))


def is_about_row(tree: Tree) -> bool:
    if isinstance(tree, Call):
        return tree.name in PLACED or (not tree.arguments and tree.name != "current")
    return isinstance(tree, Path) and tree.start is None


def texts_of(value: Value) -> tuple[str, ...] | None:
    """What a column is compared with as texts; None where it would be compared otherwise."""
    values = value.values if isinstance(value, NodeSet) else (value,)
    texts = [" ".join(each) if isinstance(each, tuple) else each for each in values]
    found = tuple(each for each in texts if isinstance(each, str))
    return found if len(found) == len(texts) else None
