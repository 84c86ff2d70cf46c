"""Functions on nodes: items of repeats, rows of tables, and where the rule stands."""

import math
from collections.abc import Sequence

from app.questionnaire.expression.choosing import question_of
from app.questionnaire.expression.drawing import drawn, in_drawn_order, seed_of
from app.questionnaire.expression.function import Closure
from app.questionnaire.expression.nodes import Branch, Document, Node, NodeSet, children
from app.questionnaire.expression.scope import AnswerScope
from app.questionnaire.expression.surroundings import Scope
from app.questionnaire.expression.tables import Rows, Table, index_of
from app.questionnaire.expression.tree import Path, Reference, Step, Tree
from app.questionnaire.expression.values import Value, is_empty, nodes_of, number, string, tidy

LAST_SAVED = "__last-saved"


def build_count(trees: Sequence[Tree], arguments: Sequence[Closure]) -> Closure:
    """A question counts as one node, answered or not."""
    (tree,), (nodes,) = trees, arguments
    if not isinstance(tree, Reference):
        return lambda scope: len(nodes_of(nodes(scope)).nodes)
    code = tree.code

    def counted(scope: Scope) -> Value:
        found = nodes(scope)
        return len(found.nodes) if isinstance(found, NodeSet) else int(scope.is_known(code))

    return counted


def count_non_empty(_: Scope, nodes: Value) -> float:
    return sum(not is_empty(node.value) for node in nodes_of(nodes).nodes)


def position(scope: Scope, node: Value | None = None) -> float:
    """In a condition in brackets, of the node it is asked of."""
    if node is None:
        return scope.position
    nodes = nodes_of(node).nodes
    return nodes[0].index if nodes else math.nan


def last(scope: Scope) -> float:
    return scope.size


def current(scope: Scope) -> NodeSet:
    return NodeSet((scope.origin().standing(),))


def build_name(trees: Sequence[Tree], arguments: Sequence[Closure]) -> Closure:
    """Of the first node, or of where the rule stands."""
    match tuple(trees):
        case () | (Path(None, (Step(".", ()),)),):
            return lambda scope: scope.standing().name
        case (Reference(code),):
            return lambda scope: scope.name_of(code)
    (nodes,) = arguments
    return lambda scope: name_of_first(nodes_of(nodes(scope)).nodes)


def name_of_first(nodes: Sequence[Node]) -> str:
    return nodes[0].name if nodes else ""


def with_id(_: Scope, _id: Value) -> NodeSet:
    """Nothing: no answer has an XML id."""
    return NodeSet()


def is_in_language(_: Scope, _language: Value) -> bool:
    """Never: no answer has an xml:lang."""
    return False


def instance(scope: Scope, name: Value) -> NodeSet:
    """A table that comes with the questionnaire, or the answers of the response before this one;
    no node when there is none of this name."""
    wanted = string(name)
    if wanted == LAST_SAVED:
        saved = AnswerScope.of_answers(scope.last_saved)
        return NodeSet((Document(saved.answers.root),))
    rows = scope.tables.get(wanted)
    return NodeSet() if rows is None else NodeSet((Table(wanted, rows),))


def pulldata(scope: Scope, table: Value, column: Value, key_column: Value, key: Value) -> str:
    """The cell of the first row whose key is this one."""
    rows = scope.tables.get(string(table), ())
    places = index_of(Rows(rows), string(key_column)).get(string(key), ())
    return rows[places[0]].get(string(column), "") if places else ""


def build_indexed_repeat(trees: Sequence[Tree], arguments: Sequence[Closure]) -> Closure:
    """The field of one item: its name is read, not its value. Each repeat, from the outermost in,
    with the place of its item."""
    steps = steps_of(trees[0])
    pairs = tuple(zip(arguments[1::2], arguments[2::2], strict=True))

    def field_of_item(scope: Scope) -> Value:
        found: Branch | None = None
        for repeat, index in pairs:
            found = item_at(nodes_of(repeat(scope)).nodes, found, number(index(scope)))
            if found is None:
                return ""
        return "" if found is None else NodeSet(fields_of(found, steps))

    return field_of_item


def steps_of(tree: Tree) -> tuple[str, ...]:
    """What names the field: its code, or the steps of a path, of which the last ones lie in the
    item."""
    if isinstance(tree, Path):
        return tuple(step.name for step in tree.steps)
    return (question_of(tree),)


def fields_of(item: Branch, steps: Sequence[str]) -> tuple[Node, ...]:
    if len(steps) == 1:
        return tuple(item.coded(steps[0]))
    for start in range(len(steps) - 1, -1, -1):
        nodes: list[Node] = [item]
        for name in steps[start:]:
            nodes = [child for node in nodes for child in children(node, name)]
        if nodes:
            return tuple(nodes)
    return ()


def item_at(nodes: Sequence[Node], outer: Branch | None, place: float) -> Branch | None:
    """The item at a place, 1 being the first, among those that lie in an outer one."""
    items = [node for node in nodes if isinstance(node, Branch) and is_in(node, outer)]
    wanted = tidy(place)
    is_there = isinstance(wanted, int) and 1 <= wanted <= len(items)
    return items[int(place) - 1] if is_there else None


def is_in(node: Branch, outer: Branch | None) -> bool:
    return outer is None or node.prefix.startswith(outer.prefix)


def randomize(place: int, scope: Scope, nodes: Value, *seed: Value) -> NodeSet:
    """In an order drawn from the seed; without one, from the response and question."""
    own = int.from_bytes(drawn(scope, place, "order")[:6])
    wanted = seed_of(seed[0]) if seed else own
    return NodeSet(tuple(in_drawn_order(nodes_of(nodes).nodes, wanted)))
