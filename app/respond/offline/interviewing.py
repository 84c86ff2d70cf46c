"""Interviews: filled in for somebody, perhaps without a connection, and sent later."""

from dataclasses import dataclass
from secrets import compare_digest

from app.errors import NotFoundError
from app.respond.beginning import Manner, begin
from app.respond.offline.packets import Packet, Taken, take
from app.respond.signing import interview_entry, key_of_interview
from app.store import campaign_keys, campaigns, erasures, keys, responses

MODE = "interview"
MOST_ENTRIES = 100  # that a device may have in stock


@dataclass(frozen=True, slots=True)
class Entry:
    """What an interview begins with. seed: of what chance decides in it."""

    entry: str
    seed: int


def check_pass(campaign_code: str, given: str) -> None:
    """Raises NotFoundError where the pass does not open the campaign's interviews."""
    key_hash = campaign_keys.hash_of(campaigns.seen(campaign_code).id)
    wanted = "" if key_hash is None else keys.interview_pass(key_hash)
    if not wanted or not compare_digest(wanted.encode(), given.encode()):
        raise NotFoundError("This link for interviews is not valid any more: ask for another.")


def new_entries(campaign_code: str, count: int) -> tuple[Entry, ...]:
    """Nothing is stored for them: a response begins when its packet comes."""
    made = (keys.new_key() for _ in range(max(0, min(count, MOST_ENTRIES))))
    return tuple(Entry(interview_entry(campaign_code, key), keys.seed_of(key)) for key in made)


def sent_before(campaign_code: str, entry: str) -> tuple[str, str] | None:
    """Key and receipt of an interview that has arrived and was sent, at whatever time it is
    asked; None: it was not. Raises TamperedEntryError."""
    key = key_of_interview(campaign_code, entry)
    try:
        is_sent = responses.seen(keys.hashed(key)).sent_at is not None
    except NotFoundError:
        return None
    return (key, keys.receipt_of(key)) if is_sent else None


def take_interview(
    campaign_code: str, entry: str, manner: Manner, packet: Packet
) -> tuple[str, Taken | None]:
    """The key of the interview's response, and what became of it; None: it was erased since.

    Raises TamperedEntryError, NotFoundError.
    """
    key = key_of_interview(campaign_code, entry)
    if erasures.among({keys.hashed(keys.receipt_of(key))}):
        return key, None
    begin(campaign_code, entry, manner, key=key)
    return key, take(key, packet)
