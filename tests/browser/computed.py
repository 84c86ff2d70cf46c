"""What the tests of the expression engine compute, to compute it in a browser too."""

import importlib
import inspect
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from types import FunctionType
from unittest import mock

from _pytest.mark import ParameterSet

from app.questionnaire.expression.rule import Rule
from app.questionnaire.expression.scope import AnswerScope
from app.questionnaire.expression.values import Value
from tests.programs import ROOT

TESTS = ROOT / "tests" / "unit" / "questionnaire" / "expression"


def computed_in_tests() -> list[tuple[str, AnswerScope]]:
    """Expression and scope of each rule that the tests compute, case by case."""
    found: list[tuple[str, AnswerScope]] = []
    compute: Callable[[Rule, AnswerScope], Value] = Rule.value

    def noted(rule: Rule, scope: AnswerScope) -> Value:
        found.append((rule.source, scope))
        return compute(rule, scope)

    with mock.patch.object(Rule, "value", noted):
        for path in sorted(TESTS.glob("test_*.py")):
            for test, case in cases_of(path):
                with suppress(AssertionError):  # the test's own affair
                    test(**case)
    return found


def cases_of(path: Path) -> Iterator[tuple[FunctionType, dict[str, object]]]:
    """Tests with their arguments; neither those that need a fixture nor those that draw cases."""
    module = importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
    for name, test in inspect.getmembers(module, inspect.isfunction):
        if not name.startswith("test_") or hasattr(test, "is_hypothesis_test"):
            continue
        for case in arguments_of(test):
            if case.keys() == inspect.signature(test).parameters.keys():
                yield test, case


def arguments_of(test: FunctionType) -> Iterator[dict[str, object]]:
    marks = [mark for mark in getattr(test, "pytestmark", ()) if mark.name == "parametrize"]
    if not marks:
        yield {}
    for names, cases in (mark.args[:2] for mark in marks):
        for case in map(plain, cases):
            if isinstance(names, str):
                yield {names: case}
            else:
                yield dict(zip(names, case, strict=True))


def plain(case: object) -> object:
    """A case that has an id or marks, without them."""
    if not isinstance(case, ParameterSet):
        return case
    return case.values[0] if len(case.values) == 1 else case.values
