"""Rules as cells: limits that the model keeps apart become one constraint."""

from collections.abc import Collection, Iterator

from app.questionnaire.expression.printing import source_of
from app.questionnaire.expression.rule import Rule
from app.questionnaire.expression.tree import (
    Call,
    Chain,
    Filtered,
    Negative,
    Path,
    Step,
    Tree,
)
from app.questionnaire.model import SEVERAL_KINDS, Question, QuestionKind, Value

OF_NUMBERS = frozenset({QuestionKind.INTEGER, QuestionKind.DECIMAL})


def rule_cells(question: Question, fields: Collection[str] = ()) -> dict[str, str]:
    """fields: codes beside the question in a roster, which its rules call by bare words."""
    rules = {
        "relevant": question.show_if,
        "required": question.required_if,
        "read_only": question.read_only_if,
        "calculation": question.calculate,
        "choice_filter": question.choice_filter,
        "repeat_count": question.count,
    }
    cells = {key: source(rule, fields) for key, rule in rules.items() if rule is not None}
    if question.is_required:
        cells["required"] = "yes"
    if question.is_read_only:
        cells["read_only"] = "yes"
    parts = list(constraints(question, fields))
    if parts:
        cells["constraint"] = parts[0] if len(parts) == 1 else " and ".join(map(bracketed, parts))
    if question.triggers:
        cells["trigger"] = ", ".join(f"${{{each}}}" for each in question.triggers)
    default = default_text(question.default)
    if question.default_rule is not None:
        default = source(question.default_rule, fields)
    return cells | ({"default": default} if default else {})


def bracketed(part: str) -> str:
    return f"({part})"


def constraints(question: Question, fields: Collection[str]) -> Iterator[str]:
    if question.kind in OF_NUMBERS:
        yield from limits(".", question.minimum, question.maximum)
    if question.kind in SEVERAL_KINDS:
        yield from limits("count-selected(.)", question.min_selected, question.max_selected)
        for choice in question.choices if question.kind is QuestionKind.MULTIPLE else ():
            if choice.is_exclusive:
                yield f"not(selected(., '{choice.code}')) or count-selected(.) = 1"
    if question.max_characters is not None:
        yield f"string-length(.) <= {question.max_characters}"
    if question.constraint is not None:
        yield source(question.constraint, fields)


def limits(what: str, low: float | None, high: float | None) -> Iterator[str]:
    if low is not None:
        yield f"{what} >= {low:g}"
    if high is not None:
        yield f"{what} <= {high:g}"


def default_text(value: Value) -> str:
    if value is None or isinstance(value, bool):
        return ""
    return " ".join(value) if isinstance(value, tuple) else str(value)


def source(rule: Rule, fields: Collection[str]) -> str:
    """As written; bare words for fields of the same item as steps from the question."""
    if not fields:
        return rule.source
    moved = with_steps(rule.tree, fields)
    return rule.source if moved == rule.tree else source_of(moved)


def with_steps(tree: Tree, fields: Collection[str]) -> Tree:
    match tree:
        case Path(None, steps) if steps[0].name in fields:
            return Path(None, (Step(".."), *steps))
        case Chain(first, rest):
            others = tuple((sign, with_steps(each, fields)) for sign, each in rest)
            return Chain(with_steps(first, fields), others)
        case Negative(operand):
            return Negative(with_steps(operand, fields))
        case Call(name, arguments, position):
            return Call(name, tuple(with_steps(each, fields) for each in arguments), position)
        case Filtered(filtered, predicates):
            return Filtered(with_steps(filtered, fields), predicates)
    return tree
