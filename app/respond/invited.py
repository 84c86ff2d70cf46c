"""Personal links: one response an invitation, whatever its holder does with the link."""

from dataclasses import dataclass, replace

from app.respond.actions import new_entry, start
from app.respond.beginning import Manner
from app.respond.signing import check_entry, signed_entry
from app.respond.standing import Door, door
from app.store import invitations, keys, responses
from app.store.database import transaction
from app.store.invitations import Invitation


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Who holds a personal link. key: of the response that it began, if it did."""

    door: Door
    key: str | None
    has_prefill: bool


def asked(token: str) -> Asked:
    """Raises NotFoundError."""
    found = invitations.by_token_hash(keys.hashed(token), lock=False)
    return Asked(
        door=door(found.campaign.code), key=_key_of(found), has_prefill=bool(found.prefill)
    )


def entry_for(token: str) -> str:
    """A signed one-time key of the link's first page; that of another link is refused."""
    return signed_entry(_bound_to(token))


def begin(token: str, entry: str, manner: Manner) -> str:
    """The key of the link's one response: that which it began already, else a new one.

    Raises TamperedEntryError, NotFoundError.
    """
    check_entry(_bound_to(token), entry)
    with transaction():
        invitation = invitations.by_token_hash(keys.hashed(token), lock=True)
        known = _key_of(invitation)
        if known is not None:
            return known
        code = invitation.campaign.code
        if invitation.is_test:
            manner = replace(manner, mode="test")
        key = start(code, new_entry(code), manner, prefill=invitation.prefill)
        invitation.response_id = responses.by_key_hash(keys.hashed(key), lock=False).id
    return key


def _key_of(invitation: Invitation) -> str | None:
    response = invitation.response
    return None if response is None else keys.unseal_key(response.key_sealed)


def _bound_to(token: str) -> str:
    return f"personal link {keys.hashed(token)}"
