"""What a rule reads: the codes of questions that must be decided before it."""

from collections.abc import Callable, Iterable
from typing import TypeAlias

from app.questionnaire.expression.rule import Rule
from app.questionnaire.expression.tree import (
    LAST_SAVED,
    Call,
    Filtered,
    Path,
    Reference,
    Tree,
    children,
    walk,
)
from app.questionnaire.model import Question
from app.questionnaire.remembering import Remembered

Read: TypeAlias = Callable[[Rule], frozenset[str]]
ANYTHING = "*"  # read by a rule of which nobody can say beforehand what it reads
MOVES = frozenset({".", ".."})
TABLES = frozenset({"instance"})
PLACED = frozenset({"position", "current", "once"})
RULES = ("show_if", "required_if", "read_only_if", "calculate", "over", "count")
CHOICE_RULES = ("choice_filter", "first_if", "shuffle_seed")


def rules_of(question: Question, names: Iterable[str]) -> Iterable[Rule]:
    found: Iterable[Rule | None] = (getattr(question, name) for name in names)
    return (each for each in found if each is not None)


def find_read_in(rule: Rule) -> frozenset[str]:
    found = frozenset(names_in(rule.tree, is_row=False))
    return found if rule.is_pure else found | {ANYTHING}


def find_read_for_choices(rule: Rule) -> frozenset[str]:
    """Of a rule that is decided for each choice: bare words are attributes of the choice."""
    found = frozenset(names_in(rule.tree, is_row=True))
    return found if rule.is_pure else found | {ANYTHING}


read_in: Remembered[Rule, frozenset[str]] = Remembered(find_read_in, most=20_000)
read_for_choices: Remembered[Rule, frozenset[str]] = Remembered(find_read_for_choices, most=20_000)


def read_by(question: Question, read: Read = read_in) -> frozenset[str]:
    """By the rules that decide whether and how a question is asked; a constraint comes later.

    read: gives the codes that a rule reads.
    """
    return frozenset(question.triggers).union(
        *(read(rule) for rule in rules_of(question, RULES)),
        *(read_for_choices(rule) for rule in rules_of(question, CHOICE_RULES)),
    )


def decided_by(question: Question, read: Read = read_in) -> frozenset[str]:
    """What must be known of others before the question itself: not what sets off a calculation,
    nor what decides on its choices, nor how often it is repeated, which may rest on its items."""
    left_out = {"count", "calculate"} if question.triggers else {"count"}
    names = [name for name in RULES if name not in left_out]
    return frozenset[str]().union(*(read(rule) for rule in rules_of(question, names)))


def find_stands(rule: Rule) -> bool:
    """Whether it matters for a rule at which question it stands: `.`, `..`, once(), random()."""
    return not rule.is_pure or any(is_placed(each) for each in walk(rule.tree))


stands: Remembered[Rule, bool] = Remembered(find_stands, most=20_000)


def is_placed(tree: Tree) -> bool:
    if isinstance(tree, Call):
        return tree.name in PLACED
    return isinstance(tree, Path) and tree.start is None and tree.steps[0].name in MOVES


def find_words_in(rule: Rule) -> frozenset[str]:
    """The words of a rule about a choice that stand for the choice: its attributes, `.`, `..`."""
    paths = (each for each in walk(rule.tree) if isinstance(each, Path) and each.start is None)
    return frozenset(each.steps[0].name for each in paths)


words_in: Remembered[Rule, frozenset[str]] = Remembered(find_words_in, most=20_000)


def names_in(tree: Tree, *, is_row: bool) -> Iterable[str]:
    """`${code}` and the words of paths, but for the columns of a table's row."""
    match tree:
        case Reference(code) if not code.startswith(LAST_SAVED):
            yield code
        case Path():
            yield from names_on_path(tree, is_row=is_row)
        case Filtered(filtered, predicates):
            yield from names_in(filtered, is_row=is_row)
            for each in predicates:
                yield from names_in(each, is_row=is_row or is_table(filtered))
        case _:
            for each in children(tree):
                yield from names_in(each, is_row=is_row)


def names_on_path(path: Path, *, is_row: bool) -> Iterable[str]:
    moves = path.start is None and path.steps[0].name in MOVES
    columns = is_table(path.start) if path.start is not None else is_row and not moves
    if path.start is not None:
        yield from names_in(path.start, is_row=is_row)
    for step in path.steps:
        if not columns and step.name not in MOVES:
            yield ANYTHING if step.is_deep else step.name  # `*` is ANYTHING
        for each in step.predicates:
            yield from names_in(each, is_row=columns)


def is_table(tree: Tree) -> bool:
    match tree:
        case Call(name):
            return name in TABLES
        case Path(start) if start is not None:
            return is_table(start)
        case Filtered(filtered):
            return is_table(filtered)
    return False
