"""Results kept for a value that is built once and used for long, such as a questionnaire."""

from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar

Given = TypeVar("Given")
Found = TypeVar("Found")
KEPT = 64  # unless said otherwise


class Remembered(Generic[Given, Found]):
    """A function that keeps its latest results, known by the identity of what it was given.

    What was given is kept too, so that its identity cannot be taken by another value. Only for
    frozen values: one that changes would keep its first result.
    """

    def __init__(self, find: Callable[[Given], Found], *, most: int = KEPT) -> None:
        self._find = find
        self._most = most
        self._kept: dict[int, tuple[Given, Found]] = {}
        self._lock = Lock()

    def __call__(self, given: Given) -> Found:
        kept = self._kept.get(id(given))
        if kept is not None:
            return kept[1]
        found = self._find(given)
        with self._lock:
            while len(self._kept) >= self._most:
                del self._kept[next(iter(self._kept))]
            self._kept[id(given)] = (given, found)
        return found
