"""Answers inside texts: `${item}` and `${CODE}` become what the person reads."""

import re
from collections.abc import Callable, Iterable

from app.questionnaire.model import Text

PIPE = re.compile(r"\$\{\s*([^{}\s]+)\s*\}")
ITEM = "item"


def piped(text: str, read: Callable[[str], str]) -> str:
    """The text with each `${name}` replaced by what `read` gives for it; never piped twice."""
    return PIPE.sub(lambda found: read(found[1]), text) if "${" in text else text


def piped_names(texts: Iterable[Text | None]) -> frozenset[str]:
    """The codes that texts show, in any language; the item of a roster is not one."""
    found = (
        name
        for text in texts
        if text is not None
        for words in text.texts.values()
        for name in PIPE.findall(words)
    )
    return frozenset(found) - {ITEM}
