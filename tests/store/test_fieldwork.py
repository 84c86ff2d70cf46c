"""What the fieldwork is counted from: codes alone, streamed, drawn by chance."""

from datetime import timedelta

import pytest

from app.store import fieldwork
from app.store.database import transaction
from app.store.responses import Response
from tests import made_store
from tests.made_store import BEGUN

pytestmark = pytest.mark.usefixtures("store")
LATER = BEGUN + timedelta(days=1)


def tests_made(response: Response) -> None:
    response.is_test = True


tests_made.__test__ = False  # type: ignore[attr-defined]


def test_every_response_comes_with_what_it_said() -> None:
    with transaction():
        campaign = made_store.campaign()
        made_store.response(campaign, {"F_PLACE": "t1", "F_EMP": 3, "F_JOBS": ("a", "b")})
        tests_made(made_store.response(campaign, {}, is_sent=False))
    sent, test = sorted(
        fieldwork.begun(campaign, ("F_PLACE", "F_JOBS", "F_SIZE")), key=lambda each: each.is_test
    )
    assert sent.said[0] == "t1"
    assert (sent.said[1] or "").replace(" ", "") == '["a","b"]'
    assert sent.said[2] is None
    assert (sent.started, sent.sent, sent.territory) == (BEGUN, BEGUN, "demo_fr")
    assert (test.is_test, test.sent, test.said) == (True, None, (None, None, None))


def test_those_who_left_were_not_touched_since() -> None:
    with transaction():
        campaign = made_store.campaign()
        made_store.response(campaign, {}, is_sent=False)
        made_store.response(campaign, {}, is_sent=False).touched_at = LATER
        made_store.response(campaign, {})
        tests_made(made_store.response(campaign, {}, is_sent=False))
    assert fieldwork.left_count(campaign, before=LATER) == 1
    assert len(fieldwork.left(campaign, before=LATER, at_most=9)) == 1
    assert len(fieldwork.sent(campaign, at_most=9)) == 1


def test_a_draw_is_bounded_and_the_same_each_time() -> None:
    with transaction():
        campaign = made_store.campaign()
        for place in range(12):
            made_store.response(campaign, {"F_EMP": place})
    drawn = [
        sorted(str(each.answers["F_EMP"]) for each in fieldwork.sent(campaign, at_most=5))
        for _time in range(2)
    ]
    assert len(drawn[0]) == 5
    assert drawn[0] == drawn[1]
