"""The indicators' file: the inputs that it names are questions of the questionnaires beside it."""

import re
from collections.abc import Iterator
from pathlib import Path

import yaml

from app.questionnaire.nearest import nearest
from app.questionnaire.reading.formats import QUESTIONNAIRE
from app.questionnaire.reading.problems import Problem
from app.questionnaire.reading.section import Section
from app.questionnaire.reading.source_file import SourceFile

KEYS = frozenset({"format", "version", "language", "indicators"})
ELSEWHERE = re.compile(r"(?:practices|experiments)\.[a-z_]+|paradata|frame|E_[A-Z0-9_]+")
"""Inputs that no questionnaire of the folder asks: other tables, and the rounds of experts."""
INDICATOR_KEYS = frozenset(
    ["code", "group", "unit", "name", "inputs", "weight", "formula", "reading", "concept", "base"]
)


def check_indicators(path: Path, _: Path) -> list[Problem]:
    source = SourceFile(str(path))
    root = source.compose(path)
    if root is not None:
        section = Section.of(root, source, known=KEYS, what="The file")
        known = inputs_beside(path)
        seen: dict[str, int] = {}
        for node in section.nodes("indicators", is_required=True):
            indicator = Section.of(node, source, known=INDICATOR_KEYS, what="An indicator")
            check_code(indicator, seen)
            check_inputs(indicator, known)
    return source.problems


def check_code(indicator: Section, seen: dict[str, int]) -> None:
    code = indicator.text("code", is_required=True)
    if code in seen:
        message = f"Indicator {code} stands twice, first in line {seen[code]}."
        mend = "Give one another code."
        indicator.problem("code", "repeated-code", message=message, mend=mend)
    elif code is not None:
        seen[code] = indicator.place("code").start.line
        indicator.what = f"Indicator {code}"


def check_inputs(indicator: Section, known: frozenset[str]) -> None:
    for node in indicator.nodes("inputs", is_required=True):
        found = indicator.quoted(node, "inputs")
        if found is None or found in known or ELSEWHERE.fullmatch(found):
            continue
        message = f"{indicator.what}: no question is called {found}."
        mend = nearest(found, known, otherwise="Name a question, or ROSTER.field.")
        indicator.source.problem(node, "unknown-question", message=message, mend=mend)


def inputs_beside(path: Path) -> frozenset[str]:
    """Codes of all questions, and ROSTER.field, of the questionnaires in the same folder."""
    found: set[str] = set()
    for each in path.parent.glob("*.yaml"):
        root = SourceFile(str(each)).compose(each) if each != path else None
        if root is not None and value_of(root, "format") == QUESTIONNAIRE:
            found.update(inputs_of(root))
    return frozenset(found)


def inputs_of(root: yaml.Node) -> Iterator[str]:
    for page in items_of(root, "pages"):
        for question in items_of(page, "questions"):
            code = value_of(question, "code")
            yield code
            yield from (f"{code}.{value_of(each, 'code')}" for each in items_of(question, "fields"))


def child_of(node: yaml.Node, key: str) -> yaml.Node | None:
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    return next((value for name, value in pairs if name.value == key), None)


def value_of(node: yaml.Node, key: str) -> str:
    child = child_of(node, key)
    return str(child.value) if isinstance(child, yaml.ScalarNode) else ""


def items_of(node: yaml.Node, key: str) -> list[yaml.Node]:
    child = child_of(node, key)
    return list(child.value) if isinstance(child, yaml.SequenceNode) else []
