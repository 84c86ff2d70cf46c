"""How the texts of a question changed, language by language."""

from collections.abc import Iterator

from app.questionnaire.model import Text

SHOWN_CHARACTERS = 80


def quoted(text: Text) -> str:
    """', “People”'; nothing for what has no text."""
    found = text.in_language(text.source)
    return f", “{_short(found)}”" if found else ""


def changed_text(old: Text | None, new: Text | None) -> Iterator[str]:
    """One sentence's end a language. A language that only one version has is told elsewhere."""
    before = {} if old is None else old.texts
    now = {} if new is None else new.texts
    for language in sorted({*before, *now}):
        was, is_now = before.get(language, ""), now.get(language, "")
        if was == is_now:
            continue
        if not was:
            yield f"in {language} is new: “{_short(is_now)}”."
        elif not is_now:
            yield f"in {language} is removed: “{_short(was)}”."
        else:
            yield f"in {language} was “{_short(was)}” and is “{_short(is_now)}” now."


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= SHOWN_CHARACTERS else f"{line[: SHOWN_CHARACTERS - 1]}…"
