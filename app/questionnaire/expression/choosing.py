"""Functions on conditions, on choices and on what was answered before."""

from collections.abc import Sequence

from app.questionnaire.expression.errors import ExpressionError
from app.questionnaire.expression.function import Closure
from app.questionnaire.expression.nodes import Leaf, Node, NodeSet, Table, children
from app.questionnaire.expression.scope import Scope
from app.questionnaire.expression.tree import Filtered, Literal, Path, Reference, Tree, position_of
from app.questionnaire.expression.values import (
    Value,
    boolean,
    codes_of,
    is_empty,
    nodes_of,
    number,
    string,
    tidy,
)


def build_if(_trees: Sequence[Tree], arguments: Sequence[Closure]) -> Closure:
    condition, then, otherwise = arguments
    return lambda scope: then(scope) if boolean(condition(scope)) else otherwise(scope)


def build_coalesce(_trees: Sequence[Tree], arguments: Sequence[Closure]) -> Closure:
    def first_answered(scope: Scope) -> Value:
        for argument in arguments:
            value = argument(scope)
            if not is_empty(value):
                return value
        return ""

    return first_answered


def build_once(_trees: Sequence[Tree], arguments: Sequence[Closure]) -> Closure:
    """The value that the question already has, else a new one."""
    (argument,) = arguments

    def kept(scope: Scope) -> Value:
        own = scope.own_value
        return argument(scope) if is_empty(own) else own

    return kept


def build_choice_name(trees: Sequence[Tree], arguments: Sequence[Closure]) -> Closure:
    """The second argument says which question: '${F_ACT}' in quotes as in XLSForm, or without."""
    question = question_of(trees[1])
    chosen = arguments[0]
    return lambda scope: ", ".join(scope.label(question, code) for code in codes_of(chosen(scope)))


def build_indexed_repeat(trees: Sequence[Tree], arguments: Sequence[Closure]) -> Closure:
    """The field of one item: its name is read, not its value."""
    field = question_of(trees[0])
    _, roster, index = arguments

    def field_of_item(scope: Scope) -> Value:
        items = nodes_of(roster(scope)).nodes
        wanted = tidy(number(index(scope)))
        if not isinstance(wanted, int) or not 1 <= wanted <= len(items):
            return ""
        return NodeSet(tuple(children(items[wanted - 1], field)))

    return field_of_item


def question_of(tree: Tree) -> str:
    """The code that `${code}`, `${ROSTER}/code`, '${code}' or '/data/code' names."""
    match tree:
        case Reference(code):
            return code
        case Filtered(filtered, _):
            return question_of(filtered)
        case Path(_, steps):
            return steps[-1].name
        case Literal(text):
            return text.strip().removeprefix("${").removesuffix("}").rpartition("/")[2].strip()
    raise ExpressionError(
        "Which question is meant cannot be read here.",
        position=position_of(tree),
        mend="Write ${code}.",
    )


def selected(_: Scope, chosen: Value, code: Value) -> bool:
    return string(code).strip() in codes_of(chosen)


def count_selected(_: Scope, chosen: Value) -> float:
    return len(codes_of(chosen))


def selected_at(_: Scope, chosen: Value, index: Value) -> str:
    codes = codes_of(chosen)
    wanted = tidy(number(index))
    return codes[wanted] if isinstance(wanted, int) and 0 <= wanted < len(codes) else ""


def negation(_: Scope, value: Value) -> bool:
    return not boolean(value)


def true(_: Scope) -> bool:
    return True


def false(_: Scope) -> bool:
    return False


def to_boolean(_: Scope, value: Value) -> bool:
    return boolean(value)


def boolean_from_string(_: Scope, value: Value) -> bool:
    """true only for 'true' and '1'."""
    return string(value) in {"true", "1"}


def count(_: Scope, nodes: Value) -> float:
    return len(nodes_of(nodes).nodes)


def count_non_empty(_: Scope, nodes: Value) -> float:
    return sum(not is_empty(node.value) for node in nodes_of(nodes).nodes)


def position(scope: Scope, node: Value | None = None) -> float:
    """Of the item that the rule stands in; with a node, of that node or of the item it lies in."""
    if node is None:
        return scope.position
    nodes = nodes_of(node).nodes
    return item_index(nodes[0]) if nodes else float("nan")


def item_index(node: Node) -> int:
    if isinstance(node, Leaf) and node.parent is not None:
        return node.parent.index
    return node.index


def last(scope: Scope) -> float:
    return scope.size


def current(scope: Scope) -> NodeSet:
    return NodeSet((scope.origin().standing(),))


def instance(scope: Scope, name: Value) -> NodeSet:
    """A table that comes with the questionnaire; no node when there is none of this name."""
    rows = scope.tables.get(string(name))
    return NodeSet() if rows is None else NodeSet((Table(string(name), rows),))


def pulldata(scope: Scope, table: Value, column: Value, key_column: Value, key: Value) -> str:
    """The cell of the first row whose key is this one."""
    wanted, key_name = string(key), string(key_column)
    rows = scope.tables.get(string(table), ())
    found = next((row for row in rows if row.get(key_name) == wanted), {})
    return found.get(string(column), "")
