"""Notes in a safe subset of Markdown."""

import pytest

from app.web.marked import marked

LINK = '<a href="https://example.org/a_b?c=1&amp;d=2" target="_blank" rel="noopener noreferrer">'


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("one\ntwo\n\nthree", "<p>one<br>\ntwo</p>\n<p>three</p>"),
        ("**bold** and *slanted*", "<p><strong>bold</strong> and <em>slanted</em></p>"),
        ("__bold__ and _slanted_", "<p><strong>bold</strong> and <em>slanted</em></p>"),
        ("- one\n- two", "<ul><li>one</li><li>two</li></ul>"),
        ("First:\n1. one\n2. two", "<p>First:</p>\n<ol><li>one</li><li>two</li></ol>"),
        ("# Read this\nand go on", "<h2>Read this</h2>\n<p>and go on</p>"),
        ("[*here*](https://example.org/a_b?c=1&d=2)", f"<p>{LINK}<em>here</em></a></p>"),
        ("2 * 3 * 4, snake_case_name", "<p>2 * 3 * 4, snake_case_name</p>"),
        ("", ""),
    ],
)
def test_what_is_of_the_subset_is_shown(text: str, shown: str) -> None:
    assert marked(text) == shown


@pytest.mark.parametrize(
    "text",
    ["<script>x</script>", "[a](javascript:x)", '[a](https://x" onclick="y)', "<b>**</b>"],
)
def test_nothing_else_becomes_a_tag(text: str) -> None:
    shown = str(marked(text))
    assert "<script" not in shown
    assert "href" not in shown
    assert "<b>" not in shown


@pytest.mark.parametrize("sign", ["*", "**", "_", "__", "[", "[]", "[a](", "- ", "# ", "\n\n"])
def test_a_long_note_of_one_sign_is_read_at_once(sign: str) -> None:
    assert marked(sign * 20_000) is not None
