"""Keys of campaigns: whoever holds one may follow the fieldwork. Only their hashes stand here."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, joinedload, mapped_column, relationship

from app.errors import ConflictError, NotFoundError
from app.store.campaigns import Campaign
from app.store.columns import Moment
from app.store.database import Base, db


class CampaignKey(Base):
    """A campaign has one key at most; another takes its place, and the old address is dead."""

    __tablename__ = "campaign_key"

    campaign_id: Mapped[int] = mapped_column(
        sa.ForeignKey("campaign.id", ondelete="CASCADE"), primary_key=True
    )
    key_hash: Mapped[str] = mapped_column(unique=True)
    made_at: Mapped[datetime] = mapped_column(Moment)
    campaign: Mapped[Campaign] = relationship()


def give(campaign: Campaign, key_hash: str, moment: datetime, *, replaces: bool) -> None:
    """Raises ConflictError where the campaign has a key already and it is not to be replaced."""
    held = db.session.get(CampaignKey, campaign.id)
    if held is None:
        db.session.add(CampaignKey(campaign_id=campaign.id, key_hash=key_hash, made_at=moment))
    elif replaces:
        held.key_hash, held.made_at = key_hash, moment
    else:
        raise ConflictError(
            f"Campaign {campaign.code!r} has a key since {held.made_at:%Y-%m-%d}, and only its"
            " hash is kept: `--new` makes another, and the old address stops working.",
            campaign=campaign.code,
        )
    db.session.flush()


def campaign_of(key_hash: str) -> Campaign:
    """The campaign that a key opens. Raises NotFoundError."""
    query = (
        sa.select(CampaignKey)
        .where(CampaignKey.key_hash == key_hash)
        .options(joinedload(CampaignKey.campaign, innerjoin=True))
    )
    found = db.session.scalars(query).one_or_none()
    if found is None:
        raise NotFoundError("No campaign for this key: ask for the address again.")
    return found.campaign


def hash_of(campaign_id: int) -> str | None:
    """None where no key was made yet."""
    held = db.session.get(CampaignKey, campaign_id)
    return None if held is None else held.key_hash
