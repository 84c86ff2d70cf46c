"""Where a rule means something else elsewhere, or nothing at all: said before a form travels."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.questionnaire.expression.function import Engine, Gives
from app.questionnaire.expression.functions import FUNCTIONS
from app.questionnaire.expression.resolving import Resolver
from app.questionnaire.expression.structure import Structure
from app.questionnaire.expression.tree import (
    Call,
    Chain,
    Filtered,
    Literal,
    Negative,
    Number,
    Path,
    Reference,
    Step,
    Tree,
    position_of,
    walk,
)

ARITHMETIC = frozenset({"+", "-", "*", "div", "mod"})
INSTEAD = {
    "floor": "Write int(…) for numbers that are not negative.",
    "ceiling": "Write int(…) + 1 for a number with decimals.",
    "substring": "Write substr(text, start - 1, end).",
    "last": "Write count(…) of the same items.",
    "name": "Write the name as a text.",
    "local-name": "Write the name as a text.",
    "is-selected": "Write selected(…).",
    "enclosed-area": "Write area(…).",
}
LEAVE_OUT = "Find another way to say it, or keep the form out of there."


@dataclass(frozen=True, slots=True)
class Finding:
    """position: 0-based character of the expression."""

    code: str
    position: int
    cause: str
    mend: str


def portability(
    tree: Tree, structure: Structure | None = None, at: str = ""
) -> tuple[Finding, ...]:
    """In the order of the expression. With a structure, paths that match nothing too.

    at: the code of the part that the rule stands at; leave it out for rules about choices, whose
    bare words are columns.
    """
    found = [*findings(tree)]
    if structure is not None:
        found.extend(lost_paths(tree, Resolver(structure, at)))
    return tuple(sorted(found, key=lambda each: each.position))


def findings(tree: Tree) -> Iterator[Finding]:
    for each in walk(tree):
        match each:
            case Call():
                yield from of_call(each)
            case Path(start, steps):
                yield from of_steps(steps)
                yield from of_start(start)
            case Filtered(filtered, predicates):
                yield from of_places(predicates, position_of(each))
                yield from of_start(filtered)
            case Chain(first, rest) if rest[0][0] == "|":
                yield not_in(Engine.COLLECT, "|", position_of(first), "Use each path on its own.")


def of_call(call: Call) -> Iterator[Finding]:
    for engine in Engine:
        if engine not in FUNCTIONS[call.name].runs_in:
            mend = INSTEAD.get(call.name, LEAVE_OUT)
            yield not_in(engine, f"{call.name}()", call.position, mend)
    if call.name == "regex":
        yield from of_pattern(call.arguments[1])


def of_pattern(pattern: Tree) -> Iterator[Finding]:
    """Here and in Collect a pattern fits the whole text, in Web Forms and Enketo a part of it."""
    if not isinstance(pattern, Literal) or is_anchored(pattern.text):
        return
    inside = pattern.text.removeprefix("^").removesuffix("$")
    whole = f"^({inside})$" if "|" in inside else f"^{inside}$"
    yield Finding(
        "pattern-not-anchored",
        pattern.position,
        "Web Forms and Enketo find this pattern anywhere in the text, Collect only as the whole.",
        f"Write '{whole}', which means the same everywhere.",
    )


def is_anchored(pattern: str) -> bool:
    """An | outside brackets would leave an end open."""
    is_closed = pattern.startswith("^") and pattern.endswith("$") and not pattern.endswith(r"\$")
    return is_closed and "|" not in without_groups(pattern)


def without_groups(pattern: str) -> str:
    depth, found = 0, []
    for sign in pattern:
        depth += (sign == "(") - (sign == ")")
        if depth == 0:
            found.append(sign)
    return "".join(found)


def of_steps(steps: tuple[Step, ...]) -> Iterator[Finding]:
    for step in steps:
        yield from of_places(step.predicates, step.position)
        if step.is_deep:
            mend = "Name each step of the path."
            yield not_in(Engine.COLLECT, "//", step.position, mend)


def of_places(predicates: tuple[Tree, ...], position: int) -> Iterator[Finding]:
    """Collect finds nothing at [2]."""
    for each in predicates:
        if is_number(each):
            yield Finding(
                "place-in-brackets",
                position,
                "Collect finds nothing where a number stands in brackets.",
                "Write [position() = …] with the number.",
            )


def is_number(tree: Tree) -> bool:
    match tree:
        case Number() | Negative():
            return True
        case Call(name):
            return FUNCTIONS[name].gives is Gives.NUMBER
        case Chain(_, rest):
            return rest[0][0] in ARITHMETIC
    return False


def of_start(start: Tree | None) -> Iterator[Finding]:
    """Collect walks on from a path, instance() and current(), not from brackets."""
    if isinstance(start, Path | Chain | Negative):
        mend = "Write one path without brackets."
        yield not_in(Engine.COLLECT, "A path that goes on after brackets", position_of(start), mend)


def not_in(engine: Engine, what: str, position: int, mend: str) -> Finding:
    code = f"not-in-{engine.lower().replace(' ', '-')}"
    return Finding(code, position, f"{what} does not run in {engine}.", mend)


def lost_paths(tree: Tree, resolver: Resolver) -> Iterator[Finding]:
    for reached in resolver.all_reached(tree):
        if reached.lost is not None:
            yield nothing(reached.lost.name, reached.lost.position)
        elif isinstance(reached.tree, Reference) and reached.parts == ():
            yield nothing(reached.tree.code, reached.tree.position)


def nothing(name: str, position: int) -> Finding:
    return Finding(
        "path-matches-nothing",
        position,
        f"Nothing is called {name} there, so the path is always empty.",
        "Correct the name, or name every group and repeat on the way.",
    )
