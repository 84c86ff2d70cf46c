"""The last count of each campaign, kept as long as it saves the server from counting all the time.

A count that took a moment is kept for twenty times as long: however often the page is asked for,
counting takes at most a twentieth of one thread. A small campaign is counted anew each time.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock
from time import monotonic

from app.collect.fieldwork import Fieldwork

TIMES_KEPT = 20
NOT_WORTH_KEEPING = 0.25  # seconds


@dataclass(slots=True)
class Recent:
    """One a process; a campaign is counted by one thread at a time, the others wait for it."""

    found: dict[int, tuple[Fieldwork, float]] = field(default_factory=dict)
    locks: dict[int, Lock] = field(default_factory=dict)

    def of(self, campaign_id: int, count: Callable[[], Fieldwork]) -> Fieldwork:
        with self.locks.setdefault(campaign_id, Lock()):
            kept, until = self.found.get(campaign_id, (None, 0.0))
            began = monotonic()
            if kept is not None and began < until:
                return kept
            made = count()
            took = monotonic() - began
            if took > NOT_WORTH_KEEPING:
                self.found[campaign_id] = (made, monotonic() + TIMES_KEPT * took)
            return made
