"""Which responses count: every core page passed, no test, in a territory of the network."""

import pytest

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
