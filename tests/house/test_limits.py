"""Files, functions and nesting stay small: the limits of CONTRIBUTING, measured."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LONGEST_FILE = 300
LONGEST_FUNCTION = 40
DEEPEST = 3
FORBIDDEN_NAMES = {
    "utils",
    "helpers",
    "manager",
    "handler",
    "service",
    "base",
    "common",
    "misc",
    "zone",
}
SOURCES = sorted((ROOT / "app").rglob("*.py"))
FUNCTION = (ast.FunctionDef, ast.AsyncFunctionDef)
NESTING = (ast.If, ast.For, ast.While, ast.With, ast.Try, ast.Match)


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, FUNCTION))


def depth(node: ast.AST, level: int = 0) -> int:
    deepest = level
    for child in ast.iter_child_nodes(node):
        if isinstance(child, FUNCTION):
            continue
        is_elif = isinstance(node, ast.If) and child in node.orelse and isinstance(child, ast.If)
        inside = level + 1 if isinstance(child, NESTING) and not is_elif else level
        deepest = max(deepest, depth(child, inside))
    return deepest


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_keeps_to_the_limits(path: Path) -> None:
    text = path.read_text()
    assert len(text.splitlines()) <= LONGEST_FILE
    for function in functions(ast.parse(text)):
        where = f"{path.relative_to(ROOT)}:{function.lineno} {function.name}"
        length = (function.end_lineno or 0) - function.lineno + 1
        assert length <= LONGEST_FUNCTION, f"{where} has {length} lines"
        assert depth(function) <= DEEPEST, f"{where} nests {depth(function)} deep"


def test_no_file_or_folder_is_named_after_nothing() -> None:
    named = {part for path in SOURCES for part in path.relative_to(ROOT).with_suffix("").parts}
    assert not named & FORBIDDEN_NAMES


def test_the_measure_of_nesting_sees_a_deep_function() -> None:
    deep = ast.parse("def f():\n if a:\n  for b in c:\n   while d:\n    if e:\n     pass")
    assert depth(next(functions(deep))) == 4
