"""The browser computes what the server computes, on every case that the server is tested with."""

import json
from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from app.questionnaire.expression.errors import ExpressionError
from app.questionnaire.expression.functions import ROWS
from app.questionnaire.expression.nodes import Plain
from app.questionnaire.expression.printing import source_of
from app.questionnaire.expression.scope import AnswerScope
from app.questionnaire.expression.sending import runs_in_browser
from app.questionnaire.expression.tree import Call, Tree, walk
from app.web.packed import packed
from tests.browser.computed import computed_in_tests
from tests.browser.rules_page import RULES, Job, differing, job, rules_page
from tests.unit.questionnaire.expression.test_expression_properties import ANSWERS, TREES

pytestmark = pytest.mark.browser
MOST_BYTES = 12 * 1024
DRAWN = 200


@pytest.fixture(scope="module")
def rules(chromium: Browser) -> Iterator[Page]:
    with rules_page(chromium) as page:
        yield page


@pytest.fixture(scope="module")
def jobs() -> list[Job]:
    """All but rules that filter choices, which are never previewed."""
    computed = computed_in_tests()
    found = [job(source, scope) for source, scope in computed if not scope.names]
    return [each for each in found if runs_in_browser(each.tree)]


def test_both_compute_the_same(rules: Page, jobs: list[Job]) -> None:
    assert len(jobs) > 400
    assert differing(rules, jobs) == []


def test_every_function_of_the_browser_is_among_them(jobs: list[Job]) -> None:
    called = {each.name for found in jobs for each in walk(found.tree) if isinstance(each, Call)}
    assert {row.name for row in ROWS if row.is_in_browser} - called == set()


def test_both_compute_the_same_of_expressions_drawn_by_chance(rules: Page) -> None:
    found = drawn()
    assert len(found) > DRAWN / 2
    assert differing(rules, found) == []


def drawn() -> list[Job]:
    """Those that the browser may compute, standing at the top, at a question and in an item."""
    found: list[Job] = []

    @given(TREES, ANSWERS, st.sampled_from(["en", "fr", "pt-BR"]), st.integers(0, 3))
    @settings(
        max_examples=DRAWN, deadline=None, derandomize=True, database=None,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    def draw(tree: Tree, answers: dict[str, Plain | None], language: str, place: int) -> None:
        scope = AnswerScope.of_answers(answers, today=date(2026, 11, 23), language=language)
        item = scope.inside("R", "b")
        places = (scope, scope.at(answers.get("A")), item.at("x"), item.at("x", "R[b]/n"))
        new = job_of(tree, places[place])
        if new is not None:
            found.append(new)

    draw()
    return found


def job_of(tree: Tree, scope: AnswerScope) -> Job | None:
    """None for what neither a form nor JSON can hold."""
    if not runs_in_browser(tree):
        return None
    try:
        found = job(source_of(tree), scope)
        json.dumps(found.sent(), allow_nan=False)
    except (ExpressionError, ValueError):
        return None
    return found


def test_the_module_stays_small_on_the_way() -> None:
    compressed = packed(RULES).compressed
    assert compressed is not None
    assert len(compressed) <= MOST_BYTES
