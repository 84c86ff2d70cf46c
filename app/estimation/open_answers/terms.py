"""Which terms people used, how many of them, and what of it may be shown."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.estimation.open_answers.words import stem, words

LEAST_USERS = 5  # people who used a term, before anybody else sees it
LEFT_OUT = "\u2026"  # after what the forms of a word share


@dataclass(frozen=True, slots=True)
class Term:
    """users: rows of the respondents who used it, in any form. forms: form to how many used it."""

    users: frozenset[int]
    forms: Mapping[str, int]

    @property
    def is_shown(self) -> bool:
        return len(self.users) >= LEAST_USERS and len(self.label) > len(LEFT_OUT)

    @property
    def label(self) -> str:
        """The commonest form; where fewer than five used any of them, what all forms share."""
        form, count = min(self.forms.items(), key=lambda pair: (-pair[1], pair[0]))
        return form if count >= LEAST_USERS else f"{_shared(self.forms)}{LEFT_OUT}"


def _shared(forms: Iterable[str]) -> str:
    """The letters that all begin with."""
    first, last = min(forms), max(forms)
    ends = (place for place, letter in enumerate(first) if last[place : place + 1] != letter)
    return first[: next(ends, len(first))]


def terms(texts: Mapping[int, str], language: str) -> dict[str, Term]:
    """Stem to term, of all texts of one language, by row of the respondent; hidden ones too."""
    users: dict[str, set[int]] = {}
    forms: dict[str, Counter[str]] = {}
    for row, text in texts.items():
        for word in dict.fromkeys(words(text, language)):
            root = stem(word, language)
            users.setdefault(root, set()).add(row)
            forms.setdefault(root, Counter())[word] += 1
    return {root: Term(frozenset(users[root]), forms[root]) for root in sorted(users)}


def shown(found: Mapping[str, Term]) -> dict[str, Term]:
    """Those that five respondents or more used, one a label, the most used one first."""
    order = sorted(found.items(), key=lambda pair: (-len(pair[1].users), pair[0]))
    by_label: dict[str, str] = {}
    for root, term in order:
        if term.is_shown:
            by_label.setdefault(term.label, root)
    return {root: found[root] for root in by_label.values()}


def without_remainders(whole: int, parts: Sequence[int]) -> tuple[bool, ...]:
    """Which parts of a whole may be shown so that what is left is nobody, or five and more.

    whole, parts: respondents who used a term, everywhere and in each place that would show it.
    The smallest parts are kept back first.
    """
    kept = [count >= LEAST_USERS for count in parts]
    order = sorted(range(len(parts)), key=lambda place: (parts[place], place))
    for place in order:
        left = whole - sum(count for count, is_kept in zip(parts, kept, strict=True) if is_kept)
        if left == 0 or left >= LEAST_USERS:
            break
        kept[place] = False
    return tuple(kept)
