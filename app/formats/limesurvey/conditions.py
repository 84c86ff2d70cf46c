"""The conditions table, LimeSurvey's first way to say when a question is asked, as equations."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from app.formats.limesurvey.survey import Asked, Condition

FIELD: Final = re.compile(r"@?(?P<field>[0-9]+X[0-9]+X[^@]*)@?")
OUTSIDE: Final = re.compile(r"\{(?P<name>[^}]+)\}")
SEVERAL: Final = frozenset({"M", "P"})
METHODS: Final = frozenset({"==", "!=", "<", "<=", ">", ">="})


def equation_of(conditions: Sequence[Condition], questions: Mapping[str, Asked]) -> str:
    """Scenarios are alternatives; within one, conditions on one question are alternatives and
    all questions must agree. questions: by id."""
    scenarios: dict[str, dict[str, list[str]]] = {}
    for each in conditions:
        by_question = scenarios.setdefault(each.scenario, {})
        by_question.setdefault(each.question, []).append(one(each, questions))
    alternatives = [
        " and ".join(f"({' or '.join(parts)})" for parts in by_question.values())
        for by_question in scenarios.values()
    ]
    return " or ".join(f"({each})" for each in alternatives)


def one(condition: Condition, questions: Mapping[str, Asked]) -> str:
    name = condition.of.removeprefix("+")
    name = OUTSIDE.sub(r"\g<name>", name)
    asked = questions.get(condition.question)
    value = condition.value
    is_box = asked is not None and asked.type in SEVERAL
    if is_box and not condition.of.startswith("+") and value.strip():
        # A box is named by the value: it is compared with whether it was checked.
        return f'{name}{value}.NAOK {condition.method} "Y"'
    if not value.strip():
        sign = "!" if condition.method == "!=" else ""
        return f"{sign}is_empty({name}.NAOK)"
    if condition.method == "RX":
        return f"regexMatch({quoted(value)}, {name}.NAOK)"
    method = condition.method if condition.method in METHODS else "=="
    return f"{name}.NAOK {method} {operand(value)}"


def operand(value: str) -> str:
    """Another field between @, else a text."""
    field = FIELD.fullmatch(value)
    if field is not None and value.startswith("@"):
        return f"{field['field']}.NAOK"
    outside = OUTSIDE.fullmatch(value)
    return outside["name"] if outside is not None else quoted(value)


def quoted(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
