"""Which municipalities are still named by answers or personal links, so that none is taken away."""

from collections.abc import Collection

import sqlalchemy as sa

from app.store.campaigns import Campaign
from app.store.database import db
from app.store.invitations import Invitation
from app.store.network import Territory
from app.store.responses import Response

FETCHED_AT_ONCE = 500


def named_municipalities(territory: str, codes: Collection[str]) -> frozenset[str]:
    """Those of the codes that a response of a campaign that asks in the territory, or any personal
    link, names; who works in several places is of the first one's territory."""
    if not codes:
        return frozenset()
    query = sa.select(Invitation.municipality_code).where(Invitation.municipality_code.in_(codes))
    invited = {code for code in db.session.scalars(query) if code is not None}
    return frozenset(invited | _answered(territory, frozenset(codes)))


def _answered(territory: str, codes: frozenset[str]) -> set[str]:
    asks_here = Campaign.asked_in.any(Territory.code == territory)
    is_of_it = sa.or_(Response.territory_code == territory, asks_here)
    query = sa.select(Response.answers).join(Response.campaign).where(is_of_it)
    found: set[str] = set()
    for answers in db.session.scalars(query.execution_options(yield_per=FETCHED_AT_ONCE)):
        for value in answers.values():
            named = value if isinstance(value, tuple) else (value,)
            found |= codes.intersection(each for each in named if isinstance(each, str))
    return found
