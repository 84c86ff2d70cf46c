"""Two devices at one response: of each answer, what a page showed, what it sends, what is stored.

A page carries a mark of each answer as it showed it. Where the store holds another one now and the
page did not touch its own, the store's holds; where only the page changed it, the page's; where
both did, differently, that is a clash: the store's stays until a person has said which one holds.
"""

from base64 import urlsafe_b64encode
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2s

from app.questionnaire.asked import CONTACT_PARTS, is_empty
from app.questionnaire.model import Answers, Value

OF_PATH, OF_ANSWER = 4, 8  # characters of a mark
NOTHING = frozenset[str]()


@dataclass(frozen=True, slots=True)
class Clash:
    """An answer that changed here and elsewhere since the page showed it."""

    path: str
    stored: Value
    sent: Value


@dataclass(frozen=True, slots=True)
class Showed:
    """marks: path to those of the answers that whoever sends the page knows of. ranked: paths of
    which the order is the answer."""

    marks: Mapping[str, Collection[str]]
    ranked: frozenset[str] = frozenset()

    def has(self, path: str, value: Value) -> bool:
        """Whether the page showed just this; what it did not ask, it showed empty."""
        if path not in self.marks:
            return is_empty(value)
        return self.mark(path, value) in self.marks[path]

    def asked(self, path: str) -> bool:
        """Also of a contact, which the page asks in parts."""
        return path in self.marks or f"{path}.{CONTACT_PARTS[0]}" in self.marks

    def mark(self, path: str, value: Value) -> str:
        """'' of nothing, so that an empty page carries little."""
        told = told_of(value, is_ranked=path in self.ranked)
        return short_hash(f"{path}\n{told}", OF_ANSWER) if told else ""


def told_of(value: Value, *, is_ranked: bool) -> str:
    """The same for what is the same answer, in whatever order its choices were ticked."""
    if is_empty(value):
        return ""
    if isinstance(value, tuple):
        return "\n".join(value if is_ranked else sorted(value))
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value)
    return format(float(value), ".15g")


def short_hash(text: str, characters: int) -> str:
    digest = blake2s(text.encode(errors="replace"), digest_size=characters * 3 // 4).digest()
    return urlsafe_b64encode(digest).decode()


def written(showed: Showed) -> str:
    """The marks as a page carries them."""
    return " ".join(
        f"{short_hash(path, OF_PATH)}{mark}"
        for path, marks in showed.marks.items()
        for mark in sorted(marks)
    )


def read(text: str, paths: Iterable[str], ranked: frozenset[str]) -> Showed:
    """What written() gave, for those of the paths that the page asked."""
    held: dict[str, set[str]] = {}
    for each in text.split():
        held.setdefault(each[:OF_PATH], set()).add(each[OF_PATH:])
    hashes = {path: short_hash(path, OF_PATH) for path in paths}
    found = {path: held[each] for path, each in hashes.items() if each in held}
    return Showed(found, ranked)


def showing(values: Answers, paths: Iterable[str], ranked: frozenset[str]) -> Showed:
    """Of a page that shows these values."""
    plain = Showed({}, ranked)
    return Showed({path: {plain.mark(path, values.get(path))} for path in paths}, ranked)


def knowing_too(showed: Showed, sent: Answers) -> Showed:
    """With what the page itself sent before, and heard no answer to."""
    marks = {
        path: {*known, showed.mark(path, sent.get(path))} for path, known in showed.marks.items()
    }
    return Showed(marks, showed.ranked)


def merged(
    stored: Answers, given: Answers, showed: Showed
) -> tuple[dict[str, Value], tuple[Clash, ...]]:
    """What is to be taken as given, and where somebody has to choose.

    stored: of the step, now. given: by the page.
    """
    taken, clashes = dict(given), []
    for path, now in stored.items():
        new = given.get(path)
        if showed.has(path, now) or showed.mark(path, now) == showed.mark(path, new):
            continue
        taken[path] = now
        if not showed.has(path, new):
            clashes.append(Clash(path, now, new))
    return taken, tuple(clashes)
