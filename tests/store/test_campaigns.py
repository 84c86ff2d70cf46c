"""A campaign asks one version, in known territories, from a day to a day."""

from dataclasses import replace
from datetime import date

import pytest

from app.errors import ConflictError, ForeterreError, InvalidError, NotFoundError
from app.store import campaigns, questionnaires
from app.store.campaigns import NewCampaign
from app.store.database import db, transaction
from tests import made_store

pytestmark = pytest.mark.usefixtures("store")


def new() -> NewCampaign:
    made_store.territories()
    return NewCampaign(
        code="firms-2026",
        questionnaire_id=questionnaires.save(made_store.questionnaire()).id,
        wave="w2026",
        territories=("demo_fr", "demo_es"),
        opens_on=date(2026, 3, 2),
        closes_on=date(2026, 5, 15),
    )


def test_a_campaign_comes_back_as_it_was_opened() -> None:
    with transaction():
        campaigns.add(new())
    db.session.expire_all()
    found = campaigns.by_code("firms-2026")
    assert found.territories == ("demo_es", "demo_fr")
    assert (found.audience, found.languages, found.options) == ("firms", ("en", "fr"), ())
    assert campaigns.by_id(found.id) is found
    assert campaigns.all_campaigns() == (found,)


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (date(2026, 3, 1), "early"),
        (date(2026, 3, 2), "open"),
        (date(2026, 5, 15), "open"),
        (date(2026, 5, 16), "closed"),
    ],
)
def test_a_campaign_is_open_from_its_first_to_its_last_day(day: date, state: str) -> None:
    with transaction():
        assert campaigns.add(new()).state(day) == state


def test_a_campaign_closed_by_hand_is_closed_at_once_and_once() -> None:
    with transaction():
        opened = campaigns.add(new())
        campaigns.close(opened, made_store.BEGUN)
        campaigns.close(opened, made_store.BEGUN.replace(year=2027))
    assert opened.state(date(2026, 3, 3)) == "closed"
    assert opened.closed_at == made_store.BEGUN


@pytest.mark.parametrize(
    ("changes", "error", "named"),
    [
        ({"code": "Firms 2026"}, InvalidError, "Firms 2026"),
        ({"territories": ()}, InvalidError, "territory"),
        ({"territories": ("demo_xx",)}, NotFoundError, "demo_xx"),
        ({"closes_on": date(2026, 3, 1)}, InvalidError, "2026-03-01"),
        ({"languages": ("en", "de")}, InvalidError, "de"),
        ({"questionnaire_id": 999}, NotFoundError, "999"),
    ],
)
def test_what_does_not_fit_is_refused_by_name(
    changes: dict[str, object], error: type[ForeterreError], named: str
) -> None:
    with pytest.raises(error, match=named), transaction():
        campaigns.add(replace(new(), **changes))
    assert campaigns.all_campaigns() == ()


def test_a_code_names_one_campaign() -> None:
    with transaction():
        campaigns.add(new())
    with pytest.raises(ConflictError, match="firms-2026"), transaction():
        campaigns.add(new())


def test_counts_leave_tests_out() -> None:
    with transaction():
        opened = made_store.campaign()
        made_store.campaign("firms-2027")
        made_store.response(opened, {})
        made_store.response(opened, {}, is_sent=False)
        made_store.response(opened, {}).is_test = True
    assert campaigns.counts() == {"firms-2026": (2, 1), "firms-2027": (0, 0)}


def test_an_unknown_campaign_says_how_to_find_it() -> None:
    with pytest.raises(NotFoundError, match="campaign list"):
        campaigns.by_code("none")
