"""A count that takes long is kept for a while; a quick one never is."""

import time
from datetime import UTC, date, datetime
from threading import Thread

from app.collect.fieldwork import Fieldwork, Stops
from app.collect.recent import NOT_WORTH_KEEPING, Recent

MADE = Fieldwork(
    campaign="x", audience="firms", wave="w", state="open", is_synthetic=True,
    counted_at=datetime(2026, 3, 2, tzinfo=UTC), opens_on=date(2026, 3, 2),
    closes_on=date(2026, 5, 15), started=0, core_complete=0, sent=0, assisted=None, easy=None,
    tests_started=0, tests_sent=0, invited=None, days=(), languages={}, breakdowns=(), places=(),
    territory_names={}, hurried=None,
    stops=Stops(days=1, left=0, left_looked_at=0, sent_looked_at=0, steps=()),
)  # fmt: skip


class Counter:
    def __init__(self, seconds: float) -> None:
        self.times, self.seconds = 0, seconds

    def __call__(self) -> Fieldwork:
        self.times += 1
        time.sleep(self.seconds)
        return MADE


def test_a_quick_count_is_made_anew_each_time() -> None:
    count, recent = Counter(0), Recent()
    assert [recent.of(1, count) for _each in range(3)] == [MADE] * 3
    assert count.times == 3


def test_a_slow_count_is_made_once_also_by_several_threads() -> None:
    count, recent = Counter(1.2 * NOT_WORTH_KEEPING), Recent()
    threads = [Thread(target=recent.of, args=(1, count)) for _each in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert count.times == 1
    recent.of(2, count)
    assert count.times == 2
