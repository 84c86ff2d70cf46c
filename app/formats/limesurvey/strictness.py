"""Whether a condition can hold at all while a question is empty."""

from typing import Final

from app.questionnaire.expression.tree import Call, Chain, Literal, Number, Reference, Tree

ORDERS: Final = frozenset({"<", "<=", ">", ">="})


def is_false_without(tree: Tree, code: str) -> bool:
    """Certain to be false while the question has no answer; False also where nobody can tell."""
    match tree:
        case Chain(first, rest) if rest[0][0] == "and":
            return any(is_false_without(each, code) for each in (first, *(t for _, t in rest)))
        case Chain(first, rest) if rest[0][0] == "or":
            return all(is_false_without(each, code) for each in (first, *(t for _, t in rest)))
        case Chain(left, ((sign, right),)):
            return is_false_comparison(sign, left, right, code=code)
        case Call("selected", (Reference(of), Literal(choice))):
            return of == code and choice != ""
        case Call("not", (inner,)):
            return is_true_without(inner, code)
    return False


def is_false_comparison(sign: str, left: Tree, right: Tree, *, code: str) -> bool:
    if not any(isinstance(each, Reference) and each.code == code for each in (left, right)):
        return False
    if sign in ORDERS:
        return True
    other = right if isinstance(left, Reference) and left.code == code else left
    if sign == "=":
        return isinstance(other, Number) or (isinstance(other, Literal) and other.text != "")
    return isinstance(other, Literal) and other.text == ""


def is_true_without(tree: Tree, code: str) -> bool:
    match tree:
        case Chain(Reference(of), (("=", Literal("")),)):
            return of == code
        case Chain(first, rest) if rest[0][0] == "or":
            return any(is_true_without(each, code) for each in (first, *(t for _, t in rest)))
    return False
