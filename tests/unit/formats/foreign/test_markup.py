"""Texts of other programs: HTML as lines of plain text, expressions in braces found."""

import pytest

from app.formats.foreign.markup import plain_text, with_braces

TEXTS = [
    ("How old are you?", "How old are you?"),
    ("a < b & c", "a < b & c"),
    ("<p>One</p>\n<p>Two<br />three</p>", "One\n\nTwo\nthree"),
    ("<ul><li>a</li><li>b</li></ul>", "- a\n\n- b"),
    ("It&#39;s&nbsp;<b>bold</b>, yes", "It's\u00a0bold, yes"),
    ("<script>alert(1)</script>Hi", "Hi"),
    ("<table><tr><td>a</td><td>b</td></tr></table>", "a b"),
]


@pytest.mark.parametrize(("html", "expected"), TEXTS)
def test_html_becomes_lines(html: str, expected: str) -> None:
    assert plain_text(html)[0] == expected


def test_what_is_no_text_is_named() -> None:
    assert plain_text('<img src="a.png"><video></video>Look')[1] == ("img", "video")


BRACES = [
    ("Hi {name}!", ["name"]),
    ("{a}{b}", ["a", "b"]),
    ("{ not this } nor {this }", []),
    ("{if(x == '}', 1, 2)}", ["if(x == '}', 1, 2)"]),
    ("{join('it\\'s', a)}", ["join('it\\'s', a)"]),
    ("{never closed", []),
    ("a {{b}} c", ["{b}"]),
]


@pytest.mark.parametrize(("text", "expected"), BRACES)
def test_expressions_are_found(text: str, expected: list[str]) -> None:
    found: list[str] = []

    def told(source: str) -> str:
        found.append(source)
        return "#"

    assert len(with_braces(text, told)) <= len(text)
    assert found == expected
