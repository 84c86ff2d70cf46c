"""The mend for a word that is not known."""

from collections.abc import Collection
from difflib import get_close_matches

MOST_SHOWN = 15


def nearest(word: str, known: Collection[str], *, otherwise: str | None = None) -> str:
    """Names the known word most like the one written, else all of them, else what is given."""
    listed = sorted(known)
    lowered = {each.lower(): each for each in listed}
    found = get_close_matches(word, listed, n=1, cutoff=0.5)
    found = found or [lowered[each] for each in get_close_matches(word.lower(), lowered, n=1)]
    if found:
        return f"Did you mean {found[0]}?"
    return otherwise or f"Known: {', '.join(shown(listed)) or 'none'}."


def shown(listed: list[str]) -> list[str]:
    return listed if len(listed) <= MOST_SHOWN else [*listed[:MOST_SHOWN], "…"]
