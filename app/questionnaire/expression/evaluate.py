"""A tree to Python closures: compiled once, then no text is read again."""

import math
import operator
from collections.abc import Callable, Sequence
from typing import TypeAlias

from app.questionnaire.expression.function import Closure
from app.questionnaire.expression.functions import FUNCTIONS
from app.questionnaire.expression.nodes import Node, NodeSet, children
from app.questionnaire.expression.scope import Scope
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
)
from app.questionnaire.expression.values import (
    Value,
    boolean,
    compares,
    differs,
    equals,
    nodes_of,
    number,
)

Binary: TypeAlias = Callable[[Value, Value], Value]


def compiled(tree: Tree) -> Closure:
    """Raises ExpressionError where a function refuses how its arguments are written."""
    match tree:
        case Number() | Literal() | Reference():
            return compiled_leaf(tree)
        case Chain():
            return compiled_chain(tree)
        case Call():
            return compiled_call(tree)
        case Path():
            return compiled_path(tree)
        case Filtered(inside, predicates):
            return compiled_filter(compiled(inside), predicates)
        case Negative(operand):
            return negative(compiled(operand))


def compiled_leaf(leaf: Number | Literal | Reference) -> Closure:
    if isinstance(leaf, Reference):
        code = leaf.code
        return lambda scope: scope.answer(code)
    value = leaf.value if isinstance(leaf, Number) else leaf.text
    return lambda _: value


def negative(operand: Closure) -> Closure:
    return lambda scope: -number(operand(scope))


def compiled_call(call: Call) -> Closure:
    function = FUNCTIONS[call.name]
    arguments = tuple(compiled(each) for each in call.arguments)
    if function.build is not None:
        return function.build(call.arguments, arguments)
    return called(function.called, arguments)


def called(call: Callable[..., Value], arguments: Sequence[Closure]) -> Closure:
    match tuple(arguments):
        case ():
            return call
        case (one,):
            return lambda scope: call(scope, one(scope))
        case (one, two):
            return lambda scope: call(scope, one(scope), two(scope))
    return lambda scope: call(scope, *[each(scope) for each in arguments])


def compiled_chain(chain: Chain) -> Closure:
    first = compiled(chain.first)
    rest = [(sign, compiled(tree)) for sign, tree in chain.rest]
    parts = (first, *(closure for _, closure in rest))
    if rest[0][0] == "or":
        return any_holds(parts)
    if rest[0][0] == "and":
        return all_hold(parts)
    if len(rest) == 1:
        return binary(BINARIES[rest[0][0]], first, rest[0][1])
    return folded(first, [(BINARIES[sign], closure) for sign, closure in rest])


def any_holds(parts: Sequence[Closure]) -> Closure:
    def holds(scope: Scope) -> bool:
        for part in parts:  # noqa: SIM110 half the time of any() of a generator
            if boolean(part(scope)):
                return True
        return False

    return holds


def all_hold(parts: Sequence[Closure]) -> Closure:
    def hold(scope: Scope) -> bool:
        for part in parts:  # noqa: SIM110 half the time of all() of a generator
            if not boolean(part(scope)):
                return False
        return True

    return hold


def binary(join: Binary, left: Closure, right: Closure) -> Closure:
    return lambda scope: join(left(scope), right(scope))


def folded(first: Closure, rest: Sequence[tuple[Binary, Closure]]) -> Closure:
    def value(scope: Scope) -> Value:
        found = first(scope)
        for join, closure in rest:
            found = join(found, closure(scope))
        return found

    return value


def plus(left: Value, right: Value) -> float:
    return number(left) + number(right)


def minus(left: Value, right: Value) -> float:
    return number(left) - number(right)


def times(left: Value, right: Value) -> float:
    return number(left) * number(right)


def divided(left: Value, right: Value) -> float:
    """By zero: infinity with its sign, and NaN for zero by zero (IEEE 754)."""
    upper, lower = number(left), number(right)
    if lower != 0:
        return upper / lower
    if upper == 0 or math.isnan(upper):
        return math.nan
    return math.copysign(math.inf, upper) * math.copysign(1, lower)


def remainder(left: Value, right: Value) -> float:
    """With the sign of the left: -7 mod 3 is -1."""
    upper, lower = number(left), number(right)
    if lower == 0 or math.isinf(upper):
        return math.nan
    return math.fmod(upper, lower)


def union(left: Value, right: Value) -> NodeSet:
    nodes = {node.key: node for node in (*nodes_of(left).nodes, *nodes_of(right).nodes)}
    return NodeSet(tuple(nodes.values()))


def comparison(test: Callable[[float, float], bool]) -> Binary:
    return lambda left, right: compares(left, right, test)


BINARIES: dict[str, Binary] = {
    "=": equals,
    "!=": differs,
    "<": comparison(operator.lt),
    "<=": comparison(operator.le),
    ">": comparison(operator.gt),
    ">=": comparison(operator.ge),
    "+": plus,
    "-": minus,
    "*": times,
    "div": divided,
    "mod": remainder,
    "|": union,
}


def compiled_path(path: Path) -> Closure:
    steps = path.steps
    if path.start is None:
        start = first_step(steps[0])
        steps = steps[1:]
    else:
        start = compiled(path.start)
    for step in steps:
        start = next_step(start, step)
    return start


def first_step(step: Step) -> Closure:
    """`.`, `..`, a name or `*`, from where the expression stands."""
    name = step.name
    if name == ".":
        start: Closure = lambda scope: scope.here()  # noqa: E731 one of four, each a closure
    elif name == "..":
        start = lambda scope: parents((scope.standing(),))  # noqa: E731
    elif name == "*":
        start = lambda scope: NodeSet(tuple(scope.standing().every_child()))  # noqa: E731
    else:
        start = lambda scope: scope.named(name)  # noqa: E731
    return compiled_filter(start, step.predicates) if step.predicates else start


def next_step(start: Closure, step: Step) -> Closure:
    """From every node of `start`; predicates count within the children of one parent."""
    name = step.name
    tests = tuple(compiled(each) for each in step.predicates)

    def walked(scope: Scope) -> NodeSet:
        found: dict[str, Node] = {}
        for node in nodes_of(start(scope)).nodes:
            for reached in kept(moved(node, name), tests, scope):
                found.setdefault(reached.key, reached)
        return NodeSet(tuple(found.values()))

    return walked


def moved(node: Node, name: str) -> Sequence[Node]:
    if name == ".":
        return (node,)
    if name == "..":
        return parents((node,)).nodes
    return children(node, name)


def parents(nodes: Sequence[Node]) -> NodeSet:
    return NodeSet(tuple(node.parent for node in nodes if node.parent is not None))


def compiled_filter(inside: Closure, predicates: Sequence[Tree]) -> Closure:
    tests = tuple(compiled(each) for each in predicates)
    return lambda scope: NodeSet(tuple(kept(nodes_of(inside(scope)).nodes, tests, scope)))


def kept(nodes: Sequence[Node], tests: Sequence[Closure], scope: Scope) -> Sequence[Node]:
    for test in tests:
        size = len(nodes)
        nodes = [
            node
            for place, node in enumerate(nodes, start=1)
            if is_kept(test(scope.focused(node, place, size)), place)
        ]
    return nodes


def is_kept(value: Value, place: int) -> bool:
    """A number asks for a place: [2] is the second."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value == place
    return boolean(value)
