"""A tree to Python closures: compiled once, then no text is read again."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from app.questionnaire.expression.function import Closure
from app.questionnaire.expression.functions import FUNCTIONS
from app.questionnaire.expression.lookups import lookup_of, texts_of
from app.questionnaire.expression.nodes import Node, NodeSet, below, children, known
from app.questionnaire.expression.operators import BINARIES, Binary
from app.questionnaire.expression.surroundings import Scope
from app.questionnaire.expression.tables import Table
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
)
from app.questionnaire.expression.values import Value, boolean, nodes_of, number

UNPLAIN = frozenset({".", "..", "*"})


def compiled(tree: Tree) -> Closure:
    """Raises ExpressionError where a function refuses how its arguments are written."""
    return COMPILERS[type(tree)](tree)


def constant(value: str | float) -> Closure:
    return lambda _: value


def top(scope: Scope) -> Value:
    return NodeSet((scope.document(),))


def compiled_reference(reference: Reference) -> Closure:
    code = reference.code
    if code.startswith(LAST_SAVED):
        saved = code.removeprefix(LAST_SAVED)
        return lambda scope: known(scope.last_saved.get(saved))
    return lambda scope: scope.answer(code)


def compiled_negative(negative: Negative) -> Closure:
    operand = compiled(negative.operand)
    return lambda scope: -number(operand(scope))


def compiled_call(call: Call) -> Closure:
    function = FUNCTIONS[call.name]
    arguments = [compiled(each) for each in call.arguments]
    if function.build is not None:
        return function.build(call.arguments, arguments)
    if function.is_drawn:
        return called(partial(function.called, call.position), arguments)
    return called(function.called, arguments)


def called(call: Callable[..., Value], arguments: Sequence[Closure]) -> Closure:
    match arguments:
        case []:
            return call
        case [one]:
            return lambda scope: call(scope, one(scope))
        case [one, two]:
            return lambda scope: call(scope, one(scope), two(scope))
    return lambda scope: call(scope, *[each(scope) for each in arguments])


def compiled_chain(chain: Chain) -> Closure:
    first = compiled(chain.first)
    sign, second = chain.rest[0]
    if sign == "or" or sign == "and":
        parts = (first, *[compiled(tree) for _, tree in chain.rest])
        return any_holds(parts) if sign == "or" else all_hold(parts)
    if len(chain.rest) == 1:
        return binary(BINARIES[sign], first, compiled(second))
    return folded(first, [(BINARIES[each], compiled(tree)) for each, tree in chain.rest])


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


def compiled_path(path: Path) -> Closure:
    if isinstance(path.start, Top):
        return compiled_absolute(path.steps)
    steps = path.steps
    if path.start is None:
        start = first_step(steps[0])
        steps = steps[1:]
    else:
        start = compiled(path.start)
    for step in steps:
        start = next_step(start, step)
    return start


class PlainPath:
    """/a/b/c. Most lead to one question and are never walked: only then is the walk compiled."""

    __slots__ = ("_names", "_walk")

    def __init__(self, names: tuple[str, ...]) -> None:
        self._names = names
        self._walk: Closure | None = None

    def __call__(self, scope: Scope) -> Value:
        found = scope.reached(self._names)
        if found is not None:
            return found
        if self._walk is None:
            self._walk = compiled_walk([Step(name) for name in self._names])
        return self._walk(scope)


def compiled_absolute(steps: Sequence[Step]) -> Closure:
    names: list[str] = []
    for step in steps:
        if step.predicates or step.is_deep or step.name in UNPLAIN:
            return compiled_walk(steps)
        names.append(step.name)
    return PlainPath(tuple(names))


def compiled_walk(steps: Sequence[Step]) -> Closure:
    """/data/REPEAT/q within an item of the repeat is the q of this item (as in JavaRosa): a step
    on the way to more keeps to the item that the expression stands in."""
    walked: Closure = top
    for step in steps[:-1]:
        walked = next_step(walked, step, keeps_here=not step.predicates)
    return next_step(walked, steps[-1])


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


def next_step(start: Closure, step: Step, *, keeps_here: bool = False) -> Closure:
    """From every node of `start`; predicates count within the children of one parent."""
    is_deep, children_of = step.is_deep, compiled_children(step)

    def walked(scope: Scope) -> NodeSet:
        found: dict[str, Node] = {}
        starts = nodes_of(start(scope)).nodes
        for node in below_each(starts) if is_deep else starts:
            for reached in children_of(node, scope):
                found.setdefault(reached.key, reached)
        nodes = tuple(found.values())
        return NodeSet(tuple(filter(scope.is_here, nodes)) or nodes if keeps_here else nodes)

    return walked


def compiled_children(step: Step) -> Callable[[Node, Scope], Sequence[Node]]:
    """What a step leads to from one node. Rows of a table are looked up where that can be."""
    name = step.name
    tests = tuple(compiled(each) for each in step.predicates)
    lookup = lookup_of(step.predicates[0]) if step.predicates else None
    wanted = compiled(lookup.wanted) if lookup else None

    def children_of(node: Node, scope: Scope) -> Sequence[Node]:
        if lookup is not None and wanted is not None and isinstance(node, Table) and node.is_root:
            texts = texts_of(wanted(scope))
            if texts is not None:
                return kept(node.rows_where(lookup.column, texts), tests[1:], scope)
        return kept(moved(node, name), tests, scope)

    return children_of


def below_each(nodes: Sequence[Node]) -> Iterator[Node]:
    return (each for node in nodes for each in below(node))


def moved(node: Node, name: str) -> Sequence[Node]:
    if name == ".":
        return (node,)
    if name == "..":
        return parents((node,)).nodes
    return children(node, name)


def parents(nodes: Sequence[Node]) -> NodeSet:
    return NodeSet(tuple(node.parent for node in nodes if node.parent is not None))


def compiled_filtered(filtered: Filtered) -> Closure:
    return compiled_filter(compiled(filtered.tree), filtered.predicates)


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


COMPILERS: dict[type[Tree], Callable[..., Closure]] = {
    Number: lambda number: constant(number.value),
    Literal: lambda literal: constant(literal.text),
    Reference: compiled_reference,
    Top: lambda _: top,
    Path: compiled_path,
    Filtered: compiled_filtered,
    Call: compiled_call,
    Negative: compiled_negative,
    Chain: compiled_chain,
}
