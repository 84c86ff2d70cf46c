"""Personal links in the store: who was asked, and what came of it."""

from datetime import date

import pytest
import sqlalchemy as sa

from app.errors import NotFoundError
from app.store import invitations, keys, responses
from app.store.campaigns import Campaign
from app.store.database import db, transaction
from app.store.invitations import Invitation, InvitedCount
from tests import made_store

pytestmark = pytest.mark.usefixtures("store")


def invitation(
    campaign: Campaign, reference: str, *, stratum: str = "z0", is_test: bool = False
) -> Invitation:
    return Invitation(
        campaign_id=campaign.id,
        token_hash=keys.hashed(f"token of {reference}"),
        reference_hash=keys.reference_hash(campaign.id, reference),
        stratum=stratum,
        municipality_code="demo_fr01",
        prefill={"frame.employment": 4},
        invited_on=date(2026, 3, 2),
        is_test=is_test,
    )


def test_a_link_leads_to_its_invitation_and_no_other() -> None:
    with transaction():
        campaign = made_store.campaign()
        invitations.add_all([invitation(campaign, "A"), invitation(campaign, "B")])
    with transaction():
        found = invitations.by_token_hash(keys.hashed("token of B"), lock=True)
        assert found.reference_hash == keys.reference_hash(campaign.id, "B")
        assert found.campaign.code == "firms-2026"
        assert found.prefill == {"frame.employment": 4}
    with pytest.raises(NotFoundError, match="ask for a new one"):
        invitations.by_token_hash(keys.hashed("token of C"), lock=False)


def test_who_was_invited_is_found_again_by_reference_and_campaign_alone() -> None:
    with transaction():
        campaign = made_store.campaign()
        invitations.add_all([invitation(campaign, "A")])
    known = keys.reference_hash(campaign.id, "A")
    other = keys.reference_hash(campaign.id + 1, "A")
    assert set(invitations.by_reference_hashes(campaign, [known, other])) == {known}


def test_a_reference_has_one_invitation_in_a_campaign() -> None:
    with transaction():
        campaign = made_store.campaign()
        invitations.add_all([invitation(campaign, "A")])
    again = invitation(campaign, "A")
    again.token_hash = keys.hashed("another token")
    with pytest.raises(sa.exc.IntegrityError), transaction():
        invitations.add_all([again])


def test_counts_say_who_was_invited_began_and_sent_without_tests() -> None:
    with transaction():
        campaign = made_store.campaign()
        begun = made_store.response(campaign, {"F_EMP": 3}, is_sent=False)
        sent = made_store.response(campaign, {"F_EMP": 4})
        asked = [
            invitation(campaign, "A"),
            invitation(campaign, "B"),
            invitation(campaign, "C"),
            invitation(campaign, "D", stratum="z1_4"),
            invitation(campaign, "E", is_test=True),
        ]
        asked[0].response_id, asked[1].response_id = begun.id, sent.id
        invitations.add_all(asked)
    assert invitations.counts(campaign) == (
        InvitedCount(stratum="z0", municipality_code="demo_fr01", invited=3, begun=2, sent=1),
        InvitedCount(stratum="z1_4", municipality_code="demo_fr01", invited=1, begun=0, sent=0),
    )


def test_erasing_a_response_leaves_nothing_of_its_invitation() -> None:
    with transaction():
        campaign = made_store.campaign()
        answered = made_store.response(campaign, {"F_EMP": 3})
        asked = invitation(campaign, "A")
        asked.response_id = answered.id
        invitations.add_all([asked, invitation(campaign, "B")])
    with transaction():
        responses.erase(answered)
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Invitation)) == 1
