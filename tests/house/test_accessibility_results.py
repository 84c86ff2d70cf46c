"""The accessibility statement tells of every kind of page; one that it does not know is named."""

import ast
from collections.abc import Iterator

from flask import Flask

from app.network.accessibility import CheckedPage, Results, read, results
from app.network.stating import KINDS, WAYS, faults
from app.questionnaire.route import StepKind
from app.reference.languages import LANGUAGES
from tests.programs import ROOT

PLACED = {"frame_of", "whole_page"}  # take the kind as their second argument
MEND = (
    "the accessibility statement is out of date: open a page of this kind in"
    " tests/browser/test_accessibility.py, then run `make accessibility`"
)


def kinds_in(source: str) -> Iterator[str]:
    """Kinds of pages that the code makes: Frame(kind="…"), frame_of(door, "…")."""
    for call in ast.walk(ast.parse(source)):
        if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name):
            continue
        named = [each.value for each in call.keywords if each.arg == "kind"]
        placed = call.args[1:2] if call.func.id in PLACED else []
        if call.func.id in {"Frame", *PLACED}:
            yield from (
                each.value
                for each in [*named, *placed]
                if isinstance(each, ast.Constant) and isinstance(each.value, str)
            )


def every_kind() -> set[str]:
    sources = (path.read_text(encoding="utf-8") for path in (ROOT / "app").rglob("*.py"))
    said = {kind for source in sources for kind in kinds_in(source)}
    return said | {each.value for each in StepKind}


def test_the_statement_tells_of_every_kind_of_page() -> None:
    found = every_kind()
    assert {"landing", "intro", "question", "thanks", "problem", "dashboard"} <= found
    told = {each.kind for each in results().pages if len(each.languages) >= 5}
    assert found - told == set(), MEND


def test_kinds_and_ways_have_words() -> None:
    for each in results().pages:
        assert each.kind in KINDS, "name it in app/network/stating.py"
        assert set(each.ways) <= set(WAYS)
        assert set(each.languages) <= set(LANGUAGES)


def test_every_way_was_gone_through_every_page_of_answering() -> None:
    ways = {each.kind: set(each.ways) for each in results().pages}
    for kind in ("intro", "question", "review", "thanks"):
        assert ways[kind] == set(WAYS), MEND


def test_a_planted_kind_is_seen() -> None:
    planted = 'page("x", Frame(kind="new", title=t)); frame_of(door, "other", t)'
    assert set(kinds_in(planted)) == {"new", "other"}


def test_a_fault_is_told_by_page_and_rule(app: Flask) -> None:
    found = read(
        {
            "on": "2026-03-02",
            "browser": "Chromium 1",
            "rules": "axe-core 1",
            "pages": {"resume": {"languages": ["en"], "ways": [], "faults": ["label"]}},
        }
    )
    page = CheckedPage(kind="resume", languages=("en",), ways=(), faults=("label",))
    assert found == Results(on=found.on, browser="Chromium 1", rules="axe-core 1", pages=(page,))
    assert found.has_faults
    with app.test_request_context("/en/accessibility"):
        assert list(faults(found)) == [
            "Continuing with a code: the automatic check reports a fault (label)."
        ]
