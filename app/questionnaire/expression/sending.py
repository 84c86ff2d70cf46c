"""A tree as plain values for JSON, so that the same tree runs in the browser (static/rules.js).

A number and a text stand for themselves, all else is a list that begins with its kind: `$` a
reference, `/` the top, `p` a path, `f` a filter, `n` a minus sign, `o` operators; a call begins
with the name of its function.
"""

import math
from collections.abc import Collection, Iterator, Sequence
from typing import TypeAlias

from app.questionnaire.expression.dating import names_in, now, today
from app.questionnaire.expression.functions import FUNCTIONS, ROWS
from app.questionnaire.expression.pattern import read_pattern
from app.questionnaire.expression.pattern_sending import (
    reads_alike,
    sent_flags,
    sent_pattern,
)
from app.questionnaire.expression.scope import AnswerScope
from app.questionnaire.expression.structure import Part, PartKind, Structure, split, structure_of
from app.questionnaire.expression.tree import (
    LAST_SAVED,
    Call,
    Chain,
    Filtered,
    Literal,
    Negative,
    Number,
    Path,
    Reference,
    Step,
    Top,
    Tree,
    walk,
)
from app.questionnaire.expression.walking import steps_of

Sent: TypeAlias = "str | int | float | Sequence[Sent] | None"
KINDS = (PartKind.QUESTION, PartKind.GROUP, PartKind.REPEAT)
FIRST_NAMES = {(row.call, row.build): row.name for row in reversed(ROWS)}
EXACT = 2**53


def runs_in_browser(tree: Tree) -> bool:
    """Whether all of it can be computed there: no function and no answer that only a server has."""
    return all(is_known_there(each) for each in walk(tree))


def is_known_there(tree: Tree) -> bool:
    if isinstance(tree, Call):
        return FUNCTIONS[tree.name].is_in_browser and has_written_pattern(tree)
    return not (isinstance(tree, Reference) and tree.code.startswith(LAST_SAVED))


def has_written_pattern(call: Call) -> bool:
    """A pattern that is an answer is read by the server alone."""
    if call.name != "regex":
        return True
    pattern = call.arguments[1]
    return isinstance(pattern, Literal) and reads_alike(pattern.text)


def sent(tree: Tree) -> Sent:
    """For a tree that runs in the browser."""
    match tree:
        case Path(start, steps):
            return ["p", None if start is None else sent(start), *map(sent_step, steps)]
        case Filtered(filtered, predicates):
            return ["f", sent(filtered), *map(sent, predicates)]
        case Negative(operand):
            return ["n", sent(operand)]
        case Chain(first, rest):
            return ["o", sent(first), *(each for sign, tree in rest for each in (sign, sent(tree)))]
        case Call():
            return sent_call(tree)
        case Number() | Literal() | Reference() | Top():
            return sent_leaf(tree)


def sent_leaf(leaf: Number | Literal | Reference | Top) -> Sent:
    if isinstance(leaf, Literal):
        return leaf.text
    if isinstance(leaf, Reference):
        return ["$", leaf.code]
    return ["/"] if isinstance(leaf, Top) else sent_number(leaf.value)


def sent_number(value: float) -> Sent:
    """JSON has no word for what is beyond the largest number."""
    if math.isinf(value):
        return ["o", 1, "div", 0]
    return int(value) if value.is_integer() and value < EXACT else value


def sent_step(step: Step) -> Sent:
    return [step.name, int(step.is_deep), *map(sent, step.predicates)]


def sent_call(call: Call) -> Sent:
    function = FUNCTIONS[call.name]
    name, arguments = FIRST_NAMES[function.call, function.build], call.arguments
    if name == "regex" and isinstance(arguments[1], Literal):
        text = arguments[1].text
        return [name, sent(arguments[0]), sent_flags(text), sent_pattern(read_pattern(text))]
    if name == "indexed-repeat":
        return [name, list(steps_of(arguments[0])), *map(sent, arguments[1:])]
    return [name, *map(sent, arguments)]


def words_of(trees: Collection[Tree]) -> frozenset[str] | None:
    """Codes and names of steps that trees mention; None where they may walk anywhere."""
    found: set[str] = set()
    for tree in trees:
        for each in walk(tree):
            found.update(words_in(each))
    return None if found & {"*", "//"} else frozenset(found - {".", ".."})


def words_in(tree: Tree) -> Iterator[str]:
    if isinstance(tree, Reference):
        yield tree.code
    elif isinstance(tree, Path):
        yield from ("//" if step.is_deep else step.name for step in tree.steps)
    elif isinstance(tree, Call) and tree.name == "indexed-repeat":
        yield from steps_of(tree.arguments[0])


def sent_structure(structure: Structure, words: Collection[str] | None) -> list[Sent]:
    """The parts that are mentioned, with what they lie in; None: all."""
    return list(sent_parts(structure.parts, words))


def sent_parts(parts: Sequence[Part], words: Collection[str] | None) -> Iterator[Sent]:
    for part in parts:
        inside = list(sent_parts(part.parts, words))
        if inside or words is None or part.code in words or part.name in words:
            yield sent_part(part, inside)


def sent_part(part: Part, inside: list[Sent]) -> Sent:
    if part.kind is PartKind.QUESTION and part.name == part.code:
        return part.code
    return [part.code, KINDS.index(part.kind), part.name, *inside]


def sent_known(
    scope: AnswerScope, trees: Collection[Tree], places: Collection[str] = ()
) -> dict[str, object]:
    """What the trees can read of a scope: answers and items by path, structure, day, names.

    places: codes of the questions that they stand at, and of the repeats around these.
    """
    structure = scope.answers.structure or structure_of((*scope.values, *scope.items))
    words = words_of(trees)
    words = None if words is None else words.union(scope.home, {scope.code}, places)
    codes = codes_in(structure, words)
    return {
        "values": {path: each for path, each in scope.values.items() if is_of(path, codes)},
        "items": {path: each for path, each in scope.items.items() if is_of(path, codes)},
        "structure": sent_structure(structure, words),
        "root": structure.root,
        **dict(of_time(scope, trees)),
    }


def codes_in(structure: Structure, words: frozenset[str] | None) -> frozenset[str] | None:
    """Codes of what is mentioned and of what it lies in."""
    if words is None:
        return None
    lines = (line for line in structure.lines.values() if {line[-1].code, line[-1].name} & words)
    return words.union(*({part.code for part in line} for line in lines))


def is_of(path: str, codes: frozenset[str] | None) -> bool:
    return codes is None or split(path)[1] in codes


def of_time(scope: AnswerScope, trees: Collection[Tree]) -> Iterator[tuple[str, object]]:
    calls = {each.name for tree in trees for each in walk(tree) if isinstance(each, Call)}
    if "today" in calls:
        yield "today", today(scope)
    if "now" in calls:
        yield "now", now(scope)
    if calls & {"format-date", "format-date-time"}:
        yield "names", names_in(scope.language)
