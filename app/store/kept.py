"""What hardly ever changes, read once in a while by each process: at most half a minute old."""

from collections.abc import Callable
from time import monotonic
from typing import TYPE_CHECKING, Generic, TypeVar, cast
from weakref import WeakKeyDictionary

from app.store.database import db, found_within, is_writing

if TYPE_CHECKING:
    import sqlalchemy as sa

Key = TypeVar("Key")
Found = TypeVar("Found")
LONGEST_SECONDS = 30.0


class Kept(Generic[Key, Found]):
    """A question to the store that keeps its answers, those of each database apart.

    They are forgotten when this process changes what they rest on. What a transaction asks first
    is kept for that transaction alone: it may never be committed.
    """

    def __init__(self, find: Callable[[Key], Found]) -> None:
        self._find = find
        self._known: WeakKeyDictionary[sa.Engine, dict[Key, tuple[float, Found]]]
        self._known = WeakKeyDictionary()

    def __call__(self, key: Key) -> Found:
        engine = db.engine
        kept, now = self._known.get(engine, {}).get(key), monotonic()
        if kept is not None and now - kept[0] < LONGEST_SECONDS:
            return kept[1]
        if is_writing():
            return self._within(key)
        found = self._find(key)
        self._known.setdefault(engine, {})[key] = (now, found)
        return found

    def _within(self, key: Key) -> Found:
        asked: dict[object, Found] = cast("dict[object, Found]", found_within())
        if (self, key) not in asked:
            asked[self, key] = self._find(key)
        return asked[self, key]

    def forget(self) -> None:
        self._known.clear()
