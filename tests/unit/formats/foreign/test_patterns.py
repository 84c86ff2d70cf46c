"""Patterns that search become patterns that fit the whole text."""

import re

import pytest

from app.formats.foreign.making import rule_of
from app.formats.foreign.patterns import searches
from app.formats.foreign.refusal import NoEqualError
from app.questionnaire.expression.scope import AnswerScope
from app.questionnaire.expression.tree import Literal

PATTERNS = ["/^a+$/", "/a|b/", "/^a|b$/", "/[b-d]/i", r"/\d{2}/", "/(x|^y)z/", r"/^a\$/", "/^É/i"]
TEXTS = ["a", "aa", "xb", "C", "12", "yz", "a$", "", "éa", "xyz"]


@pytest.mark.parametrize("pattern", PATTERNS)
@pytest.mark.parametrize("text", TEXTS)
def test_what_is_found_there_fits_here(pattern: str, text: str) -> None:
    body, _, flags = pattern[1:].rpartition("/")
    expected = re.search(body, text, re.IGNORECASE if "i" in flags else 0) is not None
    rule = rule_of(searches(Literal(text), pattern))
    assert rule.holds(AnswerScope({})) is expected


@pytest.mark.parametrize("pattern", ["abc", "/a/x", "/'\"/", "/(?<!a)b/"])
def test_what_cannot_be_written_here_is_refused(pattern: str) -> None:
    with pytest.raises(NoEqualError):
        rule_of(searches(Literal("a"), pattern))
