"""Which responses count: every core page passed, no test, in a territory of the network."""

from datetime import timedelta

import pytest

from app.questionnaire.model import Answers, Value
from app.reference import paradata
from app.store import answer_tables
from app.store.database import transaction
from tests import made_store

pytestmark = pytest.mark.usefixtures("store")


def test_who_passed_every_core_page_counts_sent_or_not_and_tests_never() -> None:
    with transaction():
        asked = made_store.campaign()
        made_store.response(asked, {"F_EMP": 1})
        made_store.response(asked, {"F_EMP": 2}, is_sent=False)
        made_store.response(asked, {"F_EMP": 3}).core_completed_at = None
        made_store.response(asked, {"F_EMP": 4}).is_test = True
        made_store.response(asked, {"F_EMP": 5}).mode = "paper"
        made_store.response(made_store.campaign("other"), {"F_EMP": 6})
    found = made_store.counted_now("firms-2026")
    assert [each.answers["F_EMP"] for each in found] == [1, 2, 5]
    assert {(each.campaign, each.audience, each.territory) for each in found} == {
        ("firms-2026", "firms", "demo_fr")
    }
    assert [each.answers["F_EMP"] for each in made_store.counted_now("other", "firms-2026")] == [
        1, 2, 5, 6,
    ]  # fmt: skip


def test_who_named_no_place_is_of_the_only_territory_asked_or_of_none() -> None:
    with transaction():
        both = made_store.campaign()
        one = made_store.campaign("only-es")
        one.asked_in = [each for each in one.asked_in if each.code == "demo_es"]
        for asked in (both, one):
            made_store.response(asked, {}).territory_code = None
    assert made_store.counted_now("firms-2026") == []
    assert [each.territory for each in made_store.counted_now("only-es")] == ["demo_es"]


def test_how_somebody_answered_is_known_in_whole_minutes_and_no_closer() -> None:
    with transaction():
        asked = made_store.campaign()
        quick = made_store.response(asked, {"F_EMP": 1})
        slow = made_store.response(asked, {"F_EMP": 2})
        made_store.response(asked, {"F_EMP": 3}, is_sent=False)
        quick.sent_at = quick.started_at + timedelta(minutes=8, seconds=1)
        slow.sent_at = slow.started_at + timedelta(days=2)
    counted = made_store.counted_now("firms-2026")
    found = [_how_given(each.answers) for each in counted]
    assert {each.answers[paradata.LANGUAGE] for each in counted} == {"fr"}
    assert found == [
        {"F_EMP": 1, paradata.SENT: "yes", paradata.MINUTES: 9},
        {"F_EMP": 2, paradata.SENT: "yes", paradata.MINUTES: paradata.MOST_MINUTES},
        {"F_EMP": 3, paradata.SENT: "no"},
    ]


def test_all_who_began_are_counted_where_they_live_but_for_tests() -> None:
    with transaction():
        asked = made_store.campaign()
        made_store.response(asked, {})
        made_store.response(asked, {}, is_sent=False).core_completed_at = None
        made_store.response(asked, {}).is_test = True
        made_store.response(asked, {}).territory_code = None
    assert answer_tables.started(["firms-2026"]) == {("firms", "demo_fr"): 2}


def test_answers_that_came_as_a_file_took_no_known_time() -> None:
    with transaction():
        asked = made_store.campaign()
        for mode in ("load", "paper", "phone", "assisted"):
            made_store.response(asked, {}).mode = mode
        made_store.response(asked, {}).mode = "web_pc"
    found = [_how_given(each.answers) for each in made_store.counted_now("firms-2026")]
    assert found == [{paradata.SENT: "yes"}] * 4 + [{paradata.SENT: "yes", paradata.MINUTES: 0}]


def _how_given(answers: Answers) -> dict[str, Value]:
    return {path: value for path, value in answers.items() if path != paradata.LANGUAGE}
