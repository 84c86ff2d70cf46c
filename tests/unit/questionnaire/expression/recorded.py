"""Reads tests/published/expressions.jsonl and says whether our value is the one an engine gave."""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import Literal

from app.errors import InvalidError
from app.questionnaire.expression.nodes import NodeSet, Plain
from app.questionnaire.expression.rule import Rule
from app.questionnaire.expression.scope import AnswerScope
from app.questionnaire.expression.values import Value, boolean, moment_of, string

PUBLISHED = Path(__file__).resolve().parents[3] / "published"
VECTORS = PUBLISHED / "expressions.jsonl"
DIFFERENCES = PUBLISHED / "expression_differences.json"
TODAY = date(2026, 11, 26)
NOW = datetime.combine(TODAY, time(9, 30), UTC)
NEAR = 1e-9


class Refused:
    """An engine, or ours, does not compute the expression at all."""


REFUSED = Refused()
Recorded = str | float | bool | list[object]


@dataclass(frozen=True, slots=True)
class Vector:
    expr: str
    context: Mapping[str, object]
    javarosa: Mapping[str, object]
    web_forms: Mapping[str, object]
    source: str

    @property
    def agrees_with_javarosa(self) -> bool:
        return agrees(self.ours(), self.javarosa)

    @property
    def agrees_with_web_forms(self) -> bool:
        return agrees(self.ours(), self.web_forms)

    def ours(self) -> Value | Refused:
        try:
            return Rule.parse(self.expr).value(scope_of(self.context))
        except InvalidError:
            return REFUSED


@dataclass(frozen=True, slots=True)
class Difference:
    """Where the engines differ from each other. side: the one that this language agrees with."""

    side: Literal["javarosa", "web_forms", "either", "neither"]
    why: str
    expressions: list[str]


def differences(part: Literal["known", "found"]) -> dict[str, Difference]:
    """known: rows in which Enketo and JavaRosa have long been known to differ; found: those that
    the vectors showed."""
    read = json.loads(DIFFERENCES.read_text(encoding="utf-8"))[part]
    return {name: Difference(**each) for name, each in read.items()}


@cache
def vectors() -> tuple[Vector, ...]:
    lines = VECTORS.read_text(encoding="utf-8").splitlines()
    return tuple(Vector(**json.loads(line)) for line in lines)


def scope_of(context: Mapping[str, object]) -> AnswerScope:
    answers = {path: plain(value) for path, value in mapping(context, "answers").items()}
    labels = mapping(context, "labels")
    texts = mapping(context, "itext")
    scope = AnswerScope.of_answers(
        answers,
        today=TODAY,
        now=NOW,
        seed=7,
        labels=lambda question, choice: str(mapping(labels, question).get(choice, "")),
        texts=lambda code: str(texts.get(code, "")),
        tables={name: tuple(rows) for name, rows in mapping(context, "tables").items()},
    )
    path = str(context.get("path", ""))
    return scope.at_path(path) if path else scope


def mapping(found: Mapping[str, object], key: str) -> Mapping[str, object]:
    inside = found.get(key, {})
    return inside if isinstance(inside, Mapping) else {}


def plain(value: object) -> Plain:
    if isinstance(value, list):
        return tuple(str(code) for code in value)
    return value if isinstance(value, str | int | float) else str(value)


def agrees(ours: Value | Refused, recorded: Mapping[str, object]) -> bool:
    """The same texts, numbers and moments; of a node-set, of each node in order."""
    if isinstance(ours, Refused) or "error" in recorded:
        return isinstance(ours, Refused) and "error" in recorded
    if "holds" in recorded and boolean(ours) != recorded["holds"]:
        return False
    theirs = recorded["value"]
    if not isinstance(theirs, list):
        return is_same(ours, theirs)
    mine = ours.values if isinstance(ours, NodeSet) else (ours,)
    if theirs == [] and ours == "":
        return True
    return len(mine) == len(theirs) and all(map(is_same, mine, theirs))


def is_same(mine: Value, theirs: object) -> bool:
    if isinstance(mine, bool) or isinstance(theirs, bool):
        return mine is theirs
    my_text, their_text = text(mine), text(theirs)
    return (
        my_text == their_text
        or is_near(my_text, their_text)
        or (moment_of(my_text) is not None and moment_of(my_text) == moment_of(their_text))
    )


def text(value: object) -> str:
    if isinstance(value, str | int | float | tuple | NodeSet):
        return string(value)
    raise TypeError(value)


def is_near(mine: str, theirs: str) -> bool:
    try:
        return math.isclose(float(mine), float(theirs), rel_tol=NEAR, abs_tol=NEAR)
    except ValueError:
        return False
