"""Functions on choices."""

from collections.abc import Sequence

from app.questionnaire.expression.errors import ExpressionError
from app.questionnaire.expression.function import Closure
from app.questionnaire.expression.surroundings import Scope
from app.questionnaire.expression.tree import Filtered, Literal, Path, Reference, Tree, position_of
from app.questionnaire.expression.values import Value, codes_of, number, string


def build_choice_name(trees: Sequence[Tree], arguments: Sequence[Closure]) -> Closure:
    """The second argument says which question: '${F_ACT}' in quotes as in XLSForm, or without."""
    question = question_of(trees[1])
    chosen = arguments[0]
    return lambda scope: choice_name(scope, question, chosen(scope))


def choice_name(scope: Scope, question: str, chosen: Value) -> str:
    """Of several codes each label; '' where one is no code, as of `a b` that was put together."""
    labels = [scope.label(question, code) for code in codes_of(chosen)]
    return ", ".join(labels) if all(labels) else ""


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
    """Where nothing is chosen, the empty code is."""
    wanted, codes = string(code).strip(), codes_of(chosen)
    return wanted in codes if wanted else not codes


def count_selected(_: Scope, chosen: Value) -> float:
    return len(codes_of(chosen))


def selected_at(_: Scope, chosen: Value, index: Value) -> str:
    codes = codes_of(chosen)
    wanted = number(index)
    return codes[int(wanted)] if -1 < wanted < len(codes) else ""
