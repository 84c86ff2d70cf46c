"""One pass over responses: tests apart, places and levels of those who sent."""

from datetime import UTC, date, datetime, timedelta

from app.collect.strata import MUNICIPALITY, TERRITORY, UNKNOWN, Split
from app.collect.tally import questions_of, tallied
from app.store.fieldwork import Begun

SPLITS = (Split("age_sex", ("AGE", "SEX")), Split("education", ("EDU",)))
START = datetime(2026, 3, 2, 23, 50, tzinfo=UTC)


def begun(
    *said: str | None, minutes: float | None = 20, is_test: bool = False, mode: str = "web_phone"
) -> Begun:
    sent = None if minutes is None else START + timedelta(minutes=minutes)
    manner = (sent is not None, mode == "web_helped", mode == "web_easy")
    return Begun(is_test, "fr", mode, "hills", START, sent, *manner, said)


def test_the_questions_come_in_the_order_of_what_is_said() -> None:
    assert questions_of("PLACE", SPLITS) == ("PLACE", "AGE", "SEX", "EDU")
    assert questions_of(None, SPLITS[1:]) == ("EDU",)


def test_counts_days_and_levels() -> None:
    rows = [
        begun("31001", "g15", "f", "e02"),
        begun("31001", "g15", None, None),
        begun("31002", "g20", "m", "e02", minutes=None),
        begun(None, "g20", "m", "e02", minutes=2),
    ]
    found = tallied(rows, "PLACE", SPLITS)
    assert (found.started, found.core_complete, found.sent) == (4, 3, 3)
    assert found.started_on == {date(2026, 3, 2): 4}
    assert found.sent_on == {date(2026, 3, 3): 2, date(2026, 3, 2): 1}
    assert found.levels["age_sex"] == {"g15:f": 1, "g15:?": 1, "g20:m": 1}
    assert found.levels["education"] == {"e02": 2, UNKNOWN: 1}
    assert found.levels[MUNICIPALITY] == {"31001": 2, UNKNOWN: 1}
    assert found.levels[TERRITORY] == {"hills": 3}
    assert list(found.seconds["fr", "web_phone"]) == [1200, 1200, 120]


def test_tests_count_apart_and_nowhere_else() -> None:
    rows = [
        begun("31001", "g15", "f", "e02", is_test=True),
        begun(None, None, None, None, minutes=None, is_test=True),
    ]
    found = tallied(rows, "PLACE", SPLITS)
    assert (found.tests_started, found.tests_sent) == (2, 1)
    assert (found.started, found.core_complete, found.sent) == (0, 0, 0)
    assert not found.levels
    assert not found.seconds


def test_who_works_in_several_places_counts_in_each() -> None:
    found = tallied([begun('["31001", "31002"]')], "PLACE", ())
    assert found.levels[MUNICIPALITY] == {"31001": 1, "31002": 1}
    assert found.sent == 1


def test_only_answers_on_the_web_have_a_time() -> None:
    rows = [begun("31001", minutes=0, mode=mode) for mode in ("load", "paper", "phone", "assisted")]
    found = tallied([*rows, begun("31001", mode="web")], "PLACE", ())
    assert found.sent == 5
    assert {mode: list(times) for (_, mode), times in found.seconds.items()} == {"web": [1200]}
