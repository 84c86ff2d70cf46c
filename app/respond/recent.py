"""The responses that were at a page just now: the next request mostly needs the same.

A sheet is a function of questionnaire, answers and setting: one is used again only where all
three are the same. Few are kept, for a minute at most while others answer.

A response as this process read or wrote it within the last second is shown without asking the
store again, as if the page had been asked for that second earlier: mostly it follows the post
that wrote it. Nothing is ever changed on the strength of it.
"""

from threading import Lock
from time import monotonic
from typing import Generic, TypeVar

from app.questionnaire.model import Answers, Questionnaire
from app.questionnaire.setting import Setting
from app.questionnaire.sheet import Sheet
from app.store.campaigns import Campaign
from app.store.database import on_change
from app.store.responses import Response, Seen

Held = TypeVar("Held")
KEPT = 200
LONGEST_SECONDS = 60.0
JUST_NOW_SECONDS = 1.0


class Latest(Generic[Held]):
    """The latest of each response, by the hash of its key; what is too old goes at the next use."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._held: dict[str, tuple[float, Held]] = {}  # the oldest first
        self._lock = Lock()

    def get(self, key_hash: str) -> Held | None:
        with self._lock:
            self._drop_old()
            found = self._held.get(key_hash)
        return None if found is None else found[1]

    def keep(self, key_hash: str, held: Held) -> None:
        with self._lock:
            self._drop_old()
            self._held.pop(key_hash, None)
            while len(self._held) >= KEPT:
                del self._held[next(iter(self._held))]
            self._held[key_hash] = (monotonic(), held)

    def forget(self, key_hash: str) -> None:
        with self._lock:
            self._held.pop(key_hash, None)

    def forget_all(self, *_event: object) -> None:
        with self._lock:
            self._held.clear()

    def _drop_old(self) -> None:
        while self._held:
            first = next(iter(self._held))
            if monotonic() - self._held[first][0] < self._seconds:
                return
            del self._held[first]


_sheets: Latest[Sheet] = Latest(LONGEST_SECONDS)
_seen: Latest[Seen] = Latest(JUST_NOW_SECONDS)
on_change((Campaign, Response), _seen.forget_all)


def sheet(key_hash: str, questionnaire: Questionnaire, answers: Answers, setting: Setting) -> Sheet:
    known = _sheets.get(key_hash)
    if known is not None and known.is_of(questionnaire, setting) and known.answers == answers:
        return known
    made = Sheet.of(questionnaire, answers, setting)
    remember(key_hash, made)
    return made


def remember(key_hash: str, made: Sheet) -> None:
    _sheets.keep(key_hash, made)


def saw(response: Seen) -> None:
    """As the store holds it now."""
    _seen.keep(response.key_hash, response)


def just_seen(key_hash: str) -> Seen | None:
    return _seen.get(key_hash)


def forget(key_hash: str) -> None:
    _sheets.forget(key_hash)
    _seen.forget(key_hash)
